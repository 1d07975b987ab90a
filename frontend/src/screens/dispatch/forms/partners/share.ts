// What somebody is about to share. Pure.
import type { SeatView } from "../../../../link/wire";

export type Share = SeatView["shares"][number];

export const SHARES: readonly (readonly [Share, string, string])[] = [
  ["operational", "Common picture", "Command, sites, units, counts of people, the shared log"],
  ["medical", "Counts of the hurt", "How many, how badly; no names"],
  ["floor_plans", "Floor plans", "Plans, rooms, keys and dangers of the sites"],
  ["student", "Names of the missing", "Education records: the disclosure goes into the record"],
];

export const BASES = [
  ["health_or_safety_emergency", "Health or safety emergency"],
  ["school_official", "School official"],
  ["consent", "Consent"],
  ["court_order", "Court order"],
] as const;

export interface ShareDraft {
  share: Share[];
  hours: number;
  basis: (typeof BASES)[number][0];
  requester: string;
  decided_by: string;
  threat: string;
}

export function emptyShare(): ShareDraft {
  return {
    share: ["operational"],
    hours: 12,
    basis: "health_or_safety_emergency",
    requester: "",
    decided_by: "",
    threat: "",
  };
}

/** What a person reads of a share. */
export function shareWord(share: Share): string {
  return SHARES.find(([name]) => name === share)?.[1] ?? share;
}
