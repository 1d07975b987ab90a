// Distances and directions between places given in 1e-7 degree, as the wire gives them.

export interface Place {
  readonly lat_e7: number;
  readonly lon_e7: number;
}

const RADIUS_M = 6_371_008.8;
const rad = (e7: number): number => (e7 / 1e7) * (Math.PI / 180);

/** Great-circle distance. As the crow flies: never a promise of a road. */
export function metresBetween(one: Place, other: Place): number {
  const dLat = rad(other.lat_e7 - one.lat_e7);
  const dLon = rad(other.lon_e7 - one.lon_e7);
  const h =
    Math.sin(dLat / 2) ** 2 +
    Math.cos(rad(one.lat_e7)) * Math.cos(rad(other.lat_e7)) * Math.sin(dLon / 2) ** 2;
  return 2 * RADIUS_M * Math.asin(Math.min(1, Math.sqrt(h)));
}

/** Coordinates as people write them: 39.74,-105.2 or 39.74 N 105.2 W. Null: it is none. */
export function coordinatesIn(text: string): Place | null {
  const found =
    /^\s*([+-]?\d{1,2}(?:\.\d+)?)\s*°?\s*([NS]?)[\s,;]+([+-]?\d{1,3}(?:\.\d+)?)\s*°?\s*([EW]?)\s*$/i.exec(
      text,
    );
  if (!found) return null;
  const [, lat = "", north = "", lon = "", east = ""] = found;
  const place = {
    lat_e7: Math.round(Number(lat) * 1e7) * (north.toUpperCase() === "S" ? -1 : 1),
    lon_e7: Math.round(Number(lon) * 1e7) * (east.toUpperCase() === "W" ? -1 : 1),
  };
  return Math.abs(place.lat_e7) <= 900_000_000 && Math.abs(place.lon_e7) <= 1_800_000_000 ? place : null;
}

const POINTS = ["N", "NE", "E", "SE", "S", "SW", "W", "NW"];

/** Compass point of ``other`` seen from ``one``. */
export function directionTo(one: Place, other: Place): string {
  const dLon = rad(other.lon_e7 - one.lon_e7);
  const y = Math.sin(dLon) * Math.cos(rad(other.lat_e7));
  const x =
    Math.cos(rad(one.lat_e7)) * Math.sin(rad(other.lat_e7)) -
    Math.sin(rad(one.lat_e7)) * Math.cos(rad(other.lat_e7)) * Math.cos(dLon);
  const degrees = (Math.atan2(y, x) * 180) / Math.PI;
  return POINTS[Math.round((degrees + 360) / 45) % 8] ?? "N";
}

/** Web Mercator in units of the world's width: x to the east, y to the south, both 0 to 1. */
export function mercator(lon: number, lat: number): [number, number] {
  const sin = Math.sin((lat * Math.PI) / 180);
  return [lon / 360 + 0.5, 0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI)];
}
