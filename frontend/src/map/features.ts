// What is drawn on the map, from the board's records. Pure. Coordinates leave the wire's 1e-7 degree here and nowhere else.
import { miles } from "../lib/format";
import { directionTo, metresBetween, type Place } from "../lib/geo";
import type { ActionView, SiteView } from "../link/wire";

export type Position = [number, number];
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

export function lonLat(place: Place): Position {
  return [place.lon_e7 / 1e7, place.lat_e7 / 1e7];
}

/** ``actions`` come worst first; a site is drawn by its worst one. ``fanned``: units stand round it, its name keeps clear of them. */
export function siteFeatures(
  sites: Iterable<SiteView>,
  actions: readonly ActionView[],
  fanned: ReadonlySet<string>,
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
        fanned: fanned.has(site.id),
        selected: site.id === selected,
      },
      geometry: { type: "Point", coordinates: lonLat(site) },
    };
  });
  return { type: "FeatureCollection", features };
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

/** All places: a school at the edge of the district too, but not one that can only be a mistake and would shrink all others to a dot. */
export function boundsOf(places: Iterable<Place>): Bounds | null {
  const all = [...places].map(lonLat);
  if (all.length === 0) return null;
  const within = (values: number[]): [number, number] => {
    const sorted = [...values].sort((a, b) => a - b);
    const skip = Math.floor(sorted.length * 0.02);
    const [low, high] = [sorted[skip] ?? 0, sorted[sorted.length - 1 - skip] ?? 0];
    const reach = Math.max(high - low, LEAST_REACH);
    const kept = sorted.filter((value) => value >= low - reach && value <= high + reach);
    return [kept[0] ?? low, kept[kept.length - 1] ?? high];
  };
  const [west, east] = within(all.map(([lon]) => lon));
  const [south, north] = within(all.map(([, lat]) => lat));
  return { west, south, east, north };
}

/** In degrees: so far from the others a school may lie in a district whose others are all in one town. */
const LEAST_REACH = 0.2;

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
