// How often a phone says where it is. Off duty never; on patrol now and then, and roughly; on a call as often as it helps. Pure.
import { metresBetween, type Place } from "../lib/geo";

export type Pace = "off" | "patrol" | "call";

export interface Told extends Place {
  readonly at: number;
}

interface Rule {
  /** Never more often than this. */
  readonly leastMs: number;
  /** Moved less than this, it counts as standing still. */
  readonly leastM: number;
  /** Standing still it is said again this often: a position that grows old could be one whose phone is dead. */
  readonly stillMs: number;
  /** A phone that measures finely is warm and empty by noon. */
  readonly fine: boolean;
}

export const RULES: Readonly<Record<Exclude<Pace, "off">, Rule>> = {
  patrol: { leastMs: 30_000, leastM: 100, stillMs: 50_000, fine: false },
  call: { leastMs: 5_000, leastM: 15, stillMs: 30_000, fine: true },
};

/** Off duty is nobody's business. A unit in an emergency is on a call, whether or not it was sent to one. */
export function paceOf(
  me: { readonly status: string; readonly call: string | null; readonly emergency: unknown } | undefined,
): Pace {
  if (me === undefined || me.status === "OFF") return "off";
  return me.call !== null || me.emergency !== null ? "call" : "patrol";
}

/** Whether this is worth saying after what was said last. */
export function isDue(pace: Pace, last: Told | null, next: Told): boolean {
  if (pace === "off") return false;
  if (last === null) return true;
  const { leastMs, leastM, stillMs } = RULES[pace];
  const age = next.at - last.at;
  return age >= leastMs && (age >= stillMs || metresBetween(last, next) >= leastM);
}
