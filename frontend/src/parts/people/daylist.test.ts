import { expect, test } from "vitest";
import type { DayListView } from "../../link/wire";
import { dayOf, entriesOf, sumOf } from "./daylist";

const said = (text: string) => ({ text, text_class: "student" as const });
const list: DayListView = {
  id: "GRHS",
  version: 1,
  day: "2026-11-23",
  at: "2026-11-23T15:00:00Z",
  by: "Ana Lopez",
  entries: [
    { id: "1", name: said("Zoe Low"), away: "absent", room: "101", note: null },
    { id: "2", name: said("Bo Reyes"), away: "visitor", room: null, note: said("of the county") },
    { id: "3", name: said("Al Oh"), away: "absent", room: null, note: null },
    { id: "4", name: null, away: "early_checkout", room: null, note: null },
  ],
};

test("people stand by kind, then by name, and are found by name, room, kind or note", () => {
  const ids = (words: string) => entriesOf(list, words).map((one) => one.id);
  expect(ids("")).toEqual(["3", "1", "4", "2"]);
  expect(ids("low 101")).toEqual(["1"]);
  expect(ids("county")).toEqual(["2"]);
  expect(ids("early")).toEqual(["4"]);
  expect(entriesOf(undefined, "")).toEqual([]);
});

test("what there is of each kind, in words", () => {
  expect(sumOf(list)).toBe("2 absent, 1 checked out early, 1 visitor");
  expect(sumOf(undefined)).toBe("");
});

test("a day is the one on the wall", () => {
  expect(dayOf(new Date(2026, 0, 5, 23, 59).getTime())).toBe("2026-01-05");
});
