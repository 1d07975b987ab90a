// What a unit's own phone says of its incident: who may say what now. Pure.
import type { CheckInView, IncidentView, Party } from "../../../link/wire";

export type Page =
  | "menu"
  | "establish"
  | "incoming"
  | "outgoing"
  | "give"
  | "ask"
  | "end"
  | "fact"
  | "decide"
  | "need"
  | "objective"
  | "benchmark"
  | "patients"
  | "check_in";

/** Whether this unit's people are in command, alone or as a member of unified command. */
export function commands(incident: IncidentView | undefined, unit: string): boolean {
  const held = incident?.command ?? null;
  if (held === null) return false;
  return held.commander?.unit === unit || held.members.some((one) => one.unit === unit);
}

/** As whom they speak: in command, of law enforcement, of fire, or of the district. */
export function partiesOf(kind: string | undefined, inCommand: boolean): ReadonlySet<Party> {
  const of: Party = kind === "law" ? "law" : kind === "fire_ems" ? "fire" : "district";
  return new Set(inCommand ? [of, "command"] : [of]);
}

/** The side of a transfer under way that waits for this unit's word. */
export function sideOf(incident: IncidentView | undefined, unit: string): "incoming" | "outgoing" | null {
  const transfer = incident?.transfer ?? null;
  if (transfer === null) return null;
  if (transfer.incoming.unit === unit && transfer.incoming_said === null) return "incoming";
  if (transfer.outgoing.unit === unit && transfer.outgoing_said === null) return "outgoing";
  return null;
}

const MOVES = [
  { id: "staged", label: "We stage" },
  { id: "resting", label: "We rest" },
  { id: "out", label: "We leave" },
] as const;
export type Move = (typeof MOVES)[number]["id"];

/** What a unit may say of itself next; to work it is assigned. */
export function movesOf(status: CheckInView["status"] | undefined): (typeof MOVES)[number][] {
  return MOVES.filter((one) => one.id !== status);
}

/** Where a unit is on the list of who is there. */
export function presentOf(
  rows: Iterable<CheckInView>,
  unit: string,
  incident?: string,
): CheckInView | undefined {
  return [...rows].find(
    (one) =>
      one.unit === unit && one.status !== "out" && (incident === undefined || one.incident === incident),
  );
}

export interface MenuRow {
  readonly page: Page;
  readonly label: string;
  readonly note: string;
}

/** What can be said now, the urgent first. */
export function menu(incident: IncidentView, unit: string): MenuRow[] {
  const { command, transfer } = incident;
  const mine = commands(incident, unit);
  const single = command?.commander ?? null;
  const rows: (MenuRow | false)[] = [
    { page: "fact", label: "Critical fact", note: "Shots, victims, a call from inside" },
    { page: "decide", label: "Decision", note: "What was decided, and why" },
    { page: "need", label: "Ask for resources", note: "What is needed, and how many" },
    mine && { page: "objective", label: "Objective", note: "What command wants to reach" },
    mine && { page: "patients", label: "Count patients", note: "By severity, never by name" },
    mine && { page: "benchmark", label: "Benchmark", note: "Contained, threat neutralised, fire control" },
    { page: "check_in", label: "Check in", note: `${unit} is there, stages, rests or leaves` },
    mine &&
      single !== null &&
      transfer === null && { page: "give", label: "Give command", note: "To somebody you have briefed" },
    !mine &&
      single !== null &&
      transfer === null && {
        page: "ask",
        label: "Take over command",
        note: `From ${single.name}, who agrees or can't confirm`,
      },
    mine &&
      single !== null && { page: "end", label: "End command", note: "Nothing is in force, nobody is needed" },
  ];
  return rows.filter((one): one is MenuRow => one !== false);
}
