/** Discord's Markdown by lines: headings, small print, quotes, lists, code blocks; inside a line see inline.js. */

import { parseInline } from "./inline.js";

const HEADING = /^(#{1,3}) +(\S.*)$/;
const SMALL = /^-# +(\S.*)$/;
const ITEM = /^( {0,20})(?:[-*]|(\d{1,9})\.) +(\S.*)$/;
const LANGUAGE = /^[\w+\-.#]{1,20}\n/;
const FENCE = "```";

/**
 * The blocks of a text: `{type: "paragraph" | "small", children}`, `{type: "heading", level, children}`,
 * `{type: "quote", blocks}`, `{type: "list", items: [{depth, number, children}]}`, `{type: "fence", text}`.
 */
export function parseMarkdown(text, quoted = false) {
  const blocks = [];
  let paragraph = [];
  let list = null;
  let fences = text.includes(FENCE);
  let at = 0;

  const endParagraph = () => {
    while (paragraph.length && !paragraph[0].trim()) paragraph.shift();
    while (paragraph.length && !paragraph.at(-1).trim()) paragraph.pop();
    if (paragraph.length) blocks.push({ type: "paragraph", children: parseInline(paragraph.join("\n")) });
    paragraph = [];
  };
  const add = (block) => {
    endParagraph();
    list = null;
    blocks.push(block);
  };

  while (at <= text.length) {
    const newline = text.indexOf("\n", at);
    const end = newline < 0 ? text.length : newline;
    const line = text.slice(at, end);
    if (!quoted && line.startsWith(">>> ")) {
      add({ type: "quote", blocks: parseMarkdown(text.slice(at + 4), true) });
      break;
    }
    if (!quoted && line.startsWith("> ")) {
      const lines = [];
      while (at <= text.length && text.startsWith("> ", at)) {
        const stop = text.indexOf("\n", at);
        lines.push(text.slice(at + 2, stop < 0 ? text.length : stop));
        at = stop < 0 ? text.length + 1 : stop + 1;
      }
      add({ type: "quote", blocks: parseMarkdown(lines.join("\n"), true) });
      continue;
    }
    const fence = fences ? line.indexOf(FENCE) : -1;
    const closing = fence < 0 ? -1 : text.indexOf(FENCE, at + fence + 3);
    if (fence >= 0 && closing < 0) fences = false;
    if (closing >= 0) {
      if (fence > 0) paragraph.push(line.slice(0, fence));
      const code = text.slice(at + fence + 3, closing);
      add({ type: "fence", text: code.replace(LANGUAGE, "").replace(/^\n|\n$/g, "") });
      at = closing + 3;
      if (text[at] === "\n") at += 1;
      continue;
    }
    const heading = HEADING.exec(line);
    const small = SMALL.exec(line);
    const item = ITEM.exec(line);
    if (heading) add({ type: "heading", level: heading[1].length, children: parseInline(heading[2]) });
    else if (small) add({ type: "small", children: parseInline(small[1]) });
    else if (item) {
      const entry = {
        depth: Math.min(Math.floor(item[1].length / 2), 6),
        number: item[2] === undefined ? null : Number(item[2]),
        children: parseInline(item[3]),
      };
      if (list === null) {
        endParagraph();
        list = { type: "list", items: [] };
        blocks.push(list);
      }
      list.items.push(entry);
    } else {
      list = null;
      paragraph.push(line);
    }
    at = end + 1;
  }
  endParagraph();
  return blocks;
}

/** The words of a text without its marks, for previews and announcements; `time(date, style)` words a point in time. */
export function plainWords(text, time = () => "") {
  const words = (nodes) => nodes.map((node) => (node.type === "time" ? time(new Date(node.seconds * 1000), node.style) : node.text) ?? (node.children ? words(node.children) : node.name ?? "")).join("");
  const block = (each) =>
    each.blocks ? each.blocks.map(block).join(" ") : each.items ? each.items.map(({ number, children }) => `${number === null ? "" : `${number}. `}${words(children)}`).join(" ") : each.text ?? words(each.children);
  return parseMarkdown(text).map(block).join(" ").replace(/\s+/g, " ").trim();
}
