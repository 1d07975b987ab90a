// What this district says for a word of the command line: a ten-code, an old word, a school's own word for an action. Data of the roster.
// An own word stands at the beginning of a clause, or after a verb that wants an action; what it means is parsed like anything typed.
import type { Alias } from "../../link/wire";
import { lex, type Clause, type Word } from "./lex";
import { actionTypeOf } from "./srp";
import { Problem, type World } from "./world";

const MOST_WORDS = 4;
/** Verbs whose first word is an action. */
const OF_ACTIONS = new Set(["PA", "DR", "ALL", "REL", "ERR", "HEARD"]);

const said = (text: string): string => text.toUpperCase().split(/\s+/).filter(Boolean).join(" ");

/** The clause in the words that every desk knows; or what the district wants to have asked back. */
export function translated(clause: Clause, world: World): Clause | Problem {
  if (world.aliases.length === 0) return clause;
  const table = new Map(world.aliases.map((one) => [said(one.said), one]));
  const places = OF_ACTIONS.has(clause.words[0]?.upper ?? "") ? [0, 1] : [0];
  for (const place of places) {
    const found = longest(clause.words, place, table);
    if (!found) continue;
    const { alias, words } = found;
    if (alias.asks) return new Problem(alias.asks);
    const means = meaning(alias, words, place > 0);
    return {
      ...clause,
      words: [...clause.words.slice(0, place), ...means, ...clause.words.slice(place + words.length)],
    };
  }
  return clause;
}

function longest(
  words: readonly Word[],
  from: number,
  table: ReadonlyMap<string, Alias>,
): { alias: Alias; words: readonly Word[] } | null {
  for (let length = Math.min(MOST_WORDS, words.length - from); length > 0; length--) {
    const some = words.slice(from, from + length);
    if (some.some((word) => word.key !== null)) continue;
    const alias = table.get(some.map((word) => word.upper).join(" "));
    if (alias) return { alias, words: some };
  }
  return null;
}

/** The words that stand for it, each at the place of what was typed. After a verb only the action is meant. */
function meaning(alias: Alias, typed: readonly Word[], action: boolean): Word[] {
  const [first] = typed;
  const words = lex(alias.means ?? "").flatMap((clause) => clause.words);
  const some = action ? words.filter((word) => actionTypeOf(word.upper) !== undefined) : words;
  const at = first?.at ?? 0;
  const end = typed.at(-1)?.end ?? at;
  return some.map((word) => ({ ...word, at, end }));
}

/** Own words to be offered where a verb may stand: each with what it means. */
export function ownWords(world: World): { insert: string; label: string; hint: string }[] {
  return world.aliases.map((one) => ({
    insert: one.said,
    label: one.means ? `${one.means} here` : "asked back",
    hint: one.asks ?? "",
  }));
}
