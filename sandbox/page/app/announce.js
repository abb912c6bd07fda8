/** Reads new messages out to those who do not see the page. */

import { h } from "./dom.js";
import { say } from "./i18n.js";
import { excerpt } from "./message.js";

const MOST = 300;

/** A region that screen readers follow; `element` must stay in the page. */
export class Announcer {
  constructor(store) {
    this.element = h("div", { cls: "hidden-words", "aria-live": "polite", role: "log" });
    store.on("heard", (message) => {
      if (message.channel_id === store.channelId && message.author.id !== store.me) this.say(store, message);
    });
    store.on("changed", (message) => {
      if (message.channel_id === store.channelId && message.author.id === store.bot.id) this.say(store, message);
    });
  }

  say(store, message) {
    const words = excerpt(message, MOST);
    if (!words) return;
    const line = h("p", {}, say("{name}: {words}", { name: store.nameOf(message.author), words }));
    this.element.append(line);
    while (this.element.childElementCount > 3) this.element.firstElementChild.remove();
  }
}
