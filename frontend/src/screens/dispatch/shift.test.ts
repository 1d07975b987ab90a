import { expect, test } from "vitest";
import type { HandoverView, ShiftEntryView } from "../../link/wire";
import { foremost, inBook, topicsOf } from "./shift";

const handover = (id: string, more: Partial<HandoverView> = {}): HandoverView => ({
  id,
  version: 1,
  prepared_at: "2026-11-27T06:00:00Z",
  prepared_by: "Maria",
  person: "maria",
  items: [],
  note: null,
  signed_at: null,
  accepted_at: null,
  accepted_by: null,
  ...more,
});
const entry = (id: string, more: Partial<ShiftEntryView> = {}): ShiftEntryView => ({
  id,
  version: 1,
  category: "staffing",
  text: { text: "A9 comes at 15:00", text_class: "operational" },
  by: "Maria",
  desk_position: "P1",
  at: "2026-11-27T06:00:00Z",
  carry_forward: false,
  site: null,
  unit: null,
  call: null,
  call_number: null,
  cleared_at: null,
  cleared_by: null,
  ...more,
});
const signed = { signed_at: "2026-11-27T06:05:00Z" };

test("topics come in one order, and only those that have something", () => {
  const item = (topic: "timers" | "open_calls") => ({ topic, subject: topic, text: null, at: null });
  const found = topicsOf(handover("h", { items: [item("timers"), item("open_calls"), item("timers")] }));
  expect(found.map(({ topic, items }) => [topic, items.length])).toEqual([
    ["open_calls", 1],
    ["timers", 2],
  ]);
});

test("what waits for me comes before what I make, and that before what is done", () => {
  const done = handover("done", {
    ...signed,
    accepted_at: "2026-11-27T06:06:00Z",
    prepared_at: "2026-11-27T09:00:00Z",
  });
  const waits = handover("waits", signed);
  const mine = handover("mine", { person: "jonas", prepared_at: "2026-11-27T08:00:00Z" });
  expect(foremost([done, waits, mine], "jonas")?.id).toBe("waits");
  expect(foremost([done, waits, mine], "maria")?.id).toBe("waits");
  expect(foremost([done, mine], "jonas")?.id).toBe("mine");
  expect(foremost([done, mine], "maria")?.id).toBe("done");
  expect(foremost([mine], "maria")).toBeNull();
});

test("the book: carried forward first, newest first, found by its words, site and category", () => {
  const later = entry("later", { at: "2026-11-27T07:00:00Z", category: "weather", site: "GRHS" });
  const kept = entry("kept", { carry_forward: true });
  expect(inBook([entry("old"), later, kept], "").map((one) => one.id)).toEqual(["kept", "later", "old"]);
  expect(inBook([entry("old"), later, kept], "grhs weather").map((one) => one.id)).toEqual(["later"]);
});
