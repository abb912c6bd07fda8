/** Which commands somebody can use in a channel, and what a typed line means as one of them. */

import { localized } from "./i18n.js";
import { DIRECT } from "./store.js";

export const SLASH = 1;
export const ON_PERSON = 2;
export const ON_MESSAGE = 3;
const GROUPS = new Set([1, 2]);

/** Commands of a kind that this person is offered in a channel. */
export function offered(store, kind, channel) {
  const direct = channel?.type === DIRECT;
  const held = BigInt(channel?.permissions ?? "0");
  const administers = Boolean((held >> 3n) & 1n);
  return store.commands.filter((command) => {
    if ((command.type ?? SLASH) !== kind) return false;
    if (command.contexts && !command.contexts.includes(direct ? 1 : 0)) return false;
    if (direct || administers || command.default_member_permissions === null || command.default_member_permissions === undefined) return true;
    const needed = BigInt(command.default_member_permissions);
    return needed !== 0n && (held & needed) === needed;
  });
}

/** Slash commands with their subcommands spelt out: `{command, path, title, names, description, options}`. */
export function entries(store, channel) {
  const found = [];
  const walk = (command, node, path, shown) => {
    const groups = (node.options ?? []).filter((option) => GROUPS.has(option.type));
    if (groups.length) {
      for (const option of groups) walk(command, option, [...path, option], [...shown, localized(option, "name")]);
      return;
    }
    found.push({
      command,
      path,
      title: shown.join(" "),
      plain: [command.name, ...path.map((step) => step.name)].join(" "),
      description: localized(node, "description"),
      options: node.options ?? [],
    });
  };
  for (const command of offered(store, SLASH, channel)) walk(command, command, [], [localized(command, "name")]);
  return found.sort((a, b) => a.plain.localeCompare(b.plain));
}

/** A command or subcommand, as "daily set" in a message, by its name in the reader's language; as it is where none is known. */
export function commandName(store, kind, name) {
  let level = store.commands.filter((command) => (command.type ?? SLASH) === kind);
  const shown = [];
  for (const step of kind === SLASH ? name.split(" ") : [name]) {
    const found = level.find((each) => each.name === step);
    if (!found) return name;
    shown.push(localized(found, "name"));
    level = found.options ?? [];
  }
  return shown.join(" ");
}

/** Those that fit what was typed after the stroke; names that begin with it first. */
export function fitting(all, typed) {
  const wanted = typed.trim().toLowerCase();
  const score = (entry) => {
    const names = [entry.title, entry.plain].map((name) => name.toLowerCase());
    if (names.some((name) => name.startsWith(wanted))) return 0;
    if (names.some((name) => name.includes(wanted))) return 1;
    return entry.description.toLowerCase().includes(wanted) ? 2 : 3;
  };
  return all
    .map((entry) => [score(entry), entry])
    .filter(([fit]) => fit < 3)
    .sort((a, b) => a[0] - b[0])
    .map(([, entry]) => entry);
}

/** The command that a typed line names in full, with the words after it; null when it names none. */
export function readLine(all, line) {
  const text = line.replace(/^\//, "");
  const named = all
    .flatMap((entry) => [entry.title, entry.plain].map((name) => [name, entry]))
    .sort((a, b) => b[0].length - a[0].length)
    .find(([name]) => text.toLowerCase() === name.toLowerCase() || text.toLowerCase().startsWith(`${name.toLowerCase()} `));
  return named ? { entry: named[1], rest: text.slice(named[0].length).trim() } : null;
}

/** Interaction data of a slash command; `values` maps option names to values, `focused` names the one being typed. */
export function commandData(entry, values, focused) {
  const given = entry.options
    .filter((option) => values.has(option.name))
    .map((option) => ({ type: option.type, name: option.name, value: values.get(option.name), ...(option.name === focused ? { focused: true } : {}) }));
  const options = entry.path.reduceRight((inner, step) => [{ type: step.type, name: step.name, options: inner }], given);
  return { id: entry.command.id, name: entry.command.name, type: SLASH, options };
}
