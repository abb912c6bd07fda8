/** Windows over the page: the bot's modals, and "are you sure?". */

import { Refusal } from "./api.js";
import { h, fill } from "./dom.js";
import { say } from "./i18n.js";
import { SELECTS, drawSelect } from "./selects.js";

const ROW = 1;
const TEXT_INPUT = 4;
const WORDS = 10;
const LABEL = 18;
const SUBMIT = 5;

function openDialog(title, body, buttons) {
  const heading = h("h2", { id: "dialog-title" }, title);
  const form = h("form", { method: "dialog" }, heading, body, h("div", { cls: "dialog-buttons" }, buttons));
  const dialog = h("dialog", { cls: "dialog", "aria-labelledby": "dialog-title" }, form);
  const before = document.activeElement;
  document.body.append(dialog);
  dialog.addEventListener("close", () => {
    dialog.remove();
    if (before?.isConnected) before.focus();
  });
  dialog.showModal();
  return { dialog, form };
}

/** Asks before something that cannot be undone. */
export function confirmFirst(title, words, doing) {
  return new Promise((resolve) => {
    const yes = h("button", { type: "submit", cls: "button danger", value: "yes" }, doing);
    const no = h("button", { type: "submit", cls: "button secondary", value: "no" }, say("Cancel"));
    const { dialog } = openDialog(title, h("p", { cls: "dialog-words" }, words), [no, yes]);
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"));
    yes.focus();
  });
}

/** Shows a modal of the bot's and sends what was filled in. */
export class Modals {
  constructor(store, getApi, prose) {
    this.store = store;
    this.getApi = getApi;
    this.prose = prose;
    store.on("modal", (modal) => this.open(modal));
  }

  open(modal) {
    const channel = modal.channel_id ?? this.store.channelId;
    const parts = (modal.components ?? []).map((component) => this.part(component));
    const fault = h("p", { cls: "failure", role: "alert" });
    const submit = h("button", { type: "submit", cls: "button primary" }, say("Submit"));
    const cancel = h("button", { type: "button", cls: "button secondary", on: { click: () => dialog.close() } }, say("Cancel"));
    const body = h("div", { cls: "dialog-body" }, h("p", { cls: "small" }, say("This form belongs to {name}.", { name: this.store.nameOf(this.store.bot) })), parts.map((part) => part.element), fault);
    const { dialog, form } = openDialog(modal.title, body, [cancel, submit]);
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      submit.disabled = true;
      fill(fault);
      const components = parts.map((part) => part.value?.()).filter(Boolean);
      const reason = await this.send(channel, modal, components);
      submit.disabled = false;
      if (reason) fill(fault, say(reason));
      else dialog.close();
    });
    (dialog.querySelector("textarea, input, .select") ?? submit).focus();
  }

  /** The reason why it failed; null when the bot took it. */
  send(channel, modal, components) {
    return new Promise((resolve) => {
      const nonce = this.store.expect(resolve);
      this.getApi()
        .interact({ type: SUBMIT, nonce, channel_id: channel, modal_id: modal.id, data: { id: modal.id, custom_id: modal.custom_id, components } })
        .catch((error) => this.store.settle(nonce, error instanceof Refusal ? error.message : String(error)));
    });
  }

  /** One component of a modal: what is shown, and how its value is sent. */
  part(component) {
    switch (component.type) {
      case WORDS:
        return { element: h("div", { cls: "words" }, this.prose.draw(component.content)) };
      case ROW: {
        const inner = component.components.map((each) => this.part(each));
        return { element: h("div", {}, inner.map((each) => each.element)), value: () => ({ type: ROW, components: inner.map((each) => each.value()) }) };
      }
      case LABEL: {
        const inner = this.input(component.component, component.label, component.description);
        return { element: inner.element, value: () => ({ type: LABEL, id: component.id, component: inner.value() }) };
      }
      default:
        return this.input(component, component.label);
    }
  }

  input(component, label, description) {
    const id = `modal-${component.custom_id}`;
    const title = h("label", { for: id, cls: "modal-label" }, label, component.required === false ? "" : h("span", { cls: "needed" }, " *"));
    const note = description ? h("p", { cls: "small" }, description) : null;
    if (SELECTS.has(component.type)) {
      const select = drawSelect(this.store, component, () => {}, { label });
      return { element: h("div", { cls: "modal-part" }, h("div", { cls: "modal-label" }, label), note, select.element), value: () => ({ type: component.type, custom_id: component.custom_id, values: select.values() }) };
    }
    if (component.type !== TEXT_INPUT) return { element: h("p", { cls: "small" }, say("This page cannot show component {type}.", { type: component.type })), value: () => null };
    const long = component.style === 2;
    const box = h(long ? "textarea" : "input", {
      id,
      cls: "modal-input",
      value: component.value ?? "",
      placeholder: component.placeholder,
      required: component.required !== false,
      maxlength: component.max_length,
      minlength: component.min_length,
      rows: long ? 4 : null,
    });
    return { element: h("div", { cls: "modal-part" }, title, note, box), value: () => ({ type: TEXT_INPUT, custom_id: component.custom_id, value: box.value }) };
  }
}
