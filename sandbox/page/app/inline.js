/** Discord's marks inside a line (bold, links, mentions …) as a tree of plain values; every text in linear time. */

const NEXT = /[\\`*_~|<[\]h@]/g;
const ANGLE = new RegExp(
  "<(?:@!?(?<user>\\d{1,20})|@&(?<role>\\d{1,20})|#(?<channel>\\d{1,20})|t:(?<time>-?\\d{1,13})(?::(?<style>[tTdDfFsSR]))?" +
    "|a?:(?<emoji>\\w{1,32}):\\d{1,20}|/(?<command>[^\\n<>:]{1,100}):(?<commandId>\\d{1,20})|(?<url>https?://[^\\s<>]{1,2000}))>",
  "y",
);
const URL_BARE = /https?:\/\/[^\s<>]{1,2000}/y;
const URL_IN_BRACKETS = /\]\(<?(https?:\/\/[^\s()<>]{1,2000}(?:\([^\s()<>]{1,500}\)[^\s()<>]{0,500})?)>?\)/y;
const EVERYONE = /@(?:everyone|here)\b/y;
const PUNCTUATION = /[!-/:-@[-`{-~]/;
const WORD = /[\p{L}\p{N}_]/u;
const KINDS = { "**": "strong", "*": "em", "__": "u", "_": "em", "~~": "s", "||": "spoiler" };

/**
 * The marks of a text.
 *
 * Nodes are `{type: "text", text}`, `{type: "code", text}`, `{type: strong|em|u|s|spoiler, children}`,
 * `{type: "link", href, children}`, `{type: user|role|channel, id}`, `{type: "time", seconds, style}`,
 * `{type: "command", name, id}`, `{type: "everyone", text}`.
 *
 * Each kind of mark is open at most once, so the stack stays short and every node is moved a bounded number of times.
 */
export function parseInline(text) {
  const out = [];
  const open = []; // {mark, at}: at is where in `out` the opening mark stands as literal text
  const codeEnds = codeRuns(text);
  let at = 0;

  const literal = (words) => out.push({ type: "text", text: words });
  const opened = (mark) => open.findIndex((each) => each.mark === mark);
  const openMark = (mark) => {
    const present = opened(mark);
    if (present >= 0) open.splice(present, 1);
    open.push({ mark, at: out.length });
    literal(mark);
  };
  const close = (mark, node) => {
    const level = opened(mark);
    const start = open[level].at;
    const children = out.splice(start).slice(1);
    open.length = level;
    out.push({ ...node, children });
  };

  /** A run of *, _, ~ or |: closes what is open, opens the rest. */
  const run = (char) => {
    let length = 1;
    while (text[at + length] === char) length += 1;
    const before = text[at - 1] ?? " ";
    const after = text[at + length] ?? " ";
    at += length;
    const single = char === "*" || char === "_";
    const mayOpen = !/\s/.test(after) && !(char === "_" && WORD.test(before));
    const mayClose = !/\s/.test(before) && !(char === "_" && WORD.test(after));
    while (length > 0) {
      const doubled = char + char;
      const [one, two] = [single ? opened(char) : -1, length > 1 ? opened(doubled) : -1];
      const filled = (level) => level >= 0 && out.length > open[level].at + 1;
      if (mayClose && one > two && filled(one) && !(length === 2 && two >= 0)) {
        close(char, { type: KINDS[char] });
        length -= 1;
      } else if (two >= 0 && filled(two) && (mayClose || !single)) {
        close(doubled, { type: KINDS[doubled] });
        length -= 2;
      } else if (length > 1 && (mayOpen || !single)) {
        if (length > 3) {
          literal(char.repeat(length - 3));
          length = 3;
        }
        openMark(doubled);
        length -= 2;
      } else {
        if (length === 1 && single && mayOpen) openMark(char);
        else literal(char.repeat(length));
        length = 0;
      }
    }
  };

  while (at < text.length) {
    NEXT.lastIndex = at;
    const stop = NEXT.exec(text)?.index ?? text.length;
    if (stop > at) literal(text.slice(at, stop));
    at = stop;
    const char = text[at];
    if (char === undefined) break;
    const angle = char === "<" && stick(ANGLE, text, at);
    const bare = char === "h" && stick(URL_BARE, text, at);
    const masked = char === "]" && opened("[") >= 0 && stick(URL_IN_BRACKETS, text, at);
    const everyone = char === "@" && stick(EVERYONE, text, at);
    if (char === "\\" && PUNCTUATION.test(text[at + 1] ?? "")) {
      literal(text[at + 1]);
      at += 2;
    } else if (char === "`") {
      const { length, end } = codeEnds.get(at) ?? { length: 1, end: -1 };
      if (end < 0) literal(text.slice(at, at + length));
      else out.push({ type: "code", text: trimmedCode(text.slice(at + length, end)) });
      at = end < 0 ? at + length : end + length;
    } else if (angle) {
      out.push(fromAngle(angle.groups));
      at += angle[0].length;
    } else if (bare) {
      const href = bare[0].replace(/[.,:;"'!?)\]*_~|]+$/, (tail) => (tail.startsWith(")") && bare[0].includes("(") ? ")" : ""));
      out.push({ type: "link", href, children: [{ type: "text", text: href }] });
      at += href.length;
    } else if (masked) {
      close("[", { type: "link", href: masked[1] });
      at += masked[0].length;
    } else if (everyone) {
      out.push({ type: "everyone", text: everyone[0] });
      at += everyone[0].length;
    } else if (char === "[") {
      openMark("[");
      at += 1;
    } else if (char === "*" || char === "_" || ((char === "~" || char === "|") && text[at + 1] === char)) {
      run(char);
    } else {
      literal(char);
      at += 1;
    }
  }
  return out;
}

function stick(pattern, text, at) {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function trimmedCode(code) {
  return /^\s.*\s$/s.test(code) && code.trim() ? code.slice(1, -1) : code;
}

/** For each run of backticks that has a partner of its length further on: where that stands. One pass from the end. */
function codeRuns(text) {
  const runs = [...text.matchAll(/`+/g)].reverse();
  const later = new Map();
  const found = new Map();
  for (const run of runs) {
    const length = run[0].length;
    found.set(run.index, { length, end: later.get(length) ?? -1 });
    later.set(length, run.index);
  }
  return found;
}

function fromAngle(groups) {
  if (groups.user) return { type: "user", id: groups.user };
  if (groups.role) return { type: "role", id: groups.role };
  if (groups.channel) return { type: "channel", id: groups.channel };
  if (groups.time) return { type: "time", seconds: Number(groups.time), style: groups.style ?? "f" };
  if (groups.emoji) return { type: "text", text: `:${groups.emoji}:` };
  if (groups.command) return { type: "command", name: groups.command, id: groups.commandId };
  return { type: "link", href: groups.url, children: [{ type: "text", text: groups.url }] };
}
