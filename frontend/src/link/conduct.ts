// The decision matrix and the functions of an incident's organisation, as the server names them. A file of its own: only what shows them
// loads it.
import raw from "./conduct.gen.json";
import type { IcsRole, Party, SrtRole } from "./wire";

export interface DecisionTerm {
  readonly code: string;
  readonly label: string;
  readonly question: string;
  /** Who may decide, by who is in command. */
  readonly by: Readonly<Record<"school" | "law" | "fire" | "unified", readonly Party[]>>;
  readonly consult: readonly Party[];
  readonly tell: readonly Party[];
}

export interface FunctionTerm {
  readonly role: IcsRole;
  readonly label: string;
  readonly title: string;
  readonly part: "command_staff" | "general_staff" | "school_group" | "unit";
  /** Null: command itself. */
  readonly under: IcsRole | null;
  readonly srt: SrtRole | null;
}

export const DECISIONS = raw.decisions as unknown as readonly DecisionTerm[];
export const FUNCTIONS = raw.functions as unknown as readonly FunctionTerm[];
export const PARTIES = raw.parties as unknown as Readonly<Record<Party, string>>;

export const decisionNamed = (code: string | null): DecisionTerm | undefined =>
  DECISIONS.find((one) => one.code === code);
export const functionNamed = (role: string | null): FunctionTerm | undefined =>
  FUNCTIONS.find((one) => one.role === role);
