/** What the page knows of the server, seen by one person; tells whoever listens when a part of it changes. */

import { byId, newNonce } from "./dom.js";
import { hearTime } from "./i18n.js";

export const TEXT = 0;
export const DIRECT = 1;
export const NEWS = 5;
export const THREADS = new Set([10, 11, 12]);
export const PRIVATE_FLAG = 64;
export const LOADING_FLAG = 128;
export const RIGHTS = { administrator: 3n, manageMessages: 13n, viewChannel: 10n, sendMessages: 11n, sendInThreads: 38n, useCommands: 31n };
const TYPING_LASTS = 9000;

/** Events: world, channels, messages (detail: channel id), typing, notices, bot, pending, commands. */
export class Store extends EventTarget {
  constructor() {
    super();
    this.channels = new Map();
    this.messages = new Map();
    this.whole = new Set();
    this.typists = new Map();
    this.notices = new Map();
    this.unread = new Set();
    this.pending = new Map();
    this.people = new Map();
    this.botOnline = true;
  }

  tell(what, detail) {
    this.dispatchEvent(new CustomEvent(what, { detail }));
  }

  on(what, listener) {
    this.addEventListener(what, (event) => listener(event.detail));
  }

  /** Takes over the world as the server describes it to this person. */
  enter(world) {
    this.guild = world.guild;
    this.me = world.me;
    this.bot = world.bot;
    this.application = world.application;
    this.commands = world.commands ?? [];
    this.extras = { things_to_try: [], actions: [], notices: [], title: "", ...world.extras };
    this.roles = new Map(world.roles.map((role) => [role.id, role]));
    this.people = new Map(world.people.map((person) => [person.user.id, person]));
    this.channels = new Map(world.channels.map((channel) => [channel.id, channel]));
    this.notices = new Map((this.extras.notices ?? []).map((notice) => [notice.id, notice]));
    if (typeof world.bot_online === "boolean") this.botOnline = world.bot_online;
    this.tell("world");
    this.tell("notices");
    this.tell("bot");
  }

  /** Forgets what the person before could see, and what they were waiting for. */
  leave() {
    for (const nonce of [...this.pending.keys()]) this.settle(nonce, null);
    this.messages.clear();
    this.whole.clear();
    this.typists.clear();
    this.unread.clear();
  }

  get locale() {
    return this.people.get(this.me)?.locale ?? "en-US";
  }

  may(right, channel = this.channels.get(this.channelId)) {
    const held = BigInt(channel?.permissions ?? "0");
    return channel?.type === DIRECT || Boolean((held >> RIGHTS.administrator) & 1n) || Boolean((held >> RIGHTS[right]) & 1n);
  }

  maySend(channel = this.channels.get(this.channelId)) {
    return Boolean(channel) && this.may(THREADS.has(channel.type) ? "sendInThreads" : "sendMessages", channel);
  }

  /** What somebody is called here. */
  nameOf(user) {
    if (user && user.id === this.bot?.id) return this.application?.name ?? user.username;
    const person = this.people.get(user?.id);
    return person?.member?.nick ?? user?.global_name ?? user?.username ?? "?";
  }

  /** A user by id, whoever it is: a person, the bot, or somebody a message named. */
  user(id, among = []) {
    if (id === this.bot?.id) return this.bot;
    return this.people.get(id)?.user ?? among.find((user) => user.id === id);
  }

  channelName(channel) {
    if (channel?.type === DIRECT) return this.nameOf(channel.recipients?.find((user) => user.id !== this.me) ?? this.bot);
    return channel?.name ?? "?";
  }

  list(channel) {
    return this.messages.get(channel) ?? [];
  }

  find(channel, id) {
    return this.list(channel).find((message) => message.id === id);
  }

  /** Puts messages in their place by id; a message that is there already is replaced. */
  put(channel, messages) {
    const known = new Map(this.list(channel).map((message) => [message.id, message]));
    for (const message of messages) {
      hearTime(message.timestamp);
      known.set(message.id, { ...known.get(message.id), ...message });
    }
    this.messages.set(channel, [...known.values()].sort((a, b) => byId(a.id, b.id)));
    this.tell("messages", channel);
  }

  drop(channel, ids) {
    const gone = new Set(ids);
    const mended = this.list(channel)
      .filter((message) => !gone.has(message.id))
      .map((message) => (gone.has(message.referenced_message?.id) ? { ...message, referenced_message: null } : message));
    this.messages.set(channel, mended);
    this.tell("messages", channel);
  }

  select(channel) {
    this.channelId = channel;
    this.unread.delete(channel);
    this.tell("channels");
    this.tell("messages", channel);
    this.tell("typing");
  }

  startTyping(channel, user) {
    if (user === this.me) return;
    const typists = this.typists.get(channel) ?? new Map();
    clearTimeout(typists.get(user));
    typists.set(user, setTimeout(() => this.stopTyping(channel, user), TYPING_LASTS));
    this.typists.set(channel, typists);
    this.tell("typing");
  }

  stopTyping(channel, user) {
    const typists = this.typists.get(channel);
    clearTimeout(typists?.get(user));
    if (typists?.delete(user)) this.tell("typing");
  }

  /** A line of the page's own for this person only, such as "The application did not respond". */
  whisper(channel, text, extra = {}) {
    const last = this.list(channel).at(-1)?.id ?? "0";
    const id = (BigInt(last) + 1n).toString();
    this.put(channel, [
      { id: `${id}`, local: true, type: 0, channel_id: channel, author: this.bot, content: text, flags: PRIVATE_FLAG, timestamp: new Date().toISOString(), ...extra },
    ]);
    return id;
  }

  /** Notes an interaction on its way; `onEnd(failureReason | null)` is called once. */
  expect(onEnd) {
    const nonce = newNonce();
    this.pending.set(nonce, onEnd);
    return nonce;
  }

  settle(nonce, reason) {
    const onEnd = this.pending.get(nonce);
    this.pending.delete(nonce);
    onEnd?.(reason);
  }
}
