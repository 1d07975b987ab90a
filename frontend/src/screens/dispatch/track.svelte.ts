// The track that a supervisor looks at on this screen: read for a purpose that stands in the log, drawn until it is put away, kept nowhere.
import { clock } from "../../lib/format";
import { ask } from "../../link/http";
import { lonLat, type Feature } from "../../map/features";

export interface WayPoint {
  readonly at: string;
  readonly lat_e7: number;
  readonly lon_e7: number;
  readonly accuracy_m: number | null;
  readonly speed_kmh: number | null;
  readonly call: string | null;
}

export interface Way {
  readonly unit: string;
  readonly points: readonly WayPoint[];
  readonly more: boolean;
}

/** Longer without a word from the phone, and what lies between is not known: no line is drawn there. */
const GAP_MS = 5 * 60_000;

/** What was driven without a gap, a line each; a point that stands alone is a dot. */
export function pieces(points: readonly WayPoint[]): WayPoint[][] {
  const found: WayPoint[][] = [];
  for (const point of points) {
    const last = found.at(-1);
    const before = last?.at(-1);
    if (last && before && Date.parse(point.at) - Date.parse(before.at) <= GAP_MS) last.push(point);
    else found.push([point]);
  }
  return found;
}

export function trackFeatures(way: Way | null): Feature[] {
  return pieces(way?.points ?? []).map((piece): Feature => {
    const coordinates = piece.map(lonLat);
    return {
      type: "Feature",
      properties: { kind: "track" },
      // A line of two equal points is drawn as a dot by its round ends.
      geometry: {
        type: "LineString",
        coordinates: coordinates.length > 1 ? coordinates : [...coordinates, ...coordinates],
      },
    };
  });
}

export function trackWords(way: Way): string {
  const [first, last] = [way.points[0], way.points.at(-1)];
  if (!first || !last) return `${way.unit}: no position is kept of that time`;
  const span = `${clock(first.at)} to ${clock(last.at)}`;
  const gaps = pieces(way.points).length - 1;
  const silent = gaps > 0 ? `, ${gaps} ${gaps === 1 ? "gap" : "gaps"} without a position` : "";
  return `${way.unit}, ${span}: ${way.points.length} positions${silent}${way.more ? ", and more after that" : ""}`;
}

/** What a field for a moment holds: this machine's own time. */
export function localMoment(at: number): string {
  const two = (one: number): string => String(one).padStart(2, "0");
  // eslint-disable-next-line svelte/prefer-svelte-reactivity -- read once, never changed
  const moment = new Date(at);
  const day = [moment.getFullYear(), two(moment.getMonth() + 1), two(moment.getDate())].join("-");
  return `${day}T${two(moment.getHours())}:${two(moment.getMinutes())}`;
}

class Track {
  shown = $state.raw<Way | null>(null);

  /** Raises ``Failure``: what could not be written down is not shown. */
  async read(unit: string, since: string, until: string, purpose: string): Promise<Way> {
    const iso = (local: string): string => new Date(local).toISOString();
    this.shown = await ask<Way>("POST", "/api/tracks", {
      unit,
      since: iso(since),
      until: iso(until),
      purpose,
    });
    return this.shown;
  }

  hide(): void {
    this.shown = null;
  }
}

export const track = new Track();
