// What could stand where the cursor is. Pure. Candidates are offered, never taken by themselves: Tab takes one.
import { ownWords, translated } from "./aliases";
import { fit } from "./fit";
import { lex } from "./lex";
import { things, verbs, type Thing } from "./things";
import { verbNamed, type Verb } from "./verbs";
import { Problem, type Candidate, type World } from "./world";

export type { Candidate };

export interface Completion {
  /** The part of the line that a candidate replaces. */
  readonly from: number;
  readonly to: number;
  readonly candidates: readonly Candidate[];
}

const MOST = 8;

export function complete(line: string, cursor: number, world: World): Completion {
  const none: Completion = { from: cursor, to: cursor, candidates: [] };
  const before = line.slice(0, cursor);
  const clause = lex(before).at(-1);
  if (!clause || clause.text !== null) return none;
  const last = clause.words.at(-1);
  const open = last !== undefined && last.end === cursor && cursor > 0;
  if (open && last.key !== null) return none;
  const typed = open ? last.text : "";
  const from = open ? last.at : cursor;
  const place = clause.words.length - (open ? 1 : 0);
  if (place === 0) return { from, to: cursor, candidates: ranked(typed, [...verbs(), ...ownWords(world)]) };
  // An own word of the district stands for a verb and perhaps its first words.
  const soFar = { ...clause, words: clause.words.slice(0, place) };
  const said = translated(soFar, world);
  const told = said instanceof Problem ? soFar : said;
  const verb = verbNamed(told.words[0]?.upper ?? "");
  if (!verb) return none;
  const sub = told.words[1]?.upper ?? "";
  const at = told.words.length - 1 - (sub in verb.subs ? 1 : 0);
  const expects = verb.expects[Math.min(at, verb.expects.length - 1)] ?? [];
  const used = new Set(told.words.slice(1).map((one) => one.upper));
  const subs = told.words.length === 1 ? subsOf(verb) : [];
  const all = [...subs, ...expects.flatMap((one) => things(one, world))].filter(
    (one) => !used.has(one.insert.toUpperCase()),
  );
  // Nothing typed yet: the few most likely, not the whole district.
  const candidates = typed === "" && all.length === 0 ? [] : ranked(typed, all);
  return { from, to: cursor, candidates };
}

function subsOf(verb: Verb): Thing[] {
  return Object.entries(verb.subs).map(([insert, label], rank) => ({
    insert,
    label,
    hint: "",
    rank: rank - 200,
  }));
}

function ranked(typed: string, all: readonly Thing[]): Candidate[] {
  return all
    .map((one) => ({ one, score: fit(typed, one.insert, one.label, one.aliases) }))
    .filter(({ score }) => score > 0)
    .sort(
      (a, b) =>
        b.score - a.score ||
        (a.one.rank ?? 0) - (b.one.rank ?? 0) ||
        a.one.insert.localeCompare(b.one.insert),
    )
    .slice(0, MOST)
    .map(({ one }) => ({ insert: one.insert, label: one.label, hint: one.hint }));
}
