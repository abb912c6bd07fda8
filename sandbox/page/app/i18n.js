/** The page's own words, in the language of the person's client: English as written, others from the table. */

import { TRANSLATIONS } from "./translations.js";

let locale = "en-US";
let ahead = 0;

/** Sets the language to that of a Discord locale ("en-US", "zh-CN" …). */
export function speak(wanted) {
  locale = wanted || "en-US";
  document.documentElement.lang = locale;
}

/** The locale spoken now. */
export function currentLocale() {
  return locale;
}

/** What the language of a locale is called in that language; the locale itself where the browser has no name. */
export function languageName(other) {
  return new Intl.DisplayNames([locale], { type: "language" }).of(other) ?? other;
}

/** The server's time: this machine's, unless a message came from later, for whoever runs the server may move its clock. */
export function serverNow() {
  return Date.now() + ahead;
}

/** Notes when something happened just now, by the server's clock. */
export function hearTime(iso) {
  const difference = Date.parse(iso) - Date.now();
  if (difference > ahead + TOLERANCE) ahead = difference;
}

/** A sentence of the page in that language; `{name}` is replaced by `values.name`. */
export function say(english, values = {}) {
  const sentences = TRANSLATIONS[locale] ?? TRANSLATIONS[locale.split("-")[0]];
  const sentence = sentences?.[english] ?? english;
  return sentence.replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ""));
}

/** What something is called in that language: `field` of an object, or its entry in `field_localizations`. */
export function localized(thing, field) {
  return thing[`${field}_localizations`]?.[locale] ?? thing[field] ?? "";
}

const TOLERANCE = 60000;
const STYLES = {
  t: { timeStyle: "short" },
  T: { timeStyle: "medium" },
  d: { dateStyle: "short" },
  D: { dateStyle: "long" },
  f: { dateStyle: "long", timeStyle: "short" },
  F: { dateStyle: "full", timeStyle: "short" },
  s: { dateStyle: "short", timeStyle: "short" },
  S: { dateStyle: "short", timeStyle: "medium" },
};
const formats = new Map();
const UNITS = [["year", 31557600], ["month", 2629800], ["day", 86400], ["hour", 3600], ["minute", 60], ["second", 1]];

/** How times are written in a style; kept, for making one takes the browser far longer than using it. */
function format(style) {
  const name = `${locale} ${style}`;
  if (!formats.has(name)) formats.set(name, new Intl.DateTimeFormat(locale, STYLES[style] ?? STYLES.f));
  return formats.get(name);
}

/** An instant in words, in one of Discord's styles (R is "in 3 hours"). */
export function timeInWords(date, style) {
  if (Number.isNaN(date.getTime())) return "?";
  if (style !== "R") return format(style).format(date);
  const seconds = (date.getTime() - serverNow()) / 1000;
  const [unit, size] = UNITS.find(([, length]) => Math.abs(seconds) >= length) ?? UNITS.at(-1);
  return new Intl.RelativeTimeFormat(locale, { numeric: "auto" }).format(Math.round(seconds / size), unit);
}

/** When a message was sent: the time today, date and time on other days. */
export function sentAt(iso) {
  const date = new Date(iso);
  const today = new Date(serverNow()).toDateString() === date.toDateString();
  return timeInWords(date, today ? "t" : "s");
}
