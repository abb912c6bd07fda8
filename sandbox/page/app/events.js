/** Brings what happens on the server into the store. */

const HANDLERS = {
  MESSAGE_CREATE(store, message) {
    store.stopTyping(message.channel_id, message.author.id);
    if (store.messages.has(message.channel_id)) store.put(message.channel_id, [message]);
    if (message.channel_id !== store.channelId) {
      store.unread.add(message.channel_id);
      store.tell("channels");
    }
    store.tell("heard", message);
  },
  MESSAGE_UPDATE(store, message) {
    if (store.find(message.channel_id, message.id)) {
      store.put(message.channel_id, [message]);
      store.tell("changed", message);
    }
  },
  MESSAGE_DELETE(store, { id, channel_id: channel }) {
    store.drop(channel, [id]);
  },
  MESSAGE_DELETE_BULK(store, { ids, channel_id: channel }) {
    store.drop(channel, ids);
  },
  TYPING_START(store, { channel_id: channel, user_id: user }) {
    store.startTyping(channel, user);
  },
  CHANNEL_CREATE(store, channel) {
    store.channels.set(channel.id, { ...store.channels.get(channel.id), ...channel });
    store.tell("channels");
  },
  CHANNEL_DELETE(store, { id }) {
    store.channels.delete(id);
    store.tell("channels");
    if (id === store.channelId) store.tell("lost-channel");
  },
  INTERACTION_SUCCESS(store, { nonce }) {
    store.settle(nonce, null);
  },
  INTERACTION_FAILURE(store, { nonce, reason }) {
    store.settle(nonce, reason || "The application did not respond");
  },
  INTERACTION_MODAL_CREATE(store, modal) {
    store.settle(modal.nonce, null);
    store.tell("modal", modal);
  },
  APPLICATION_COMMAND_AUTOCOMPLETE_RESPONSE(store, answer) {
    store.pending.delete(answer.nonce);
    store.tell("choices", answer);
  },
  COMMANDS_UPDATE(store, { commands }) {
    store.commands = commands;
    store.tell("commands");
  },
  NOTICE(store, notice) {
    store.notices.set(notice.id, notice);
    store.tell("notices");
  },
  NOTICE_GONE(store, { id }) {
    store.notices.delete(id);
    store.tell("notices");
  },
  BOT_STATUS(store, { online }) {
    store.botOnline = online;
    store.tell("bot");
  },
};
HANDLERS.CHANNEL_UPDATE = HANDLERS.CHANNEL_CREATE;
HANDLERS.THREAD_CREATE = HANDLERS.CHANNEL_CREATE;
HANDLERS.THREAD_UPDATE = HANDLERS.CHANNEL_CREATE;
HANDLERS.THREAD_DELETE = HANDLERS.CHANNEL_DELETE;

/** Takes one event; kinds the page does not show are passed over. */
export function take(store, kind, data) {
  HANDLERS[kind]?.(store, data);
}
