/** Reactions: those under a message, and the picker that puts another there. */

import { h, iconButton } from "./dom.js";
import { say } from "./i18n.js";
import { openMenu } from "./popup.js";

const IN_A_ROW = 6;

/** The emoji to choose from, each with its name for a screen reader. */
function emojis() {
  return [
    ["👍", say("thumbs up")],
    ["👎", say("thumbs down")],
    ["❤️", say("heart")],
    ["😂", say("laughing")],
    ["😮", say("surprised")],
    ["😢", say("sad")],
    ["🎉", say("celebrating")],
    ["🙏", say("thank you")],
    ["👀", say("looking")],
    ["🤔", say("thinking")],
    ["✅", say("check mark")],
    ["❌", say("cross mark")],
  ];
}

/** Reactions with their counts: a press puts one's own there, or takes it back. Nothing where there are none. */
export function drawReactions(message, me, react) {
  const given = message.reactions ?? [];
  if (!given.length) return null;
  const names = new Map(emojis());
  return h(
    "div",
    { cls: "reactions" },
    given.map(({ emoji, count, users = [] }) => {
      const mine = users.includes(me);
      const name = say("{emoji}, {count}", { emoji: names.get(emoji.name) ?? emoji.name, count });
      return h("button", { type: "button", cls: "reaction", "aria-pressed": String(mine), "aria-label": name, data: { key: emoji.name }, on: { click: () => react(emoji.name, mine) } }, emoji.name, " ", h("b", {}, String(count)));
    }),
  );
}

/** The button that opens the picker beside itself. */
export function reactButton(message, me, react) {
  return iconButton("smile", say("React"), (event) => pickReaction(event.currentTarget, message, me, react), { "aria-haspopup": "menu", data: { key: "react" } });
}

/** Lets somebody choose an emoji; one that they gave already is ticked, and choosing it takes it back. */
function pickReaction(anchor, message, me, react) {
  const mine = new Set((message.reactions ?? []).filter((each) => each.users?.includes(me)).map((each) => each.emoji.name));
  const items = emojis().map(([face, label]) => ({ face, label, checked: mine.has(face), run: () => react(face, mine.has(face)) }));
  openMenu(anchor, say("React"), items, { columns: IN_A_ROW });
}
