/** What can be done with a message: reply, edit, delete, copy, and the bot's own message commands. */

import { Refusal } from "./api.js";
import { runCommand } from "./commandbar.js";
import { ON_MESSAGE, offered } from "./commands.js";
import { confirmFirst } from "./dialogs.js";
import { avatar } from "./avatars.js";
import { icon } from "./dom.js";
import { localized, say } from "./i18n.js";
import { excerpt } from "./message.js";
import { openMenu } from "./popup.js";
import { PRIVATE_FLAG } from "./store.js";

/** Deeds on messages, and the menu that lists them. */
export class MessageDeeds {
  constructor(store, getApi, page) {
    this.store = store;
    this.getApi = getApi;
    this.page = page; // {composer, list, visit}
  }

  menu(message, anchor) {
    const { store } = this;
    const own = message.author.id === store.me;
    const hidden = Boolean((message.flags ?? 0) & PRIVATE_FLAG);
    const channel = store.channels.get(message.channel_id);
    const deletable = !message.local && !hidden && (own || store.may("manageMessages", channel)) && channel?.type !== 1;
    const commands = message.local || hidden ? [] : offered(store, ON_MESSAGE, channel);
    openMenu(anchor, say("Message menu"), [
      hidden ? null : { label: say("Reply"), icon: icon("reply"), run: () => this.reply(message) },
      own && !hidden ? { label: say("Edit message"), icon: icon("edit"), run: () => this.edit(message) } : null,
      { label: say("Copy text"), icon: icon("copy"), run: () => this.copy(message) },
      commands.length ? { heading: say("Apps") } : null,
      ...commands.map((command) => ({
        label: localized(command, "name"),
        note: store.nameOf(store.bot),
        picture: avatar(store.nameOf(store.bot), store.bot.id, true),
        run: () => this.runOn(command, message),
      })),
      deletable || (own && !message.local) ? { label: say("Delete message"), icon: icon("trash"), danger: true, run: () => this.remove(message) } : null,
      hidden ? { label: say("Dismiss message"), icon: icon("close"), run: () => this.dismiss(message) } : null,
    ]);
  }

  async runOn(command, message) {
    const data = { id: command.id, name: command.name, type: ON_MESSAGE, target_id: message.id, options: [] };
    await this.tellTrouble(() => runCommand(this.store, this.getApi(), message.channel_id, data));
  }

  reply(message) {
    this.page.composer.setReply(message);
  }

  edit(message) {
    this.page.list.edit(message.id);
  }

  async copy(message) {
    await navigator.clipboard?.writeText(message.content || excerpt(message, 4000)).catch(() => {});
  }

  async save(message, words) {
    return this.tellTrouble(() => this.getApi().edit(message.channel_id, message.id, this.page.composer.spelt(words)));
  }

  async remove(message) {
    const own = message.author.id === this.store.me;
    if (message.local || (!own && !this.store.may("manageMessages"))) return;
    if (!(await confirmFirst(say("Delete message"), excerpt(message), say("Delete")))) return;
    await this.tellTrouble(() => this.getApi().remove(message.channel_id, message.id));
    this.write();
  }

  async react(message, emoji, takenBack) {
    await this.tellTrouble(() => this.getApi().react(message.channel_id, message.id, emoji, takenBack));
  }

  async dismiss(message) {
    if (!message.local) await this.tellTrouble(() => this.getApi().dismiss(message.id));
    this.store.drop(message.channel_id, [message.id]);
    this.write();
  }

  readable(words) {
    return this.page.composer.readable(words);
  }

  write() {
    this.page.composer.focus();
  }

  visit(channel, message) {
    this.page.visit(channel, message);
  }

  /** Does something that may be refused; the reason is shown under the message box. */
  async tellTrouble(deed) {
    try {
      await deed();
      return true;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.page.composer.complain(error.message);
      return false;
    }
  }
}
