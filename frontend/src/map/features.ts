// What is drawn on the map, from the board's records. Pure. Coordinates leave the wire's 1e-7 degree here and nowhere else.
import { elapsedWords } from "../lib/format";
import type { Place } from "../lib/geo";
import { directionTo, metresBetween } from "../lib/geo";
import { miles } from "../lib/format";
import { statusTerm } from "../link/catalog";
import type { ActionView, CallView, PositionView, SiteView, UnitView } from "../link/wire";
import type { StatusGroup } from "../theme/status";

type Position = [number, number];
export interface Feature {
  readonly type: "Feature";
  readonly properties: Readonly<Record<string, string | number | boolean>>;
  readonly geometry:
    | { readonly type: "Point"; readonly coordinates: Position }
    | { readonly type: "LineString"; readonly coordinates: Position[] };
}
export interface Features {
  readonly type: "FeatureCollection";
  readonly features: Feature[];
}

export interface Lookup<Value> {
  get(id: string): Value | undefined;
}

export const NOTHING: Features = { type: "FeatureCollection", features: [] };

/** A position older than this is drawn with its age: a map that is still is not a map that is true. */
const OLD_MS = 60_000;

export function lonLat(place: Place): Position {
  return [place.lon_e7 / 1e7, place.lat_e7 / 1e7];
}

/** ``actions`` come worst first; a site is drawn by its worst one. */
export function siteFeatures(
  sites: Iterable<SiteView>,
  actions: readonly ActionView[],
  selected: string | null,
): Features {
  const worst = new Map<string, ActionView>();
  for (const action of actions) if (!worst.has(action.site)) worst.set(action.site, action);
  const features = [...sites].map((site): Feature => {
    const action = worst.get(site.id);
    return {
      type: "Feature",
      properties: {
        id: site.id,
        name: site.name,
        action: action?.type ?? "none",
        drill: action !== undefined && action.mode !== "ACTUAL",
        icon: action ? `${action.mode === "ACTUAL" ? "srp" : "drill"}-${action.type}` : "site",
        weight: action ? 10 - actions.indexOf(action) / 1000 : 0,
        selected: site.id === selected,
      },
      geometry: { type: "Point", coordinates: lonLat(site) },
    };
  });
  return { type: "FeatureCollection", features };
}

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

export function unitFeatures(marks: readonly UnitMark[], now: number, selected: string | null): Features {
  const crowd = new Map<string, number>();
  const features = marks.map(({ unit, group, place, position }): Feature => {
    const [lon, lat] = lonLat(place);
    const key = `${lon.toFixed(4)},${lat.toFixed(4)}`;
    const n = crowd.get(key) ?? 0;
    crowd.set(key, n + 1);
    const age = position === null ? 0 : now - Date.parse(position.at);
    const old = age > OLD_MS;
    return {
      type: "Feature",
      properties: {
        id: unit.id,
        label: old ? `${unit.id}, ${elapsedWords(age)} ago` : unit.id,
        icon: `${position === null ? "post" : position.heading_deg === null ? "still" : "unit"}-${group}`,
        heading: position?.heading_deg ?? 0,
        reported: position !== null,
        old,
        selected: unit.id === selected,
      },
      geometry: { type: "Point", coordinates: position === null ? around(lon, lat, n) : [lon, lat] },
    };
  });
  return { type: "FeatureCollection", features };
}

/** Several at one place stand around it, so that each can be seen. */
function around(lon: number, lat: number, n: number): Position {
  const angle = (n % 8) * (Math.PI / 4) + Math.PI / 8;
  const far = 0.0016 * (1 + Math.floor(n / 8));
  return [lon + (Math.cos(angle) * far) / Math.cos((lat * Math.PI) / 180), lat + Math.sin(angle) * far];
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

const MILE_M = 1609.344;

/** One mile around a place. */
export function ringFeature(place: Place): Feature {
  const [lon, lat] = lonLat(place);
  const dLat = MILE_M / 111_320;
  const dLon = dLat / Math.cos((lat * Math.PI) / 180);
  const coordinates = Array.from({ length: 73 }, (_, n): Position => {
    const angle = (n / 72) * 2 * Math.PI;
    return [lon + Math.cos(angle) * dLon, lat + Math.sin(angle) * dLat];
  });
  return { type: "Feature", properties: { kind: "ring" }, geometry: { type: "LineString", coordinates } };
}

export interface Bounds {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

/** All places, without the few that lie far from the others. */
export function boundsOf(places: Iterable<Place>): Bounds | null {
  const all = [...places].map(lonLat);
  if (all.length === 0) return null;
  const cut = (values: number[]): [number, number] => {
    const sorted = [...values].sort((a, b) => a - b);
    const skip = Math.floor(sorted.length * 0.02);
    return [sorted[skip] ?? 0, sorted[sorted.length - 1 - skip] ?? 0];
  };
  const [west, east] = cut(all.map(([lon]) => lon));
  const [south, north] = cut(all.map(([, lat]) => lat));
  return { west, south, east, north };
}

export interface Away {
  readonly id: string;
  readonly action: ActionView;
  readonly name: string;
  readonly said: string;
}

/** Sites with an action that the map does not show now: how far and in which direction from its middle. */
export function offScreen(actions: readonly ActionView[], sites: Lookup<SiteView>, view: Bounds): Away[] {
  const middle: Place = {
    lat_e7: Math.round(((view.south + view.north) / 2) * 1e7),
    lon_e7: Math.round(((view.west + view.east) / 2) * 1e7),
  };
  const seen = new Set<string>();
  return actions.flatMap((action): Away[] => {
    const site = sites.get(action.site);
    if (!site || seen.has(action.site)) return [];
    seen.add(action.site);
    const [lon, lat] = lonLat(site);
    if (lon >= view.west && lon <= view.east && lat >= view.south && lat <= view.north) return [];
    const said = `${miles(metresBetween(middle, site))} ${directionTo(middle, site)}`;
    return [{ id: site.id, action, name: site.name, said }];
  });
}
