// The browser's websocket behind the state machine of connection.ts: it brings time, chance and bytes, and decides nothing.
import {
  healthOf,
  IDLE,
  step,
  type Connection,
  type Effect,
  type Ending,
  type Health,
  type Input,
} from "./connection";
import type { ClientMessage, ServerMessage } from "./wire";

export interface Listener {
  /** Something that the board takes over. */
  message(message: ServerMessage): void;
  drop(part: string): void;
  /** Each quarter of a second and whenever something happened. */
  state(health: Health, ageMs: number | null, ending: Ending | null): void;
  /** A new link stands: send what has no answer. */
  welcomed(): void;
}

/** A hello says what this device's own clock shows, so that the server knows what its times are worth. */
const dated = <Message extends { type: string }>(message: Message): Message =>
  message.type === "hello" ? { ...message, device_time: new Date().toISOString() } : message;

const TICK_MS = 250;

export class Link {
  #state: Connection = IDLE;
  #socket: WebSocket | null = null;
  #timer: ReturnType<typeof setInterval> | null = null;
  #painted = new Map<string, number>();
  #frameAsked = false;
  readonly #listener: Listener;
  readonly #url: string;

  constructor(url: string, listener: Listener) {
    this.#url = url;
    this.#listener = listener;
  }

  get open(): boolean {
    return this.#state.phase === "open" && this.#socket?.readyState === WebSocket.OPEN;
  }

  start(): void {
    document.addEventListener("visibilitychange", this.#look);
    window.addEventListener("online", this.#online);
    this.#timer = setInterval(() => this.#step({ kind: "tick" }), TICK_MS);
    this.#step({ kind: "start", visible: document.visibilityState === "visible" });
  }

  stop(): void {
    document.removeEventListener("visibilitychange", this.#look);
    window.removeEventListener("online", this.#online);
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
    this.#step({ kind: "stop" });
  }

  /** False: there is no link to send on; whoever asked keeps it. */
  send(message: ClientMessage): boolean {
    if (!this.open) return false;
    this.#socket?.send(JSON.stringify(message));
    return true;
  }

  #look = (): void => {
    const visible = document.visibilityState === "visible";
    this.#step({ kind: "visible", visible });
    if (visible && this.#painted.size > 0) this.#say();
  };
  #online = (): void => this.#step({ kind: "online" });

  #step(input: Input): void {
    const now = performance.now();
    const [next, effects] = step(this.#state, input, now, Math.random());
    this.#state = next;
    for (const effect of effects) this.#do(effect);
    if (this.#timer === null && input.kind !== "start") return;
    const age = next.heardAt === null ? null : now - next.heardAt;
    this.#listener.state(healthOf(next, now), age, next.ending);
  }

  #do(effect: Effect): void {
    switch (effect.kind) {
      case "open":
        this.#open();
        break;
      case "close":
        this.#close(effect.code);
        break;
      case "send":
        this.#socket?.send(JSON.stringify(dated(effect.message)));
        break;
      case "apply":
        this.#listener.message(effect.message);
        this.#paint(effect.message.part, effect.message.n);
        break;
      case "drop":
        this.#painted.delete(effect.part);
        this.#listener.drop(effect.part);
        break;
      case "welcomed":
        this.#listener.message(effect.message);
        this.#listener.welcomed();
        break;
    }
  }

  #open(): void {
    this.#close(1000);
    const socket = new WebSocket(this.#url);
    this.#socket = socket;
    const mine = (): boolean => this.#socket === socket;
    socket.onopen = () => mine() && this.#step({ kind: "opened" });
    socket.onclose = (event) =>
      mine() && this.#step({ kind: "closed", code: event.code, reason: event.reason });
    socket.onmessage = (event: MessageEvent<string>) => {
      if (!mine()) return;
      const message = JSON.parse(event.data) as ServerMessage;
      this.#step({ kind: "message", message });
      if (
        message.type === "result" ||
        message.type === "positions" ||
        message.type === "ledgers" ||
        message.type === "error" ||
        message.type === "beat"
      ) {
        this.#listener.message(message);
      }
    };
  }

  #close(code: number): void {
    const socket = this.#socket;
    this.#socket = null;
    socket?.close(code);
  }

  /** ``seen`` means painted: said after the second animation frame of a page that is visible, and of a hidden one once it is looked at. */
  #paint(part: string, n: number): void {
    this.#painted.set(part, n);
    this.#say();
  }

  #say(): void {
    if (this.#frameAsked) return;
    this.#frameAsked = true;
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        this.#frameAsked = false;
        if (document.visibilityState !== "visible") return;
        const painted = [...this.#painted];
        this.#painted.clear();
        for (const [name, number] of painted) this.send({ type: "seen", part: name, n: number });
      }),
    );
  }
}
