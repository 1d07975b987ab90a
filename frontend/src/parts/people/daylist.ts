// The list of the day: who is absent, left early, is on a trip, stands in or visits. Pure.
import type { DayEntryView, DayListView } from "../../link/wire";

export type Away = DayEntryView["away"];

export const AWAY_WORDS: Readonly<Record<Away, string>> = {
  absent: "Absent",
  early_checkout: "Checked out early",
  field_trip: "Field trip",
  substitute: "Substitute",
  visitor: "Visitor",
};
export const AWAYS = Object.keys(AWAY_WORDS) as Away[];

/** Today as the district's clocks say, which are this machine's. */
export function dayOf(at: number): string {
  const there = new Date(at);
  const two = (value: number): string => String(value).padStart(2, "0");
  return `${there.getFullYear()}-${two(there.getMonth() + 1)}-${two(there.getDate())}`;
}

/** Its entries that fit the words, by kind and name. */
export function entriesOf(list: DayListView | undefined, words: string): readonly DayEntryView[] {
  const all = words.toLowerCase().split(/\s+/).filter(Boolean);
  return [...(list?.entries ?? [])]
    .filter((one) => {
      const said = `${one.name?.text ?? ""} ${one.room ?? ""} ${AWAY_WORDS[one.away]} ${one.note?.text ?? ""}`;
      return all.every((word) => said.toLowerCase().includes(word));
    })
    .sort(
      (a, b) =>
        AWAYS.indexOf(a.away) - AWAYS.indexOf(b.away) ||
        (a.name?.text ?? "").localeCompare(b.name?.text ?? ""),
    );
}

/** How many of each kind: 12 absent, 3 checked out early. */
export function sumOf(list: DayListView | undefined): string {
  const counts = AWAYS.map((away) => {
    const many = (list?.entries ?? []).filter((one) => one.away === away).length;
    return many === 0 ? "" : `${many} ${AWAY_WORDS[away].toLowerCase()}`;
  });
  return counts.filter((one) => one !== "").join(", ");
}
