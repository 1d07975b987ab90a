// What somebody types to find anything, as questions to history, and why each call that came back fits. Pure.
import { placeName, shortNumber } from "../../../actions/names";
import { typeLabel } from "../../../link/catalog";
import type { HistoryQuery } from "../../../link/http";
import type { CallView, SiteView, UnitView } from "../../../link/wire";

export type Rows<Value> = { get(id: string): Value | undefined; values(): Iterable<Value> };

export interface Known {
  readonly sites: Rows<SiteView>;
  readonly units: Rows<UnitView>;
  /** Two digits of the year in which numbers without one are. */
  readonly year: string;
}

const FILTER = /^(site|unit|type|from|until|number):(\S+)$/i;
const NUMBER = /^#?(?:(\d{2})-)?(\d{1,6})$/;
const SITES_MOST = 2;

/** Letters and digits only, small: the server compares words like that too. */
export function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((one) => one !== "");
}

interface Typed {
  readonly fixed: Partial<Record<"site" | "unit" | "type" | "from" | "until" | "number", string>>;
  readonly tokens: readonly string[];
}

function read(text: string): Typed {
  const fixed: Record<string, string> = {};
  const tokens: string[] = [];
  for (const token of text.trim().split(/\s+/)) {
    const found = FILTER.exec(token);
    const [, name = "", value = ""] = found ?? [];
    if (!found) tokens.push(token);
    else if (/^(from|until)$/i.test(name)) fixed[name.toLowerCase()] = value;
    else fixed[name.toLowerCase()] = value.toUpperCase();
  }
  return { fixed, tokens: tokens.filter((one) => one !== "") };
}

/** The sites whose name some of the words begin words of, most words first. */
function sitesNamed(
  tokens: readonly string[],
  sites: Rows<SiteView>,
): { id: string; used: ReadonlySet<string> }[] {
  const wanted = tokens.filter((one) => one.length >= 3);
  return [...sites.values()]
    .map((site) => {
      const words = wordsOf([site.name, ...site.aliases].join(" "));
      const used = new Set(
        wanted.filter((token) => words.some((word) => word.startsWith(token.toLowerCase()))),
      );
      return { id: site.id, used };
    })
    .filter(({ used }) => [...used].some((token) => token.length >= 4))
    .sort((a, b) => b.used.size - a.used.size || a.id.localeCompare(b.id))
    .filter((one, _n, all) => one.used.size === (all[0]?.used.size ?? 0));
}

/** The questions that a line comes to: all of its words; and what a word may also be (a number, a unit, a school's name). */
export function questions(text: string, known: Known): HistoryQuery[] {
  const { fixed, tokens } = read(text);
  if (tokens.length === 0 && Object.keys(fixed).length === 0) return [];
  const asked: HistoryQuery[] = [];
  const [only] = tokens;
  const number = tokens.length === 1 && only !== undefined ? NUMBER.exec(only) : null;
  if (number)
    asked.push({ ...fixed, number: `${number[1] ?? known.year}-${(number[2] ?? "").padStart(6, "0")}` });
  const q = (words: readonly string[]): Pick<HistoryQuery, "q"> =>
    words.length === 0 ? {} : { q: words.join(" ") };
  const unit = tokens.find((one) => known.units.get(one.toUpperCase()));
  if (unit !== undefined && fixed.unit === undefined) {
    asked.push({ ...fixed, unit: unit.toUpperCase(), ...q(tokens.filter((one) => one !== unit)) });
  }
  if (fixed.site === undefined) {
    for (const { id, used } of sitesNamed(tokens, known.sites).slice(0, SITES_MOST)) {
      asked.push({ ...fixed, site: id, ...q(tokens.filter((one) => !used.has(one))) });
    }
  }
  // What a number means nearly always stands first; as a word it may also be a room or a telephone.
  asked.push({ ...fixed, ...q(tokens.map((one) => one.replace(/^#/, ""))) });
  return eachOnce(asked, (one) => JSON.stringify(one));
}

/** Two digits of the year in which numbers are given now. */
export function yearOf(now: number): string {
  return String(new Date(now).getUTCFullYear()).slice(2);
}

/** The first of those that are alike. */
export function eachOnce<One>(all: readonly One[], like: (one: One) => string): One[] {
  const seen = new Set<string>();
  return all.filter((one) => !seen.has(like(one)) && seen.add(like(one)));
}

/** Rows of several answers, each once, the newest answer's. */
export function together<Row extends { readonly id: string }>(
  before: readonly Row[],
  fresh: readonly Row[],
): Row[] {
  return [...new Map([...before, ...fresh].map((one) => [one.id, one])).values()];
}

export interface Reason {
  readonly what: string;
  /** The words around what fits; empty: the name says it all. */
  readonly words: string;
}

const AROUND = 28;

function around(text: string, token: string): string {
  const at = text.toLowerCase().indexOf(token.toLowerCase());
  const from = Math.max(0, at - AROUND);
  const to = Math.min(text.length, at + token.length + AROUND);
  return `${from > 0 ? "…" : ""}${text.slice(from, to).trim()}${to < text.length ? "…" : ""}`;
}

/** Why a call fits: where each word stands in it. Words that stand nowhere in it are in its log. */
export function reasons(call: CallView, text: string, sites: Rows<SiteView>): Reason[] {
  const { tokens } = read(text);
  const site = call.place.site === null ? undefined : sites.get(call.place.site);
  const fields: readonly (readonly [string, string | null | undefined])[] = [
    ["number", call.number],
    ["type", `${typeLabel(call.type)} ${call.type}`],
    ["place", `${placeName(call.place, sites)} ${call.place.site ?? ""} ${site?.aliases.join(" ") ?? ""}`],
    ["caller", call.caller?.text],
    ["call back", call.callback?.text],
    ["said", call.text?.text],
    ["outcome", call.outcome?.text],
    ["units", [...call.units, ...call.stacked].join(" ")],
    ["worked by", call.owner?.name],
    ...call.reports.slice(1).flatMap(
      (one) =>
        [
          ["a report", one.caller?.text],
          ["a report", one.place.address?.text],
          ["a report", one.place.room],
        ] as const,
    ),
  ];
  const found = new Map<string, string>();
  for (const token of tokens.flatMap(wordsOf)) {
    const hit = fields.find(([, value]) => wordsOf(value ?? "").some((word) => word.startsWith(token)));
    const numbered = /^\d+$/.test(token) && shortNumber(call.number).endsWith(token);
    const [what, value] = hit ?? (numbered ? ["number", call.number] : ["its log", ""]);
    if (!found.has(what))
      found.set(what, ["type", "number", "place"].includes(what) ? "" : around(value ?? "", token));
  }
  return [...found].map(([what, words]) => ({ what, words }));
}
