// The forms of an incident and their addresses. The server makes them; here is only what may be asked for.
import { FUNCTIONS } from "../../../../link/conduct";
import type { FunctionView } from "../../../../link/wire";

export interface Paper {
  readonly code: string;
  readonly label: string;
}

export const PAPERS: readonly Paper[] = [
  { code: "report", label: "Incident report with timeline" },
  { code: "decisions", label: "Decision log" },
  { code: "201", label: "ICS 201 Incident briefing" },
  { code: "202", label: "ICS 202 Incident objectives" },
  { code: "203", label: "ICS 203 Organization assignment list" },
  { code: "207", label: "ICS 207 Organization chart" },
  { code: "211", label: "ICS 211 Check-in list" },
];

export interface Position {
  readonly code: string;
  readonly label: string;
}

/** For whom an activity log can be made: command, functions that somebody holds or held, units, positions of the desk. */
export function positionsOf(
  functions: Iterable<FunctionView>,
  incident: string,
  units: readonly string[],
  desks: readonly string[],
): readonly Position[] {
  const held = [...functions].filter((one) => one.incident === incident).map((one) => one.role);
  return [
    { code: "COMMAND", label: "Command" },
    ...FUNCTIONS.filter((one) => held.includes(one.role)).map((one) => ({
      code: one.role,
      label: one.title,
    })),
    ...units.map((unit) => ({ code: unit, label: `Unit ${unit}` })),
    ...desks.map((desk) => ({ code: desk, label: `Dispatch, position ${desk}` })),
  ];
}
