/** What the page asks of the local Discord, always as one person; and the stream of what happens there. */

/** A request that was refused, with the reason in words. */
export class Refusal extends Error {}

/** Requests as one person; without an id, as whoever the world puts first. */
export class Api {
  constructor(person) {
    this.person = person;
  }

  async ask(method, path, body) {
    const headers = { "Content-Type": "application/json" };
    if (this.person) headers["X-Sandbox-User"] = this.person;
    let response;
    try {
      response = await fetch(`/sandbox/${path}`, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
    } catch {
      throw new Refusal("The local Discord does not answer. Is it still running?");
    }
    const answer = response.status === 204 ? null : await response.json().catch(() => null);
    if (!response.ok) throw new Refusal(answer?.message ?? `${response.status} ${response.statusText}`);
    return answer;
  }

  world() {
    return this.ask("GET", "world");
  }

  messages(channel, before) {
    return this.ask("GET", `channels/${channel}/messages?limit=50${before ? `&before=${before}` : ""}`);
  }

  send(channel, content, replyTo) {
    return this.ask("POST", `channels/${channel}/messages`, {
      content,
      ...(replyTo ? { message_reference: { message_id: replyTo } } : {}),
    });
  }

  edit(channel, message, content) {
    return this.ask("PATCH", `channels/${channel}/messages/${message}`, { content });
  }

  remove(channel, message) {
    return this.ask("DELETE", `channels/${channel}/messages/${message}`);
  }

  react(channel, message, emoji, takenBack) {
    return this.ask("POST", `channels/${channel}/messages/${message}/reactions`, { emoji, taken_back: takenBack });
  }

  dismiss(message) {
    return this.ask("POST", "messages/dismiss", { message_id: message });
  }

  typing(channel) {
    return this.ask("POST", `channels/${channel}/typing`, {});
  }

  openDirect() {
    return this.ask("POST", "dm", {});
  }

  interact(interaction) {
    return this.ask("POST", "interactions", interaction);
  }

  action(id) {
    return this.ask("POST", `actions/${id}`, {});
  }
}

const WAITS = [250, 500, 1000, 2000, 5000];

/** The stream of events for one person; connects again by itself until closed. */
export class Stream {
  constructor(person, onEvent, onState) {
    this.address = `${location.origin.replace(/^http/, "ws")}/sandbox/events?as=${encodeURIComponent(person)}`;
    this.onEvent = onEvent;
    this.onState = onState;
    this.failures = 0;
    this.connect();
  }

  connect() {
    if (this.closed) return;
    this.socket = new WebSocket(this.address);
    this.socket.addEventListener("open", () => {
      const again = this.failures > 0 || this.opened;
      this.failures = 0;
      this.opened = true;
      this.onState(true, Boolean(again));
    });
    this.socket.addEventListener("message", (event) => {
      const { t, d } = JSON.parse(event.data);
      this.onEvent(t, d);
    });
    this.socket.addEventListener("close", () => {
      if (this.closed) return;
      this.onState(false, true);
      this.timer = setTimeout(() => this.connect(), WAITS[Math.min(this.failures, WAITS.length - 1)]);
      this.failures += 1;
    });
  }

  close() {
    this.closed = true;
    clearTimeout(this.timer);
    this.socket.close();
  }
}
