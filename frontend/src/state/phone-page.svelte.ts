// What every phone's page stands on, set up once and in this order: what waits on the device, the link, the worker that opens the page
// without a network, the lock that keeps the screen on, and the picture that is kept. A page adds parts of its own behind them.
import { onDestroy } from "svelte";
import { localStore } from "../lib/store";
import { DeviceOutbox } from "../link/device";
import type { Session } from "../link/http";
import { Live } from "./live.svelte";
import { Photographer, type Picture } from "./picture";
import { clock } from "./time.svelte";
import { Wake } from "./wake.svelte";
import { PageWorker } from "./worker.svelte";

interface Part {
  start(): void;
  stop(): void;
}

export class PhonePage {
  readonly device: DeviceOutbox;
  readonly live: Live;
  readonly worker: PageWorker;
  readonly wake = new Wake();
  /** Old truth is shown as old: what was kept before the link came, or what has not been heard anew. */
  readonly old = $derived.by(
    () => this.live.recalled || this.live.health === "stale" || this.live.health === "lost",
  );
  /** How old what is shown is; null: nobody knows. */
  readonly age = $derived.by(() => {
    const { age, truthAt } = this.live;
    return age !== null ? age * 1000 : truthAt === null ? null : clock.now - truthAt;
  });
  readonly #parts: Part[];

  /** ``picture``: what this phone kept; another person's is not shown. */
  constructor(session: Session, picture: Picture | null, name: "unit" | "school") {
    this.device = new DeviceOutbox(session.person);
    this.live = new Live(session, localStore(), this.device);
    if (picture?.person === session.person) this.live.show(picture.state, picture.at);
    this.worker = new PageWorker(name);
    this.#parts = [this.live, this.worker, this.wake, new Photographer(this.live, () => session)];
  }

  /** Starts all of it and what the page adds, and ends it in reverse when the page goes. */
  run(...more: Part[]): void {
    this.#parts.push(...more);
    for (const one of this.#parts) one.start();
    onDestroy(() => this.#parts.toReversed().forEach((one) => one.stop()));
  }
}
