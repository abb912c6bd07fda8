/** The box at the foot: writing, replying, mentioning, and the way into slash commands. */

import { avatar } from "./avatars.js";
import { CommandBar } from "./commandbar.js";
import { entries, fitting, readLine } from "./commands.js";
import { h, fill, icon, iconButton } from "./dom.js";
import { say } from "./i18n.js";
import { Suggestions } from "./suggestions.js";

const MOST = 2000;
const TELL_FROM = 1800;
const TYPING_EVERY = 8000;
const AT_CARET = /(?:^|\s)([@#])([^\s@#]{0,30})$/u;

/** The composer; `onFailure(error)` shows what could not be sent, `editLast()` opens one's last message. */
export class Composer {
  constructor(store, getApi, { editLast }) {
    this.store = store;
    this.getApi = getApi;
    this.editLast = editLast;
    this.drafts = new Map();
    this.replyTo = null;
    this.suggestions = new Suggestions();
    this.box = h("textarea", { cls: "box", rows: 1, on: { input: () => this.typed(), keydown: (event) => this.key(event), blur: () => this.suggestions.hide() } });
    this.suggestions.serve(this.box);
    this.bar = new CommandBar(store, getApi, this.suggestions, { onEnd: () => this.afterCommand(), complain: (text) => this.complain(text) });
    this.sendButton = h("button", { type: "submit", cls: "send icon-button" }, icon("send"));
    this.reply = h("div", { cls: "reply-bar", hidden: true });
    this.fault = h("p", { cls: "failure", role: "alert" });
    this.counter = h("span", { cls: "counter" });
    this.typing = h("p", { cls: "typing", "aria-live": "off" });
    this.element = h(
      "form",
      { cls: "composer", on: { submit: (event) => (event.preventDefault(), this.submit()) } },
      this.suggestions.element,
      this.reply,
      h("div", { cls: "box-row" }, this.bar.element, this.box, this.counter, this.sendButton),
      h("div", { cls: "under-box" }, this.fault, this.typing),
    );
    store.on("typing", () => this.showTyping());
    store.on("world", () => this.refresh());
    store.on("channels", () => this.refresh());
  }

  /** Says anew what can be written here, after the channel, the person or a permission changed. */
  refresh() {
    const { store } = this;
    if (this.channel !== store.channelId || this.person !== store.me) {
      if (this.person === store.me) this.drafts.set(this.channel, this.box.value);
      else this.drafts.clear();
      [this.channel, this.person] = [store.channelId, store.me];
      if (this.bar.active) this.bar.end();
      this.setReply(null);
      this.box.value = this.drafts.get(this.channel) ?? "";
      this.complain("");
      this.count();
    }
    const channel = store.channels.get(store.channelId);
    const name = store.channelName(channel);
    const allowed = store.maySend(channel);
    const words = allowed ? say("Message {name} — type / for commands", { name: channel?.type === 1 ? `@${name}` : `#${name}` }) : say("You may not write in this channel.");
    this.box.disabled = !allowed;
    this.sendButton.disabled = !allowed;
    this.box.placeholder = words;
    this.box.setAttribute("aria-label", words);
    this.sendButton.setAttribute("aria-label", say("Send"));
    this.sendButton.title = say("Send");
  }

  focus() {
    if (this.bar.active) this.bar.focus();
    else this.box.focus();
  }

  /** Puts words into the box as if they had been typed; a line that names a command opens it. */
  write(words) {
    if (this.bar.active) this.bar.end();
    const line = words.startsWith("/") ? readLine(entries(this.store, this.store.channels.get(this.store.channelId)), words) : null;
    this.box.value = line ? "" : words;
    this.box.focus();
    if (line) this.begin(line.entry, line.rest);
    else this.typed();
  }

  /** Opens a slash command by its id or full name. */
  startCommand(name, id) {
    const all = entries(this.store, this.store.channels.get(this.store.channelId));
    const entry = all.find((each) => each.plain === name && (!id || each.command.id === id)) ?? all.find((each) => each.plain === name || each.command.id === id);
    if (entry) this.begin(entry);
  }

  begin(entry, words) {
    this.suggestions.hide();
    this.box.hidden = true;
    this.counter.textContent = "";
    this.bar.start(entry, words);
  }

  afterCommand() {
    this.box.hidden = false;
    this.box.value = "";
    this.complain("");
    this.box.focus();
  }

  complain(text) {
    this.fault.textContent = text;
  }

  count() {
    const length = [...this.box.value].length;
    this.counter.textContent = length > TELL_FROM ? String(MOST - length) : "";
    this.counter.classList.toggle("over", length > MOST);
    return length;
  }

  typed() {
    this.complain("");
    this.count();
    const text = this.box.value;
    const channel = this.store.channels.get(this.store.channelId);
    if (text.startsWith("/") && !text.includes("\n") && text.length < MOST) {
      const all = entries(this.store, channel);
      const line = /\s/.test(text) ? readLine(all, text) : null;
      if (line) this.begin(line.entry, line.rest);
      else this.offerCommands(fitting(all, text.slice(1)));
      return;
    }
    this.offerNames();
    if (text && Date.now() - (this.lastTyping ?? 0) > TYPING_EVERY) {
      this.lastTyping = Date.now();
      this.getApi().typing(this.store.channelId).catch(() => {});
    }
  }

  offerCommands(found) {
    const name = this.store.nameOf(this.store.bot);
    const items = found.map((entry) => ({ label: `/${entry.title}`, note: entry.description, hint: name, entry }));
    this.suggestions.show(this.box, say("Commands"), items, (item) => this.begin(item.entry));
  }

  offerNames() {
    const caret = this.box.selectionStart;
    const found = AT_CARET.exec(this.box.value.slice(Math.max(0, caret - 40), caret));
    if (!found) {
      this.suggestions.hide();
      return;
    }
    const [, sign, typed] = found;
    const { store } = this;
    const named =
      sign === "@"
        ? [store.bot, ...[...store.people.values()].map((person) => person.user)].map((user) => ({ name: store.nameOf(user), hint: user.username, picture: avatar(store.nameOf(user), user.id, true) }))
        : [...store.channels.values()].filter((channel) => [0, 5].includes(channel.type)).map((channel) => ({ name: channel.name }));
    const items = named.filter((each) => `${each.name} ${each.hint ?? ""}`.toLowerCase().includes(typed.toLowerCase())).map((each) => ({ ...each, label: `${sign}${each.name}` }));
    this.suggestions.show(this.box, sign === "@" ? say("People") : say("Channels"), items, (item) => {
      this.box.setRangeText(`${item.label} `, caret - typed.length - 1, caret, "end");
      this.typed();
    });
  }

  key(event) {
    if (event.isComposing || this.suggestions.key(event)) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.submit();
    } else if (event.key === "ArrowUp" && !this.box.value) {
      if (this.editLast()) event.preventDefault();
    } else if (event.key === "Escape") this.setReply(null);
  }

  setReply(message) {
    this.replyTo = message;
    this.reply.hidden = !message;
    if (!message) return;
    fill(this.reply, h("span", {}, say("Replying to "), h("b", {}, this.store.nameOf(message.author))), iconButton("close", say("Stop replying"), () => this.setReply(null)));
    this.focus();
  }

  async submit() {
    if (this.bar.active) {
      await this.bar.send();
      return;
    }
    const words = this.box.value.trim();
    if (!words) return;
    const length = [...words].length;
    if (length > MOST) {
      this.complain(say("That is {over} characters too long: a message has at most {most}.", { over: length - MOST, most: MOST }));
      return;
    }
    const [channel, replyTo] = [this.store.channelId, this.replyTo?.id];
    this.box.value = "";
    this.drafts.delete(channel);
    this.count();
    this.setReply(null);
    this.lastTyping = 0;
    try {
      await this.getApi().send(channel, this.spelt(words), replyTo);
    } catch (error) {
      this.complain(error.message);
      if (!this.box.value && channel === this.store.channelId) this.box.value = words;
    }
  }

  /** Names after @ and # as Discord writes them. */
  spelt(words) {
    const { store } = this;
    const users = [store.bot, ...[...store.people.values()].map((person) => person.user)].map((user) => [`@${store.nameOf(user)}`, `<@${user.id}>`]);
    const channels = [...store.channels.values()].filter((channel) => channel.name).map((channel) => [`#${channel.name}`, `<#${channel.id}>`]);
    return [...users, ...channels].sort((a, b) => b[0].length - a[0].length).reduce((text, [name, written]) => text.replaceAll(name, written), words);
  }

  /** The other way round: what one sees while editing. */
  readable(words) {
    const { store } = this;
    return words
      .replace(/<@!?(\d{1,20})>/g, (all, id) => (store.user(id) ? `@${store.nameOf(store.user(id))}` : all))
      .replace(/<#(\d{1,20})>/g, (all, id) => (store.channels.get(id)?.name ? `#${store.channels.get(id).name}` : all));
  }

  showTyping() {
    const typists = [...(this.store.typists.get(this.store.channelId)?.keys() ?? [])].map((id) => this.store.nameOf(this.store.user(id)));
    this.typing.textContent = !typists.length ? "" : typists.length === 1 ? say("{name} is typing…", { name: typists[0] }) : say("{names} are typing…", { names: typists.join(", ") });
  }
}
