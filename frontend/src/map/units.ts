// Units on the map, from the board's records: where each stands, how it looks, and how those at one place share it. Pure.
import type { Place } from "../lib/geo";
import { feedWords, OLD_MS } from "../link/whereabouts";
import { statusTerm } from "../link/catalog";
import type { CallView, PositionView, SiteView, UnitView } from "../link/wire";
import type { StatusGroup } from "../theme/status";
import { fan, isWide } from "./fan";
import { lonLat, type Feature, type Features, type Lookup } from "./features";

export interface UnitMark {
  readonly unit: UnitView;
  readonly group: StatusGroup;
  readonly place: Place;
  /** By its own report; null: it stands where it belongs or was sent. */
  readonly position: PositionView | null;
}

/** Units that are on duty and whose whereabouts are known somehow: by their own report, else by the site they are at or belong to. */
export function unitMarks(
  units: Iterable<UnitView>,
  positions: Lookup<PositionView>,
  sites: Lookup<SiteView>,
  calls: Lookup<CallView>,
): UnitMark[] {
  return [...units].flatMap((unit): UnitMark[] => {
    if (unit.status === "OFF") return [];
    const { group } = statusTerm(unit.status);
    const position = positions.get(unit.id);
    if (position) return [{ unit, group, place: position, position }];
    const there = group === "ONS" && unit.call !== null ? targetOf(calls.get(unit.call), sites) : null;
    const site = sites.get(unit.site ?? unit.home_site ?? "");
    const place = there ?? site;
    return place ? [{ unit, group, place, position: null }] : [];
  });
}

export function targetOf(call: CallView | undefined, sites: Lookup<SiteView>): Place | null {
  if (!call) return null;
  const { lat_e7, lon_e7, site } = call.place;
  if (lat_e7 !== null && lon_e7 !== null) return { lat_e7, lon_e7 };
  return site === null ? null : (sites.get(site) ?? null);
}

interface Crowd {
  readonly place: Place;
  /** Null: at no site. */
  readonly site: string | null;
  /** Whether the mark in the middle is a large one. */
  readonly acting: boolean;
  readonly marks: readonly UnitMark[];
}

export interface Gathered {
  /** Each where it says that it is. */
  readonly alone: readonly UnitMark[];
  /** Those at rest at one place. */
  readonly crowds: readonly Crowd[];
}

/** Who stands with whom. ``acting``: the sites where something is in force. */
export function gather(
  marks: readonly UnitMark[],
  sites: Iterable<SiteView>,
  acting: ReadonlySet<string>,
): Gathered {
  const all = [...sites];
  const alone: UnitMark[] = [];
  const crowds = new Map<string, Omit<Crowd, "marks"> & { readonly marks: UnitMark[] }>();
  for (const mark of marks) {
    const site = stands(mark) ? all.find((one) => near(one, mark.place)) : undefined;
    if (site === undefined && mark.position !== null) {
      alone.push(mark);
      continue;
    }
    const place = site ?? mark.place;
    const key = site?.id ?? `${place.lat_e7},${place.lon_e7}`;
    const crowd = crowds.get(key) ?? {
      place,
      site: site?.id ?? null,
      acting: site !== undefined && acting.has(site.id),
      marks: [],
    };
    crowd.marks.push(mark);
    crowds.set(key, crowd);
  }
  return { alone, crowds: [...crowds.values()] };
}

/** The sites round which units stand so far out that the site's own name has to keep clear of them. */
export function fannedSites({ crowds }: Gathered): ReadonlySet<string> {
  return new Set(
    crowds.flatMap((one) => (one.site !== null && isWide(one.marks.length, one.acting) ? [one.site] : [])),
  );
}

/** ``any`` zoom; ``far``: round the mark of its site; ``near``: where it says that it is, once there is room for that. */
type Seen = "any" | "far" | "near";

export function unitFeatures({ alone, crowds }: Gathered, now: number, selected: string | null): Features {
  const features = [
    ...alone.map((mark) => drawn(mark, mark.place, "any", 0, now, selected)),
    ...crowds.flatMap((crowd) => together(crowd, now, selected)),
  ];
  return { type: "FeatureCollection", features };
}

/** Whether a unit is at rest: what drives past a school does not stand there. */
function stands({ group, position }: UnitMark): boolean {
  return position === null || group === "ONS" || position.heading_deg === null;
}

/** 155 metres to each side. */
const NEAR_LAT_E7 = 14_000;
const NEAR_LON_E7 = 18_000;

function near(one: Place, other: Place): boolean {
  return (
    Math.abs(one.lat_e7 - other.lat_e7) < NEAR_LAT_E7 && Math.abs(one.lon_e7 - other.lon_e7) < NEAR_LON_E7
  );
}

function together({ place, site, acting, marks }: Crowd, now: number, selected: string | null): Feature[] {
  if (site === null && marks.length === 1) {
    return marks.map((mark) => drawn(mark, place, "any", 0, now, selected));
  }
  const ids = marks.map((mark) => mark.unit.id);
  const { slots, more } = fan(ids, acting, selected);
  const features = marks.flatMap((mark): Feature[] => {
    const slot = slots.get(mark.unit.id);
    const seen = mark.position === null ? "any" : "far";
    return [
      ...(slot === undefined ? [] : [drawn(mark, place, seen, slot, now, selected)]),
      ...(mark.position === null ? [] : [drawn(mark, mark.place, "near", 0, now, selected)]),
    ];
  });
  if (more === null) return features;
  const properties = { id: "", label: `+${more.count}`, icon: "", heading: 0, reported: true, old: false };
  const rest: Feature = {
    type: "Feature",
    properties: { ...properties, selected: false, seen: "far", slot: more.slot },
    geometry: { type: "Point", coordinates: lonLat(place) },
  };
  return [...features, rest];
}

function drawn(
  { unit, group, position }: UnitMark,
  place: Place,
  seen: Seen,
  slot: number,
  now: number,
  selected: string | null,
): Feature {
  const age = position === null ? 0 : now - Date.parse(position.at);
  const old = age > OLD_MS;
  const heading = slot === 0 ? (position?.heading_deg ?? null) : null;
  return {
    type: "Feature",
    properties: {
      id: unit.id,
      label: old ? `${unit.id} ${feedWords(age)}` : unit.id,
      icon: `${position === null ? "post" : heading === null ? "still" : "unit"}-${group}`,
      heading: heading ?? 0,
      reported: position !== null,
      old,
      selected: unit.id === selected,
      seen,
      slot,
    },
    geometry: { type: "Point", coordinates: lonLat(place) },
  };
}

/** From units on their way to where they are going: a direction, never a road. */
export function lineFeatures(
  marks: readonly UnitMark[],
  calls: Lookup<CallView>,
  sites: Lookup<SiteView>,
): Feature[] {
  return marks.flatMap(({ unit, group, place, position }): Feature[] => {
    const target = unit.call === null ? null : targetOf(calls.get(unit.call), sites);
    if (target === null || position === null || (group !== "ENR" && group !== "DSP")) return [];
    return [
      {
        type: "Feature",
        properties: { kind: "way" },
        geometry: { type: "LineString", coordinates: [lonLat(place), lonLat(target)] },
      },
    ];
  });
}
