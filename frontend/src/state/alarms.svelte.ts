// Unacknowledged alarms, worst first, and the sound that they make until somebody has seen them.
import { ALARM_PLANS } from "../link/desk";
import type { AlarmKind, AlarmView } from "../link/wire";
import { Plan } from "../sound/plan";
import { Tones } from "../sound/tones";
import type { LiveBoard } from "./board.svelte";
import { clock } from "./time.svelte";

const RANK = new Map(Object.keys(ALARM_PLANS).map((kind, place) => [kind, place]));
const rank = (kind: AlarmKind): number => RANK.get(kind) ?? RANK.size;

export function worstFirst(alarms: Iterable<AlarmView>): AlarmView[] {
  return [...alarms].sort(
    (a, b) =>
      Number(a.mode !== "ACTUAL") - Number(b.mode !== "ACTUAL") ||
      rank(a.alarm_kind) - rank(b.alarm_kind) ||
      a.raised_at.localeCompare(b.raised_at),
  );
}

export class Alarms {
  readonly #board: LiveBoard;
  readonly #seat: () => string | null;
  readonly #plan = new Plan();
  readonly #tones = new Tones((blocked) => (this.soundBlocked = blocked));
  #timer: ReturnType<typeof setInterval> | null = null;
  /** The browser keeps this page silent: nobody would hear an alarm. */
  soundBlocked = $state(true);

  /** ``seat``: the position at which this console's person sits. */
  constructor(board: LiveBoard, seat: () => string | null = () => null) {
    this.#board = board;
    this.#seat = seat;
  }

  get list(): AlarmView[] {
    return worstFirst(this.#board.tables.alarms.values());
  }

  start(): void {
    this.#tones.start();
    this.#timer = setInterval(() => this.#ring(), 250);
  }

  stop(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
    this.#tones.stop();
  }

  /** From a click or a key: lets the page be heard and lets the person hear that it can be. */
  async unlock(): Promise<void> {
    await this.#tones.unlock();
    this.#tones.play("new_p1", 0.4);
  }

  /** Whether this console is one of those that an alarm rings at. Who sits nowhere hears everything: nobody is deaf by mistake. */
  ringsHere(alarm: AlarmView): boolean {
    const seat = this.#seat();
    return seat === null || alarm.ring.length === 0 || alarm.ring.includes(seat);
  }

  #ring(): void {
    const sounding = this.list
      .filter((alarm) => this.ringsHere(alarm))
      .map((alarm) => ({
        id: alarm.id,
        kind: alarm.alarm_kind,
        raisedAt: Date.parse(alarm.rung_at),
        step: alarm.step,
        action: alarm.action === null ? null : (this.#board.tables.actions.get(alarm.action)?.type ?? null),
        drill: alarm.mode !== "ACTUAL",
      }));
    const cue = this.#plan.next(sounding, clock.exact());
    if (cue) this.#tones.play(cue.tone, cue.level, cue.drill);
  }
}
