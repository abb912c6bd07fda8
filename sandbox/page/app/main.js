/** Puts the page together: one store, one connection as one person, and the parts that show it. */

import { Announcer } from "./announce.js";
import { Api, Refusal, Stream } from "./api.js";
import { Components } from "./components.js";
import { Composer } from "./composer.js";
import { Modals } from "./dialogs.js";
import { fill, h, iconButton } from "./dom.js";
import { take } from "./events.js";
import { localized, say, speak } from "./i18n.js";
import { MessageDeeds } from "./menus.js";
import { MessageRow } from "./message.js";
import { MessageList } from "./messages.js";
import { Prose, refreshTimes } from "./prose.js";
import { Sidebar } from "./sidebar.js";
import { DIRECT, Store } from "./store.js";
import { Notices, Strip } from "./strip.js";
import { startTheme } from "./theme.js";

const PERSON = "person";
const PRESS = 3;
const RELATIVE_EVERY = 20000;
const NARROW = matchMedia("(max-width: 760px)");

const store = new Store();
let api = new Api(sessionStorage.getItem(PERSON));
let stream = null;
const getApi = () => api;

const page = { visit };
const prose = new Prose(store, { visit, command: (name, id) => page.composer.startCommand(name, id) });
const components = new Components(store, prose, press);
const deeds = new MessageDeeds(store, getApi, page);
page.list = new MessageList(store, getApi, new MessageRow(store, prose, components, deeds), deeds);
page.composer = new Composer(store, getApi, { editLast: () => page.list.editLast() });
new Modals(store, getApi, prose);
const announcer = new Announcer(store);
const notices = new Notices(store);
const strip = new Strip(store, { attempt, act: (id) => api.action(id) });
const side = new Sidebar(store, { open: (channel) => visit(channel), become, direct });

const drawerButton = iconButton("menu", "", () => setDrawer(!document.body.classList.contains("drawer-open")), { cls: "icon-button drawer-button", "aria-controls": "side" });
const shade = h("div", { cls: "shade", on: { click: () => setDrawer(false) } });
const title = h("h1", { cls: "channel-title" });
const topic = h("span", { cls: "topic" });
const link = h("p", { cls: "lost", role: "status", hidden: true });
const main = h("main", { cls: "main" }, h("div", { cls: "bar" }, drawerButton, title, topic), link, notices.element, page.list.element, strip.element, page.composer.element);

function setDrawer(open) {
  const wasOpen = document.body.classList.contains("drawer-open");
  document.body.classList.toggle("drawer-open", open);
  side.element.inert = NARROW.matches && !open;
  main.inert = NARROW.matches && open;
  drawerButton.setAttribute("aria-expanded", String(open));
  if (open) side.element.querySelector("[aria-current], button")?.focus();
  else if (wasOpen && NARROW.matches) drawerButton.focus();
}

/** Presses a component; the failure, if there is one, stands under the message. */
function press(message, component, values) {
  return new Promise((resolve) => {
    const failed = (reason) => {
      if (reason || message.failure) store.put(message.channel_id, [{ ...store.find(message.channel_id, message.id), id: message.id, failure: reason }]);
      resolve(reason);
    };
    const nonce = store.expect(failed);
    const data = { component_type: component.type, custom_id: component.custom_id, ...(values ? { values } : {}) };
    api.interact({ type: PRESS, nonce, channel_id: message.channel_id, message_id: message.id, data }).catch((error) => store.settle(nonce, error.message));
  });
}

/** Shows a channel, and a message in it. */
async function visit(channel, message) {
  if (channel !== store.channelId) await page.list.open(channel).catch(complain);
  if (NARROW.matches && document.body.classList.contains("drawer-open")) setDrawer(false);
  if (message) await page.list.visit(message).catch(complain);
  else if (!NARROW.matches) page.composer.focus();
}

async function direct() {
  const present = [...store.channels.values()].find((channel) => channel.type === DIRECT);
  const channel = present ?? (await api.openDirect().catch(complain));
  if (!channel) return;
  if (!present) store.channels.set(channel.id, channel);
  await visit(channel.id);
}

/** Something to try: in its channel, with its words in the box. */
async function attempt(thing) {
  if (thing.channel && store.channels.has(thing.channel)) await visit(thing.channel);
  page.composer.write(localized(thing, thing.command ? "command" : "text"));
}

function complain(error) {
  if (!(error instanceof Refusal)) throw error;
  page.composer.complain(error.message);
}

/** Becomes a person: the world, the words and the stream are theirs from then on. */
async function become(person) {
  stream?.close();
  store.leave();
  api = new Api(person);
  if (person) sessionStorage.setItem(PERSON, person);
  await enter();
  page.composer.focus();
}

async function enter() {
  let world;
  try {
    world = await api.world();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (api.person) {
      sessionStorage.removeItem(PERSON);
      api = new Api(null);
      world = await api.world().catch(() => null);
    }
    if (!world) {
      showLink(false, error.message);
      setTimeout(enter, 1000);
      return;
    }
  }
  api = new Api(world.me);
  speak(world.people.find((person) => person.user.id === world.me)?.locale);
  store.enter(world);
  const wanted = store.channels.has(store.channelId) ? store.channelId : [...store.channels.values()].filter((channel) => [0, 5].includes(channel.type)).sort((a, b) => (a.position ?? 0) - (b.position ?? 0))[0]?.id;
  stream = new Stream(world.me, (kind, data) => take(store, kind, data), linked);
  if (wanted) await page.list.open(wanted).catch(complain);
  document.body.dataset.ready = "yes";
}

/** The stream opened, again perhaps: what was missed is fetched. */
async function linked(up, again) {
  showLink(up);
  if (!up) for (const nonce of [...store.pending.keys()]) store.settle(nonce, "This interaction failed");
  if (!up || !again) return;
  const channel = store.channelId;
  const world = await api.world().catch(() => null);
  if (!world) return;
  store.enter(world);
  store.messages.clear();
  store.whole.clear();
  await page.list.open(store.channels.has(channel) ? channel : world.channels[0].id).catch(complain);
}

function showLink(up, words) {
  link.hidden = up;
  fill(link, up ? "" : words ? say(words) : say("The connection is lost. Trying again …"));
}

/** Whether a key is the beginning of a message: a letter or a stroke, typed where it would do nothing else. */
function startsWriting(event) {
  if (event.key.length !== 1 || event.key === " " || event.ctrlKey || event.metaKey || event.altKey || page.composer.bar.active) return false;
  return !event.target.closest("input, textarea, article:focus, dialog, .popup, .drawer-open aside");
}

function drawBar() {
  const channel = store.channels.get(store.channelId);
  const name = store.channelName(channel);
  fill(title, channel?.type === DIRECT ? `@${name}` : `#${name}`);
  fill(topic, channel?.topic ?? "");
  document.title = [channel ? `#${name}` : "", store.extras?.title || store.guild?.name].filter(Boolean).join(" · ");
  const label = say("Channels and people");
  drawerButton.setAttribute("aria-label", label);
  drawerButton.title = label;
}

for (const what of ["world", "channels"]) store.on(what, drawBar);
store.on("lost-channel", () => visit([...store.channels.values()].find((channel) => channel.type === 0)?.id));
startTheme(() => side.drawMe());
NARROW.addEventListener("change", () => setDrawer(false));
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && document.body.classList.contains("drawer-open")) setDrawer(false);
  if (startsWriting(event)) page.composer.box.focus();
});
setInterval(refreshTimes, RELATIVE_EVERY);
document.body.append(side.element, shade, main, announcer.element);
setDrawer(false);
await enter();
if (!NARROW.matches) page.composer.focus();
