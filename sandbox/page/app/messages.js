/** The list of messages of the channel shown: loads, groups, keeps its place, and can be walked with the keyboard. */

import { arrange, h } from "./dom.js";
import { say, timeInWords } from "./i18n.js";
import { corner } from "./popup.js";
import { THREADS } from "./store.js";

const GROUP_SECONDS = 7 * 60;
const NEAR = 120;
const PAGE = 50;

/** Shows messages; `rows` draws each, `act` does what keys ask for. */
export class MessageList {
  constructor(store, getApi, rows, act) {
    this.store = store;
    this.getApi = getApi;
    this.rows = rows;
    this.act = act;
    this.drawn = new Map();
    this.editing = null;
    this.list = h("ol", { cls: "messages" });
    this.scroller = h("div", { cls: "scroller", tabIndex: -1, on: { scroll: () => this.scrolled() } }, this.list);
    this.newer = h("button", { type: "button", cls: "newer", hidden: true, on: { click: () => this.toEnd() } });
    this.element = h("div", { cls: "message-area" }, this.scroller, this.newer);
    store.on("messages", (channel) => channel === store.channelId && this.draw());
    store.on("world", () => this.drawn.clear());
    store.on("heard", (message) => message.channel_id === store.channelId && this.concerns(message) && this.toEnd());
    this.list.addEventListener("keydown", (event) => this.key(event));
    this.list.addEventListener("contextmenu", (event) => this.contextMenu(event));
    const kept = new ResizeObserver(() => this.following && this.toEnd());
    kept.observe(this.scroller);
    kept.observe(this.list); // a picture that comes later makes the list longer
  }

  /** Whether somebody waits for a message: their own, or the answer to their command or button. */
  concerns(message) {
    return [message.author.id, message.interaction_metadata?.user?.id, message.interaction?.user?.id].includes(this.store.me);
  }

  /** Shows a channel, loading its messages when they are not known yet. */
  async open(channel) {
    this.editing = null;
    this.following = true;
    this.drawn.clear();
    this.store.select(channel);
    if (!this.store.messages.has(channel)) await this.load(channel);
    this.toEnd();
  }

  async load(channel, before) {
    const person = this.store.me;
    const found = await this.getApi().messages(channel, before);
    if (person !== this.store.me) return;
    if (found.length < PAGE) this.store.whole.add(channel);
    this.store.put(channel, found);
  }

  draw() {
    const { store } = this;
    const channel = store.channels.get(store.channelId);
    const messages = store.list(store.channelId);
    this.list.setAttribute("aria-label", say("Messages in {name}", { name: store.channelName(channel) }));
    const following = this.following ?? true;
    const focused = this.focusKey();
    const items = [];
    if (store.whole.has(store.channelId)) items.push(this.kept("beginning", [channel], () => this.beginning(channel)));
    let previous = null;
    for (const message of messages) {
      const day = new Date(message.timestamp).toDateString();
      if (previous === null || day !== new Date(previous.timestamp).toDateString()) items.push(this.kept(day, [], () => this.dayLine(message)));
      items.push(this.item(message, grouped(previous, message)));
      previous = message;
    }
    arrange(this.list, items);
    const articles = this.articles();
    for (const article of articles) article.tabIndex = -1;
    if (articles.length) articles.at(-1).tabIndex = 0;
    this.refocus(focused);
    if (following) this.toEnd();
    else if (messages.at(-1)?.id !== this.lastSeen) this.showNewer();
  }

  item(message, isGrouped) {
    const isEdited = this.editing === message.id;
    return this.kept(message.id, [message, isGrouped, isEdited], () => this.rows.draw(message, { grouped: isGrouped, editor: isEdited ? this.editor(message) : null }));
  }

  /** What was drawn under a name, as long as it would be drawn from the same values. */
  kept(name, values, draw) {
    const known = this.drawn.get(name);
    if (known && values.every((value, at) => value === known.values[at])) return known.node;
    const node = draw();
    this.drawn.set(name, { values, node });
    return node;
  }

  beginning(channel) {
    const name = this.store.channelName(channel);
    const title = channel?.type === 1 ? name : THREADS.has(channel?.type) ? name : `#${name}`;
    return h("li", { cls: "beginning" }, h("div", { cls: "beginning-title" }, title), h("p", {}, channel?.topic || say("This is where {name} begins.", { name: title })));
  }

  dayLine(message) {
    return h("li", { cls: "day" }, h("span", {}, timeInWords(new Date(message.timestamp), "D")));
  }

