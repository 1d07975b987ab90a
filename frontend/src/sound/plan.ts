// Which alarm is to be heard now. Pure: alarms and the moment in, tones out. An alarm is an act with a consequence, so it sounds until
// somebody acknowledges it; a new urgent call is told once.

export type Tone = "panic" | "emergency" | "new_p1";

export interface Sounding {
  readonly id: string;
  readonly kind: string;
  readonly raisedAt: number;
}

export interface Cue {
  readonly tone: Tone;
  /** 0 to 1. */
  readonly level: number;
}

const REPEAT_MS = 5_000;
const LOUDER_AFTER_MS = 15_000;

const TONE_OF: Readonly<Record<string, { tone: Tone; repeats: boolean }>> = {
  officer_emergency: { tone: "emergency", repeats: true },
  panic: { tone: "panic", repeats: true },
  unheard_action: { tone: "panic", repeats: true },
  action_started: { tone: "new_p1", repeats: false },
  new_p1: { tone: "new_p1", repeats: false },
  psap_not_told: { tone: "new_p1", repeats: false },
  missed_check: { tone: "new_p1", repeats: false },
  roll_call_missing: { tone: "new_p1", repeats: false },
  roll_call_due: { tone: "new_p1", repeats: false },
  stacked_call: { tone: "new_p1", repeats: false },
};

/** Keeps when each alarm was last heard; one plan for each page that has sound. */
export class Plan {
  readonly #heard = new Map<string, number>();

  /** The one tone to play now, the most serious first; null: silence. */
  next(alarms: readonly Sounding[], now: number): Cue | null {
    const present = new Set(alarms.map((alarm) => alarm.id));
    for (const id of this.#heard.keys()) if (!present.has(id)) this.#heard.delete(id);
    const due = alarms.filter((alarm) => this.#isDue(alarm, now));
    const order: readonly Tone[] = ["emergency", "panic", "new_p1"];
    for (const tone of order) {
      const same = due.filter((alarm) => TONE_OF[alarm.kind]?.tone === tone);
      if (same.length === 0) continue;
      // Two panics at once are one sound: a wall of tones would only hide the voice on the radio.
      for (const alarm of same) this.#heard.set(alarm.id, now);
      const oldest = Math.min(...same.map((alarm) => alarm.raisedAt));
      return { tone, level: now - oldest >= LOUDER_AFTER_MS ? 1 : 0.6 };
    }
    return null;
  }

  #isDue(alarm: Sounding, now: number): boolean {
    const rule = TONE_OF[alarm.kind];
    if (!rule) return false;
    const last = this.#heard.get(alarm.id);
    return last === undefined || (rule.repeats && now - last >= REPEAT_MS);
  }
}
