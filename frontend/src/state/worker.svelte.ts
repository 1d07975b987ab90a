// The worker that lets a phone's page open without a network, and the newer build that it may have ready.
import { workers } from "./keeper";

const LOOK_MS = 30 * 60_000;

export class PageWorker {
  /** A newer build is here and waits until it is taken. */
  ready = $state(false);
  /** This page opens without a network. */
  keeps = $state(false);
  /** The browser has promised not to throw away what waits when it needs room; null: not known yet. */
  lasting = $state<boolean | null>(null);
  #registration: ServiceWorkerRegistration | null = null;
  #timer: ReturnType<typeof setInterval> | null = null;
  #taken = false;
  readonly #name: "unit" | "school";

  constructor(name: "unit" | "school") {
    this.#name = name;
  }

  start(): void {
    const container = workers();
    if (container === undefined) return;
    container.addEventListener("controllerchange", this.#changed);
    void this.#register(container);
    this.#timer = setInterval(() => void this.#registration?.update().catch(() => undefined), LOOK_MS);
  }

  stop(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    workers()?.removeEventListener("controllerchange", this.#changed);
  }

  /** Its person says so: the newer build takes over and the page opens anew. */
  take(): void {
    this.#taken = true;
    this.#registration?.waiting?.postMessage({ type: "take" });
  }

  #changed = (): void => {
    this.keeps = true;
    if (this.#taken) location.reload();
  };

  async #register(container: ServiceWorkerContainer): Promise<void> {
    try {
      const registration = await container.register(`/${this.#name}-sw.js`, {
        scope: `/${this.#name}/`,
        updateViaCache: "none",
      });
      this.#registration = registration;
      this.keeps = registration.active !== null;
      this.#see();
      registration.addEventListener("updatefound", () => {
        registration.installing?.addEventListener("statechange", () => this.#see());
      });
      // Asked of the kind of browser that knows it; it never asks the person.
      const storage = (navigator as { readonly storage?: StorageManager }).storage;
      this.lasting = storage === undefined ? null : await storage.persist();
    } catch {
      // The server cannot be reached, or this address has no TLS: what was kept before is still there.
    }
  }

  #see(): void {
    const waiting = this.#registration?.waiting ?? null;
    this.ready = waiting !== null && (workers()?.controller ?? null) !== null;
    this.keeps = this.keeps || (this.#registration?.active ?? null) !== null;
  }
}
