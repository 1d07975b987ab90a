// What a partner agency's page makes of what it is shown. Pure: records in, words and order out.
import type {
  PictureView,
  SharedLineView,
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
