// Where things are on a partner agency's map: only at places that the picture holds. Pure: records in, points of the drawing out.
import { mercator } from "../../lib/geo";
import type { PictureView, SharedSiteView, SharedUnitView } from "../../link/wire";

export interface Marked {
  readonly site: SharedSiteView;
  readonly x: number;
  readonly y: number;
  /** Command works from here. */
  readonly post: boolean;
  /** Our own first. */
  readonly units: readonly SharedUnitView[];
}

export interface Drawing {
  readonly marked: readonly Marked[];
  /** Units that are at none of the sites, or did not say. */
  readonly elsewhere: readonly SharedUnitView[];
  readonly at: (lon: number, lat: number) => readonly [number, number];
  /** Points of the drawing for a metre on the ground. */
  readonly perMetre: number;
}

/** A single school is drawn with this much round it, in degrees of latitude: about a mile. */
const LEAST = 0.016;
/** Names and units stand to the right of their school: room for them there. */
const MIDDLE = 0.34;
const EARTH_M = 40_075_016.7;

export function drawn(
  picture: PictureView,
  sites: readonly SharedSiteView[],
  units: readonly SharedUnitView[],
  width: number,
  height: number,
): Drawing | null {
  if (sites.length === 0 || width <= 0 || height <= 0) return null;
  const lons = sites.map((one) => one.lon_e7 / 1e7);
  const lats = sites.map((one) => one.lat_e7 / 1e7);
  const middle = (values: number[]): number => (Math.min(...values) + Math.max(...values)) / 2;
  const span = (values: number[]): number => Math.max(LEAST, Math.max(...values) - Math.min(...values));
  const [lon, lat] = [middle(lons), middle(lats)];
  const [left, top] = mercator(lon - span(lons) / 2, lat + span(lats) / 2);
  const [right, bottom] = mercator(lon + span(lons) / 2, lat - span(lats) / 2);
  const scale = Math.min((width * 0.45) / (right - left), (height * 0.55) / (bottom - top));
  const [x0, y0] = mercator(lon, lat);
  const at = (east: number, north: number): readonly [number, number] => {
    const [x, y] = mercator(east, north);
    return [width * MIDDLE + (x - x0) * scale, height / 2 + (y - y0) * scale];
  };
  const there = new Set(sites.map((one) => one.id));
  return {
    marked: sites.map((site) => {
      const [x, y] = at(site.lon_e7 / 1e7, site.lat_e7 / 1e7);
      return {
        site,
        x,
        y,
        post: picture.post?.site === site.id,
        units: units.filter((one) => one.site === site.id),
      };
    }),
    elsewhere: units.filter((one) => one.site === null || !there.has(one.site)),
    at,
    perMetre: scale / (EARTH_M * Math.cos((lat * Math.PI) / 180)),
  };
}

/** The longest round distance that fits, in miles, and how long it is drawn. */
export function scaleBar(perMetre: number, most: number): { words: string; length: number } {
  const MILE = 1609.344;
  const fits = [10, 5, 2, 1, 0.5, 0.25, 0.1].find((one) => one * MILE * perMetre <= most) ?? 0.1;
  return { words: `${fits} mi`, length: fits * MILE * perMetre };
}
