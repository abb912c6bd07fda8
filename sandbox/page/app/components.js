/** The components of a message: containers, texts, sections, rows of buttons and menus. */

import { h, icon, ownAddress, webAddress } from "./dom.js";
import { say } from "./i18n.js";
import { SELECTS, drawSelect } from "./selects.js";

const COMPONENTS_FLAG = 1 << 15;
const STYLES = { 1: "primary", 2: "secondary", 3: "success", 4: "danger", 5: "link", 6: "secondary" };

/** Draws components; `press(message, component, values?)` gives a promise of the failure's reason, or null. */
export class Components {
  constructor(store, prose, press) {
    this.store = store;
    this.prose = prose;
    this.press = press;
  }

  draw(message) {
    return (message.components ?? []).map((component) => this.one(component, message));
  }

  one(component, message) {
    const all = (parts) => (parts ?? []).map((part) => this.one(part, message));
    switch (component.type) {
      case 1:
        return h("div", { cls: "row" }, all(component.components));
      case 2:
        return this.button(component, message);
      case 9:
        return h("div", { cls: "section" }, h("div", { cls: "section-words" }, all(component.components)), h("div", { cls: "section-side" }, this.one(component.accessory, message)));
      case 10:
        return h("div", { cls: "words" }, this.prose.draw(component.content ?? "", message.mentions));
      case 11:
        return h("div", { cls: "thumbnail" }, picture(component.media, component.description));
      case 12:
        return h("div", { cls: "gallery" }, (component.items ?? []).map((item) => picture(item.media, item.description)));
      case 13:
        return fileLink(component.file?.url, component.name ?? component.file?.url?.split("/").pop() ?? "?");
      case 14:
        return h("hr", { cls: `${component.divider === false ? "blank" : ""} ${component.spacing === 2 ? "wide" : ""}` });
      case 17:
        return this.container(component, message);
      default:
        return SELECTS.has(component.type) ? this.select(component, message) : h("p", { cls: "small" }, say("This page cannot show component {type}.", { type: component.type }));
    }
  }

  container(component, message) {
    const box = h("div", { cls: "container" }, (component.components ?? []).map((part) => this.one(part, message)));
    if (typeof component.accent_color === "number") box.style.setProperty("--edge", colour(component.accent_color));
    if (!component.spoiler) return box;
    const cover = h("button", { type: "button", cls: "cover", on: { click: () => cover.replaceWith(box) } }, say("Spoiler; press to show"));
    return cover;
  }

  button(component, message) {
    const words = [component.emoji ? h("span", { cls: "emoji" }, component.emoji.name ?? "") : null, component.label ? h("span", {}, component.label) : null];
    const cls = `button ${STYLES[component.style] ?? "secondary"}`;
    if (component.style === 5) {
      const href = webAddress(component.url ?? "");
      return h("a", { cls, href, target: "_blank", rel: "noopener noreferrer" }, words, h("span", { "aria-hidden": "true" }, "↗"));
    }
    const named = component.label ? null : say(EMOJI_NAMES[component.emoji?.name] ?? "Button {emoji}", { emoji: component.emoji?.name });
    const button = h("button", { type: "button", cls, disabled: Boolean(component.disabled), "aria-label": named, title: named, data: { key: component.custom_id } }, words);
    button.addEventListener("click", async () => {
      if (button.classList.contains("busy")) return;
      button.classList.add("busy");
      button.setAttribute("aria-busy", "true");
      await this.press(message, component);
      button.classList.remove("busy");
      button.removeAttribute("aria-busy");
    });
    return button;
  }

  select(component, message) {
    return drawSelect(this.store, component, (values) => this.press(message, component, values)).element;
  }

  /** Old-style embeds. */
  embeds(message) {
    return (message.embeds ?? []).map((embed) => {
      const words = (text) => (text ? this.prose.draw(text, message.mentions) : null);
      const title = embed.title ? h("div", { cls: "embed-title" }, embed.url && webAddress(embed.url) ? h("a", { href: webAddress(embed.url), target: "_blank", rel: "noopener noreferrer" }, embed.title) : embed.title) : null;
      const fields = (embed.fields ?? []).map((field) => h("div", { cls: field.inline ? "field inline" : "field" }, h("div", { cls: "field-name" }, field.name), words(field.value)));
      const box = h(
        "div",
        { cls: "container embed" },
        embed.author ? h("div", { cls: "small" }, embed.author.name) : null,
        title,
        words(embed.description),
        fields.length ? h("div", { cls: "fields" }, fields) : null,
        embed.image ? picture(embed.image, embed.title) : null,
        embed.footer ? h("p", { cls: "small" }, embed.footer.text) : null,
      );
      if (typeof embed.color === "number") box.style.setProperty("--edge", colour(embed.color));
      return box;
    });
  }
}

/** Emoji that stand alone on buttons, with what they mean. */
const EMOJI_NAMES = { "🗑️": "Remove", "🗑": "Remove", "👍": "Good", "👎": "Bad", "◀": "Back", "▶": "On", "📖": "In context" };

/** Files that came with a message; one that is made of components shows those that it names, and no others. */
export function drawAttachments(message) {
  if ((message.flags ?? 0) & COMPONENTS_FLAG) return [];
  return (message.attachments ?? []).map((file) => (file.width || file.content_type?.startsWith("image/") ? h("div", { cls: "gallery" }, picture(file, file.description ?? file.filename)) : fileLink(file.url, file.filename, file.size)));
}

function picture(media, description) {
  const address = ownAddress(media?.url ?? "");
  if (!address) return h("p", { cls: "small" }, say("An image from elsewhere, which this page does not load."));
  return h("a", { href: address, target: "_blank", rel: "noopener", cls: "picture" }, h("img", { src: address, alt: description || say("Image"), width: media.width, height: media.height, loading: "lazy" }));
}

function fileLink(url, name, size) {
  const address = ownAddress(url ?? "");
  return h("a", { cls: "file", href: address, download: name }, icon("copy"), h("span", {}, name), size ? h("span", { cls: "small" }, `${Math.ceil(size / 1024)} KB`) : null);
}

function colour(number) {
  return `#${number.toString(16).padStart(6, "0")}`;
}
