// Decisions, critical facts, organisation and work of an incident, in the words of every screen. Pure: views in, words out.
import { commander } from "./command";
import type {
  AgencyView,
  AskView,
  CheckInView,
  CommanderView,
  DecisionView,
  FactView,
  FunctionView,
  IncidentView,
  ObjectiveView,
  RequestView,
} from "../link/wire";

export const FACTS: Readonly<Record<FactView["fact_kind"], string>> = {
  shots: "Shots",
  victims: "Victims",
  call_inside: "Call from inside",
  threat: "Threat",
  other: "Critical",
};

export const FLAGS: Readonly<Record<DecisionView["flags"][number], string>> = {
  unlisted: "Not in the matrix",
  not_theirs: "Not theirs to decide",
};

export const REQUESTS: Readonly<Record<RequestView["status"], string>> = {
  asked: "Asked for",
  ordered: "Ordered",
  en_route: "En route",
  arrived: "Arrived",
  declined: "Declined",
  cancelled: "Cancelled",
};

export const CHECK_INS: Readonly<Record<CheckInView["status"], string>> = {
  staged: "Staging",
  assigned: "Assigned",
  resting: "Resting",
  out: "Left",
};

/** What an incident's command wants to reach and has not reached yet, in one line. */
export function wanted(
  rows: Iterable<Pick<ObjectiveView, "incident" | "status" | "place" | "text">>,
  incident: string,
): string {
  return ofIncident(rows, incident)
    .filter((one) => one.status === "open")
    .sort((a, b) => a.place - b.place)
    .map((one) => `${one.place}. ${one.text?.text ?? "(erased)"}`)
    .join("; ");
}

interface Of {
  readonly incident: string;
}

/** The records of one incident. */
export function ofIncident<Row extends Of>(rows: Iterable<Row>, incident: string): Row[] {
  return [...rows].filter((one) => one.incident === incident);
}

/** Facts that are still true; those that command is not known to know first, of these the oldest. */
export function standingFacts(rows: Iterable<FactView>, incident: string): FactView[] {
  return ofIncident(rows, incident)
    .filter((one) => one.ended === null)
    .sort(
      (a, b) => Number(a.acknowledged !== null) - Number(b.acknowledged !== null) || a.at.localeCompare(b.at),
    );
}

/** Two shots, Granite Ridge, room 101 (2). */
export function factWords(fact: FactView): string {
  const count = fact.count === null ? "" : ` (${fact.count})`;
  const room = fact.room === null ? "" : `, room ${fact.room}`;
  return `${fact.text?.text ?? "Erased"}${room}${count}`;
}

export interface OpenPoint {
  readonly code: string;
  /** A question that somebody raised, by its id; null: an order calls for it. */
  readonly question: string | null;
  readonly kind: "decision" | "function";
  readonly words: string;
  readonly since: string;
  /** The partner agency that proposes it. */
  readonly asker: string | null;
}

/** What nobody has decided or owns, the longest first. */
export function openPoints(incident: IncidentView, decisions: Iterable<DecisionView>): OpenPoint[] {
  const owed = incident.owed.map((one): OpenPoint => ({
    code: one.code,
    question: null,
    kind: one.open_kind,
    words: one.label,
    since: one.since,
    asker: null,
  }));
  const asked = ofIncident(decisions, incident.id)
    .filter((one) => one.status === "open")
    .map((one): OpenPoint => ({
      code: one.decision_type ?? "",
      question: one.id,
      kind: "decision",
      words: `${one.asker === null ? "" : `${one.asker} proposes: `}${one.question?.text ?? "Erased"}`,
      since: one.raised_at,
      asker: one.asker,
    }));
  return [...owed, ...asked].sort((a, b) => a.since.localeCompare(b.since));
}

/** What partner agencies propose and nobody has decided, the oldest first. */
export function proposals(decisions: Iterable<DecisionView>, incident: string): DecisionView[] {
  return ofIncident(decisions, incident)
    .filter((one) => one.status === "open" && one.asker !== null)
    .sort((a, b) => a.raised_at.localeCompare(b.raised_at));
}

/** Two ambulances, team, at gate 2, by 14:40, asked by MPD. */
export function requestWords(one: Pick<RequestView, "what" | "count" | "where">): string {
  const where = one.where?.text ? ` at ${one.where.text}` : "";
  return `${one.count > 1 ? `${one.count} × ` : ""}${one.what?.text ?? "Erased"}${where}`;
}

/** Who has not acknowledged a decision. */
export function missing(decision: DecisionView): AskView[] {
  return decision.status === "active" ? decision.asks.filter((one) => one.said === null) : [];
}

export interface Box {
  readonly role: string;
  readonly label: string;
  readonly held: CommanderView | null;
  readonly deputy: CommanderView | null;
  readonly since: string | null;
  /** Who effectively holds it. */
  readonly by: string;
  /** Somebody of a school's own team does the same in the building. */
  readonly school: string | null;
  readonly under: string | null;
}

interface Term {
  readonly role: string;
  readonly label: string;
  readonly under: string | null;
  readonly srt: string | null;
}

/** The organisation: of each function who is named for it, and who effectively holds it; what nobody is named for goes up. */
export function chart(
  terms: readonly Term[],
  functions: Iterable<FunctionView>,
  incident: IncidentView,
  school: (srt: string) => string | null,
): Box[] {
  const named = new Map(
    ofIncident(functions, incident.id)
      .filter((one) => one.held !== null || one.deputy !== null)
      .map((one) => [one.role as string, one]),
  );
  const under = new Map(terms.map((one) => [one.role, one.under]));
  const command =
    incident.command === null
      ? "nobody: no command"
      : incident.command.commander === null
        ? "Unified command"
        : incident.command.commander.name;
  const holder = (role: string | null): string => {
    let at = role;
    while (at !== null && !named.has(at)) at = under.get(at) ?? null;
    const found = at === null ? undefined : named.get(at);
    return (found?.held ?? found?.deputy)?.who.name ?? command;
  };
  return terms.map((one) => {
    const own = named.get(one.role);
    return {
      role: one.role,
      label: one.label,
      held: own?.held?.who ?? null,
      deputy: own?.deputy?.who ?? null,
      since: own?.held?.since ?? own?.deputy?.since ?? null,
      by: holder(one.role),
      school: one.srt === null ? null : school(one.srt),
      under: one.under,
    };
  });
}

/** 7 report to Cruz: amber from six, red from eight. */
export function spanWords(count: number, who: string): string {
  return `${count} report to ${who}${count >= 8 ? ": too many, split" : ""}`;
}

/** Lt. Moreno (MPD), 14:32 by radio. */
export function decider(decision: DecisionView): string {
  return decision.made_by === null ? "" : commander(decision.made_by);
}

/** Who is in command, as the decision matrix asks it; while nobody is, the school acts for itself. */
export function regimeOf(
  incident: Pick<IncidentView, "command">,
  agencies: Pick<ReadonlyMap<string, Pick<AgencyView, "agency_kind">>, "get">,
): "school" | "law" | "fire" | "unified" {
  const { command } = incident;
  if (command === null) return "school";
  if (command.commander === null) return "unified";
  const kind = agencies.get(command.commander.agency)?.agency_kind;
  return kind === "law" ? "law" : kind === "fire_ems" ? "fire" : "school";
}
