// The decision matrix in force and the functions of an incident's organisation, as the server names them. A district's own matrix stands on
// the board; the one that is built in is the server's file, for boards without. A file of its own: only what shows them loads it.
import raw from "./conduct.gen.json";
import type { IcsRole, MatrixRow, Party, SrtRole } from "./wire";

/** Who may decide, by who is in command; who is consulted before, and who is told. */
export type DecisionTerm = Required<MatrixRow>;
export type Regime = "school" | "law" | "fire" | "unified";

export interface FunctionTerm {
  readonly role: IcsRole;
  readonly label: string;
  readonly title: string;
  readonly part: "command_staff" | "general_staff" | "school_group" | "unit";
  /** Null: command itself. */
  readonly under: IcsRole | null;
  readonly srt: SrtRole | null;
}

const BUILT_IN = raw.decisions as unknown as readonly DecisionTerm[];
export const FUNCTIONS = raw.functions as unknown as readonly FunctionTerm[];
export const PARTIES = raw.parties as unknown as Readonly<Record<Party, string>>;

/** The rows in force, of what the board's district says; none of its own: those that are built in. */
export function matrixOf(own: readonly MatrixRow[] | undefined): readonly DecisionTerm[] {
  return own === undefined || own.length === 0 ? BUILT_IN : (own as readonly DecisionTerm[]);
}

export const partyNames = (all: readonly Party[]): string => all.map((one) => PARTIES[one]).join(", ");
export const functionNamed = (role: string | null): FunctionTerm | undefined =>
  FUNCTIONS.find((one) => one.role === role);