  editor(message) {
    const box = h("textarea", { cls: "edit-box", value: this.act.readable(message.content), "aria-label": say("Edit message"), rows: 1 });
    const end = () => this.edit(null);
    const save = async () => {
      const words = box.value.trim();
      if (words === this.act.readable(message.content)) end();
      else if (!words) this.act.remove(message);
      else if (await this.act.save(message, words)) end();
    };
    box.addEventListener("keydown", (event) => {
      event.stopPropagation();
      if (event.key === "Escape") end();
      else if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        save();
      }
    });
    queueMicrotask(() => {
      box.focus();
      box.setSelectionRange(box.value.length, box.value.length);
    });
    return h("div", { cls: "editing" }, box, h("p", { cls: "small" }, say("Escape to "), h("button", { type: "button", cls: "plain-link", on: { click: end } }, say("cancel")), say(" · Enter to "), h("button", { type: "button", cls: "plain-link", on: { click: save } }, say("save"))));
  }

  /** Opens a message for editing; null closes the editor. */
  edit(id) {
    this.editing = id;
    this.draw();
    if (id === null) this.act.write();
  }

  editLast() {
    const own = this.store.list(this.store.channelId).findLast((message) => message.author.id === this.store.me && !message.local && (message.type === 0 || message.type === 19));
    if (own) this.edit(own.id);
    return Boolean(own);
  }

  articles() {
    return [...this.list.querySelectorAll("article")];
  }

  article(id) {
    return this.articles().find((article) => article.dataset.id === id);
  }

  /** Scrolls to a message and marks it for a moment. */
  async visit(id) {
    if (!this.article(id)) await this.load(this.store.channelId, (BigInt(id) + 1n).toString());
    const article = this.article(id);
    if (!article) return;
    this.following = false;
    article.scrollIntoView({ block: "center" });
    article.focus({ preventScroll: true });
    article.classList.add("visited");
    setTimeout(() => article.classList.remove("visited"), 1600);
  }

  key(event) {
    const article = event.target.closest("article");
    const message = article && this.store.find(this.store.channelId, article.dataset.id);
    if (!message) return;
    if (event.key === "ContextMenu" || (event.key === "F10" && event.shiftKey)) {
      event.preventDefault();
      this.act.menu(message, corner(article));
      return;
    }
    if (event.target !== article || event.ctrlKey || event.metaKey || event.altKey) return;
    const articles = this.articles();
    const at = articles.indexOf(article);
    const to = { ArrowUp: articles[at - 1], ArrowDown: articles[at + 1], Home: articles[0], End: articles.at(-1) }[event.key];
    if (to) {
      event.preventDefault();
      article.tabIndex = -1;
      to.tabIndex = 0;
      to.focus();
    } else if (event.key === "r") {
      event.preventDefault();
      this.act.reply(message);
    } else if (event.key === "e" && message.author.id === this.store.me) {
      event.preventDefault();
      this.edit(message.id);
    } else if (event.key === "Delete") this.act.remove(message);
  }

  contextMenu(event) {
    const article = event.target.closest("article");
    const message = article && this.store.find(this.store.channelId, article.dataset.id);
    if (!message || event.target.closest("a, input, textarea")) return;
    event.preventDefault();
    const place = event.clientX || event.clientY ? { x: event.clientX, y: event.clientY } : corner(article);
    const open = () => this.act.menu(message, place);
    // Where the menu comes with the press, the browser would take the release for a click outside it, and close it.
    if (event.buttons) addEventListener("pointerup", () => setTimeout(open), { once: true });
    else open();
  }

  /** Where the focus is, so that it can be put back after drawing anew. */
  focusKey() {
    const article = this.list.contains(document.activeElement) ? document.activeElement.closest("article") : null;
    return article && { id: article.dataset.id, key: document.activeElement.dataset.key, node: document.activeElement };
  }

  refocus(focused) {
    if (!focused || this.editing || focused.node === document.activeElement) return;
    const article = this.article(focused.id) ?? this.articles().at(-1);
    const part = focused.node.isConnected ? focused.node : [...(article?.querySelectorAll("[data-key]") ?? [])].find((each) => each.dataset.key === focused.key);
    (part && !part.disabled ? part : article)?.focus({ preventScroll: true });
  }

  async scrolled() {
    const { scrollTop, scrollHeight, clientHeight } = this.scroller;
    this.following = scrollHeight - scrollTop - clientHeight < NEAR;
    if (this.following) this.seen();
    const channel = this.store.channelId;
    if (scrollTop > NEAR || this.loading || this.store.whole.has(channel) || !this.store.list(channel).length) return;
    this.loading = true;
    await this.load(channel, this.store.list(channel)[0].id).catch(() => {});
    this.scroller.scrollTop += this.scroller.scrollHeight - scrollHeight;
    this.loading = false;
  }

  seen() {
    this.lastSeen = this.store.list(this.store.channelId).at(-1)?.id;
    this.newer.hidden = true;
  }

  showNewer() {
    this.newer.hidden = false;
    this.newer.textContent = say("New messages ↓");
  }

  toEnd() {
    this.following = true;
    this.scroller.scrollTop = this.scroller.scrollHeight;
    this.seen();
  }
}

function grouped(before, message) {
  if (!before || before.author.id !== message.author.id || message.type !== 0 || ![0, 19, 20, 23].includes(before.type)) return false;
  if ((before.flags ?? 0) & 64 || (message.flags ?? 0) & 64 || message.interaction_metadata) return false;
  const [then, now] = [new Date(before.timestamp), new Date(message.timestamp)];
  return now - then < GROUP_SECONDS * 1000 && then.toDateString() === now.toDateString();
}
