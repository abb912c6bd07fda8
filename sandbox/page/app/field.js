/** One option of a slash command: a name, a box to type in, and the choices that fit, live where the bot gives them. */

import { h } from "./dom.js";
import { localized, say } from "./i18n.js";

const STRING = 3;
const INTEGER = 4;
const BOOLEAN = 5;
const USER = 6;
const CHANNEL = 7;
const ROLE = 8;
const MENTIONABLE = 9;
const NUMBER = 10;
const MOST_SHOWN = 25;

/** A field; `ask(field)` has the bot asked for choices, `suggestions` is the list over the box. */
export class Field {
  constructor(option, { store, suggestions, ask }) {
    this.option = option;
    this.store = store;
    this.suggestions = suggestions;
    this.ask = ask;
    this.picked = null;
    this.offered = [];
    this.title = localized(option, "name");
    this.note = localized(option, "description");
    const id = `option-${option.name}`;
    this.input = h("input", {
      id,
      type: "text",
      autocomplete: "off",
      spellcheck: option.type === STRING && !this.picks ? null : "false",
      inputmode: [INTEGER, NUMBER].includes(option.type) ? "decimal" : null,
      "aria-required": option.required ? "true" : null,
      "aria-description": this.note,
      on: { input: () => this.typed(), focus: () => this.typed(true), blur: () => this.suggestions.hide() },
    });
    if (this.picks) suggestions.serve(this.input);
    this.element = h("span", { cls: "field-chip" }, h("label", { for: id }, this.title), this.input);
  }

  /** Whether values come from a list. */
  get picks() {
    return Boolean(this.option.choices?.length || this.option.autocomplete) || [BOOLEAN, USER, CHANNEL, ROLE, MENTIONABLE].includes(this.option.type);
  }

  /** Whether the text must be one of the list. */
  get closed() {
    return this.picks && !this.option.autocomplete;
  }

  /** What can be picked without asking the bot. */
  known() {
    const { option, store } = this;
    const users = () => [store.bot, ...[...store.people.values()].map((person) => person.user)].map((user) => ({ value: user.id, label: store.nameOf(user), hint: `@${user.username}` }));
    const roles = () => [...store.roles.values()].map((role) => ({ value: role.id, label: role.name }));
    if (option.choices?.length) return option.choices.map((choice) => ({ value: choice.value, label: localized(choice, "name") }));
    switch (option.type) {
      case BOOLEAN:
        return [{ value: true, label: say("True") }, { value: false, label: say("False") }];
      case USER:
        return users();
      case ROLE:
        return roles();
      case MENTIONABLE:
        return [...users(), ...roles()];
      case CHANNEL: {
        const kinds = option.channel_types?.length ? new Set(option.channel_types) : null;
        return [...store.channels.values()].filter((channel) => channel.type !== 1 && (!kinds || kinds.has(channel.type))).map((channel) => ({ value: channel.id, label: `#${channel.name}` }));
      }
      default:
        return [];
    }
  }

  typed(onlyLooking = false) {
    this.settled = onlyLooking && Boolean(this.input.value); // Enter sends what stands there; typing offers the first choice
    if (!onlyLooking) this.picked = null;
    this.input.removeAttribute("aria-invalid");
    if (this.option.autocomplete) this.ask(this);
    else if (this.picks) this.offer(this.known());
  }

  /** Shows choices that fit what is typed; those from the bot fit already. */
  offer(choices, { fromBot = false } = {}) {
    if (document.activeElement !== this.input) return;
    this.offered = choices;
    const wanted = this.picked ? "" : bare(this.input.value);
    const fit = fromBot ? choices : choices.filter((choice) => bare(choice.label).includes(wanted));
    const title = fit.length ? `${this.title} · ${this.note}` : "";
    this.suggestions.show(this.input, title, fit.slice(0, MOST_SHOWN), (choice) => this.pick(choice), { first: this.settled ? -1 : 0 });
  }

  pick(choice) {
    this.picked = choice;
    this.input.value = choice.label;
    this.input.dispatchEvent(new CustomEvent("picked", { bubbles: true }));
  }

  /** Fills the field from a typed line: words, or the name of something in the list. */
  setTyped(words) {
    this.input.value = words;
    this.picked = this.option.autocomplete ? null : this.match(words);
    if (this.picked) this.input.value = this.picked.label;
  }

  match(words) {
    const spoken = { true: true, false: false }[words.toLowerCase()];
    return this.known().find((choice) => bare(choice.label) === bare(words) || choice.value === spoken || String(choice.value) === words) ?? null;
  }

  /** The value as Discord takes it; undefined when there is none or it is not one of the list. */
  value() {
    const words = this.input.value;
    if (this.picked) return this.picked.value;
    if (!words.trim()) return undefined;
    if (this.closed) return this.match(words.trim())?.value;
    if ([INTEGER, NUMBER].includes(this.option.type)) {
      const number = Number(words);
      return Number.isNaN(number) || (this.option.type === INTEGER && !Number.isInteger(number)) ? undefined : number;
    }
    return words;
  }

  /** What is wrong with the field, in words; null when it can be sent. */
  fault() {
    const { option, title } = this;
    const value = this.value();
    const empty = !this.input.value.trim();
    if (empty) return option.required ? say("“{title}” is needed.", { title }) : null;
    if (value === undefined) return say("“{title}”: pick one from the list.", { title });
    if (typeof value === "string" && option.type === STRING) {
      const length = [...value].length;
      if (option.max_length && length > option.max_length) return say("“{title}” may have at most {most} characters; it has {length}.", { title, most: option.max_length, length });
      if (option.min_length && length < option.min_length) return say("“{title}” needs at least {least} characters.", { title, least: option.min_length });
    }
    if (typeof value === "number" && (value < (option.min_value ?? -Infinity) || value > (option.max_value ?? Infinity))) return say("“{title}” is out of range.", { title });
    return null;
  }
}

function bare(words) {
  return words.trim().toLowerCase().replace(/^[@#]/, "");
}
