// A call that is being taken, as a person typed it, and the commands that it becomes. Pure. Nothing that was typed is ever cut off: what
// is too long for one entry goes into the next ones.
import { coordinatesIn, type Place } from "../../lib/geo";
import { momentGone, momentToCome } from "../../lib/moments";
import { thousands } from "../../lib/format";
import type { ActionType, CallSource, Fields, Priority, TextClass } from "../../link/wire";

export interface Draft {
  type: string | null;
  priority: Priority | null;
  /** The protective action that starts with it; null: none. */
  action: ActionType | null;
  site: string | null;
  /** Typed where a site is wanted, and no site's name. */
  siteWords: string;
  building: string;
  zone: string;
  room: string;
  address: string;
  coordinates: string;
  source: CallSource;
  caller: string;
  callback: string;
  text: string;
  textClass: TextClass;
  /** When it happened, as the caller says it. */
  happened: string;
  /** When it is to be worked; empty: now. */
  scheduled: string;
  /** The PSAP has it already. */
  told911: boolean;
}

export const EMPTY_DRAFT: Readonly<Draft> = {
  type: null,
  priority: null,
  action: null,
  site: null,
  siteWords: "",
  building: "",
  zone: "",
  room: "",
  address: "",
  coordinates: "",
  source: "PHONE_DISTRICT_EMERGENCY_LINE",
  caller: "",
  callback: "",
  text: "",
  textClass: "operational",
  happened: "",
  scheduled: "",
  told911: false,
};

export const TEXT_MAX = 4_000;
export const SHORT_MAX = 200;

/** What was kept, in today's form: fields that are new since are empty, those that are gone are left out. */
export function draftOf(kept: unknown): Draft {
  const found = typeof kept === "object" && kept !== null ? (kept as Record<string, unknown>) : {};
  const entries = Object.entries(EMPTY_DRAFT).map(([name, empty]) => {
    const value = found[name];
    const fits =
      empty === null ? typeof value === "string" || typeof value === "number" : typeof value === typeof empty;
    return [name, fits ? value : empty];
  });
  return Object.fromEntries(entries) as Draft;
}

const TYPED = [
  "siteWords",
  "address",
  "coordinates",
  "text",
  "caller",
  "callback",
  "happened",
  "scheduled",
] as const;

export function isEmpty(draft: Draft): boolean {
  return draft.type === null && draft.site === null && TYPED.every((name) => draft[name].trim() === "");
}

/** What a draft is called in a list of several. */
export function draftName(draft: Draft): string {
  const place = draft.site ?? (draft.address || draft.siteWords || draft.coordinates).trim();
  const said = draft.text.trim() || draft.caller.trim();
  return [draft.type ?? "", place, draft.type === null && place === "" ? said : ""]
    .filter((one) => one !== "")
    .join(" ")
    .slice(0, 40);
}

export function spotIn(draft: Pick<Draft, "coordinates">): Place | null {
  return coordinatesIn(draft.coordinates);
}

const SHORT = [
  ["address", "The place in words"],
  ["caller", "The caller"],
  ["callback", "The call-back number"],
] as const;

/** Why it can't be entered yet, in one sentence with what to do; null: it can. */
export function problemIn(draft: Draft, now: number): string | null {
  if (draft.type === null) return "Say what it is: type a word of it and take one of the list.";
  if (draft.site === null && draft.address.trim() === "" && spotIn(draft) === null) {
    return draft.siteWords.trim() === ""
      ? "Say where: a site, else the place in words or its coordinates."
      : `No site is called “${draft.siteWords.trim().slice(0, 40)}”. Take one of the list, or press Ctrl+Down to keep it as the place in words.`;
  }
  if (draft.coordinates.trim() !== "" && spotIn(draft) === null) {
    return "These are no coordinates. Write them as 39.74,-105.2: latitude first, north and east count up.";
  }
  for (const [name, what] of SHORT) {
    const length = draft[name].trim().length;
    if (length > SHORT_MAX) {
      return `${what} has ${thousands(length)} characters; ${SHORT_MAX} fit. Nothing was cut: move the rest to What was said.`;
    }
  }
  if (draft.happened.trim() !== "" && momentGone(draft.happened, now) === null) {
    return "When did it happen? Type 5m for five minutes ago, or a time as 10:12.";
  }
  if (draft.scheduled.trim() !== "" && momentToCome(draft.scheduled, now) === null) {
    return "For when is it? Type 20m, 2h or a time as 14:30.";
  }
  if (draft.source === "SAFE2TELL" && !/^[A-Z0-9][A-Z0-9-]{0,39}$/.test(draft.text.trim())) {
    return "A Safe2Tell report's words stay in its own system: write its id only, as S2T-48213.";
  }
  return null;
}

/** A long text in entries of its own, cut between words; most are one. */
export function entriesIn(text: string, most = TEXT_MAX): string[] {
  const entries: string[] = [];
  let rest = text.trim();
  while (rest.length > most) {
    const space = rest.slice(0, most + 1).search(/\s\S*$/);
    // A character of two halves is not cut in the middle.
    const hard = /[\uD800-\uDBFF]$/.test(rest.slice(0, most)) ? most - 1 : most;
    const at = space > most / 2 ? space : hard;
    entries.push(rest.slice(0, at).trimEnd());
    rest = rest.slice(at).trimStart();
  }
  return rest === "" && entries.length > 0 ? entries : [...entries, rest];
}

const some = (text: string): string | undefined => (text.trim() === "" ? undefined : text.trim());
const code = (text: string): string | undefined => some(text)?.toUpperCase();
const moment = (at: number | null): string | undefined =>
  at === null ? undefined : new Date(at).toISOString();

/** Leaves out what was not said: an empty field is not an answer. */
function said<Shape extends object>(
  fields: Shape,
): { [Name in keyof Shape]: Exclude<Shape[Name], undefined> } {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined && value !== null),
  ) as never;
}

export function callFields(draft: Draft, distinct: boolean, now: number): Fields<"CreateCall"> {
  const spot = spotIn(draft);
  return {
    ...said({
      site: draft.site ?? undefined,
      building: draft.site === null ? undefined : code(draft.building),
      zone: draft.site === null ? undefined : code(draft.zone),
      room: draft.site === null ? undefined : code(draft.room),
      address: some(draft.address),
      lat_e7: spot?.lat_e7,
      lon_e7: spot?.lon_e7,
      caller: some(draft.caller),
      callback: some(draft.callback),
      text: some(entriesIn(draft.text)[0] ?? ""),
      priority: draft.priority ?? undefined,
      t_event: draft.happened.trim() === "" ? undefined : moment(momentGone(draft.happened, now)),
      scheduled_for: draft.scheduled.trim() === "" ? undefined : moment(momentToCome(draft.scheduled, now)),
    }),
    call_type: draft.type ?? "",
    source: draft.source,
    text_class: draft.textClass,
    distinct,
  };
}

export function reportFields(fields: Fields<"CreateCall">, call: string): Fields<"AddReport"> {
  return {
    ...said({
      site: fields.site ?? undefined,
      building: fields.building ?? undefined,
      zone: fields.zone ?? undefined,
      room: fields.room ?? undefined,
      address: fields.address ?? undefined,
      lat_e7: fields.lat_e7 ?? undefined,
      lon_e7: fields.lon_e7 ?? undefined,
      caller: fields.caller ?? undefined,
      callback: fields.callback ?? undefined,
      text: fields.text ?? undefined,
    }),
    call,
    source: fields.source ?? "PHONE_DISTRICT_EMERGENCY_LINE",
    text_class: fields.text_class ?? "operational",
  };
}
