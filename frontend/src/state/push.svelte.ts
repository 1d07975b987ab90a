// Whether this telephone is woken when its page sleeps. A second way: what is open is told through the link, and the desk counts that alone.
import { ask, Failure } from "../link/http";
import { workers } from "./keeper";

/** ``unknown``: not asked yet. ``none``: off on the server, or this browser can't. ``off``, ``on``: as its person chose. */
export type PushState = "unknown" | "none" | "off" | "on" | "denied";

interface Keys {
  readonly endpoint: string;
  readonly p256dh: string;
  readonly auth: string;
}

export function bytesOf(key: string): Uint8Array<ArrayBuffer> {
  const text = atob(key.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(text, (one) => one.charCodeAt(0));
}

/** What the server needs of a subscription; null: the browser left something out. */
export function keysOf(subscription: Pick<PushSubscription, "toJSON">): Keys | null {
  const { endpoint, keys } = subscription.toJSON();
  const [p256dh, auth] = [keys?.["p256dh"], keys?.["auth"]];
  return endpoint && p256dh && auth ? { endpoint, p256dh, auth } : null;
}

/** Whether a subscription was made with this key of the server; another one's messages would be turned away. */
export function isFor(subscription: Pick<PushSubscription, "options">, key: Uint8Array): boolean {
  const made = subscription.options.applicationServerKey;
  if (made === null) return false;
  const bytes = new Uint8Array(made);
  return bytes.length === key.length && bytes.every((one, i) => one === key[i]);
}

export class Push {
  state = $state<PushState>("unknown");
  problem = $state<string | null>(null);
  #key: Uint8Array<ArrayBuffer> | null = null;
  #timer: ReturnType<typeof setTimeout> | null = null;

  /** Asks whether it is on here, and tells the server anew of a subscription that is there: its session is another one. */
  start(): void {
    void this.#ask();
  }

  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  async turnOn(): Promise<void> {
    this.problem = null;
    if ((await Notification.requestPermission()) !== "granted") {
      this.state = Notification.permission === "denied" ? "denied" : "off";
      return;
    }
    await this.#do(async (manager, key) => {
      const before = await manager.getSubscription();
      if (before !== null && !isFor(before, key)) await before.unsubscribe();
      await this.#tell(await manager.subscribe({ userVisibleOnly: true, applicationServerKey: key }));
    });
  }

  async turnOff(): Promise<void> {
    this.problem = null;
    await this.#do(async (manager) => {
      const subscription = await manager.getSubscription();
      if (subscription !== null) {
        await ask("POST", "/api/push/end", { endpoint: subscription.endpoint });
        await subscription.unsubscribe();
      }
      this.state = "off";
    });
  }

  async #ask(): Promise<void> {
    const container = workers();
    if (container === undefined || !("PushManager" in globalThis) || !("Notification" in globalThis)) {
      this.state = "none";
      return;
    }
    try {
      const { key } = await ask<{ key: string | null }>("GET", "/api/push");
      if (key === null) {
        this.state = "none";
        return;
      }
      this.#key = bytesOf(key);
      const manager = (await container.ready).pushManager;
      const subscription = await manager.getSubscription();
      if (Notification.permission === "denied") this.state = "denied";
      else if (subscription === null || Notification.permission !== "granted") this.state = "off";
      else if (isFor(subscription, this.#key)) await this.#tell(subscription);
      else await this.turnOn();
    } catch (failure) {
      if (failure instanceof Failure && failure.status === 0) {
        // Without a network nothing can be asked; the page does without meanwhile.
        this.#timer = setTimeout(() => void this.#ask(), 60_000);
      } else this.state = "none";
    }
  }

  async #do(work: (manager: PushManager, key: Uint8Array<ArrayBuffer>) => Promise<void>): Promise<void> {
    const container = workers();
    if (container === undefined || this.#key === null) return;
    try {
      await work((await container.ready).pushManager, this.#key);
    } catch (failure) {
      this.problem = failure instanceof Error ? failure.message : String(failure);
    }
  }

  async #tell(subscription: PushSubscription): Promise<void> {
    const keys = keysOf(subscription);
    if (keys === null) throw new Error("This browser made a subscription without keys.");
    await ask("POST", "/api/push", keys);
    this.state = "on";
  }
}
