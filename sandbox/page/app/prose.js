/** Turns a text in Discord's Markdown into nodes: names for mentions, times in words, buttons where one can go. */

import { h, webAddress } from "./dom.js";
import { say, timeInWords } from "./i18n.js";
import { parseMarkdown } from "./markdown.js";

const JUMP = /^https:\/\/(?:\w+\.)?discord(?:app)?\.com\/channels\/(\d+|@me)\/(\d+)(?:\/(\d+))?$/;

/** Draws texts. `visit` opens a channel or message, `command` starts a command, `person` shows somebody's card. */
export class Prose {
  constructor(store, { visit, command }) {
    this.store = store;
    this.visit = visit;
    this.command = command;
  }

  /** A text as nodes; `users` are those whom a message says it mentions. */
  draw(text, users = []) {
    return parseMarkdown(text).map((block) => this.block(block, users));
  }

  block(block, users) {
    const inner = () => this.nodes(block.children, users);
    switch (block.type) {
      case "heading":
        return h("div", { role: "heading", "aria-level": "2", cls: `heading heading-${block.level}` }, inner());
      case "small":
        return h("p", { cls: "small" }, inner());
      case "quote":
        return h("blockquote", {}, block.blocks.map((each) => this.block(each, users)));
      case "fence":
        return h("pre", { tabIndex: 0 }, h("code", {}, block.text));
      case "list":
        return h(
          "ul",
          { cls: "list" },
          block.items.map((item) =>
            h("li", { cls: `depth-${item.depth}` }, h("span", { cls: "bullet", "aria-hidden": "true" }, item.number === null ? "•" : `${item.number}.`), h("span", {}, this.nodes(item.children, users))),
          ),
        );
      default:
        return h("p", {}, inner());
    }
  }

  nodes(nodes, users) {
    return nodes.map((node) => this.node(node, users));
  }

  node(node, users) {
    switch (node.type) {
      case "text":
        return node.text;
      case "code":
        return h("code", {}, node.text);
      case "spoiler":
        return this.spoiler(node, users);
      case "link":
        return this.link(node, users);
      case "user": {
        const user = this.store.user(node.id, users);
        return h("span", { cls: "mention" }, `@${user ? this.store.nameOf(user) : say("unknown person")}`);
      }
      case "role":
        return h("span", { cls: "mention" }, `@${this.store.roles.get(node.id)?.name ?? say("unknown role")}`);
      case "everyone":
        return h("span", { cls: "mention" }, node.text);
      case "channel":
        return this.place(node.id);
      case "time": {
        const date = new Date(node.seconds * 1000);
        const relative = node.style === "R" ? { relative: String(node.seconds) } : {};
        const valid = !Number.isNaN(date.getTime());
        return h("time", { datetime: valid ? date.toISOString() : null, title: timeInWords(date, "F"), data: relative }, timeInWords(date, node.style));
      }
      case "command":
        return h("button", { type: "button", cls: "mention", on: { click: () => this.command(node.name, node.id) } }, `/${node.name}`);
      default:
        return h(node.type, {}, this.nodes(node.children, users));
    }
  }

  spoiler(node, users) {
    const hidden = h("span", { cls: "spoiler-text", "aria-hidden": "true" }, this.nodes(node.children, users));
    const cover = h("span", {
      cls: "spoiler",
      role: "button",
      tabIndex: 0,
      "aria-expanded": "false",
      "aria-label": say("Spoiler; press to show"),
      on: {
        click: () => open(),
        keydown: (event) => {
          if (event.key === "Enter" || event.key === " ") {
            event.preventDefault();
            open();
          }
        },
      },
    }, hidden);
    const open = () => {
      cover.classList.add("open");
      for (const name of ["role", "tabindex", "aria-label", "aria-expanded"]) cover.removeAttribute(name);
      hidden.removeAttribute("aria-hidden");
    };
    return cover;
  }

  link(node, users) {
    const jump = JUMP.exec(node.href);
    if (jump && (jump[1] === this.store.guild?.id || jump[1] === "@me")) return this.place(jump[2], jump[3], node.children[0]?.text === node.href ? null : this.nodes(node.children, users));
    const href = webAddress(node.href);
    const words = this.nodes(node.children, users);
    return href ? h("a", { href, target: "_blank", rel: "noopener noreferrer", title: href }, words) : h("span", {}, words);
  }

  /** A link to a channel, or to a message in it. */
  place(id, message, words) {
    const channel = this.store.channels.get(id);
    if (!channel) return h("span", { cls: "mention" }, say("#unknown channel"));
    const name = words ?? `#${this.store.channelName(channel)}${message ? ` › ${say("message")}` : ""}`;
    return h("button", { type: "button", cls: "mention", on: { click: () => this.visit(id, message) } }, name);
  }
}

/** Says relative times anew; called now and then. */
export function refreshTimes() {
  for (const time of document.querySelectorAll("time[data-relative]")) time.textContent = timeInWords(new Date(time.dataset.relative * 1000), "R");
}
