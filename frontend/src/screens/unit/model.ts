// What the officer's page shows, worked out from the board's rows. Pure: rows in, words and lists out.
import { metresBetween, type Place } from "../../lib/geo";
import { actionTerm, statusTerm } from "../../link/catalog";
import type { Entry } from "../../link/outbox";
import type {
  ActionTextView,
  ActionView,
  AssignmentView,
  HeadlineView,
  PlaceView,
  SiteView,
  UnitStatus,
  UnitView,
} from "../../link/wire";

export interface Step {
  readonly status: UnitStatus;
  readonly word: string;
  /** Ends the work on the call. */
  readonly clears: boolean;
}

const WAY: Readonly<Partial<Record<UnitStatus, UnitStatus>>> = {
  DP: "ER",
  AK: "ER",
  ER: "OS",
  SG: "OS",
  OS: "AV",
  AI: "AV",
  TR: "AH",
  AH: "AV",
};

function stepTo(status: UnitStatus, onCall: boolean): Step {
  const clears = onCall && status === "AV";
  return { status, word: clears ? "Clear" : statusTerm(status).label, clears };
}

/** The one thing that usually comes next; null: nothing is expected of this unit now. */
export function nextStep(status: UnitStatus, onCall: boolean): Step | null {
  if (onCall) {
    const next = WAY[status];
    return next === undefined ? null : stepTo(next, true);
  }
  if (status === "OFF" || status === "EM" || statusTerm(status).group === "AVL") return null;
  return statusTerm(status).legal.includes("AV") ? stepTo("AV", false) : null;
}

/** What else may follow. Emergency has its own button, and nobody dispatches himself. */
export function otherSteps(status: UnitStatus, onCall: boolean): Step[] {
  const next = nextStep(status, onCall);
  return statusTerm(status)
    .legal.filter((code) => code !== next?.status && code !== "EM" && code !== "DP")
    .filter((code) => onCall || !statusTerm(code).onCall)
    .filter((code) => code !== "OFF" && code !== "LOG")
    .map((code) => stepTo(code, onCall));
}

/** The last status of the unit that was given here and has no answer yet. */
export function saidStatus(entries: readonly Entry[], unit: string): UnitStatus | null {
  const said = entries.flatMap(({ command, outcome }) => {
    if (outcome === "saved" || outcome === "refused") return [];
    if (command.kind === "SetUnitStatus" && command.unit === unit) return [command.status];
    return command.kind === "ClearUnit" && command.unit === unit ? ["AV" as const] : [];
  });
  return said.at(-1) ?? null;
}

export interface Stage {
  readonly word: string;
  readonly at: string | null;
  readonly place: "behind" | "here" | "ahead";
  readonly group: "DSP" | "ENR" | "ONS" | "AVL";
}

const STAGES = [
  { word: "Dispatched", stamp: "t_dispatched", group: "DSP" },
  { word: "En route", stamp: "t_enroute", group: "ENR" },
  { word: "On scene", stamp: "t_onscene", group: "ONS" },
  { word: "Clear", stamp: "t_unit_cleared", group: "AVL" },
] as const;

/** The way through a call in four stages. A stage that was left out is behind all the same, without a time. */
export function stages(assignment: AssignmentView | undefined, status: UnitStatus): Stage[] {
  const group = statusTerm(status).group;
  const at = group === "TRN" ? 2 : STAGES.findIndex((stage) => stage.group === group);
  return STAGES.map((stage, index) => ({
    word: stage.word,
    at: assignment?.times[stage.stamp] ?? null,
    place: index < at ? "behind" : index === at ? "here" : "ahead",
    group: stage.group,
  }));
}

export function inForce(action: ActionView): boolean {
  return action.ended_at === null;
}

/** The worst first: what is real before a drill, then by the protocol's rank, then the older. */
export function worstFirst(actions: Iterable<ActionView>): ActionView[] {
  return [...actions]
    .filter(inForce)
    .sort(
      (a, b) =>
        Number(b.mode === "ACTUAL") - Number(a.mode === "ACTUAL") ||
        actionTerm(b.type).rank - actionTerm(a.type).rank ||
        a.started_at.localeCompare(b.started_at),
    );
}

export interface ActingSite {
  readonly site: string;
  readonly actions: readonly ActionView[];
}

/** Sites with something in force, worst first. */
export function actingSites(actions: Iterable<ActionView>): ActingSite[] {
  const sites = new Map<string, ActionView[]>();
  for (const action of worstFirst(actions)) {
    const there = sites.get(action.site);
    if (there) there.push(action);
    else sites.set(action.site, [action]);
  }
  return [...sites].map(([site, there]) => ({ site, actions: there }));
}

