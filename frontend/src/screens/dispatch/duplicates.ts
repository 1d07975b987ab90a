// What the desk may have already while somebody types a call. The same rule as the server's (domain/rules/duplicates.py); both are held
// to the cases in tests/domain/duplicates.json. The server decides; this only says it before Enter.
import { INCIDENT_TYPES } from "../../link/catalog";
import type { Place } from "../../lib/geo";
import type { CallView, Mode, SiteView } from "../../link/wire";

const WINDOW_MS = 10 * 60_000;
const RADIUS_M = 300;
const METRES_PER_E7 = 0.0111319;
const OVER = new Set(["CLOSED", "DUPLICATE", "CANCELLED", "REFERRED"]);

export interface NewReport {
  readonly type: string | null;
  readonly site: string | null;
  readonly at: Place | null;
  readonly mode?: Mode;
}

export interface Same {
  readonly call: CallView;
  /** Metres from the new report; null: the same site. */
  readonly metres: number | null;
}

type Sites = { get(id: string): Pick<SiteView, "lat_e7" | "lon_e7"> | undefined };

/** Flat earth, good to a metre at these ranges: as the server reckons it. */
export function metresApart(one: Place, other: Place): number {
  const north = (one.lat_e7 - other.lat_e7) * METRES_PER_E7;
  const east = (one.lon_e7 - other.lon_e7) * METRES_PER_E7 * Math.cos(((one.lat_e7 / 1e7) * Math.PI) / 180);
  return Math.hypot(north, east);
}

const familyOf = (type: string | null): string | undefined =>
  INCIDENT_TYPES.find((one) => one.code === type)?.family;

function spotOf(site: string | null, at: Place | null, sites: Sites): Place | null {
  return at ?? (site === null ? null : (sites.get(site) ?? null));
}

function coordinatesOf({ place }: CallView): Place | null {
  return place.lat_e7 === null || place.lon_e7 === null
    ? null
    : { lat_e7: place.lat_e7, lon_e7: place.lon_e7 };
}

/** Open calls that this may be another report of, newest first. */
export function sameAs(report: NewReport, calls: Iterable<CallView>, sites: Sites, now: number): Same[] {
  const family = familyOf(report.type);
  if (family === undefined) return [];
  const here = spotOf(report.site, report.at, sites);
  const found: Same[] = [];
  for (const call of calls) {
    if (OVER.has(call.status) || call.mode !== (report.mode ?? "ACTUAL") || familyOf(call.type) !== family)
      continue;
    const heard = Date.parse(call.reports.at(-1)?.at ?? call.times["t_received"] ?? "");
    if (now - heard > WINDOW_MS) continue;
    if (report.site !== null && report.site === call.place.site) {
      found.push({ call, metres: null });
      continue;
    }
    const there = spotOf(call.place.site, coordinatesOf(call), sites);
    const metres = here !== null && there !== null ? metresApart(here, there) : Number.POSITIVE_INFINITY;
    if (metres <= RADIUS_M) found.push({ call, metres });
  }
  return found.sort((a, b) => b.call.version - a.call.version || b.call.number.localeCompare(a.call.number));
}
