// Signing on: what is asked, what is remembered on this phone for the next shift, and the order that comes of it. Pure but for the store.
import { EQUIPMENT } from "../../actions/crew-names";
import type { DutyShift, Equipment } from "../../link/wire";

export const ITEMS = Object.keys(EQUIPMENT) as Equipment[];

/** What the response plans ask for beside the kind of unit. */
const COMMON = ["armed", "medical", "K9", "keys", "CRT", "bilingual"];

export interface Said {
  readonly shift: DutyShift;
  readonly vehicle: string;
  readonly partner: string;
  readonly capabilities: readonly string[];
}

const KEY = "dispatch.shift";
const VEHICLES = 4;

interface Kept {
  readonly vehicles: readonly string[];
  readonly partners: readonly string[];
  /** By unit: what somebody can do differs with the vehicle. */
  readonly capabilities: Readonly<Record<string, readonly string[]>>;
}

const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === "string") : [];

/** What was said here before; a store that is empty, closed or broken remembers nothing. */
export function remembered(store: Pick<Storage, "getItem"> | null): Kept {
  const nothing: Kept = { vehicles: [], partners: [], capabilities: {} };
  try {
    const kept = JSON.parse(store?.getItem(KEY) ?? "null") as Partial<Record<keyof Kept, unknown>> | null;
    if (kept === null) return nothing;
    const by = Object.entries((kept.capabilities ?? {}) as Record<string, unknown>);
    return {
      vehicles: texts(kept.vehicles),
      partners: texts(kept.partners),
      capabilities: Object.fromEntries(by.map(([unit, can]) => [unit, texts(can)])),
    };
  } catch {
    return nothing;
  }
}

export function remember(store: Pick<Storage, "getItem" | "setItem"> | null, unit: string, said: Said): void {
  const before = remembered(store);
  const first = (now: string, some: readonly string[]): string[] =>
    [...new Set([now.trim(), ...some])].filter((one) => one !== "").slice(0, VEHICLES);
  const kept: Kept = {
    vehicles: first(said.vehicle, before.vehicles),
    partners: first(said.partner, before.partners),
    capabilities: { ...before.capabilities, [unit]: said.capabilities },
  };
  try {
    store?.setItem(KEY, JSON.stringify(kept));
  } catch {
    // A full store: it is asked again next time.
  }
}

/** The shift that begins about now. */
export function shiftAt(hour: number): DutyShift {
  if (hour >= 4 && hour < 13) return "day";
  return hour >= 13 && hour < 20 ? "evening" : "night";
}

/** What may be chosen: what the roster says of the unit, what was chosen here before, and what plans ask for. */
export function choices(roster: readonly string[], chosen: readonly string[]): string[] {
  return [...new Set([...roster, ...chosen, ...COMMON])];
}

/** Looked at and in order, looked at and not, or not looked at. */
export type Looked = Readonly<Partial<Record<Equipment, boolean>>>;

export function inOrder(): Looked {
  return Object.fromEntries(ITEMS.map((one) => [one, true]));
}

/** One touch more: in order, not in order, not looked at. */
export function touched(looked: Looked, item: Equipment): Looked {
  const { [item]: before, ...others } = looked;
  return before === false ? others : { ...others, [item]: before === undefined };
}

export function faulty(looked: Looked): Equipment[] {
  return ITEMS.filter((one) => looked[one] === false);
}

/** The fields of the order. */
export function signOnFields(unit: string, said: Said, looked: Looked, faults: string) {
  const partners = said.partner
    .split(",")
    .map((one) => one.trim())
    .filter((one) => one !== "");
  return {
    unit,
    shift: said.shift,
    ...(said.vehicle.trim() === "" ? {} : { vehicle: said.vehicle.trim() }),
    partners,
    capabilities: [...said.capabilities],
    equipment: ITEMS.flatMap((item) => {
      const ok = looked[item];
      return ok === undefined ? [] : [{ item, ok }];
    }),
    ...(faulty(looked).length === 0 || faults.trim() === "" ? {} : { faults: faults.trim() }),
  };
}