const ENTRY_WORDS = {
  no_entry_no_exit: "Nobody in or out",
  monitored_entry: "Entry monitored at one door",
  controlled_release: "Controlled release",
};

/** How doors are worked now, from the action in force; null: nothing has been said about it. */
export function entryWords(action: ActionView | undefined): string | null {
  if (!action) return null;
  if (action.type === "LOCKDOWN") return "Locked, room by room";
  return action.entry_mode === null ? null : ENTRY_WORDS[action.entry_mode];
}

/** What was said with an action, in one line; the directive when nothing was. */
export function actionLine(action: ActionView, texts: ActionTextView | undefined): string {
  if (action.status === "RELEASING") return "Being released door by door. Still in force.";
  const said = [texts?.reason, texts?.strategy, texts?.location, texts?.area]
    .map((one) => one?.text)
    .filter((one) => typeof one === "string" && one !== "");
  return said.length > 0 ? said.join(". ") : actionTerm(action.type).directive;
}

/** Where inside a site: the names of building and zone, and the room. */
export function insideWords(place: Omit<PlaceView, "address">, site: SiteView | undefined): string | null {
  const building = site?.buildings.find((one) => one.code === place.building)?.name ?? place.building;
  const words = [
    building,
    place.zone === null ? null : `Zone ${place.zone}`,
    place.room === null ? null : `Room ${place.room}`,
  ].filter((one) => one !== null);
  return words.length === 0 ? null : words.join(", ");
}

/** Open calls with the most urgent and then the nearest first. Without a place of one's own: the oldest first. */
export function nearFirst(
  headlines: Iterable<HeadlineView>,
  sites: { get(id: string): SiteView | undefined },
  here: Place | null,
): { readonly headline: HeadlineView; readonly metres: number | null }[] {
  const measured = [...headlines].map((headline) => {
    const place = placeOf(headline, sites);
    return { headline, metres: here && place ? metresBetween(here, place) : null };
  });
  return measured.sort(
    (a, b) =>
      a.headline.priority - b.headline.priority ||
      (a.metres ?? Infinity) - (b.metres ?? Infinity) ||
      a.headline.received_at.localeCompare(b.headline.received_at),
  );
}

/** Where something is: its own coordinates, else its site's. */
export function placeOf(
  at: { readonly lat_e7: number | null; readonly lon_e7: number | null; readonly site: string | null },
  sites: { get(id: string): SiteView | undefined },
): Place | null {
  if (at.lat_e7 !== null && at.lon_e7 !== null) return { lat_e7: at.lat_e7, lon_e7: at.lon_e7 };
  return sites.get(at.site ?? "") ?? null;
}

/** Who is told of an order at a site: said before it is given, and never more than is known here. */
export function consequence(site: SiteView, units: Iterable<UnitView>): string {
  const onDuty = [...units].filter((one) => one.status !== "OFF");
  const there = onDuty.filter((one) => one.site === site.id).length;
  const near = there === 0 ? "" : `, ${there} of them at or on the way to the site`;
  const crowd =
    site.students + site.staff === 0
      ? "the people there"
      : `its ${(site.students + site.staff).toLocaleString("en")} people`;
  return `The desk, ${onDuty.length} ${onDuty.length === 1 ? "unit" : "units"}${near}, and the team of ${site.name} are told at once; ${crowd} follow it.`;
}

/** Units on duty by how far they were from here when they last said so; without a position last. */
export function unitsNear(
  units: Iterable<UnitView>,
  positions: { get(id: string): Place | undefined },
  here: Place | null,
): UnitView[] {
  const far = (unit: UnitView): number => {
    const position = positions.get(unit.id);
    return here && position ? metresBetween(here, position) : Infinity;
  };
  return [...units]
    .filter((one) => one.status !== "OFF")
    .sort((a, b) => far(a) - far(b) || a.id.localeCompare(b.id, undefined, { numeric: true }));
}

/** Where a unit's officer most often says the same thing. */
export const QUICK_TEXTS: readonly string[] = [
  "Copy",
  "Need backup",
  "Need medical",
  "Need law enforcement",
  "Suspect left on foot",
  "Suspect left by vehicle",
  "Under control",
  "False alarm",
];

/** The usual answers to a message of the desk. */
export const ANSWERS: readonly string[] = ["On my way", "Can't", "Call me"];
