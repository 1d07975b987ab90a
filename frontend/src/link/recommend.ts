// Whom to send, as the server answers it: a question over HTTP, because it rests on positions and the moment and is the same for every desk.
import type { Priority, UnitKind, UnitStatus } from "./wire";

export type Source = "live" | "last_known" | "status" | "home" | "beat" | "none";

/** One unit with all that speaks for it and against it; ``sentence`` says the numbers that the order rests on. */
export interface Candidate {
  readonly unit: string;
  readonly unit_kind: UnitKind;
  readonly status: UnitStatus;
  readonly eligible: boolean;
  readonly recommended: boolean;
  readonly fills: string | null;
  /** Only by taking it off the call it is on. */
  readonly pulled: boolean;
  readonly interrupts: boolean;
  readonly on_call: string | null;
  readonly eta_s: number | null;
  readonly metres: number | null;
  readonly source: Source;
  readonly position_at: string | null;
  readonly age_s: number | null;
  readonly accuracy_m: number | null;
  readonly doubt: string | null;
  readonly assigned: boolean;
  readonly on_beat: boolean;
  readonly calls_this_shift: number;
  readonly idle_s: number;
  readonly sentence: string;
  readonly why_not: string | null;
}

/** One line of the response plan. */
export interface Need {
  readonly code: string;
  readonly need_kind: "unit" | "backup" | "psap" | "call_out";
  readonly label: string;
  readonly wanted: number;
  readonly on_call: readonly string[];
  readonly proposed: readonly string[];
  readonly met: boolean;
  readonly missing: string | null;
}

export interface Recommendation {
  readonly at: string;
  readonly call: string | null;
  readonly type: string;
  readonly priority: Priority;
  readonly place_known: boolean;
  /** The set to send as it stands. */
  readonly units: readonly string[];
  readonly closest_s: number | null;
  readonly summary: string;
  readonly needs: readonly Need[];
  /** Everybody on duty who is not on the call, best first. */
  readonly candidates: readonly Candidate[];
}

/** A call, or what is known of one that is not entered yet. */
export interface Wanted {
  readonly call?: string | undefined;
  readonly type?: string | undefined;
  readonly priority?: number | undefined;
  readonly site?: string | undefined;
  readonly lat_e7?: number | undefined;
  readonly lon_e7?: number | undefined;
  /** What whoever is sent must bring, between commas. */
  readonly skills?: string | undefined;
  readonly equipment?: string | undefined;
}
