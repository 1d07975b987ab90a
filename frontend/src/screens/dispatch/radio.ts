// What the radio log makes of lines: who was heard last, and what was heard from whom, where. Pure.
import type { LineView } from "../../link/wire";
import { voiceOf, type Entry } from "./entries";

export interface Heard {
  readonly unit: string | null;
  readonly channel: string | null;
}

export interface RadioFilter {
  readonly unit: string;
  readonly channel: string;
}

/** Who is most likely to have been heard just now: the unit that is selected, else the one of the last radio line. The channel is the last
    one that unit was heard on, else the last one at all. */
export function lastHeard(lines: readonly LineView[], selected: string | null): Heard {
  const radio = lines.filter((line) => line.kind === "radio");
  const unit = selected ?? radio.findLast((line) => line.unit !== null)?.unit ?? null;
  const on = radio.filter((line) => line.channel !== null);
  const own = on.findLast((line) => line.unit === unit);
  return { unit, channel: (own ?? on.at(-1))?.channel ?? null };
}

/** A correction says only what changed: the first wording knows who was heard, and on what channel. */
export function spokenOf(entry: Entry): LineView {
  return entry.before.at(-1) ?? entry.line;
}

/** The radio's entries of a unit and a channel; an empty filter lets all through. Newest first: the last word is looked for most. */
export function transmissions(entries: readonly Entry[], filter: RadioFilter): Entry[] {
  return entries
    .filter((entry) => {
      if (voiceOf(entry) !== "radio") return false;
      const said = spokenOf(entry);
      if (filter.unit !== "" && said.unit !== filter.unit && said.to !== filter.unit) return false;
      return filter.channel === "" || said.channel === filter.channel;
    })
    .reverse();
}

/** The channels that were heard, in order of name. */
export function channelsOf(lines: readonly LineView[]): string[] {
  return [...new Set(lines.flatMap((line) => line.channel ?? []))].sort();
}
