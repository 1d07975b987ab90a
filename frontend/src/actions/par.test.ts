import { expect, test } from "vitest";
import type { IncidentView, RollCallView } from "../link/wire";
import { asksOf, parLine, parRows, parState } from "./par";

const said = { said_by: "Lund", how: "radio", by: "Maria", at: "2026-11-27T15:00:00Z" };
const incident = {
  calls: [{ id: "c1", number: "26-000001", site: "GRHS" }],
  par: {
    started_at: "2026-11-27T14:59:00Z",
    started_by: "Maria",
    due: "2026-11-27T15:01:00Z",
    ended_at: null,
    asks: [
      { agency: "WRFD", role: null, answer: { agency: "WRFD", people: 4, missing: 1, said } },
      { agency: "WRFD", role: "MEDICAL", answer: null },
    ],
  },
} as unknown as IncidentView;
const roll = (call: string, unit: string, at: string | null, left: string | null = null): RollCallView =>
  ({ call, marks: [{ unit, answered_at: at, left_at: left }] }) as unknown as RollCallView;

test("agencies, groups and the units of its calls stand in one list with who has not answered", () => {
  const rolls = [
    roll("c1", "A7", said.at),
    roll("c1", "A3", null),
    roll("c1", "A9", null, said.at),
    roll("c2", "C1", null),
  ];
  const rows = parRows(incident, rolls, (role) => role.toLowerCase());
  expect(rows.map((one) => [one.name, one.what, one.at !== null])).toEqual([
    ["WRFD", "agency", true],
    ["medical", "group, WRFD", false],
    ["A7", "unit", true],
    ["A3", "unit", false],
  ]);
  expect(parState(rows)).toEqual({ answered: 2, missing: 1 });
  expect(parRows({ ...incident, par: null }, rolls, String)).toEqual([]);
});

test("a line says how many have answered, who has not and how many are missing", () => {
  const rows = parRows(incident, [roll("c1", "A7", null)], (role) => role);
  expect(parLine(rows)).toEqual({
    head: "PAR 1 of 3",
    wants: "1 MISSING; not yet: MEDICAL, A7",
    missing: 1,
  });
  expect(parLine([])).toBeNull();
  expect(parLine(rows.map((one) => ({ ...one, at: said.at, missing: 0 })))?.wants).toBe("");
});

test("PAR asks who leads a group, and who came without being sent", () => {
  const here = { ...incident, id: "i1" };
  const leader = { id: "A7", agency: "PMSD", call: "c1" };
  const leads = [{ incident: "i1", role: "MEDICAL", held: { who: { unit: "A7" } } }] as unknown as Parameters<
    typeof asksOf
  >[2];
  expect(asksOf(here, leader, leads, [])).toEqual([{ agency: "WRFD", role: "MEDICAL", people: 1 }]);
  expect(asksOf(here, { ...leader, id: "A3" }, leads, [])).toEqual([]);
  const asked = {
    ...here,
    par: { ...here.par, asks: [{ agency: "PMSD", role: null, answer: null }] },
  } as IncidentView;
  const there = [{ incident: "i1", unit: "A3", status: "staged" as const, people: 2 }];
  const came = { id: "A3", agency: "PMSD", call: null };
  expect(asksOf(asked, came, [], there)).toEqual([{ agency: "PMSD", role: null, people: 2 }]);
  expect(asksOf(asked, { ...came, call: "c1" }, [], there), "the roll call asks it").toEqual([]);
});
