// PAR of a whole incident in rows: agencies and groups that are asked, and our units as their roll calls have them. Pure.
import type { IncidentView, RollCallView } from "../link/wire";

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
