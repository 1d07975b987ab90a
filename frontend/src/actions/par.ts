// PAR of a whole incident in rows: agencies and groups that are asked, and our units as their roll calls have them. Pure.
import type { CheckInView, FunctionView, IncidentView, RollCallView } from "../link/wire";

export interface ParRow {
  readonly key: string;
  readonly name: string;
  readonly what: string;
  /** Null: a unit, which answers its roll call. */
  readonly agency: string | null;
  readonly role: string | null;
  /** When it answered. */
  readonly at: string | null;
  readonly people: number | null;
  readonly missing: number;
}

export function parRows(
  incident: Pick<IncidentView, "par" | "calls">,
  rolls: Iterable<RollCallView>,
  named: (role: string) => string,
): ParRow[] {
  const { par } = incident;
  if (par === null) return [];
  const asks = par.asks.map((one) => ({
    key: `${one.agency}/${one.role ?? ""}`,
    name: one.role === null ? one.agency : named(one.role),
    what: one.role === null ? "agency" : `group, ${one.agency}`,
    agency: one.agency,
    role: one.role,
    at: one.answer?.said.at ?? null,
    people: one.answer?.people ?? null,
    missing: one.answer?.missing ?? 0,
  }));
  const calls = new Set(incident.calls.map((one) => one.id));
  const units = [...rolls]
    .filter((one) => calls.has(one.call))
    .flatMap((roll) => roll.marks.filter((one) => one.left_at === null))
    .map((one) => ({
      key: `unit/${one.unit}`,
      name: one.unit,
      what: "unit",
      agency: null,
      role: null,
      at: one.answered_at,
      people: null,
      missing: 0,
    }));
  return [...asks, ...units];
}

export function parState(rows: readonly ParRow[]): { readonly answered: number; readonly missing: number } {
  return {
    answered: rows.filter((one) => one.at !== null).length,
    missing: rows.reduce((sum, one) => sum + one.missing, 0),
  };
}

export interface ParLine {
  /** PAR 2 of 4. */
  readonly head: string;
  /** Not yet: MPD, Medical; 1 MISSING. Empty: everybody has answered and nobody is missing. */
  readonly wants: string;
  readonly missing: number;
}

/** How the PAR of an incident stands, in one line; null: none was asked, or nobody is asked any more. */
export function parLine(rows: readonly ParRow[]): ParLine | null {
  if (rows.length === 0) return null;
  const { answered, missing } = parState(rows);
  const silent = rows.filter((one) => one.at === null).map((one) => one.name);
  const wants = [
    ...(missing > 0 ? [`${missing} MISSING`] : []),
    ...(silent.length > 0 ? [`not yet: ${silent.join(", ")}`] : []),
  ];
  return { head: `PAR ${answered} of ${rows.length}`, wants: wants.join("; "), missing };
}

export interface OwnAsk {
  readonly agency: string;
  readonly role: string | null;
  readonly people: number;
}

/** What PAR asks of this unit beside its roll call: the group that it leads, or its own people when nobody sent them. */
export function asksOf(
  incident: Pick<IncidentView, "id" | "par">,
  me: { readonly id: string; readonly agency: string; readonly call: string | null },
  functions: Iterable<Pick<FunctionView, "incident" | "role" | "held">>,
  checkIns: Iterable<Pick<CheckInView, "incident" | "unit" | "status" | "people">>,
): OwnAsk[] {
  const leads = new Set(
    [...functions]
      .filter((one) => one.incident === incident.id && one.held?.who.unit === me.id)
      .map((one) => one.role as string),
  );
  const there = [...checkIns].find(
    (one) => one.incident === incident.id && one.unit === me.id && one.status !== "out",
  );
  return (incident.par?.asks ?? [])
    .filter((one) => one.answer === null)
    .filter((one) =>
      one.role === null
        ? one.agency === me.agency && me.call === null && there !== undefined
        : leads.has(one.role),
    )
    .map((one) => ({ agency: one.agency, role: one.role, people: there?.people ?? 1 }));
}
