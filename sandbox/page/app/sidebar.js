/** The side: the server's channels and threads, direct messages, and who one is. */

import { avatar } from "./avatars.js";
import { h, fill, icon, iconButton } from "./dom.js";
import { languageName, say } from "./i18n.js";
import { openMenu } from "./popup.js";
import { DIRECT, NEWS, THREADS } from "./store.js";
import { isDark, toggleTheme } from "./theme.js";

const CATEGORY = 4;

/** What stands beside a person's name: who it is here, and the language of their client, which decides what they read. */
const noteOn = (person) => [say(person.note ?? ""), languageName(person.locale)].filter(Boolean).join(" · ");

/** The side; `open(channel)` shows a channel, `become(person)` changes who one is, `direct()` opens the bot's messages. */
export class Sidebar {
  constructor(store, { open, become, direct }) {
    this.store = store;
    this.open = open;
    this.become = become;
    this.direct = direct;
    this.title = h("div", { cls: "server-name" });
    this.nav = h("nav", { cls: "channels" });
    this.me = h("div", { cls: "me" });
    this.element = h("aside", { cls: "side", id: "side" }, this.title, this.nav, this.me);
    for (const what of ["world", "channels", "bot"]) store.on(what, () => this.draw());
  }

  draw() {
    const { store } = this;
    if (!store.guild) return;
    const focused = this.nav.contains(document.activeElement) ? document.activeElement.dataset.channel : null;
    const all = [...store.channels.values()];
    const top = all.filter((channel) => !THREADS.has(channel.type) && ![DIRECT, CATEGORY].includes(channel.type)).sort((a, b) => (a.position ?? 0) - (b.position ?? 0));
    const threads = (parent) => all.filter((channel) => THREADS.has(channel.type) && channel.parent_id === parent && !channel.thread_metadata?.archived);
    fill(this.title, store.guild.name);
    this.nav.setAttribute("aria-label", say("Channels"));
    fill(
      this.nav,
      h("h2", { cls: "side-heading" }, say("Channels")),
      h(
        "ul",
        {},
        top.map((channel) => h("li", {}, this.link(channel), threads(channel.id).length ? h("ul", { cls: "threads" }, threads(channel.id).map((thread) => h("li", {}, this.link(thread)))) : null)),
      ),
      h("h2", { cls: "side-heading" }, say("Direct messages")),
      h("ul", {}, h("li", {}, this.directLink(all.find((channel) => channel.type === DIRECT)))),
    );
    if (focused) this.nav.querySelector(`[data-channel="${focused}"]`)?.focus();
    this.drawMe();
  }

  link(channel) {
    const { store } = this;
    const current = channel.id === store.channelId;
    const unread = store.unread.has(channel.id);
    const picture = THREADS.has(channel.type) ? "thread" : channel.type === NEWS ? "megaphone" : "hash";
    return h(
      "button",
      { type: "button", cls: `channel${unread ? " unread" : ""}`, "aria-current": current ? "page" : null, data: { channel: channel.id }, on: { click: () => this.open(channel.id) } },
      icon(picture),
      h("span", {}, channel.name),
      unread ? h("span", { cls: "hidden-words" }, say("(unread)")) : null,
      store.maySend(channel) ? null : icon("lock"),
    );
  }

  directLink(channel) {
    const { store } = this;
    const name = store.nameOf(store.bot);
    return h(
      "button",
      { type: "button", cls: `channel${channel && store.unread.has(channel.id) ? " unread" : ""}`, "aria-current": channel && channel.id === store.channelId ? "page" : null, data: { channel: channel?.id ?? "direct" }, on: { click: () => this.direct() } },
      avatar(name, store.bot.id, true),
      h("span", {}, name),
      h("span", { cls: `presence${store.botOnline ? " online" : ""}` }, h("span", { cls: "hidden-words" }, store.botOnline ? say("online") : say("offline"))),
    );
  }

  drawMe() {
    const { store } = this;
    const person = store.people.get(store.me);
    if (!person) return;
    const name = store.nameOf(person.user);
    const label = say("You are {name}. Be somebody else", { name });
    fill(
      this.me,
      h(
        "button",
        { type: "button", cls: "who", "aria-haspopup": "menu", "aria-label": label, title: label, on: { click: (event) => this.choosePerson(event.currentTarget) } },
        avatar(name, person.user.id),
        h("span", { cls: "who-words" }, h("b", {}, name), h("span", {}, noteOn(person))),
        icon("caret"),
      ),
      iconButton(isDark() ? "sun" : "moon", isDark() ? say("Light colours") : say("Dark colours"), () => {
        toggleTheme();
        this.drawMe();
        this.me.querySelector(".icon-button").focus();
      }),
    );
  }

  choosePerson(anchor) {
    const { store } = this;
    openMenu(
      anchor,
      say("Be somebody else"),
      [
        { heading: say("Be somebody else") },
        ...[...store.people.values()].map((person) => ({
          label: store.nameOf(person.user),
          note: noteOn(person),
          picture: avatar(store.nameOf(person.user), person.user.id),
          checked: person.user.id === store.me,
          run: () => this.become(person.user.id),
        })),
      ],
      { above: true, width: 260 },
    );
  }
}
