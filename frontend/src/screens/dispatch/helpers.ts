// Whom an alarm about a unit proposes to send: the nearest two to an officer in danger, the supervisor and the nearest to one who does not
// answer. Pure: the recommendation in, units out.
import type { AlarmKind, AlarmView, CallView } from "../../link/wire";
import type { Candidate, Recommendation } from "../../link/recommend";

export const HELP_FOR: ReadonlySet<AlarmKind> = new Set<AlarmKind>([
  "officer_emergency",
  "missed_check",
  "roll_call_missing",
]);

/** Who goes to somebody in danger: nobody who is on call for other work. */
const RESPONDS: ReadonlySet<Candidate["unit_kind"]> = new Set(["PAT", "SUP", "SRO", "CSO"] as const);

export interface Proposal {
  readonly call: string;
  readonly number: string;
  readonly units: readonly Candidate[];
}

export function proposalOf(alarm: AlarmView, call: CallView, found: Recommendation): Proposal | null {
  const ready = found.candidates.filter(
    (one) =>
      RESPONDS.has(one.unit_kind) &&
      one.eligible &&
      !one.pulled &&
      one.eta_s !== null &&
      one.unit !== alarm.unit,
  );
  const near = [...ready].sort((a, b) => (a.eta_s ?? 0) - (b.eta_s ?? 0));
  const chief = near.find((one) => one.unit_kind === "SUP");
  const first = alarm.alarm_kind === "officer_emergency" || !chief ? [] : [chief];
  const units = [...first, ...near.filter((one) => one !== first[0])].slice(0, 2);
  return units.length === 0 ? null : { call: call.id, number: call.number, units };
}
