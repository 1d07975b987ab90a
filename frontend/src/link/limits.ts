// What is too long is said before it is sent: nothing is cut, nothing is lost. How long a text may be is the server's own word for it.
import { thousands } from "../lib/format";
import raw from "./catalog.gen.json";

const LIMITS: Readonly<Record<string, Readonly<Record<string, number>>>> = raw.limits;

/** A sentence about the first text of a command that is too long; null: all of them fit. */
export function tooLong(kind: string, fields: Readonly<Record<string, unknown>>): string | null {
  for (const [name, most] of Object.entries(LIMITS[kind] ?? {})) {
    const value = fields[name];
    if (typeof value !== "string") continue;
    // As the server counts: a sign outside the basic plane is one.
    const length = Array.from(value).length;
    if (length > most) {
      return `The ${name.replaceAll("_", " ")} has ${thousands(length)} characters and ${thousands(most)} fit. Nothing was sent and nothing cut: shorten it or give it in parts.`;
    }
  }
  return null;
}
