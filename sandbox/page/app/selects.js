/** Menus in messages and modals: options of the bot's, or the server's people, roles and channels. */

import { h, icon } from "./dom.js";
import { say } from "./i18n.js";
import { moveWithArrows, openPopup } from "./popup.js";

export const STRING_SELECT = 3;
const USERS = 5;
const ROLES = 6;
const MENTIONABLE = 7;
const CHANNELS = 8;
export const SELECTS = new Set([STRING_SELECT, USERS, ROLES, MENTIONABLE, CHANNELS]);
const MOST_SHOWN = 50;

/** What can be chosen, as `{value, label, description?, emoji?}`. */
export function optionsOf(store, select) {
  const users = () => [store.bot, ...[...store.people.values()].map((person) => person.user)].map((user) => ({ value: user.id, label: store.nameOf(user), emoji: "@" }));
  const roles = () => [...store.roles.values()].map((role) => ({ value: role.id, label: role.name, emoji: "@" }));
  switch (select.type) {
    case USERS:
      return users();
    case ROLES:
      return roles();
    case MENTIONABLE:
      return [...users(), ...roles()];
    case CHANNELS: {
      const kinds = select.channel_types?.length ? new Set(select.channel_types) : null;
      return [...store.channels.values()]
        .filter((channel) => channel.type !== 1 && (!kinds || kinds.has(channel.type)))
        .map((channel) => ({ value: channel.id, label: channel.name, emoji: channel.type === 4 ? "▾" : "#" }));
    }
    default:
      return (select.options ?? []).map((option) => ({ ...option, emoji: option.emoji?.name }));
  }
}

/** The values chosen to begin with. */
export function chosenAtFirst(select) {
  if (select.type === STRING_SELECT) return (select.options ?? []).filter((option) => option.default).map((option) => option.value);
  return (select.default_values ?? []).map((value) => value.id);
}

/**
 * A menu that is closed at first. `onChoose(values)` is called when a choice is made: at once where one can be chosen,
 * on closing where several can.
 */
export function drawSelect(store, select, onChoose, { label } = {}) {
  const least = select.min_values ?? 1;
  const most = select.max_values ?? 1;
  const several = most > 1;
  const options = optionsOf(store, select);
  const prompt = select.placeholder || say(several ? "Choose some" : "Choose one");
  let chosen = chosenAtFirst(select);
  const shown = h("span", { cls: "select-shown" });
  const button = h(
    "button",
    {
      type: "button",
      cls: "select",
      "aria-haspopup": "listbox",
      "aria-expanded": "false",
      disabled: Boolean(select.disabled),
      data: { key: select.custom_id },
      on: { click: () => open(), keydown: (event) => ["ArrowDown", "ArrowUp"].includes(event.key) && (event.preventDefault(), open()) },
    },
    shown,
    icon("caret"),
  );

  const describe = () => {
    const names = chosen.map((value) => options.find((option) => option.value === value)).filter(Boolean);
    shown.classList.toggle("placeholder", !names.length);
    const words = names.map((option) => (option.emoji ? `${option.emoji} ` : "") + option.label).join(", ");
    shown.replaceChildren(words || prompt);
    const named = label ?? prompt;
    button.setAttribute("aria-label", !words ? named : words.startsWith(`${named}: `) ? words : `${named}: ${words}`);
  };

  const open = () => {
    const list = h("div", { role: "listbox", cls: "options", "aria-label": label ?? prompt, "aria-multiselectable": several ? "true" : null });
    const before = chosen.join();
    const toggle = (option) => {
      if (!several) {
        chosen = least === 0 && chosen.includes(option.value) ? [] : [option.value];
        describe();
        opened.close();
        return;
      }
      if (chosen.includes(option.value)) chosen = chosen.filter((value) => value !== option.value);
      else if (chosen.length < most) chosen = [...chosen, option.value];
      for (const item of list.children) item.setAttribute("aria-selected", String(chosen.includes(item.dataset.value)));
      describe();
    };
    const draw = (words) => {
      const wanted = words.trim().toLowerCase();
      const fitting = options.filter((option) => option.label.toLowerCase().includes(wanted)).slice(0, MOST_SHOWN);
      list.replaceChildren(
        ...fitting.map((option) =>
          h(
            "button",
            { type: "button", role: "option", cls: "option", "aria-selected": String(chosen.includes(option.value)), tabIndex: -1, data: { value: option.value }, on: { click: () => toggle(option) } },
            option.emoji ? h("span", { cls: "option-emoji", "aria-hidden": "true" }, option.emoji) : null,
            h("span", { cls: "option-words" }, h("span", {}, option.label), option.description ? h("span", { cls: "option-note" }, option.description) : null),
            icon("check"),
          ),
        ),
      );
    };
    const search = select.type === STRING_SELECT ? null : h("input", { cls: "option-search", placeholder: say("Search"), "aria-label": say("Search"), on: { input: () => draw(search.value) } });
    draw("");
    const box = h("div", { cls: "option-box" }, search, list, several ? h("button", { type: "button", cls: "done option-done", on: { click: () => opened.close() } }, say("Done")) : null);
    moveWithArrows(box, ".option");
    button.setAttribute("aria-expanded", "true");
    const opened = openPopup(button, box, {
      width: button.offsetWidth,
      onClose: () => {
        button.setAttribute("aria-expanded", "false");
        if (chosen.length < least) {
          chosen = chosenAtFirst(select);
          describe();
        } else if (chosen.join() !== before) onChoose(chosen);
      },
    });
    (search ?? list.querySelector('[aria-selected="true"]') ?? list.firstElementChild)?.focus();
  };

  describe();
  return { element: button, values: () => chosen };
}
