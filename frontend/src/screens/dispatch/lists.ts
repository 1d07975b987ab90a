// What stands where on the console's lists. Pure: records in, ordered and grouped records out.
import { actionTerm, statusTerm } from "../../link/catalog";
import { placeName, shortNumber, type Lookup } from "../../actions/names";
import type { ActionView, CallView, SiteView, UnitView } from "../../link/wire";
import { STATUS_GROUPS, STATUS_LOOK, type StatusGroup } from "../../theme/status";

const WAITING = new Set(["PENDING", "HELD", "SCHEDULED"]);
const WORKING = new Set(["DISPATCHED", "EN_ROUTE", "ON_SCENE", "AWAITING_DISPOSITION"]);

export function receivedAt(call: CallView): string {
  return call.times["t_received"] ?? call.times["t_entered"] ?? "";
}

const notActual = (call: CallView): number => Number(call.mode !== "ACTUAL");

/** By priority, then age; what was pulled off units comes back first in its class; on hold and scheduled at the end. */
export function pendingOf(calls: Iterable<CallView>): CallView[] {
  const asleep = (call: CallView): number => Number(call.status !== "PENDING");
  return [...calls]
    .filter((call) => WAITING.has(call.status))
    .sort(
      (a, b) =>
        asleep(a) - asleep(b) ||
        notActual(a) - notActual(b) ||
        a.priority - b.priority ||
        Number(b.preempted) - Number(a.preempted) ||
        receivedAt(a).localeCompare(receivedAt(b)),
    );
}

export function activeOf(calls: Iterable<CallView>): CallView[] {
  return [...calls]
    .filter((call) => WORKING.has(call.status))
    .sort(
      (a, b) =>
        notActual(a) - notActual(b) || a.priority - b.priority || receivedAt(a).localeCompare(receivedAt(b)),
    );
}

export interface ActingSite {
  readonly site: string;
  /** Worst first. */
  readonly actions: readonly ActionView[];
}

export function actingSites(actions: readonly ActionView[]): ActingSite[] {
  const bySite = new Map<string, ActionView[]>();
  for (const action of actions) {
    const there = bySite.get(action.site);
    if (there) there.push(action);
    else bySite.set(action.site, [action]);
  }
  return [...bySite].map(([site, there]) => ({ site, actions: there }));
}

export type GroupBy = "incident" | "status" | "sector";

export interface UnitGroup {
  readonly id: string;
  readonly title: string;
  readonly units: readonly UnitView[];
}

// Made once: a board sorts hundreds of ids several times a second.
const inWords = new Intl.Collator("en", { numeric: true }).compare;

const byId = (a: UnitView, b: UnitView): number => inWords(a.id, b.id);

const ORDER: readonly StatusGroup[] = ["EMG", "ONS", "TRN", "ENR", "DSP", "AVL", "BSY", "OOS"];

const rankOf = (unit: UnitView): number => ORDER.indexOf(statusTerm(unit.status).group);

const byWork = (a: UnitView, b: UnitView): number => rankOf(a) - rankOf(b) || byId(a, b);

export function groupUnits(
  units: Iterable<UnitView>,
  by: GroupBy,
  calls: Lookup<CallView>,
  sites: Lookup<SiteView>,
  selectedCall: string | null,
): UnitGroup[] {
  const all = [...units];
  if (by === "status") {
    return STATUS_GROUPS.map((group) => ({
      id: group,
      title: STATUS_LOOK[group].word,
      units: all.filter((unit) => statusTerm(unit.status).group === group).sort(byId),
    })).filter((group) => group.units.length > 0);
  }
  const onDuty = all.filter((unit) => unit.status !== "OFF");
  const off = all.filter((unit) => unit.status === "OFF").sort(byId);
  const rest = by === "incident" ? onDuty.filter((unit) => unit.call === null) : onDuty;
  const groups = by === "incident" ? incidents(onDuty, calls, sites, selectedCall) : [];
  const sectors = [...new Set(rest.map((unit) => unit.sector))].sort();
  for (const sector of sectors) {
    groups.push({
      id: `sector-${sector}`,
      title:
        sector === ""
          ? by === "incident"
            ? "Not on a call"
            : "No sector"
          : /^\w$|^\d+$/.test(sector)
            ? `Sector ${sector}`
            : sector,
      units: rest.filter((unit) => unit.sector === sector).sort(byWork),
    });
  }
  if (off.length > 0) groups.push({ id: "off", title: "Off duty", units: off });
  return groups;
}

