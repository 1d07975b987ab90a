// Which alarm is to be heard now. Pure: alarms and the moment in, tones out. What an alarm's step is and where it rings was decided once, for
// every console; when it sounds again follows from when it was raised, so a reload goes on where the last page was.
import { ALARM_PLANS } from "../link/desk";
import type { ActionType, AlarmKind, AlarmStep } from "../link/wire";

export type Tone = "emergency" | "panic" | "lockdown" | "order" | "new_p1" | "unheard" | "missed" | "overdue";

export interface Sounding {
  readonly id: string;
  readonly kind: AlarmKind;
  readonly raisedAt: number;
  readonly step: AlarmStep;
  /** The protective action that it is about: an attack inside never sounds like a police search outside. */
  readonly action: ActionType | null;
  /** Nothing real: it sounds otherwise and softer. */
  readonly drill: boolean;
}

export interface Cue {
  readonly tone: Tone;
  /** 0 to 1. */
  readonly level: number;
  readonly drill: boolean;
}

const SOFT = 0.6;
const DRILL = 0.4;

const TONES: Readonly<Record<AlarmKind, Tone>> = {
  officer_emergency: "emergency",
  panic: "panic",
  room_threat: "panic",
  room_injured: "new_p1",
  action_started: "order",
  new_p1: "new_p1",
  psap_not_told: "unheard",
  unheard_action: "unheard",
  not_reached: "unheard",
  unrelieved_desk: "unheard",
  missed_check: "missed",
  no_command: "missed",
  command_asked: "missed",
  fact_unknown: "missed",
  not_unified: "overdue",
  reassess: "overdue",
  overdue_timer: "overdue",
  roll_call_missing: "missed",
  par_missing: "missed",
  roll_call_due: "overdue",
  stacked_call: "overdue",
  bolo_unread: "overdue",
  device_silent: "overdue",
  device_battery: "overdue",
};

/** A server newer than this page may raise what the page has no name for: it is heard all the same, and again until it is acknowledged. */
const UNKNOWN: Tone = "unheard";
const UNKNOWN_REPEAT = 30;

/** The most serious first. */
const ORDER: readonly Tone[] = [
  "emergency",
  "panic",
  "lockdown",
  "new_p1",
  "unheard",
  "missed",
  "order",
  "overdue",
];

export function toneOf(alarm: Pick<Sounding, "kind" | "action">): Tone {
  if (alarm.kind === "action_started" && alarm.action === "LOCKDOWN") return "lockdown";
  return (TONES as Partial<typeof TONES>)[alarm.kind] ?? UNKNOWN;
}

/** Which sounding of an alarm this moment belongs to; each is played once. */
function soundingOf(alarm: Sounding, now: number): string {
  const plan = (ALARM_PLANS as Partial<typeof ALARM_PLANS>)[alarm.kind];
  const repeat = plan === undefined ? UNKNOWN_REPEAT : plan.repeat;
  if (repeat === null) return alarm.step;
  return String(Math.floor(Math.max(0, now - alarm.raisedAt) / (repeat * 1000)));
}

/** Keeps what was heard last of each alarm; one plan for each page that has sound. */
export class Plan {
  readonly #heard = new Map<string, string>();

  /** The one tone to play now, the most serious first; null: silence. ``alarms``: those that ring here. */
  next(alarms: readonly Sounding[], now: number): Cue | null {
    const present = new Set(alarms.map((alarm) => alarm.id));
    for (const id of this.#heard.keys()) if (!present.has(id)) this.#heard.delete(id);
    const due = alarms.filter((alarm) => this.#heard.get(alarm.id) !== soundingOf(alarm, now));
    // What is real is never hidden behind what is not.
    for (const drill of [false, true]) {
      for (const tone of ORDER) {
        const same = due.filter((alarm) => alarm.drill === drill && toneOf(alarm) === tone);
        if (same.length === 0) continue;
        // Two panics at once are one sound: a wall of tones would only hide the voice on the radio.
        for (const alarm of same) this.#heard.set(alarm.id, soundingOf(alarm, now));
        const loud = same.some((alarm) => alarm.step !== "raised");
        return { tone, level: drill ? DRILL : loud ? 1 : SOFT, drill };
      }
    }
    return null;
  }
}
