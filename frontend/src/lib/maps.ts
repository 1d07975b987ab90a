// Hands a place to the map application of the phone. No address on the network is needed: the phone's own schemes do it.
import type { Place } from "./geo";

/** 39.744500, -105.106200: as a person reads it out and another program takes it. */
export function coordinates(place: Place): string {
  return `${(place.lat_e7 / 1e7).toFixed(6)}, ${(place.lon_e7 / 1e7).toFixed(6)}`;
}

/** ``agent``: what the browser says that it runs on. */
export function mapLink(place: Place, name: string, agent: string): string {
  const at = `${place.lat_e7 / 1e7},${place.lon_e7 / 1e7}`;
  const label = encodeURIComponent(name);
  return /iPhone|iPad|iPod|Macintosh/.test(agent)
    ? `maps://?daddr=${at}&q=${label}`
    : `geo:${at}?q=${at}(${label})`;
}
