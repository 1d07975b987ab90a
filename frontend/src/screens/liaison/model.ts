// What a partner agency's page makes of what it is shown. Pure: records in, words and order out.
import type {
  PictureView,
  SharedBenchmarkView,
  SharedDecisionView,
  SharedFactView,
  SharedLineView,
  SharedRequestView,
  SharedSiteView,
  SharedUnitView,
  TransferView,
  UnifiedMemberView,
} from "../../link/wire";
import { ACTION_TYPES } from "../../theme/status";

export const TAGS = [
  "information",
  "request",
  "hazard",
  "medical",
  "accountability",
  "units",
  "action",
  "command",
] as const satisfies readonly SharedLineView["tag"][];
export type Tag = SharedLineView["tag"];

export const TAG_WORDS: Readonly<Record<Tag, string>> = {
  information: "Information",
  request: "Request",
  hazard: "Hazard",
  medical: "Medical",
  accountability: "Accountability",
  units: "Units",
  action: "Protective action",
  command: "Command",
};

export const SHARE_WORDS: Readonly<Record<PictureView["shares"][number], string>> = {
  operational: "Common picture",
  medical: "Counts of the hurt",
  student: "Names of the missing",
  floor_plans: "Floor plans",
};

export const SEVERITY_WORDS: Readonly<Record<string, string>> = {
  RED_immediate: "Immediate",
  YELLOW_delayed: "Delayed",
  GREEN_minor: "Minor",
  BLACK_expectant_or_deceased: "Expectant",
};

/** What a partner's unit can be said to be doing, in the order in which it does it. */
export const PARTNER_STATUSES = ["DP", "ER", "SG", "OS", "TR", "AH", "OO"] as const;

export const KINDS = [
  ["team", "Team or unit"],
  ["personnel", "People"],
  ["equipment", "Equipment"],
  ["supplies", "Supplies"],
  ["facility", "Place or room"],
] as const satisfies readonly (readonly [NonNullable<SharedRequestView["resource_kind"]>, string])[];

export const BENCHMARKS: Readonly<Record<SharedBenchmarkView["benchmark"], string>> = {
  t_contained: "Contained",
  t_threat_neutralised: "Threat neutralised",
  t_fire_control: "Fire under control",
};

const OVER: ReadonlySet<SharedRequestView["status"]> = new Set(["arrived", "declined", "cancelled"]);

/** What is still waited for first, our own before others'; then the latest. */
export function requestsOf(picture: PictureView): SharedRequestView[] {
  return [...picture.requests].sort(
    (a, b) =>
      Number(OVER.has(a.status)) - Number(OVER.has(b.status)) ||
      Number(b.asker === picture.agency) - Number(a.asker === picture.agency) ||
      b.since.localeCompare(a.since),
  );
}

/** What is decided and stands first, the latest first; what stands no longer last. Open questions are elsewhere. */
export function decidedOf(picture: PictureView): SharedDecisionView[] {
  const when = (one: SharedDecisionView): string => one.decided_at ?? one.since;
  return picture.decisions
    .filter((one) => one.status !== "open")
    .sort(
      (a, b) =>
        Number(a.status !== "active") - Number(b.status !== "active") || when(b).localeCompare(when(a)),
    );
}

export interface OpenPoint {
  readonly words: string;
  readonly since: string;
  readonly asker: string | null;
  readonly proposal: SharedDecisionView | null;
}

/** What nobody has decided or owns, proposals among it, the longest open first. */
export function openOf(picture: PictureView): OpenPoint[] {
  const owed = picture.undecided.map((one): OpenPoint => ({
    words: one.open_kind === "function" ? `Nobody owns: ${one.label}` : `Nobody has decided: ${one.label}`,
    since: one.since,
    asker: null,
    proposal: null,
  }));
  const asked = picture.decisions
    .filter((one) => one.status === "open")
    .map((one): OpenPoint => ({
      words: one.question?.text ?? one.label ?? "erased",
      since: one.since,
      asker: one.asker,
      proposal: one.asker === null ? null : one,
    }));
  return [...owed, ...asked].sort((a, b) => a.since.localeCompare(b.since));
}

/** What command is not known to know first, the latest of these first. */
export function factsOf(picture: PictureView): SharedFactView[] {
  return [...picture.facts].sort(
    (a, b) => Number(a.acknowledged !== null) - Number(b.acknowledged !== null) || b.at.localeCompare(a.at),
  );
}

/** The code behind the #: it opens nothing without the code that is said. */
export function linkOf(hash: string): string | null {
  const found = /^#([A-Za-z0-9_-]{16,128})$/.exec(hash)?.[1];
  return found ?? null;
}

/** The latest first; what asks for an acknowledgement of ours that was not given, before everything. */
export function logOf(
  lines: Iterable<SharedLineView>,
  picture: PictureView,
  tag: Tag | null,
): SharedLineView[] {
  return [...lines]
    .filter((one) => one.incident === picture.id && (tag === null || one.tag === tag))
    .sort(
      (a, b) =>
        Number(isOwed(b, picture.agency)) - Number(isOwed(a, picture.agency)) ||
        b.at.localeCompare(a.at) ||
        b.id.localeCompare(a.id),
    );
}

/** Every agency is to say that it has read it, and this one has not. Who wrote it knows. */
export function isOwed(line: SharedLineView, agency: string): boolean {
  return line.asks && line.agency !== agency && !line.known.some((one) => one.agency === agency);
}

/** Acting sites first, the gravest action first, the oldest first. */
export function sitesOf(sites: Iterable<SharedSiteView>): SharedSiteView[] {
  const rank = (site: SharedSiteView): number =>
    Math.min(ACTION_TYPES.length, ...site.orders.map((one) => ACTION_TYPES.indexOf(one.action_type)));
  return [...sites].sort(
    (a, b) =>
      rank(a) - rank(b) ||
      (a.orders[0]?.since ?? "").localeCompare(b.orders[0]?.since ?? "") ||
      a.name.localeCompare(b.name),
  );
}

/** By agency, our own first, then by name. */
export function unitsOf(units: Iterable<SharedUnitView>, agency: string): SharedUnitView[] {
  return [...units].sort(
    (a, b) =>
      Number(b.agency === agency) - Number(a.agency === agency) ||
      a.agency.localeCompare(b.agency) ||
      a.name.localeCompare(b.name, "en", { numeric: true }),
  );
}

const SMALLEST = 0.7;

/** The next size of a wall's words: as large as they can be with everything above the edge. ``end``: where the last of it ends now. */
export function fitted(fit: number, end: number, room: number): number {
  if (end <= 0 || room <= 0) return fit;
  if (end > room) return Math.max(SMALLEST, fit - Math.max(0.01, (1 - room / end) * fit * 0.6));
  return end < room * 0.93 ? Math.min(1, fit + 0.02) : fit;
}

/** Which side of a transfer our agency still has to confirm. */
export function sideToConfirm(transfer: TransferView | null, agency: string): "incoming" | "outgoing" | null {
  if (transfer === null) return null;
  if (transfer.incoming_said === null && transfer.incoming.agency === agency) return "incoming";
  if (transfer.outgoing_said === null && transfer.outgoing.agency === agency) return "outgoing";
  return null;
}

/** Our member of unified command, confirmed or not. */
export function memberOf(
  members: readonly UnifiedMemberView[],
  agency: string,
): UnifiedMemberView | undefined {
  return members.find((one) => one.commander.agency === agency);
}
