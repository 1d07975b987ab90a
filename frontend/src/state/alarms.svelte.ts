// Unacknowledged alarms, worst first, and the sound that they make until somebody has seen them.
import type { AlarmKind, AlarmView } from "../link/wire";
import { Plan } from "../sound/plan";
import { Tones } from "../sound/tones";
import type { LiveBoard } from "./board.svelte";
import { clock } from "./time.svelte";

const RANK: Readonly<Record<AlarmKind, number>> = {
  officer_emergency: 0,
  panic: 1,
  action_started: 2,
  new_p1: 3,
  psap_not_told: 4,
  unheard_action: 5,
  missed_check: 6,
  roll_call_missing: 7,
  roll_call_due: 8,
  overdue_timer: 9,
  stacked_call: 10,
};

export function worstFirst(alarms: Iterable<AlarmView>): AlarmView[] {
  return [...alarms].sort(
    (a, b) =>
      Number(a.mode !== "ACTUAL") - Number(b.mode !== "ACTUAL") ||
      RANK[a.alarm_kind] - RANK[b.alarm_kind] ||
      a.raised_at.localeCompare(b.raised_at),
  );
}

export class Alarms {
  readonly #board: LiveBoard;
  readonly #plan = new Plan();
  readonly #tones = new Tones((blocked) => (this.soundBlocked = blocked));
  #timer: ReturnType<typeof setInterval> | null = null;
  /** The browser keeps this page silent: nobody would hear an alarm. */
  soundBlocked = $state(true);

  constructor(board: LiveBoard) {
    this.#board = board;
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

  #ring(): void {
    const sounding = this.list.map((alarm) => ({
      id: alarm.id,
      kind: alarm.alarm_kind,
      raisedAt: Date.parse(alarm.raised_at),
    }));
    const cue = this.#plan.next(sounding, clock.exact());
    if (cue) this.#tones.play(cue.tone, cue.level);
  }
}
