// What an officer or a school may say of an incident, in words to choose from. Pure.
import { matrixOf, type DecisionTerm, type Regime } from "../../link/conduct";
import type { FactView, MatrixRow, Party } from "../../link/wire";

export type { Regime };

export interface Agencies {
  readonly law: string | null;
  readonly fire: string | null;
}

/** Who is in command, as the matrix asks it; while nobody is, the school acts for itself. */
export function regimeOf(
  charge: { readonly form: string | null; readonly names: readonly { readonly agency: string }[] },
  of: Agencies,
): Regime {
  if (charge.form === "unified") return "unified";
  const agency = charge.names[0]?.agency;
  if (agency === undefined) return "school";
  return agency === of.law ? "law" : agency === of.fire ? "fire" : "school";
}

export interface DecisionGroup {
  readonly label: string;
  readonly rows: readonly DecisionTerm[];
}

/** The decisions to choose from: what waits for somebody first, then what is this party's, then all others. */
export function decisionGroups(
  mine: ReadonlySet<Party>,
  regime: Regime,
  open: ReadonlySet<string>,
  matrix: readonly MatrixRow[] = [],
): DecisionGroup[] {
  const all = matrixOf(matrix);
  const own = (one: DecisionTerm): boolean => one[regime].some((party) => mine.has(party));
  const groups = [
    { label: "Nobody has decided", rows: all.filter((one) => open.has(one.code)) },
    { label: "Yours to decide", rows: all.filter((one) => !open.has(one.code) && own(one)) },
    { label: "For others to decide", rows: all.filter((one) => !open.has(one.code) && !own(one)) },
  ];
  return groups.filter((one) => one.rows.length > 0);
}

export interface FactWord {
  readonly kind: FactView["fact_kind"];
  readonly label: string;
  /** What is recorded when nothing else is typed. */
  readonly words: string;
  readonly counts: boolean;
}

export const FACT_WORDS: readonly FactWord[] = [
  { kind: "shots", label: "Shots heard", words: "Heard", counts: false },
  { kind: "victims", label: "Victims", words: "Seen, not counted", counts: true },
  { kind: "call_inside", label: "Call from inside", words: "Somebody called", counts: false },
  { kind: "threat", label: "Threat seen", words: "Seen", counts: false },
  { kind: "other", label: "Something else", words: "", counts: false },
];

export const NEEDS: readonly string[] = ["Ambulance", "More units", "Buses", "K-9", "Keys", "Counselor"];

/** Where a command post may be said to be: what was planned, the school's office, the own car. */
export function posts(planned: string | null, site: string | null, unit: string | null): string[] {
  const found = [
    planned ?? "",
    site === null ? "" : `Main office, ${site}`,
    unit === null ? "" : `At ${unit}'s car`,
  ];
  return [...new Set(found.filter((one) => one !== ""))];
}

/** The ways in which somebody takes over, as the desk reads them out. */
export function reasonsToAsk(outgoing: string): string[] {
  return [`${outgoing} can't confirm: no answer`, `${outgoing} is hurt`, `Agreed with ${outgoing}`];
}

/** What the forms say; who says it, and of which incident, is for the page that opens them. */
export interface FactSaid {
  readonly fact_kind: FactView["fact_kind"];
  readonly text: string;
  readonly count?: number;
  readonly room?: string;
}
export interface DecisionSaid {
  readonly text: string;
  readonly decision_type?: string;
  readonly question?: string;
  readonly rationale?: string;
}
export interface NeedSaid {
  readonly what: string;
  readonly count: number;
}
