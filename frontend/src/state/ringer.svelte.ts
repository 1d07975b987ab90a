// Lets an officer hear and feel what waits for him, on his own phone. A browser keeps a page silent until it was touched: ``blocked`` says
// so, and any touch ends it.
import { isOpen } from "../link/outbox";
import { noticeTone, PhonePlan, RECEIVED, type Calling } from "../sound/phone";
import { Tones } from "../sound/tones";
import type { Live } from "./live.svelte";
import { monotonic } from "./time.svelte";
import type { NoticeView, UnitView } from "../link/wire";

const EVERY_MS = 500;
const LEVEL = 0.9;

/** What waits for this unit's word; handed in, because what is asked of whom is decided once, elsewhere. */
export type AskedOf = (me: UnitView) => readonly NoticeView[];

export class Ringer {
  /** This page cannot be heard. */
  blocked = $state(true);
  readonly #live: Live;
  readonly #asked: AskedOf;
  readonly #plan = new PhonePlan();
  readonly #tones = new Tones((blocked) => (this.blocked = blocked));
  #timer: ReturnType<typeof setInterval> | null = null;
  #hushed = false;
  /** The emergency of this unit that was felt to have been received. Undefined: nothing has been seen yet. */
  #received: string | null | undefined = undefined;

  constructor(live: Live, asked: AskedOf) {
    this.#live = live;
    this.#asked = asked;
  }

  start(): void {
    this.#tones.start();
    document.addEventListener("pointerup", this.#touched);
    document.addEventListener("keyup", this.#touched);
    this.#timer = setInterval(() => this.#ring(), EVERY_MS);
  }

  stop(): void {
    document.removeEventListener("pointerup", this.#touched);
    document.removeEventListener("keyup", this.#touched);
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#tones.stop();
  }

  /** The screen is dimmed: felt, not heard. */
  hush(on: boolean): void {
    this.#hushed = on;
  }

  async unlock(): Promise<void> {
    await this.#tones.unlock();
  }

  #touched = (): void => {
    if (this.blocked) void this.unlock();
  };

  #ring(): void {
    const { board, recalled, entries } = this.#live;
    const me = [...board.tables.me.values()][0];
    // What is old is nobody's alarm: what it was about may be over.
    if (me === undefined || recalled) return;
    this.#feel(me);
    if (me.status === "OFF") return;
    const said = entries.flatMap(({ command, outcome }) =>
      outcome !== "refused" && command.kind === "AcknowledgeNotice" ? [command.notice] : [],
    );
    const waiting: Calling[] = this.#asked(me)
      .filter((notice) => !said.includes(notice.id))
      .map((notice) => ({
        id: notice.id,
        tone: noticeTone(notice, board.tables.actions.get(notice.record)?.type ?? null),
        urgent: notice.urgent,
        drill: notice.mode !== "ACTUAL",
      }));
    const leaves = entries.some((one) => isOpen(one) && one.command.kind === "SetUnitStatus");
    if (me.status === "DP" && me.assignment !== null && !leaves) {
      waiting.push({ id: `sent:${me.assignment}`, tone: "new_p1", urgent: true, drill: false });
    }
    const cue = this.#plan.next(waiting, monotonic());
    if (cue === null) return;
    buzz(cue.buzz);
    if (!this.#hushed && me.emergency === null) this.#tones.play(cue.tone, LEVEL, cue.drill);
  }

  #feel(me: UnitView): void {
    const since = me.emergency?.since ?? null;
    if (since !== null && this.#received !== undefined && this.#received !== since) buzz(RECEIVED);
    this.#received = since;
  }
}

function buzz(pattern: readonly number[]): void {
  // Not every device can, and none does before its page was touched.
  const touched = (navigator as { readonly userActivation?: UserActivation }).userActivation?.hasBeenActive;
  if (touched === true && "vibrate" in navigator) navigator.vibrate([...pattern]);
}
