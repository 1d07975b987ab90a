// What a wall display works out for itself: pure. Codes, pages of a list that is too long, how old the picture is, where on the glass it stands.
import { clock as timeOfDay, clockSeconds, count, elapsed } from "../../lib/format";
import type { Health } from "../../link/connection";
import type { InChargeView, WallActionView, WallCountView, WallParView } from "../../link/wire";
import { statusTerm } from "../../link/catalog";
import { STATUS_GROUPS, type StatusGroup } from "../../theme/status";

/** How long a page of a list stands that has more than one. */
export const PAGE_MS = 12_000;
/** From when on nobody in command is more than a moment. */
export const NO_COMMAND_MS = 120_000;

/** The code in the address behind the #: a kiosk's start page keeps it for ever. */
export function codeOf(hash: string): string | null {
  const code = new URLSearchParams(hash.replace(/^#/, "")).get("code")?.trim() ?? "";
  return code === "" ? null : code;
}

/** A secret of this device's own, from chance that the page brings. */
export function secretOf(bytes: Uint8Array): string {
  return [...bytes].map((one) => one.toString(16).padStart(2, "0")).join("");
}

/** The script that a page begins with; another one is another build. */
export function entryOf(html: string): string | null {
  return /\/assets\/wall-[\w-]+\.js/.exec(html)?.[0] ?? null;
}

/** Where the next page begins: behind what fits, from the front again after the last. */
export function nextStart(start: number, fit: number, total: number): number {
  const next = start + Math.max(1, fit);
  return next >= total ? 0 : next;
}

/** Which of a list are on the page: "1 to 4 of 9"; nothing when all are. */
export function pageWords(start: number, fit: number, total: number): string | null {
  if (total <= fit) return null;
  const last = Math.min(total, start + Math.max(1, fit));
  return last === start + 1 ? `${last} of ${total}` : `${start + 1} to ${last} of ${total}`;
}

/** How many of the boxes end above this edge; the first counts always, or nothing would ever be shown. */
export function fitting(bottoms: readonly number[], edge: number): number {
  const over = bottoms.findIndex((bottom) => bottom > edge + 1);
  return over === -1 ? bottoms.length : Math.max(1, over);
}

/** Large words about a picture that is not live; null: it is. */
export function oldWords(health: Health, truthAt: number | null, now: number): string | null {
  if (health === "live") return null;
  if (truthAt === null) return health === "connecting" ? null : "No picture yet";
  // Shorter than this a link that comes back is nobody's business.
  if (health === "connecting" && now - truthAt < 3_000) return null;
  return `OLD: true at ${clockSeconds(truthAt)}, ${elapsed(now - truthAt)} ago`;
}

const STEPS: readonly (readonly [number, number])[] = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 1],
  [-1, 1],
  [-1, 0],
  [-1, -1],
  [0, -1],
  [1, -1],
];

/** Where the picture stands on the glass, in small steps that come round each nine minutes: nothing burns in. */
export function shiftAt(now: number): readonly [number, number] {
  return STEPS[Math.floor(now / 60_000) % STEPS.length] ?? [0, 0];
}

/** Units by group, every group that there is any of. */
export function byGroup(counts: readonly WallCountView[]): readonly (readonly [StatusGroup, number])[] {
  const found = new Map<StatusGroup, number>();
  for (const one of counts) {
    const { group } = statusTerm(one.status);
    found.set(group, (found.get(group) ?? 0) + one.count);
  }
  return STATUS_GROUPS.map((group) => [group, found.get(group) ?? 0] as const);
}

export const total = (counts: readonly WallCountView[]): number =>
  counts.reduce((sum, one) => sum + one.count, 0);

/** Lockdown; DRILL: Lockdown. */
export function modeWord(mode: WallActionView["mode"]): string | null {
  return mode === "ACTUAL" ? null : mode;
}

/** How far an order is: announced or not, part of the site, doors. */
export function orderWords(order: WallActionView): string {
  const doors = order.doors === null ? "" : `${order.released} of ${order.doors} doors released`;
  const release = order.status === "RELEASE_REQUESTED" ? "release asked for" : doors;
  return [order.heard ? "announced" : "", order.whole_site ? "" : "part of the site", release]
    .filter((one) => one !== "")
    .join(" · ");
}

/** How many of the silent are named. */
const NAMED = 3;

/** PAR 10:42: 5 of 7 answered; 21 of 22 people, 1 MISSING; waits for NFFR. */
export function parWords(par: WallParView): string {
  const lost = par.missing > 0 ? `, ${par.missing} MISSING` : "";
  const people =
    par.people === 0 ? "" : `${par.people - par.missing} of ${count(par.people, "person", "people")}${lost}`;
  const more = par.silent.length - NAMED;
  const silent = `${par.silent.slice(0, NAMED).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
  const said =
    par.silent.length === 0 ? "all have answered" : `${par.answered} of ${par.asked} answered, not ${silent}`;
  return `PAR ${timeOfDay(par.started_at)}: ${[people, said].filter((one) => one !== "").join("; ")}`;
}

/** BC Lund. */
export function named(one: InChargeView["names"][number]): string {
  return `${one.title} ${one.name}`.trim();
}
