/** What a newcomer may try, the buttons of whoever runs this server, and the notices. */

import { fill, h, icon, iconButton } from "./dom.js";
import { localized, say } from "./i18n.js";

const HIDDEN = "try-hidden";

/** Things to try: each fills the message box; `attempt(thing)` does that, `act(id)` gives what an action said. */
export class Strip {
  constructor(store, { attempt, act }) {
    this.store = store;
    this.attempt = attempt;
    this.act = act;
    this.said = h("p", { cls: "strip-said", role: "status" });
    this.row = h("div", { cls: "strip-row" });
    this.element = h("section", { cls: "strip" }, this.row, this.said);
    store.on("world", () => {
      fill(this.said);
      this.draw();
    });
  }

  draw() {
    const { things_to_try: things, actions } = this.store.extras;
    this.element.hidden = !things.length && !actions.length;
    this.element.setAttribute("aria-label", say("Things to try"));
    const folded = sessionStorage.getItem(HIDDEN) === "yes";
    const fold = (hide) => () => {
      sessionStorage.setItem(HIDDEN, hide ? "yes" : "no");
      this.draw();
      this.row.querySelector("button")?.focus();
    };
    const shown = things.filter((thing) => !thing.person || thing.person === this.store.me);
    const chips = shown.map((thing) => h("button", { type: "button", cls: "chip", on: { click: () => this.attempt(thing) } }, localized(thing, "label")));
    const deeds = actions.map((action) => h("button", { type: "button", cls: "chip deed", on: { click: (event) => this.run(action, event.currentTarget) } }, icon("skip"), localized(action, "label")));
    fill(
      this.row,
      folded
        ? [h("button", { type: "button", cls: "chip", on: { click: fold(false) } }, icon("spark"), say("Things to try")), deeds]
        : [h("span", { cls: "strip-title" }, say("Try")), chips, h("span", { cls: "strip-end" }, deeds, iconButton("close", say("Hide these"), fold(true)))],
    );
  }

  async run(action, button) {
    button.disabled = true;
    fill(this.said, "…");
    try {
      const answer = await this.act(action.id);
      fill(this.said, answer?.message ?? "");
    } catch (error) {
      fill(this.said, error.message);
    }
    button.disabled = false;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => fill(this.said), 12000);
  }
}

/** Banners over the messages, such as faults in what the bot reads. */
export class Notices {
  constructor(store) {
    this.store = store;
    this.element = h("div", { cls: "notices" });
    store.on("notices", () => this.draw());
  }

  draw() {
    const notices = [...this.store.notices.values()];
    fill(
      this.element,
      notices.map((notice) => h("div", { cls: `notice ${notice.level}`, role: notice.level === "info" ? "status" : "alert", tabIndex: 0, data: { notice: notice.id } }, notice.text)),
    );
  }
}
