import { expect, test } from "vitest";
import type { IncidentView, RollCallView } from "../link/wire";
import { parRows, parState } from "./par";

const said = { said_by: "Lund", how: "radio", by: "Maria", at: "2026-11-27T15:00:00Z" };
const incident = {
  calls: [{ id: "c1", number: "26-000001", site: "GRHS" }],
  par: {
    started_at: "2026-11-27T14:59:00Z",
    started_by: "Maria",
    due: "2026-11-27T15:01:00Z",
    ended_at: null,
    asks: [
      { agency: "WRFPD", role: null, answer: { agency: "WRFPD", people: 4, missing: 1, said } },
      { agency: "WRFPD", role: "MEDICAL", answer: null },
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
    ["WRFPD", "agency", true],
    ["medical", "group, WRFPD", false],
    ["A7", "unit", true],
    ["A3", "unit", false],
  ]);
  expect(parState(rows)).toEqual({ answered: 2, missing: 1 });
  expect(parRows({ ...incident, par: null }, rolls, String)).toEqual([]);
});
