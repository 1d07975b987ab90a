// What an officer's phone lets be heard and felt. Pure: what waits for its person and the moment in, one cue out. What is urgent comes again
// until it is acknowledged; the rest once. Whoever has declared an emergency may be hiding: then the phone is felt and never heard.
import type { ActionType, NoticeView } from "../link/wire";
import type { Tone } from "./plan";

export interface Calling {
  readonly id: string;
  readonly tone: Tone;
  /** Again until it is acknowledged. */
  readonly urgent: boolean;
  readonly drill: boolean;
}

export interface PhoneCue {
  readonly tone: Tone;
  readonly buzz: readonly number[];
  readonly drill: boolean;
}

const AGAIN_MS = 15_000;

/** On and off in milliseconds. A hand tells them apart without the screen: long is danger, two short ones are words. */
export const BUZZ: Readonly<Record<Tone, readonly number[]>> = {
  emergency: [600, 120, 600, 120, 600],
  panic: [600, 120, 600],
  lockdown: [250, 90, 250, 90, 250, 90, 500],
  new_p1: [300, 100, 300],
  unheard: [200, 100, 200],
  missed: [120, 80, 120, 80, 120],
  order: [200, 100, 200],
  overdue: [80, 70, 80],
};
/** The desk has the emergency: felt in a pocket, and like nothing else. */
export const RECEIVED: readonly number[] = [60, 60, 60, 60, 60, 200, 700];

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

/** How a notice sounds on a phone. */
export function noticeTone(
  notice: Pick<NoticeView, "notice_kind" | "urgent">,
  action: ActionType | null,
): Tone {
  switch (notice.notice_kind) {
    case "emergency":
      return "emergency";
    case "action":
      return action === "LOCKDOWN" ? "lockdown" : "order";
    case "all_call":
      return "unheard";
    case "message":
    case "bolo":
      return notice.urgent ? "unheard" : "overdue";
  }
}

export class PhonePlan {
  readonly #heard = new Map<string, number>();

  /** The gravest of what is due now; null: nothing. What is real goes before what is not. */
  next(waiting: readonly Calling[], now: number): PhoneCue | null {
    const present = new Set(waiting.map((one) => one.id));
    for (const id of this.#heard.keys()) if (!present.has(id)) this.#heard.delete(id);
    const due = waiting
      .filter(({ id, urgent }) => {
        const last = this.#heard.get(id);
        return last === undefined || (urgent && now - last >= AGAIN_MS);
      })
      .sort((a, b) => Number(a.drill) - Number(b.drill) || ORDER.indexOf(a.tone) - ORDER.indexOf(b.tone));
    const [first] = due;
    if (first === undefined) return null;
    // Several at once are one sound: the voice on the radio must be heard through it.
    for (const { id } of due) this.#heard.set(id, now);
    return { tone: first.tone, buzz: BUZZ[first.tone], drill: first.drill };
  }
}
