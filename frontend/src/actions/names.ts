// What things are called on a desk: one place, so that a row, a sentence and a dialog say the same.
import { visible } from "../lib/visible";
import { actionTerm, statusTerm, typeLabel } from "../link/catalog";
import type { ActionView, CallView, Mode, PlaceView, SiteView } from "../link/wire";

export type Lookup<Value> = { get(id: string): Value | undefined };

/** 26-000142 as it is read out: 000142. */
export function shortNumber(number: string): string {
  return number.includes("-") ? number.slice(number.indexOf("-") + 1) : number;
}

/** What somebody types for it: the number without leading zeros. */
export function spokenNumber(number: string): string {
  return shortNumber(number).replace(/^0+(?=\d)/, "");
}

export function siteName(sites: Lookup<SiteView>, code: string): string {
  return visible(sites.get(code)?.name ?? code);
}

/** Where exactly: site, then building, zone or room; else the words. */
export function placeName(place: PlaceView, sites: Lookup<SiteView>): string {
  const spot = place.room ?? place.zone ?? place.building;
  const words = place.address === null ? null : visible(place.address.text ?? "Erased");
  const named = place.site === null ? [] : [siteName(sites, place.site)];
  const detail = [spot === null ? null : place.room === null ? spot : `Rm ${spot}`, words];
  const all = [...named, ...detail.filter((one): one is string => one !== null)];
  return all.length > 0 ? all.join(", ") : "Place by coordinates";
}

function modePrefix(mode: Mode): string {
  return mode === "ACTUAL" ? "" : `${mode}: `;
}

export function callName(call: Pick<CallView, "type" | "mode">): string {
  return modePrefix(call.mode) + typeLabel(call.type);
}

export function actionName(action: Pick<ActionView, "type" | "mode">): string {
  return modePrefix(action.mode) + actionTerm(action.type).term;
}

/** PHONE_DISTRICT_EMERGENCY_LINE as words: Phone district emergency line. */
export function words(code: string): string {
  const text = code.toLowerCase().replaceAll("_", " ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export function statusWords(code: Parameters<typeof statusTerm>[0]): string {
  return statusTerm(code).label;
}

/** Worst first: an actual before a drill, then by the kind, then the oldest. */
export function byWeight(one: ActionView, other: ActionView): number {
  return (
    Number(one.mode !== "ACTUAL") - Number(other.mode !== "ACTUAL") ||
    actionTerm(other.type).rank - actionTerm(one.type).rank ||
    one.started_at.localeCompare(other.started_at)
  );
}
