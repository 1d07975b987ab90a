// What a call that is being taken is asked about, and whom its form names meanwhile. Pure.
import type { Candidate, Recommendation, Wanted } from "../../link/recommend";
import type { Place } from "../../lib/geo";
import type { Draft } from "./draft";

/** Null: too little is known to ask, or nobody is to be sent now. ``existing``: the call that this would be added to. */
export function wantedOf(
  draft: Pick<Draft, "type" | "priority" | "site" | "scheduled">,
  spot: Place | null,
  existing: string | undefined,
): Wanted | null {
  if (draft.scheduled.trim() !== "") return null;
  if (existing !== undefined) return { call: existing };
  if (draft.type === null) return null;
  const { type, site } = draft;
  return {
    type,
    ...(draft.priority === null ? {} : { priority: draft.priority }),
    ...(site !== null ? { site } : (spot ?? {})),
  };
}

/** Whom the button names stays named while all of them can still go: nobody sends others than those just read. */
export function steadySet(before: readonly string[], found: Recommendation): readonly string[] {
  const ready = new Set(found.candidates.flatMap((one) => (one.eligible && !one.pulled ? [one.unit] : [])));
  const holds =
    before.length > 0 && before.length === found.units.length && before.every((id) => ready.has(id));
  return holds ? before : found.units;
}

export function rowsOf(units: readonly string[], found: Recommendation): Candidate[] {
  return units.flatMap((id) => found.candidates.find((one) => one.unit === id) ?? []);
}
