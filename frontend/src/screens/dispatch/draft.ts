// A call that is being taken: what was typed so far, kept in this tab so that a reload loses nothing, and what the desk may already have.
import { INCIDENT_TYPES } from "../../link/catalog";
import type { CallSource, CallView, Fields, Priority, TextClass } from "../../link/wire";

export interface Draft {
  type: string | null;
  priority: Priority | null;
  site: string | null;
  building: string;
  zone: string;
  room: string;
  address: string;
  source: CallSource;
  caller: string;
  callback: string;
  text: string;
  textClass: TextClass;
}

export const EMPTY_DRAFT: Readonly<Draft> = {
  type: null,
  priority: null,
  site: null,
  building: "",
  zone: "",
  room: "",
  address: "",
  source: "PHONE_DISTRICT_EMERGENCY_LINE",
  caller: "",
  callback: "",
  text: "",
  textClass: "operational",
};

const KEY = "dispatch.console.new-call";

export function loadDraft(store: Pick<Storage, "getItem">): Draft | null {
  try {
    const kept = JSON.parse(store.getItem(KEY) ?? "null") as Partial<Draft> | null;
    return kept === null ? null : { ...EMPTY_DRAFT, ...kept };
  } catch {
    return null;
  }
}

export function keepDraft(store: Pick<Storage, "setItem" | "removeItem">, draft: Draft | null): void {
  try {
    if (draft === null || isEmpty(draft)) store.removeItem(KEY);
    else store.setItem(KEY, JSON.stringify(draft));
  } catch {
    // A browser that keeps nothing: the form still works, only a reload would lose it.
  }
}

function isEmpty(draft: Draft): boolean {
  return !draft.type && !draft.site && !draft.address && !draft.text && !draft.caller && !draft.callback;
}

const WINDOW_MS = 10 * 60_000;
const OVER = new Set(["CLOSED", "DUPLICATE", "CANCELLED", "REFERRED"]);

/** Open calls that this may be another report of: same site, same family of types, heard of in the last ten minutes. Newest first. */
export function candidates(
  draft: Pick<Draft, "type" | "site">,
  calls: Iterable<CallView>,
  now: number,
): CallView[] {
  const family = INCIDENT_TYPES.find((one) => one.code === draft.type)?.family;
  if (family === undefined || draft.site === null) return [];
  return [...calls]
    .filter((call) => {
      const heard = Date.parse(call.reports.at(-1)?.at ?? call.times["t_received"] ?? "");
      return (
        call.place.site === draft.site &&
        call.mode === "ACTUAL" &&
        !OVER.has(call.status) &&
        now - heard <= WINDOW_MS &&
        INCIDENT_TYPES.find((one) => one.code === call.type)?.family === family
      );
    })
    .sort((a, b) => b.number.localeCompare(a.number));
}

const some = (text: string): string | undefined => (text.trim() === "" ? undefined : text.trim());
const code = (text: string): string | undefined => some(text)?.toUpperCase();

/** Leaves out what was not said: an empty field is not an answer. */
function said<Shape extends object>(
  fields: Shape,
): { [Name in keyof Shape]: Exclude<Shape[Name], undefined> } {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined && value !== null),
  ) as never;
}

export function callFields(draft: Draft, distinct: boolean): Fields<"CreateCall"> {
  return {
    ...said({
      site: draft.site ?? undefined,
      building: code(draft.building),
      zone: code(draft.zone),
      room: code(draft.room),
      address: some(draft.address),
      caller: some(draft.caller),
      callback: some(draft.callback),
      text: some(draft.text),
      priority: draft.priority ?? undefined,
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
      building: fields.building ?? undefined,
      zone: fields.zone ?? undefined,
      room: fields.room ?? undefined,
      address: fields.address ?? undefined,
      caller: fields.caller ?? undefined,
      callback: fields.callback ?? undefined,
      text: fields.text ?? undefined,
    }),
    call,
    source: fields.source ?? "PHONE_DISTRICT_EMERGENCY_LINE",
    text_class: fields.text_class ?? "operational",
  };
}
