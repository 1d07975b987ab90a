import { expect, test } from "vitest";
import { call, site } from "../../keys/command/board.fixture";
import { initials, sectorsOf, shownOf, type ActiveFilter } from "./queue";

const sites = new Map([
  ["GRHS", site("GRHS", "Granite Ridge High School", { sector: "North" })],
  ["LKES", site("LKES", "Larkspur Elementary", { sector: "South" })],
]);
const owner = (person: string) => ({ person, name: person, position: "p", since: "2026-11-23T16:58:00Z" });
const calls = [
  call("26-000001", "GRHS", { owner: owner("me"), priority: 2 }),
  call("26-000002", "LKES", { owner: owner("you"), priority: 1 }),
  call("26-000003", "LKES", { owner: null, priority: 3 }),
  call("26-000004", "LKES", {
    owner: owner("you"),
    place: { ...call("x", "GRHS").place, site: null },
  }),
];
const look = (filter: ActiveFilter, sector: string | null = null) => {
  const { calls: shown, hidden, hiddenP1 } = shownOf(calls, { filter, person: "me", sector }, sites);
  return [shown.map((one) => one.number.slice(-1)).join(""), hidden, hiddenP1];
};

test("mine are those that I work and those that nobody does; what is left out is counted", () => {
  expect(look("all")).toEqual(["1234", 0, 0]);
  expect(look("mine")).toEqual(["13", 2, 1]);
});

test("a sector has the calls of its sites, and those of no site", () => {
  expect(look("sector", "North")).toEqual(["14", 2, 1]);
  expect(look("sector")).toEqual(["1234", 0, 0]);
  expect(sectorsOf(sites.values())).toEqual(["North", "South"]);
});

test("initials", () => {
  expect(["Dana Reyes", "Ana Maria Lopez-Ruiz", "Cher", ""].map(initials)).toEqual(["DR", "AR", "C", ""]);
});
