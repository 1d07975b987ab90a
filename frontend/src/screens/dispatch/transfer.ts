// The words of a warm transfer: what a dispatcher reads to the PSAP, in the order in which a call taker asks for it. Pure.
import { placeName, siteName, statusWords, words } from "../../actions/names";
import { actionTerm, typeLabel } from "../../link/catalog";
import { clock } from "../../lib/format";
import { metresBetween } from "../../lib/geo";
import type {
  ActionView,
  AgencyView,
  CallView,
  DistrictView,
  PremiseView,
  SiteView,
  UnitView,
} from "../../link/wire";

type Rows<Value> = { get(id: string): Value | undefined; values(): Iterable<Value> };

export interface Knows {
  readonly district: DistrictView | undefined;
  readonly sites: Rows<SiteView>;
  readonly premises: Rows<PremiseView>;
  readonly agencies: Rows<AgencyView>;
  readonly units: readonly UnitView[];
  /** In force at the site of the call. */
  readonly actions: readonly ActionView[];
}

/** Whose call it is: the PSAP of its site, else that of the site nearest to it; null: somebody must say. */
export function psapOf(call: CallView, sites: Rows<SiteView>): { code: string; by: SiteView | null } | null {
  const { place } = call;
  const own = place.site === null ? undefined : sites.get(place.site);
  if (own?.psap) return { code: own.psap, by: null };
  if (place.lat_e7 === null || place.lon_e7 === null) return null;
  const here = { lat_e7: place.lat_e7, lon_e7: place.lon_e7 };
  const near = [...sites.values()]
    .filter((site) => site.psap !== null)
    .sort((a, b) => metresBetween(here, a) - metresBetween(here, b))[0];
  return near?.psap ? { code: near.psap, by: near } : null;
}

const degrees = (e7: number): string => (e7 / 1e7).toFixed(5);

function where(call: CallView, knows: Knows): string[] {
  const { place } = call;
  const site = place.site === null ? undefined : knows.sites.get(place.site);
  const said = [
    `${typeLabel(call.type)} at ${site ? [site.name, site.address].filter(Boolean).join(", ") : placeName(place, knows.sites)}.`,
  ];
  const building = site?.buildings.find((one) => one.code === place.building)?.name ?? place.building;
  const inside = [building, place.zone, place.room === null ? null : `room ${place.room}`].filter(
    (one) => one !== null,
  );
  if (inside.length > 0) said.push(`Inside: ${inside.join(", ")}.`);
  if (site && place.address?.text) said.push(`There: ${place.address.text}.`);
  if (place.lat_e7 !== null && place.lon_e7 !== null) {
    said.push(`Coordinates ${degrees(place.lat_e7)}, ${degrees(place.lon_e7)}.`);
  }
  const places = new Set(
    call.reports.map((one) => one.place.room ?? one.place.zone ?? one.place.building ?? ""),
  );
  if (call.reports.length > 1) {
    const named = [...places].filter((one) => one !== "");
    said.push(`${call.reports.length} reports${named.length > 1 ? `, from ${named.join(", ")}` : ""}.`);
  }
  return said;
}

function who(call: CallView): string {
  const at = clock(call.times["t_received"] ?? call.times["t_entered"] ?? "");
  const caller = call.caller?.text ?? words(call.source).toLowerCase();
  return `Reported at ${at} by ${caller}${call.callback?.text ? `, call back ${call.callback.text}` : ""}.`;
}

function doing(call: CallView, knows: Knows): string[] {
  const said = knows.actions.map((one) => {
    const heard = one.announced_at === null ? "not confirmed as heard yet" : "announced";
    return `${actionTerm(one.type).term} in force since ${clock(one.started_at)}, ${heard}.`;
  });
  const ours = knows.units.filter((unit) => call.units.includes(unit.id));
  said.push(
    ours.length === 0
      ? "None of our units is with it yet."
      : `Our units: ${ours.map((unit) => `${unit.id} ${statusWords(unit.status).toLowerCase()}`).join(", ")}.`,
  );
  const items = (call.place.site === null ? undefined : knows.premises.get(call.place.site))?.items ?? [];
  for (const one of items) {
    if (one.item_kind === "hazard")
      said.push(`Danger there: ${[one.what, one.where].filter(Boolean).join(", ")}.`);
    if (one.item_kind === "access") said.push(`Way in: ${[one.what, one.where].filter(Boolean).join(", ")}.`);
  }
  return said;
}

/** What to read, line by line. A drill has nothing to read: 911 is not told of it. */
export function transferScript(call: CallView, knows: Knows): string[] {
  if (call.mode === "DRILL" || call.mode === "TEST") return [];
  const { district } = knows;
  const mark = call.mode === "EXERCISE" ? "EXERCISE, EXERCISE, EXERCISE. " : "";
  return [
    `${mark}This is ${district?.callsign ?? "school safety"}, dispatch of ${district?.name ?? "the school district"}. I have a call for you and stay on the line.`,
    ...where(call, knows),
    who(call),
    ...(call.text?.text ? [`What was said: “${call.text.text}”`] : []),
    ...doing(call, knows),
    `Our number for it is ${call.number}${call.place.site === null ? "" : `, site ${siteName(knows.sites, call.place.site)}`}. What is yours?`,
  ];
}
