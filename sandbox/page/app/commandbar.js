/** The message box while a slash command is being filled in: its name, its options as fields, and sending it. */

import { Refusal } from "./api.js";
import { commandData } from "./commands.js";
import { h, fill, newNonce } from "./dom.js";
import { Field } from "./field.js";
import { say } from "./i18n.js";
import { LOADING_FLAG, PRIVATE_FLAG } from "./store.js";

const PAUSE = 80;
const SLOW = 600;
const COMMAND = 2;
const AUTOCOMPLETE = 4;
const SLASH = 1;
const PARTS = new Set([1, 2]);
const USED = 20;
const USED_ON = 23;

/** Shown in place of the text box; `onEnd()` is called when it is sent or given up, `complain(text)` shows a fault. */
export class CommandBar {
  constructor(store, getApi, suggestions, { onEnd, complain }) {
    this.store = store;
    this.getApi = getApi;
    this.suggestions = suggestions;
    this.onEnd = onEnd;
    this.complain = complain;
    this.element = h("div", { cls: "command-bar", role: "group", hidden: true });
    this.element.addEventListener("keydown", (event) => this.key(event));
    this.element.addEventListener("picked", () => this.afterPick());
    store.on("choices", (answer) => this.answered(answer));
  }

  get active() {
    return Boolean(this.entry);
  }

  /** Begins a command; `words` are what was typed after its name, with or without `option:` in front. */
  start(entry, words = "") {
    this.entry = entry;
    this.fields = [];
    this.element.hidden = false;
    this.element.setAttribute("aria-label", say("Command {name}", { name: entry.title }));
    for (const option of entry.options) if (option.required) this.add(option);
    for (const [name, text] of dealOut(entry.options, words)) {
      const option = entry.options.find((each) => each.name === name);
      (this.fields.find((field) => field.option === option) ?? this.add(option)).setTyped(text);
    }
    this.draw();
    this.focus();
  }

  add(option) {
    const field = new Field(option, { store: this.store, suggestions: this.suggestions, ask: (asking) => this.askSoon(asking) });
    this.fields.push(field);
    return field;
  }

  draw() {
    const left = this.entry.options.filter((option) => !this.fields.some((field) => field.option === option));
    const more = left.map((option) => {
      const field = new Field(option, { store: this.store, suggestions: this.suggestions, ask: () => {} });
      return h("button", { type: "button", cls: "more-option", title: field.note, on: { click: () => this.open(option) } }, `+ ${field.title}`);
    });
    fill(this.element, h("span", { cls: "command-name" }, `/${this.entry.title}`), this.fields.map((field) => field.element), more.length ? h("span", { cls: "more-options" }, more) : null);
    this.complain("");
  }

  open(option) {
    const field = this.add(option);
    this.draw();
    field.input.focus();
  }

  /** Puts the focus where something is still missing, else into the last field, else on the button that sends. */
  focus() {
    const empty = this.fields.find((field) => !field.input.value);
    const input = (empty ?? this.fields.at(-1))?.input;
    if (input) input.focus();
    else this.element.closest("form").querySelector(".send").focus();
  }

  afterPick() {
    const empty = this.fields.find((field) => field.option.required && !field.input.value);
    empty?.input.focus();
  }

  end() {
    this.entry = null;
    this.element.hidden = true;
    this.suggestions.hide();
    this.element.replaceChildren();
    this.onEnd();
  }

  key(event) {
    if (event.isComposing || this.suggestions.key(event)) return;
    const field = this.fields.find((each) => each.input === event.target);
    if (event.key === "Escape") this.end();
    else if (event.key === "Enter" && field) {
      event.preventDefault();
      this.send();
    } else if (event.key === "Backspace" && field && !field.input.value) {
      event.preventDefault();
      this.dropField(field);
    }
  }

  dropField(field) {
    const at = this.fields.indexOf(field);
    if (at === 0 && field.option.required) {
      this.end();
      return;
    }
    if (!field.option.required) {
      this.fields = this.fields.filter((each) => each !== field);
      this.draw();
    }
    if (this.fields.length) this.fields[Math.max(at - 1, 0)].input.focus();
    else this.end();
  }

  values() {
    return new Map(this.fields.map((field) => [field.option.name, field.value()]).filter(([, value]) => value !== undefined));
  }

  /** Asks the bot for choices once the typing rests. */
  askSoon(field) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.askNow(field), PAUSE);
  }

  async askNow(field) {
    if (!this.entry || document.activeElement !== field.input) return;
    const nonce = newNonce();
    this.asked = { nonce, field };
    const values = this.values();
    values.set(field.option.name, field.picked ? field.picked.label : field.input.value);
    const data = commandData(this.entry, values, field.option.name);
    await this.getApi().interact({ type: AUTOCOMPLETE, nonce, channel_id: this.store.channelId, data }).catch(() => {});
  }

  answered({ nonce, choices }) {
    if (this.asked?.nonce !== nonce || !this.entry) return;
    const named = choices.map((choice) => ({ value: choice.value, label: choice.name_localizations?.[this.store.locale] ?? choice.name }));
    this.asked.field.offer(named, { fromBot: true });
  }

  async send() {
    const faulty = this.fields.find((field) => field.fault());
    if (faulty) {
      this.complain(faulty.fault());
      faulty.input.setAttribute("aria-invalid", "true");
      faulty.input.focus();
      return;
    }
    const [channel, data] = [this.store.channelId, commandData(this.entry, this.values())];
    try {
      await runCommand(this.store, this.getApi(), channel, data);
      this.end();
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.complain(error.message);
    }
  }
}

/** What is used, with the parts of the command that were chosen. */
function fullName({ name, options }) {
  const part = options?.find((option) => PARTS.has(option.type));
  return part ? `${name} ${fullName(part)}` : name;
}

/** Sends a command's interaction; says so when the answer is slow, and when there is none. */
export async function runCommand(store, api, channel, data) {
  let waiting = null;
  const used = { type: data.type === SLASH ? USED : USED_ON, interaction: { name: fullName(data), user: store.user(store.me) } };
  const timer = setTimeout(() => {
    waiting = store.whisper(channel, "", { ...used, flags: PRIVATE_FLAG | LOADING_FLAG });
  }, SLOW);
  const settled = (reason) => {
    clearTimeout(timer);
    if (waiting) store.drop(channel, [waiting]);
    if (reason) store.whisper(channel, "", { ...used, failure: reason });
  };
  const nonce = store.expect(settled);
  try {
    await api.interact({ type: COMMAND, nonce, channel_id: channel, data });
  } catch (error) {
    store.settle(nonce, null);
    throw error;
  }
}

/** Which words of a typed line belong to which option: `name:words` as said, the rest to the first option. */
function dealOut(options, words) {
  if (!words || !options.length) return [];
  const names = options.map((option) => option.name.replace(/[^\w\p{L}-]/gu, "")).join("|");
  const parts = words.split(new RegExp(`(?:^|\\s)(${names}):\\s*`, "u"));
  const dealt = parts[0].trim() ? [[options[0].name, parts[0].trim()]] : [];
  for (let at = 1; at < parts.length; at += 2) dealt.push([parts[at], parts[at + 1].trim()]);
  return dealt;
}
