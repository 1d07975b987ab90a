// Somebody as the forms of command ask for them, and as a command names them.
import { titled } from "../../../../actions/command";
import type { SaidView, SrtView, UnitView } from "../../../../link/wire";

export interface Person {
  name: string;
  agency: string;
  unit: string | null;
  /** Picked from a school's team or a unit, and not typed over since. */
  picked?: Known | null;
}

/** Somebody whom the board knows: of a school's team with their account, or in a unit. */
export interface Known {
  readonly spoken: string;
  readonly name: string;
  readonly title: string;
  readonly unit: string | null;
  readonly person: string | null;
}

/** Whom the name may be completed to: who holds a role at these schools, who is meant for one, and who is in these units. */
export function known(
  teams: Iterable<Pick<SrtView, "id" | "held" | "expected">>,
  sites: readonly string[],
  crews: Iterable<Pick<UnitView, "id" | "members">>,
  units: readonly string[],
): Known[] {
  const there = [...teams].filter((one) => sites.includes(one.id));
  const held = there.flatMap((one) =>
    one.held.map((each) => ({
      spoken: each.name,
      name: each.name,
      title: "",
      unit: null,
      person: each.person,
    })),
  );
  const meant = there.flatMap((one) =>
    one.expected.map((each) => ({
      spoken: `${each.title} ${each.name}`.trim(),
      name: each.name,
      title: each.title,
      unit: null,
      person: null,
    })),
  );
  const aboard = [...crews]
    .filter((one) => units.includes(one.id))
    .flatMap((one) =>
      one.members.map((name) => ({
        spoken: `${name}, ${one.id}`,
        name,
        title: "Officer",
        unit: one.id,
        person: null,
      })),
    );
  // One person with two roles is one person.
  const all = new Map(
    [...held, ...meant, ...aboard].map((one) => [`${one.spoken}/${one.person ?? ""}`, one]),
  );
  return [...all.values()];
}

/** The one who is spelled so; of two who are, neither. */
export function pickedOf(all: readonly Known[], typed: string): Known | null {
  const same = all.filter((one) => one.spoken === typed.trim());
  return same.length === 1 ? (same[0] ?? null) : null;
}

export interface Heard {
  how: SaidView["how"];
  by: string;
}

export const nobody = (agency: string): Person => ({ name: "", agency, unit: null });
export const heard = (): Heard => ({ how: "radio", by: "" });

export function personFields(
  who: Person,
  title?: string,
): {
  name: string;
  title: string;
  agency: string;
  unit?: string;
  person?: string;
} {
  const picked = who.picked ?? null;
  if (picked !== null) {
    return {
      name: picked.name,
      title: picked.title === "" ? (title ?? "Incident Commander") : picked.title,
      agency: who.agency,
      ...(who.unit === null ? {} : { unit: who.unit }),
      ...(picked.person === null ? {} : { person: picked.person }),
    };
  }
  return { ...titled(who.name, title), agency: who.agency, ...(who.unit === null ? {} : { unit: who.unit }) };
}

export function heardFields(word: Heard): { how: SaidView["how"]; said_by?: string } {
  const by = word.by.trim();
  return { how: word.how, ...(by === "" ? {} : { said_by: by }) };
}

export function text<Name extends string>(name: Name, said: string): Partial<Record<Name, string>> {
  const trimmed = said.trim();
  return (trimmed === "" ? {} : { [name]: trimmed }) as Partial<Record<Name, string>>;
}
