// The roles of a school's team and their cards, as the server names them. A file of its own: consoles do not load it.
import raw from "./roles.gen.json";
import type { ActionType, SrtRole } from "./wire";

export interface SrtLine {
  readonly code: string;
  readonly words: string;
  /** What it says in certain actions. */
  readonly instead: Readonly<Partial<Record<ActionType, string>>>;
}

export interface SrtRoleTerm {
  readonly role: SrtRole;
  readonly label: string;
  /** Whose it usually is. */
  readonly default: string;
  readonly card: readonly SrtLine[];
}

/** Who is in charge first. */
export const SRT_ROLES = raw as unknown as readonly SrtRoleTerm[];
