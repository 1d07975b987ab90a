// The photos that wait on this phone, for the screens that show them.
import { newId } from "../lib/uuid7";
import { sendFile } from "../link/http";
import { isOpen } from "../link/outbox";
import { PhotoOutbox, PhotoShelf, type PhotoKept, type Waiting } from "../link/photos";
import type { DeviceOutbox } from "../link/device";
import type { CallView, TextClass } from "../link/wire";
import type { Live } from "./live.svelte";
import { clock, monotonic } from "./time.svelte";

const WORK_MS = 2_000;
const LOOK_MS = 10_000;
const NAME_MAX = 120;

export class Photos {
  waiting = $state.raw<readonly Waiting[]>([]);
  readonly #person: string;
  readonly #live: Live;
  readonly #box: PhotoOutbox;
  #timers: ReturnType<typeof setInterval>[] = [];
  #linked = false;

  constructor(person: string, live: Live, device: DeviceOutbox) {
    this.#person = person;
    this.#live = live;
    this.#box = new PhotoOutbox(new PhotoShelf(person), {
      send: async (bytes, sent) => (await sendFile(bytes, sent)).sha256,
      attach: ({ call, number, name, textClass, takenAt }, sha256) =>
        live.send(
          "AttachFile",
          { call, sha256, name, text_class: textClass },
          { label: `Photo to ${number}`, happenedAt: takenAt },
        ),
      underWay: (sha256) =>
        live.entries.some(
          (one) => isOpen(one) && one.command.kind === "AttachFile" && one.command.sha256 === sha256,
        ),
      ready: () => live.health === "live" && device.mine,
      now: monotonic,
      changed: (waiting) => (this.waiting = waiting),
    });
  }

  start(): void {
    void this.#box.look();
    this.#timers = [
      setInterval(() => this.#work(), WORK_MS),
      setInterval(() => void this.#box.look(), LOOK_MS),
    ];
  }

  stop(): void {
    this.#timers.forEach(clearInterval);
    this.#timers = [];
  }

  /**
   * Keeps a photo and sends it when it can be sent. Of a HEIC picture no server makes a copy that others on the call may see; where this
   * browser can draw it, a JPEG goes with it. What came of that, if anybody should know.
   */
  async take(file: File, call: CallView, textClass: TextClass): Promise<string | null> {
    const takenAt = clock.claim();
    const keep = (bytes: File): Promise<PhotoKept> =>
      this.#box.add({
        id: newId(),
        person: this.#person,
        call: call.id,
        number: call.number,
        name: bytes.name.slice(0, NAME_MAX) || "photo",
        textClass,
        takenAt,
        bytes,
        sha256: null,
      });
    await keep(file);
    const { drawnAnew, isHeic, NOT_DRAWN } = await import("../link/heic");
    if (!(await isHeic(file))) return null;
    const copy = await drawnAnew(file);
    if (copy === null) return NOT_DRAWN;
    await keep(copy);
    return null;
  }

  giveUp(id: string): void {
    void this.#box.giveUp(id);
  }

  /** Nothing of this person stays on this phone. */
  forget(): Promise<void> {
    return this.#box.clear();
  }

  #work(): void {
    const linked = this.#live.health === "live";
    if (linked && !this.#linked) this.#box.again();
    this.#linked = linked;
    void this.#box.work();
  }
}
