// Somebody as the forms of command ask for them, and as a command names them.
import { titled } from "../../../../actions/command";
import type { SaidView } from "../../../../link/wire";

export interface Person {
  name: string;
  agency: string;
  unit: string | null;
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
} {
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
