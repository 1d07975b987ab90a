// To whom a message goes: words and picked choices to the fields of the command. Pure. A group is resolved by the server when it is sent.
import raw from "../link/catalog.gen.json";
import { statusTerm } from "../link/catalog";
import type { DeskPositionView, Fields, SiteView, UnitView } from "../link/wire";

export interface People {
  readonly units: { values(): Iterable<UnitView> };
  readonly sites: { values(): Iterable<SiteView> };
  readonly positions: { values(): Iterable<DeskPositionView> };
}

export interface Target {
  /** What is typed or stands on the chip. */
  readonly id: string;
  readonly label: string;
  readonly hint: string;
  readonly aliases: readonly string[];
  readonly to: To;
}

export type To =
  | { readonly kind: "unit" | "site" | "sector" | "position"; readonly code: string }
  | { readonly kind: "group"; readonly code: UnitView["unit_kind"] }
  | { readonly kind: "desk" | "everyone" };

const GROUP_WORDS: Readonly<Record<string, readonly string[]>> = {
  PAT: ["PATROL", "ALLPATROL"],
  SUP: ["SUPERVISORS"],
  CSO: ["CAMPUS"],
  SRO: ["SROS"],
};

const onDuty = (unit: UnitView): boolean => unit.status !== "OFF";

/** Everything that a message can be sent to, the widest first. */
export function targets(people: People): Target[] {
  const units = [...people.units.values()];
  const duty = (test: (unit: UnitView) => boolean): string =>
    `${units.filter((unit) => onDuty(unit) && test(unit)).length} on duty`;
  const groups = Object.entries(raw.unit_groups)
    .filter(([kind]) => units.some((unit) => unit.unit_kind === kind))
    .map(([kind, label]): Target => ({
      id: kind,
      label,
      hint: duty((unit) => unit.unit_kind === kind),
      aliases: GROUP_WORDS[kind] ?? [],
      to: { kind: "group", code: kind as UnitView["unit_kind"] },
    }));
  const sectors = [...new Set(units.map((unit) => unit.sector).filter((one) => one !== ""))].sort();
  return apart([
    {
      id: "ALL",
      label: "Everybody: all-call",
      hint: duty(() => true),
      aliases: ["ALLCALL"],
      to: { kind: "everyone" },
    },
    { id: "DESK", label: "The desk", hint: "", aliases: [], to: { kind: "desk" } },
    ...[...people.positions.values()].map((one): Target => ({
      id: one.id.toUpperCase(),
      label: one.name,
      hint: one.person_name ?? "nobody sits there",
      aliases: [],
      to: { kind: "position", code: one.id },
    })),
    ...groups,
    ...sectors.map((sector): Target => ({
      id: sector.toUpperCase(),
      label: `Units of sector ${sector}`,
      hint: duty((unit) => unit.sector === sector),
      aliases: [],
      to: { kind: "sector", code: sector },
    })),
    ...units.map((unit): Target => ({
      id: unit.id,
      label: unit.members.join(", ") || unit.name,
      hint: statusTerm(unit.status).label,
      aliases: [],
      to: { kind: "unit", code: unit.id },
    })),
    ...[...people.sites.values()].map((site): Target => ({
      id: site.id,
      label: site.name,
      hint: site.sector,
      aliases: site.aliases,
      to: { kind: "site", code: site.id },
    })),
  ]);
}

/** A position of the desk may be called as a group is, a sector as a school: each still has a name of its own, the desk's positions last. */
function apart(all: readonly Target[]): Target[] {
  const others = new Set(all.flatMap((one) => (one.to.kind === "position" ? [] : [one.id])));
  const seen = new Set<string>();
  return all.map((one) => {
    const taken = seen.has(one.id) || (one.to.kind === "position" && others.has(one.id));
    const id = taken ? `${one.to.kind.toUpperCase()}-${one.id}` : one.id;
    seen.add(id);
    return taken ? { ...one, id, aliases: [...one.aliases, one.id] } : one;
  });
}

/** The target that a word names exactly; units before groups, sectors and sites of the same name, and positions after them. */
export function targetOf(people: People, word: string): Target | undefined {
  const wanted = word.toUpperCase();
  const fits = targets(people).filter(
    (one) => one.id === wanted || one.aliases.some((alias) => alias.toUpperCase() === wanted),
  );
  return fits.find((one) => one.to.kind === "unit") ?? fits.find((one) => one.id === wanted) ?? fits[0];
}

type Addressed = Pick<
  Fields<"SendMessage">,
  "units" | "unit_kinds" | "sectors" | "sites" | "positions" | "desk" | "everyone"
>;

/** The command's fields for these targets. All-call takes the place of every other. */
export function addressed(to: readonly To[]): Addressed {
  if (to.some((one) => one.kind === "everyone")) return { everyone: true };
  const codes = (kind: "unit" | "site" | "sector" | "position"): string[] =>
    to.flatMap((one) => (one.kind === kind ? [one.code] : []));
  const fields = {
    units: codes("unit"),
    unit_kinds: to.flatMap((one) => (one.kind === "group" ? [one.code] : [])),
    sectors: codes("sector"),
    sites: codes("site"),
    positions: codes("position"),
  };
  const some = Object.fromEntries(Object.entries(fields).filter(([, list]) => list.length > 0)) as Addressed;
  return to.some((one) => one.kind === "desk") ? { ...some, desk: true } : some;
}
