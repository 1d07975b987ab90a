// The desk's book in words, and how a handover is gone through topic by topic. Pure.
import type { HandoverView, ShiftEntryView } from "../../link/wire";

export type ShiftCategory = ShiftEntryView["category"];
export type Topic = HandoverView["items"][number]["topic"];

export const CATEGORY_NAMES: Readonly<Record<ShiftCategory, string>> = {
  staffing: "Staffing",
  equipment: "Equipment",
  notable_call: "Notable call",
  pending: "Pending",
  site_condition: "Site condition",
  weather: "Weather",
  key_building: "Key or building",
  instruction: "Instruction from command",
};

export const TOPIC_NAMES: Readonly<Record<Topic, string>> = {
  actions: "Protective actions in force",
  open_calls: "Open calls",
  waiting_calls: "Pending, held and scheduled calls",
  alarms: "Alarms that nobody has acknowledged",
  units_out: "Units out of service or in emergency",
  timers: "Timers running",
  bolos_new: "BOLOs of the last 12 hours",
  bolos_expiring: "BOLOs that end within 12 hours",
  shift_entries: "Carried forward in the shift log",
};
const ORDER = Object.keys(TOPIC_NAMES) as Topic[];

/** The topics that have something, each with its items, in their order. */
export function topicsOf(handover: HandoverView): { topic: Topic; items: HandoverView["items"] }[] {
  return ORDER.map((topic) => ({ topic, items: handover.items.filter((one) => one.topic === topic) })).filter(
    ({ items }) => items.length > 0,
  );
}

/** What one person sees first: what waits for them, then what they are making, then the newest. */
export function foremost(handovers: Iterable<HandoverView>, person: string): HandoverView | null {
  const all = [...handovers].sort((a, b) => b.prepared_at.localeCompare(a.prepared_at));
  const waits = all.find(
    (one) => one.signed_at !== null && one.accepted_at === null && one.person !== person,
  );
  const mine = all.find((one) => one.person === person && one.accepted_at === null);
  return waits ?? mine ?? all.find((one) => one.signed_at !== null) ?? null;
}

/** Carried forward first, then the newest; what was cleared stays where it was written. */
export function inBook(entries: Iterable<ShiftEntryView>, words: string): ShiftEntryView[] {
  const sought = words.trim().toLowerCase().split(/\s+/).filter(Boolean);
  return [...entries]
    .filter((one) => {
      const said = [
        one.text?.text,
        CATEGORY_NAMES[one.category],
        one.site,
        one.unit,
        one.call_number,
        one.by,
      ];
      const all = said.join(" ").toLowerCase();
      return sought.every((word) => all.includes(word));
    })
    .sort((a, b) => Number(b.carry_forward) - Number(a.carry_forward) || b.at.localeCompare(a.at));
}
