// What may follow a protective action, told before it is ordered: the server's own table, read from the catalog. Pure.
import { STEPS } from "../link/desk";
import type { ActionType, ActionView, Mode } from "../link/wire";

export type Verdict = "allowed" | "confirm" | "guarded" | "forbidden";

export interface Step {
  readonly verdict: Verdict;
  /** What it comes to, in a sentence; a question where the verdict is ``confirm``; empty: nothing to say. */
  readonly says: string;
}

const WORST: readonly Verdict[] = ["allowed", "confirm", "guarded", "forbidden"];
export const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
  allowed: "Allowed",
  confirm: "Ask first",
  guarded: "Guarded",
  forbidden: "Not allowed",
};

const table = new Map(STEPS.map((one) => [`${one.old} ${one.new}`, one]));
const FREE: Step = { verdict: "allowed", says: "" };

export function stepFrom(old: ActionType, next: ActionType): Step {
  const found = table.get(`${old} ${next}`);
  return found ? { verdict: found.verdict as Verdict, says: found.says } : FREE;
}

/** Ordering ``next`` where these are in force. An actual order ends drills; a drill never starts beside an actual. */
export function stepBeside(
  there: readonly Pick<ActionView, "type" | "mode">[],
  next: ActionType,
  mode: Mode = "ACTUAL",
): Step {
  const actual = there.filter((one) => one.mode === "ACTUAL" || one.mode === "EXERCISE");
  const unreal = mode === "DRILL" || mode === "TEST";
  if (unreal && actual.length > 0)
    return { verdict: "forbidden", says: "An actual action is in force: no drill starts there." };
  const beside = unreal ? there : actual;
  const steps = beside.map((one) => stepFrom(one.type, next));
  const worst = steps.sort((a, b) => WORST.indexOf(b.verdict) - WORST.indexOf(a.verdict))[0];
  if (worst) return worst;
  return there.length > 0 ? { verdict: "allowed", says: "Ends the drill." } : FREE;
}
