/** The list over the message box: commands, choices, names; walked with the arrow keys while the text keeps the focus. */

import { h, fill } from "./dom.js";

/** One list, lent to whichever input needs it. */
export class Suggestions {
  constructor() {
    this.title = h("div", { cls: "suggest-title", id: "suggest-title" });
    this.list = h("div", { role: "listbox", tabIndex: 0, id: "suggestions", cls: "suggest-list", "aria-labelledby": "suggest-title" });
    this.element = h("div", { cls: "suggest", hidden: true }, this.title, this.list);
    this.element.addEventListener("mousedown", (event) => event.preventDefault()); // the input keeps the focus
    this.active = -1;
    this.items = [];
  }

  get shown() {
    return !this.element.hidden;
  }

  /** Makes an input the one that the list belongs to, for screen readers. */
  serve(input) {
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", "suggestions");
    if (input.tagName === "TEXTAREA") return; // many lines: it stays a text box
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-expanded", "false");
  }

  /** Shows items `{label, note?, hint?, picture?}` for an input; `pick(item)` is called for the one chosen. */
  show(input, title, items, pick, { first = 0 } = {}) {
    this.hide();
    if (!items.length) return;
    this.input = input;
    this.items = items;
    this.pick = pick;
    fill(this.title, title);
    fill(
      this.list,
      items.map((item, index) =>
        h(
          "div",
          { role: "option", id: `suggestion-${index}`, cls: "suggestion", "aria-selected": "false", on: { click: () => this.choose(index) } },
          item.picture,
          h("span", { cls: "suggestion-words" }, h("span", { cls: "suggestion-label" }, item.label), item.note ? h("span", { cls: "suggestion-note" }, item.note) : null),
          item.hint ? h("span", { cls: "suggestion-hint" }, item.hint) : null,
        ),
      ),
    );
    this.element.hidden = false;
    this.list.scrollTop = 0;
    this.expand(true);
    this.mark(first);
  }

  hide() {
    this.element.hidden = true;
    this.expand(false);
    this.input?.removeAttribute("aria-activedescendant");
    this.items = [];
    this.active = -1;
  }

  expand(open) {
    if (this.input?.getAttribute("role") === "combobox") this.input.setAttribute("aria-expanded", String(open));
  }

  mark(index) {
    this.list.children[this.active]?.setAttribute("aria-selected", "false");
    this.active = index;
    const option = this.list.children[index];
    if (!option) return;
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", option.id);
  }

  choose(index) {
    const [item, pick] = [this.items[index], this.pick];
    this.hide();
    if (item) pick(item);
  }

  /** Deals with a key of the input's; says whether the list took it. */
  key(event) {
    if (!this.shown || event.isComposing) return false;
    const count = this.items.length;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) this.mark((this.active + step + count) % count);
    else if ((event.key === "Enter" || (event.key === "Tab" && !event.shiftKey)) && this.active >= 0 && !event.shiftKey) this.choose(this.active);
    else if (event.key === "Escape") this.hide();
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  }
}
