// Violent threats that nobody has seen: several schools at once, and what is found out about one. Pure: views in, words out.
import { count } from "../lib/format";
import raw from "../link/desk.gen.json";
import type { CallView, IncidentView, PatternView, VerifiedView } from "../link/wire";

export const VERIFY = raw.verify;
export const STAGED = raw.staged;
const UNVERIFIED: ReadonlySet<string> = new Set(raw.unverified);

/** Whether it is asked of this call what speaks for it and against it. */
export function isThreat(call: Pick<CallView, "type" | "pattern" | "verified">): boolean {
  return UNVERIFIED.has(call.type) || call.pattern !== null || call.verified.length > 0;
}

/** Pattern: 3 schools in 40 min. */
export function patternWords(pattern: Pick<PatternView, "sites" | "minutes">): string {
  return `Pattern: ${count(pattern.sites, "school")} in ${Math.max(1, pattern.minutes)} min`;
}

/** The pattern to which one of an incident's calls belongs. */
export function patternOf(
  incident: Pick<IncidentView, "calls">,
  calls: { get(id: string): Pick<CallView, "pattern"> | undefined },
): string | null {
  for (const one of incident.calls) {
    const pattern = calls.get(one.id)?.pattern ?? null;
    if (pattern !== null) return patternWords(pattern);
  }
  return null;
}

/** How many points are answered, and what the answers come to. */
export function foundWords(verified: readonly Pick<VerifiedView, "finding">[]): string {
  const of = (finding: VerifiedView["finding"]): number =>
    verified.filter((one) => one.finding === finding).length;
  const said = `${verified.length} of ${VERIFY.length} answered`;
  return verified.length === 0 ? said : `${said}: ${of("for")} for, ${of("against")} against`;
}
