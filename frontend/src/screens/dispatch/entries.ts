// Log lines as a timeline shows them. Pure: lines in any order in, entries out.
import type { LineView } from "../../link/wire";

export interface Entry {
  /** The newest wording. */
  readonly line: LineView;
  /** What it was before, newest first. */
  readonly before: readonly LineView[];
}

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
