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

/** Where a menu opens that was asked for with the keyboard. */
export function corner(article) {
  const box = article.getBoundingClientRect();
  return { x: box.left + 72, y: Math.max(box.top, 60) + 24 };
}

/** Arrow keys, Home, End and first letters move the focus among the items of a menu or list, or of a grid of `columns`. */
export function moveWithArrows(container, selector, columns = 1) {
  container.addEventListener("keydown", (event) => {
    const items = [...container.querySelectorAll(selector)].filter((item) => !item.disabled);
    if (!items.length || event.ctrlKey || event.metaKey) return;
    const at = items.indexOf(document.activeElement);
    const letter = event.key.length === 1 && event.key !== " " && event.target.tagName !== "INPUT";
    const to = {
      ArrowDown: (at + columns) % items.length,
      ArrowUp: (at - columns + items.length) % items.length,
      ...(columns > 1 ? { ArrowRight: (at + 1) % items.length, ArrowLeft: (at - 1 + items.length) % items.length } : {}),
      Home: 0,
      End: items.length - 1,
    }[event.key];
    const named = letter ? items.find((item) => (item.getAttribute("aria-label") ?? item.textContent).trim().toLowerCase().startsWith(event.key.toLowerCase())) : items[to];
    if (named) {
      event.preventDefault();
      named.focus();
    }
  });
}

/**
 * Opens a menu. Items are `{label, icon?, run, danger?, note?}`, or `{heading}`; null ones are left out.
 * With `columns` it is a grid of `{label, face, checked, run}`, which show their emoji and speak their label.
 */
export function openMenu(anchor, label, items, { columns = 1, ...options } = {}) {
  const menu = h("div", { role: "menu", "aria-label": label, cls: columns > 1 ? "menu faces" : "menu" });
  menu.style.setProperty("--columns", columns);
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
          role: item.checked === undefined ? "menuitem" : item.face ? "menuitemcheckbox" : "menuitemradio",
          "aria-label": item.face && item.label,
          title: item.face && item.label,
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
        item.face ?? [item.picture, h("span", { cls: "menu-label" }, item.label, item.note ? h("span", { cls: "menu-note" }, item.note) : null), item.icon],
      ),
    );
  }
  moveWithArrows(menu, ".menu-item", columns);
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