function incidents(
  units: readonly UnitView[],
  calls: Lookup<CallView>,
  sites: Lookup<SiteView>,
  selected: string | null,
): UnitGroup[] {
  const crews = new Map<string, UnitView[]>();
  for (const unit of units) {
    if (unit.call === null) continue;
    const onIt = crews.get(unit.call);
    if (onIt === undefined) crews.set(unit.call, [unit]);
    else onIt.push(unit);
  }
  const weight = (id: string): number => (id === selected ? 0 : (calls.get(id)?.priority ?? 9));
  return [...crews]
    .map(([id, onIt]) => ({ id, onIt, weight: weight(id) }))
    .sort((a, b) => a.weight - b.weight || (a.id < b.id ? -1 : 1))
    .map(({ id, onIt }) => {
      const call = calls.get(id);
      onIt.sort(byWork);
      const number = call?.number ?? onIt[0]?.call_number ?? id;
      const title = call ? `${placeName(call.place, sites)} · ${shortNumber(number)}` : shortNumber(number);
      return { id: `call-${id}`, title, units: onIt };
    });
}

/** The same groups; what has not changed is the very object that it was, so that nothing hangs on a change that is none. */
export function unchanged(before: readonly UnitGroup[], now: readonly UnitGroup[]): readonly UnitGroup[] {
  const known = new Map(before.map((group) => [group.id, group]));
  return now.map((group) => {
    const was = known.get(group.id);
    const same =
      was?.title === group.title &&
      was.units.length === group.units.length &&
      was.units.every((unit, place) => unit === group.units[place]);
    return same ? was : group;
  });
}

export function countsOf(units: Iterable<UnitView>): Map<StatusGroup, number> {
  const counts = new Map<StatusGroup, number>(STATUS_GROUPS.map((group) => [group, 0]));
  for (const unit of units) {
    const { group } = statusTerm(unit.status);
    counts.set(group, (counts.get(group) ?? 0) + 1);
  }
  return counts;
}

/** What a unit is doing and where, in a few words. */
export function doing(
  unit: UnitView,
  calls: Lookup<CallView>,
  sites: Lookup<SiteView>,
  /** It stands under its call already: the place needs no words. */
  brief: boolean,
  /** How far it still is. */
  away: string | null = null,
): string {
  const call = unit.call === null ? undefined : calls.get(unit.call);
  if (call && !brief) return `${shortNumber(call.number)} ${placeName(call.place, sites)}`;
  if (call) return away ?? statusTerm(unit.status).label;
  const at = unit.site ?? (unit.status === "AP" ? unit.home_site : null);
  if (at !== null) return sites.get(at)?.name ?? at;
  const { group, label } = statusTerm(unit.status);
  return group === "AVL" ? (unit.home_site === null ? "" : `Home ${unit.home_site}`) : label;
}

/** What the protective action of a tile needs or says, in one short line. */
export function actionLine(action: ActionView): string {
  if (action.board !== null) {
    const doors = Object.values(action.board);
    const open = doors.filter((state) => state === "RELEASED").length;
    return `${open} of ${doors.length} doors released`;
  }
  if (action.status === "RELEASE_REQUESTED") return "Release asked for, confirm";
  if (action.announced_at === null) return "Not heard yet";
  if (action.entry_mode !== null) return ENTRY_WORDS[action.entry_mode] ?? action.entry_mode;
  if (action.hazard !== null) return action.hazard.replaceAll("_", " ");
  if (action.zones.length + action.rooms.length > 0) return [...action.zones, ...action.rooms].join(", ");
  return actionTerm(action.type).directive;
}

export const ENTRY_WORDS: Readonly<Record<string, string>> = {
  no_entry_no_exit: "No entry, no exit",
  monitored_entry: "Monitored entry",
  controlled_release: "Controlled release",
};

/** Order that does not move under a hand: rows keep their places while held, new ones go to the end, gone ones leave a gap. */
export function steady<Row extends { readonly id: string }>(
  shown: readonly Row[],
  wanted: readonly Row[],
  held: boolean,
): { readonly rows: readonly Row[]; readonly gone: ReadonlySet<string> } {
  if (!held) return { rows: wanted, gone: new Set() };
  const fresh = new Map(wanted.map((row) => [row.id, row]));
  const known = new Set(shown.map((row) => row.id));
  const rows = [
    ...shown.map((row) => fresh.get(row.id) ?? row),
    ...wanted.filter((row) => !known.has(row.id)),
  ];
  return { rows, gone: new Set(shown.filter((row) => !fresh.has(row.id)).map((row) => row.id)) };
}

/** Everything that was said of a call, for whoever looks for a name in it. */
export function saidOf(call: CallView): (string | null | undefined)[] {
  return [
    call.caller?.text,
    call.text?.text,
    call.place.address?.text,
    ...call.reports.flatMap((one) => [one.caller?.text, one.place.address?.text]),
  ];
}
