// What is told of an incident that is over. Pure.
import { commander } from "../../../../actions/command";
import { elapsedWords } from "../../../../lib/format";
import type { IncidentView } from "../../../../link/wire";

type Tenure = IncidentView["history"][number];

/** Who was in command, in their order; those of a unified command together. */
export function tenures(one: IncidentView): readonly Tenure[] {
  return one.command === null ? one.history : [...one.history, one.command];
}

export function held(one: Tenure): string {
  const who = one.commander === null ? one.members : [one.commander];
  return who.map(commander).join(" and ");
}

export function commanders(one: IncidentView): string {
  const names = [...new Set(tenures(one).map(held))];
  return names.length === 0 ? "nobody in command" : names.join(", then ");
}

/** From its beginning to its end. */
export function lasted(one: IncidentView): string {
  if (one.closed_at === null) return "not closed";
  return elapsedWords(Date.parse(one.closed_at) - Date.parse(one.opened_at));
}

const ENDS: Readonly<Record<string, string>> = {
  transferred: "transferred",
  assumed: "assumed by another",
  unified: "into unified command",
  one_left: "one member left",
  terminated: "terminated",
};

/** How somebody's command ended. */
export function endOf(one: Tenure): string {
  return one.end === null ? "" : (ENDS[one.end] ?? one.end);
}
