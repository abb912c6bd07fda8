/** Pictures of people: a letter on a colour, both taken from who they are. */

import { h } from "./dom.js";

const COLOURS = 7n; // a prime: ids made together differ in few digits

/** A person's or the bot's round picture; decoration, for the name stands beside it. */
export function avatar(name, id, small = false) {
  const tone = Number((BigInt(id ?? "0") ^ (BigInt(id ?? "0") >> 22n)) % COLOURS);
  return h("span", { cls: `avatar tone-${tone}${small ? " tiny" : ""}`, "aria-hidden": "true" }, [...(name || "?")][0].toUpperCase());
}
