// Log lines as a timeline shows them. Pure: lines in any order in, entries out.
import type { LineView } from "../../link/wire";

export interface Entry {
  /** The newest wording. */
  readonly line: LineView;
  /** What it was before, newest first. */
  readonly before: readonly LineView[];
}

/** Whose words a line is: a person's, somebody's on the radio, or the system's own record of what was done. */
export type Voice = "people" | "radio" | "system";

const PEOPLE: ReadonlySet<string> = new Set(["note", "LineWritten", "ShiftEntryWritten"]);

/** Which lines are wanted; null: all. */
export type Wanted = Voice | null;

/** Lines in order; a correction stands where the original stood, with the original one step away. */
export function entriesOf(lines: Iterable<LineView>): Entry[] {
  const byId = new Map<string, LineView>();
  for (const line of lines) byId.set(line.id, line);
  const all = [...byId.values()].sort((a, b) => a.at.localeCompare(b.at));
  const correctedBy = new Map<string, LineView>();
  for (const line of all) if (line.supersedes !== null) correctedBy.set(line.supersedes, line);
  return all
    .filter((line) => line.supersedes === null || !byId.has(line.supersedes))
    .map((first) => {
      const before: LineView[] = [];
      let line = first;
      for (let next = correctedBy.get(line.id); next; next = correctedBy.get(line.id)) {
        before.unshift(line);
        line = next;
      }
      return { line, before };
    });
}

/** A corrected radio line stays a radio line: what it began as decides. */
export function voiceOf(entry: Entry): Voice {
  const first = entry.before.at(-1) ?? entry.line;
  if (first.kind === "radio") return "radio";
  return PEOPLE.has(first.kind) ? "people" : "system";
}

/** How many lines of each voice there are. */
export function countsOf(entries: readonly Entry[]): Readonly<Record<Voice, number>> {
  const counts = { people: 0, radio: 0, system: 0 };
  for (const entry of entries) counts[voiceOf(entry)] += 1;
  return counts;
}

/** The entries of one voice that say all of these words, in any order; what a line said before it was corrected counts too. */
export function soughtIn(entries: readonly Entry[], wanted: Wanted, words: string): Entry[] {
  const all = words.toLowerCase().split(/\s+/).filter(Boolean);
  return entries.filter((entry) => {
    if (wanted !== null && voiceOf(entry) !== wanted) return false;
    if (all.length === 0) return true;
    const said = [entry.line, ...entry.before].map(saidBy).join(" ").toLowerCase();
    return all.every((word) => said.includes(word));
  });
}

function saidBy(line: LineView): string {
  const all = [
    line.title,
    line.detail?.text,
    line.reason?.text,
    line.warning,
    line.actor,
    line.unit,
    line.site,
  ];
  return all.filter(Boolean).join(" ");
}

/** How many entries stand after one: what somebody who reads further up has not seen yet. */
export function newerThan(entries: readonly Entry[], seen: string | null): number {
  if (seen === null) return 0;
  // A correction may have taken the place of the line that was last seen.
  const at = entries.findLastIndex(
    (one) => one.line.id === seen || one.before.some((old) => old.id === seen),
  );
  return at === -1 ? 0 : entries.length - 1 - at;
}

/** What stands as one line of the timeline: an entry, or many rooms of a site that reported that all is well. */
export interface Stood {
  readonly entries: readonly Entry[];
  /** How many rooms; 0: it is one entry as it is. */
  readonly rooms: number;
  readonly site: string;
  readonly mode: string;
}

const CALM_STATUS: ReadonlySet<string> = new Set(["ALL_ACCOUNTED", "NOT_OCCUPIED"]);
/** Fewer lines than this are read faster than their sum. */
const MANY = 3;
const TOGETHER_MS = 5 * 60_000;

/**
 * Entries as they stand in a timeline: a site's calm room reports of five minutes together where the first of them came. A room where
 * somebody is missing, extra or hurt stands by itself, and so does everything else.
 */
export function gathered(entries: readonly Entry[]): Stood[] {
  const open = new Map<string, { since: number; entries: Entry[] }>();
  const places: Entry[][] = [];
  for (const entry of entries) {
    const { line } = entry;
    const calm = CALM_STATUS.has(line.room_status ?? "");
    const key = `${line.site ?? ""} ${line.mode ?? ""}`;
    const known = calm ? open.get(key) : undefined;
    if (known && Date.parse(line.at) - known.since < TOGETHER_MS) {
      known.entries.push(entry);
      continue;
    }
    const place = [entry];
    places.push(place);
    if (calm) open.set(key, { since: Date.parse(line.at), entries: place });
  }
  return places.flatMap((place) => (place.length < MANY ? place.map((one) => stood([one])) : [stood(place)]));
}

function stood(entries: readonly Entry[]): Stood {
  const { site, mode } = entries[0]?.line ?? {};
  const rooms = new Set(entries.map(({ line }) => line.room));
  return {
    entries,
    rooms: entries.length < MANY ? 0 : rooms.size,
    site: site ?? "",
    mode: mode ?? "",
  };
}
