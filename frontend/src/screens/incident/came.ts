// How somebody who checks in came: from where, when they left there, in what. What was not said is left out; blocks 12 and 13 of ICS 211.
import { momentGone } from "../../lib/moments";

export interface Came {
  from: string;
  at: string;
  travel: string;
}

export const unsaid = (): Came => ({ from: "", at: "", travel: "" });

export const TRAVEL = ["Patrol car", "Engine", "Ambulance", "Own car", "Bus", "On foot"] as const;

/** What is wrong with the time as it was typed; nothing if nothing is. */
export function faultOf(at: string, now: number): string {
  return at.trim() === "" || momentGone(at, now) !== null ? "" : "A time gone by: 14:05, or 20m ago";
}

export function cameFields(
  came: Came,
  now: number,
): { departed_from?: string; departed_at?: string; travel?: string } {
  const from = came.from.trim();
  const travel = came.travel.trim();
  const at = came.at.trim() === "" ? null : momentGone(came.at, now);
  return {
    ...(from === "" ? {} : { departed_from: from }),
    ...(at === null ? {} : { departed_at: new Date(at).toISOString() }),
    ...(travel === "" ? {} : { travel }),
  };
}
