/** Small windows that open beside something: menus and lists. The browser closes them on Escape or a click outside. */

import { h } from "./dom.js";

const GAP = 6;
const EDGE = 8;

/**
 * Opens `content` beside an anchor: an element, or a point `{x, y}`.
 *
 * When it closes, focus goes back to where it was before, unless something else took it on purpose.
 */
export function openPopup(anchor, content, { onClose, above = false, width } = {}) {
  const before = document.activeElement;
  const host = document.querySelector("dialog[open]") ?? document.body;
  const popup = h("div", { cls: "popup", popover: "auto" }, content);
  host.append(popup);
  popup.showPopover();
  place(popup, anchor, above, width);
  let done = false;
  const close = () => {
    if (done) return;
    done = true;
    const inside = popup.contains(document.activeElement) || document.activeElement === document.body;
    popup.remove();
    if (inside && before?.isConnected) before.focus();
    onClose?.();
  };
  popup.addEventListener("toggle", (event) => {
    if (event.newState === "closed") close();
  });
  return { close, popup };
}

function place(popup, anchor, above, width) {
  const box = anchor instanceof Element ? anchor.getBoundingClientRect() : { left: anchor.x, right: anchor.x, top: anchor.y, bottom: anchor.y, width: 0 };
  if (width) popup.style.minWidth = `${width}px`;
  const own = popup.getBoundingClientRect();
  const below = box.bottom + GAP + own.height <= innerHeight - EDGE;
  const top = above || !below ? box.top - GAP - own.height : box.bottom + GAP;
  popup.style.left = `${Math.max(EDGE, Math.min(box.left, innerWidth - own.width - EDGE))}px`;
  popup.style.top = `${Math.max(EDGE, Math.min(top, innerHeight - own.height - EDGE))}px`;
}

/** Arrow keys, Home, End and first letters move the focus among the items of a menu or list. */
export function moveWithArrows(container, selector) {
  container.addEventListener("keydown", (event) => {
    const items = [...container.querySelectorAll(selector)].filter((item) => !item.disabled);
    if (!items.length || event.ctrlKey || event.metaKey) return;
    const at = items.indexOf(document.activeElement);
    const letter = event.key.length === 1 && event.key !== " " && event.target.tagName !== "INPUT";
    const to = {
      ArrowDown: (at + 1) % items.length,
      ArrowUp: (at - 1 + items.length) % items.length,
      Home: 0,
      End: items.length - 1,
    }[event.key];
    const named = letter ? items.find((item) => item.textContent.trim().toLowerCase().startsWith(event.key.toLowerCase())) : items[to];
    if (named) {
      event.preventDefault();
      named.focus();
    }
  });
}

/**
 * Opens a menu. Items are `{label, icon?, run, danger?, note?}`, or `{heading}`; null ones are left out.
 */
export function openMenu(anchor, label, items, options = {}) {
  const menu = h("div", { role: "menu", "aria-label": label, cls: "menu" });
  const shown = items.filter(Boolean);
  for (const item of shown) {
    if (item.heading !== undefined) {
      menu.append(h("div", { role: "presentation", cls: "menu-heading" }, item.heading));
      continue;
    }
    menu.append(
      h(
        "button",
        {
          type: "button",
          role: item.checked === undefined ? "menuitem" : "menuitemradio",
          "aria-checked": item.checked === undefined ? null : String(item.checked),
          cls: `menu-item${item.danger ? " danger" : ""}`,
          tabIndex: -1,
          on: {
            click: () => {
              opened.close();
              item.run();
            },
          },
        },
        item.picture,
        h("span", { cls: "menu-label" }, item.label, item.note ? h("span", { cls: "menu-note" }, item.note) : null),
        item.icon,
      ),
    );
  }
  moveWithArrows(menu, ".menu-item");
  menu.addEventListener("keydown", (event) => {
    if (event.key === "Tab") {
      event.preventDefault();
      opened.close();
    }
  });
  const opened = openPopup(anchor, menu, options);
  (menu.querySelector('[aria-checked="true"]') ?? menu.querySelector(".menu-item"))?.focus();
  return opened;
}
