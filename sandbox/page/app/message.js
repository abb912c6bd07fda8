/** One message as the list shows it: who, when, what it answers, its words and components, and what can be done. */

import { avatar } from "./avatars.js";
import { ON_MESSAGE, SLASH, commandName } from "./commands.js";
import { drawAttachments } from "./components.js";
import { h, icon, iconButton } from "./dom.js";
import { say, sentAt, timeInWords } from "./i18n.js";
import { plainWords } from "./markdown.js";
import { drawReactions, reactButton } from "./reactions.js";
import { LOADING_FLAG, PRIVATE_FLAG } from "./store.js";

const REPLY = 19;
const THREAD_STARTED = 18;
const THREAD_STARTER = 21;
const SLASH_USED = 20;
const COMMANDS = new Set([SLASH_USED, 23]);

/** Draws messages with the help of `prose` and `components`; `act` holds what the buttons around a message do. */
export class MessageRow {
  constructor(store, prose, components, act) {
    this.store = store;
    this.prose = prose;
    this.components = components;
    this.act = act;
  }

  /** A message as a list item; `grouped` leaves out the head, `editor` stands in place of the words. */
  draw(message, { grouped, editor }) {
    if (message.type === THREAD_STARTED) return this.event(message);
    const { store } = this;
    const hidden = (message.flags ?? 0) & PRIVATE_FLAG;
    const mentioned = message.author.id !== store.me && (message.mention_everyone || message.mentions?.some((user) => user.id === store.me));
    const name = store.nameOf(message.author);
    const react = (emoji, takenBack) => this.act.react(message, emoji, takenBack);
    const article = h(
      "article",
      {
        cls: `message${grouped ? " grouped" : ""}${hidden ? " private" : ""}${mentioned ? " mentioned" : ""}`,
        tabIndex: -1,
        "aria-label": say("{name}, {time}", { name, time: sentAt(message.timestamp) }),
        data: { id: message.id },
      },
      grouped ? null : this.above(message),
      grouped ? h("span", { cls: "gutter", "aria-hidden": "true" }, timeInWords(new Date(message.timestamp), "t")) : avatar(name, message.author.id),
      h(
        "div",
        { cls: "body" },
        grouped ? null : this.head(message, name),
        editor ?? this.words(message),
        this.components.embeds(message),
        drawAttachments(message),
        this.components.draw(message),
        hidden ? null : drawReactions(message, store.me, react),
        message.thread ? this.thread(message.thread) : null,
        message.failure ? h("p", { cls: "failure", role: "alert" }, say(message.failure)) : null,
        hidden ? this.privately(message) : null,
      ),
      editor || message.local || (message.flags ?? 0) & LOADING_FLAG ? null : this.tools(message, hidden, react),
    );
    return h("li", {}, article);
  }

  head(message, name) {
    return h("div", { cls: "head" }, h("span", { cls: "author" }, name), message.author.bot ? h("span", { cls: "tag" }, say("APP")) : null, h("time", { datetime: message.timestamp, title: timeInWords(new Date(message.timestamp), "F") }, sentAt(message.timestamp)));
  }

  words(message) {
    if ((message.flags ?? 0) & LOADING_FLAG) {
      if (message.failure) return null;
      const name = this.store.nameOf(message.author);
      return h("p", { cls: "thinking", role: "status" }, h("span", { cls: "dots", "aria-hidden": "true" }, h("i"), h("i"), h("i")), say("{name} is thinking…", { name }));
    }
    if (message.type === THREAD_STARTER && message.referenced_message) return this.words(message.referenced_message);
    const edited = message.edited_timestamp ? h("span", { cls: "edited", title: timeInWords(new Date(message.edited_timestamp), "F") }, say("(edited)")) : null;
    if (!message.content) return null;
    const drawn = this.prose.draw(message.content, message.mentions);
    (drawn.at(-1)?.tagName === "P" ? drawn.at(-1) : drawn[drawn.push(h("p")) - 1]).append(...(edited ? [" ", edited] : []));
    return h("div", { cls: "words" }, drawn);
  }

  /** What stands over a message: the one it replies to, or the command it answers. */
  above(message) {
    const used = message.interaction ?? message.interaction_metadata;
    if (COMMANDS.has(message.type) && used?.user) {
      const { store } = this;
      const name = store.nameOf(used.user);
      const command = message.interaction?.name ?? used.name ?? "";
      const stroke = message.type === SLASH_USED ? "/" : "";
      const shown = stroke + commandName(store, stroke ? SLASH : ON_MESSAGE, command);
      return h("div", { cls: "above" }, avatar(name, used.user.id, true), h("span", {}, h("b", {}, name), ` ${say("used")} `, h("span", { cls: "used", data: { command: stroke + command } }, shown)));
    }
    if (message.type !== REPLY) return null;
    const origin = message.referenced_message;
    if (!origin) return h("div", { cls: "above" }, icon("reply"), h("i", {}, say("The message replied to was deleted")));
    const name = this.store.nameOf(origin.author);
    return h(
      "div",
      { cls: "above" },
      avatar(name, origin.author.id, true),
      h("button", { type: "button", cls: "origin", on: { click: () => this.act.visit(message.channel_id, origin.id) } }, h("b", {}, name), " ", excerpt(origin)),
    );
  }

  privately(message) {
    return h(
      "p",
      { cls: "only-you" },
      icon("lock"),
      say("Only you can see this"),
      " · ",
      h("button", { type: "button", cls: "plain-link", data: { key: "dismiss" }, on: { click: () => this.act.dismiss(message) } }, say("Dismiss message")),
    );
  }

  thread(thread) {
    return h("button", { type: "button", cls: "thread-card", on: { click: () => this.act.visit(thread.id) } }, icon("thread"), h("b", {}, thread.name), h("span", {}, say("Open thread")));
  }

  tools(message, hidden, react) {
    const own = message.author.id === this.store.me;
    return h(
      "div",
      { cls: "tools" },
      hidden ? null : reactButton(message, this.store.me, react),
      hidden ? null : iconButton("reply", say("Reply"), () => this.act.reply(message)),
      own ? iconButton("edit", say("Edit"), () => this.act.edit(message)) : null,
      iconButton("more", say("More"), (event) => this.act.menu(message, event.currentTarget), { "aria-haspopup": "menu", data: { key: "more" } }),
    );
  }

  event(message) {
    return h("li", {}, h("article", { cls: "happening", tabIndex: -1, data: { id: message.id } }, icon("thread"), h("span", {}, say("{name} started a thread: ", { name: this.store.nameOf(message.author) }), h("b", {}, message.content))));
  }
}

/** The first words of a message, whatever it is made of. */
export function excerpt(message, most = 120) {
  if ((message.flags ?? 0) & LOADING_FLAG) return "";
  const texts = [];
  const walk = (parts) => {
    for (const part of parts ?? []) {
      if (part.type === 10) texts.push(part.content);
      walk(part.components);
    }
  };
  walk(message.components);
  const source = message.content || texts.slice(0, 3).join("\n") || message.embeds?.[0]?.title || message.embeds?.[0]?.description || "";
  const words = [...plainWords(source.slice(0, 600), timeInWords)];
  if (!words.length) return message.attachments?.length ? say("Image") : say("A message");
  return words.length > most ? `${words.slice(0, most).join("")}…` : words.join("");
}
