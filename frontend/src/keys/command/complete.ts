// What could stand where the cursor is. Pure. Candidates are offered, never taken by themselves: Tab takes one.
import { callName, placeName, spokenNumber } from "../../actions/names";
import { HAZARDS } from "../../actions/hazards";
import { ACTIONS, DISPOSITIONS, INCIDENT_TYPES, statusTerm } from "../../link/catalog";
import { lex } from "./lex";
import { VERBS, verbNamed, type Expects } from "./verbs";
import { ENDED, type World } from "./world";

export interface Candidate {
  /** What replaces the word being typed. */
  readonly insert: string;
  readonly label: string;
  readonly hint: string;
}

export interface Completion {
  /** The part of the line that a candidate replaces. */
  readonly from: number;
  readonly to: number;
  readonly candidates: readonly Candidate[];
}

const MOST = 8;

/** How well a query fits a name: 0 not at all, more is better. */
export function fit(query: string, code: string, name: string, aliases: readonly string[] = []): number {
  const wanted = query.toUpperCase();
  if (wanted === "") return 1;
  const upper = code.toUpperCase();
  if (upper === wanted) return 100;
  if (upper.startsWith(wanted)) return 80;
  const words = name.toUpperCase().split(/[^A-Z0-9]+/);
  if (aliases.some((one) => one.toUpperCase().startsWith(wanted))) return 70;
  if (words[0]?.startsWith(wanted)) return 60;
  if (words.some((one) => one.startsWith(wanted))) return 50;
  const parts = wanted.split(/[^A-Z0-9]+/).filter((one) => one !== "");
  if (parts.length > 1 && parts.every((part) => words.some((one) => one.startsWith(part)))) return 45;
  if (
    words
      .map((one) => one[0] ?? "")
      .join("")
      .startsWith(wanted)
  )
    return 40;
  if (wanted.length >= 3 && name.toUpperCase().includes(wanted)) return 30;
  if (wanted.length >= 3 && inOrder(wanted, name.toUpperCase())) return 10;
  return 0;
}

function inOrder(letters: string, text: string): boolean {
  let at = 0;
  for (const letter of letters) {
    at = text.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

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
  if (place === 0) return { from, to: cursor, candidates: ranked(typed, verbs()) };
  const verb = verbNamed(clause.words[0]?.upper ?? "");
  if (!verb) return none;
  const expects = verb.expects[Math.min(place - 1, verb.expects.length - 1)] ?? [];
  const used = new Set(clause.words.slice(1, place).map((one) => one.upper));
  const all = expects
    .flatMap((one) => things(one, world))
    .filter((one) => !used.has(one.insert.toUpperCase()));
  // Nothing typed yet: the few most likely, not the whole district.
  const candidates = typed === "" && expects.length === 0 ? [] : ranked(typed, all);
  return { from, to: cursor, candidates };
}

interface Named extends Candidate {
  readonly aliases?: readonly string[];
  /** Likelier ones first among equals. */
  readonly rank?: number;
}

function ranked(typed: string, all: readonly Named[]): Candidate[] {
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

function verbs(): Named[] {
  return VERBS.map((one, rank) => ({
    insert: one.names[0],
    label: one.means,
    hint: one.example,
    aliases: one.names,
    rank,
  }));
}

function things(kind: Expects, world: World): Named[] {
  switch (kind) {
    case "verb":
      return verbs();
    case "unit":
      return [...world.units.values()].map((one) => ({
        insert: one.id,
        label: one.name === "" ? one.id : one.name,
        hint: statusTerm(one.status).label,
        rank: one.call === null && statusTerm(one.status).group === "AVL" ? 0 : 1,
      }));
    case "call":
      return [...world.calls.values()]
        .filter((one) => !ENDED.has(one.status))
        .map((one) => ({
          insert: spokenNumber(one.number),
          label: callName(one),
          hint: placeName(one.place, world.sites),
          rank: one.priority + (one.id === world.selectedCall ? -10 : 0),
        }));
    case "site":
      return [...world.sites.values()].map((one) => ({
        insert: one.id,
        label: one.name,
        hint: one.sector,
        aliases: one.aliases,
        rank: one.id === world.selectedSite ? -1 : 0,
      }));
    case "type":
      return INCIDENT_TYPES.map((one) => ({
        insert: one.code,
        label: one.label,
        hint: `P${one.priority}`,
        rank: one.priority,
      }));
    case "disposition":
      return DISPOSITIONS.map((one) => ({ insert: one.code, label: one.label, hint: "" }));
    case "action":
      return ACTIONS.map((one) => ({
        insert:
          { HOLD: "HOLD", SECURE: "SEC", LOCKDOWN: "LOCK", EVACUATE: "EVAC", SHELTER: "SHEL" }[one.type] ??
          one.type,
        label: one.term,
        hint: one.directive,
        rank: -one.rank,
      }));
    case "agency":
      return [...world.agencies.values()].map((one) => ({
        insert: one.id,
        label: one.name,
        hint: one.agency_kind,
        rank: one.agency_kind === "psap" ? 0 : 1,
      }));
    case "hazard":
      return HAZARDS.map((one) => ({ insert: one, label: one.replaceAll("_", " "), hint: "" }));
  }
}
