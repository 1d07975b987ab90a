// BOLOs in words, and which of them a call brings to mind: an order that holds at its site, a name or a plate that somebody said. Pure.
// It looks only at what this reader was given; nothing is fetched for it.
import type { BoloAckView, BoloView } from "../link/wire";

export type BoloCategory = BoloView["category"];

export const CATEGORY_WORDS: Readonly<Record<BoloCategory, string>> = {
  person: "Person",
  vehicle: "Vehicle",
  trespass_order: "Trespass order",
  no_contact_order: "No-contact order",
  custody_order: "Custody order",
  threat_subject: "Threat subject",
};

export const HANDLING_WORDS: Readonly<Record<BoloView["handling"], string>> = {
  probable_cause: "Probable cause to arrest",
  hold_for: "Hold for the agency",
  identify_only: "Identify and tell only",
};

/** Orders that hold at certain sites, again and again. */
export const STANDING: ReadonlySet<BoloCategory> = new Set([
  "trespass_order",
  "no_contact_order",
  "custody_order",
]);

/** Whom or what to look for, in one line. */
export function soughtName(bolo: BoloView): string {
  const said = [bolo.subject?.text ?? null, vehicleName(bolo)].filter((one) => one !== null && one !== "");
  return said.length > 0 ? said.join(", ") : CATEGORY_WORDS[bolo.category];
}

/** Silver Honda Civic, plate CO KPR-4412 */
export function vehicleName(bolo: BoloView): string {
  const { vehicle } = bolo;
  if (vehicle === null) return "";
  const looks = [vehicle.colour, vehicle.make, vehicle.model].flatMap((one) => one?.text ?? []);
  const plate = [vehicle.state?.text ?? "", vehicle.plate?.text ?? ""].filter((one) => one !== "");
  return [looks.join(" "), plate.length > 0 ? `plate ${plate.join(" ")}` : ""]
    .filter((one) => one !== "")
    .join(", ");
}

export interface Told {
  readonly site: string | null;
  /** Everything that was said of the call: caller, words, reports. */
  readonly said: readonly (string | null | undefined)[];
}

export interface Match {
  readonly bolo: BoloView;
  /** Worst first: somebody was named, a plate was read, an order holds at the site. */
  readonly why: "name" | "plate" | "site";
}

const RANK = { name: 0, plate: 1, site: 2 } as const;

export function boloMatches(bolos: Iterable<BoloView>, told: Told, now: number): Match[] {
  const text = told.said.filter((one) => typeof one === "string").join(" \n ");
  const heard = wordsOf(text);
  const letters = text.toUpperCase().replace(/[^A-Z0-9]/g, "");
  const found: Match[] = [];
  for (const bolo of bolos) {
    if (Date.parse(bolo.expires) <= now) continue;
    if (isNamed(bolo, heard)) found.push({ bolo, why: "name" });
    else if (isRead(bolo, letters)) found.push({ bolo, why: "plate" });
    else if (STANDING.has(bolo.category) && told.site !== null && bolo.sites.includes(told.site)) {
      found.push({ bolo, why: "site" });
    }
  }
  return found.sort((a, b) => RANK[a.why] - RANK[b.why] || a.bolo.number.localeCompare(b.bolo.number));
}

function wordsOf(text: string): string[] {
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((one) => one !== "");
}

/** First and last name, in any order and anywhere; a name of one word must be long enough not to be one of a sentence. */
function isNamed(bolo: BoloView, heard: readonly string[]): boolean {
  const subject = bolo.subject?.text ?? "";
  // What follows the first comma describes: "Dale Poe, 41, beard".
  const name = wordsOf(subject.split(/[,(;]/)[0] ?? "").filter((one) => one.length > 1 && !/^\d+$/.test(one));
  const [only] = name;
  if (only === undefined || !/\p{Lu}/u.test(subject)) return false;
  if (name.length === 1) return only.length >= 4 && heard.includes(only);
  const last = name.at(-1) ?? only;
  return heard.includes(only) && heard.includes(last);
}

function isRead(bolo: BoloView, letters: string): boolean {
  const plate = (bolo.vehicle?.plate?.text ?? "").toUpperCase().replace(/[^A-Z0-9]/g, "");
  return plate.length >= 5 && letters.includes(plate);
}

/** Newest first; what nobody of these readers has read yet before that. */
export function inOrder(bolos: Iterable<BoloView>, unread: (bolo: BoloView) => boolean): BoloView[] {
  return [...bolos].sort(
    (a, b) => Number(unread(b)) - Number(unread(a)) || b.issued_at.localeCompare(a.issued_at),
  );
}

export function acksOf(bolo: string, acks: Iterable<BoloAckView>): BoloAckView[] {
  return [...acks].filter((one) => one.bolo === bolo).sort((a, b) => a.at.localeCompare(b.at));
}
