// Keeps the screen on while its person is on a call. The system takes the lock back whenever the page is out of sight; it is asked for again.
import { localStore } from "../lib/store";

const KEY = "dispatch.wake";

export class Wake {
  /** The person wants it during calls; a battery may be more important. */
  allowed = $state(localStore()?.getItem(KEY) !== "off");
  held = $state(false);
  #wanted = false;
  #lock: WakeLockSentinel | null = null;

  start(): void {
    document.addEventListener("visibilitychange", this.#look);
  }

  stop(): void {
    document.removeEventListener("visibilitychange", this.#look);
    this.want(false);
  }

  want(wanted: boolean): void {
    this.#wanted = wanted;
    this.#look();
  }

  allow(allowed: boolean): void {
    this.allowed = allowed;
    try {
      localStore()?.setItem(KEY, allowed ? "on" : "off");
    } catch {
      // Until the page is closed it is as it was chosen.
    }
    this.#look();
  }

  #look = (): void => {
    const wanted = this.#wanted && this.allowed && document.visibilityState === "visible";
    if (wanted && this.#lock === null) void this.#ask();
    if (!wanted && this.#lock !== null) void this.#lock.release().catch(() => undefined);
  };

  async #ask(): Promise<void> {
    try {
      const lock = await (navigator as { readonly wakeLock?: WakeLock }).wakeLock?.request("screen");
      if (lock === undefined) return;
      this.#lock = lock;
      this.held = true;
      lock.addEventListener("release", () => {
        this.#lock = null;
        this.held = false;
      });
      // It may have been let go meanwhile.
      this.#look();
    } catch {
      // Out of sight, or a battery that is nearly empty: the system decides.
    }
  }
}
