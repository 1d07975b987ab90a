import { expect, test } from "vitest";
import { action, call, site, unit } from "../../keys/command/board.fixture";
import { byWeight } from "../../actions/names";
import { actingSites, activeOf, countsOf, groupUnits, pendingOf, steady } from "./lists";

const at = (minute: number): { times: Record<string, string> } => ({
  times: { t_received: `2026-11-23T16:${String(minute).padStart(2, "0")}:00Z` },
});

test("pending calls stand by priority, then age; drills after, those on hold last", () => {
  const calls = [
    call("26-000001", "GRHS", { priority: 3, ...at(10) }),
    call("26-000002", "GRHS", { priority: 1, ...at(40) }),
    call("26-000003", "GRHS", { priority: 3, ...at(5) }),
    call("26-000004", "GRHS", { priority: 1, status: "HELD", ...at(1) }),
    call("26-000005", "GRHS", { priority: 1, mode: "DRILL", ...at(1) }),
    call("26-000006", "GRHS", { priority: 3, preempted: true, ...at(50) }),
    call("26-000007", "GRHS", { status: "DISPATCHED" }),
  ];
  expect(pendingOf(calls).map((one) => one.number.slice(-1))).toEqual(["2", "6", "3", "1", "5", "4"]);
  expect(activeOf(calls).map((one) => one.number.slice(-1))).toEqual(["7"]);
});

test("an actual Hold stands before a drilled Lockdown, the worst site first", () => {
  const actions = [
    action("d", "LKES", { type: "LOCKDOWN", mode: "DRILL" }),
    action("h", "RTHS", { type: "HOLD" }),
    action("l", "GRHS", { type: "LOCKDOWN" }),
    action("s", "GRHS", { type: "SECURE" }),
  ].sort(byWeight);
  expect(actingSites(actions).map((one) => [one.site, one.actions.length])).toEqual([
    ["GRHS", 2],
    ["RTHS", 1],
    ["LKES", 1],
  ]);
});

test("units stand under their call, the selected one first; those off duty at the end", () => {
  const calls = new Map([
    ["c1", call("26-000001", "GRHS", { id: "c1", priority: 1 })],
    ["c2", call("26-000002", "RTHS", { id: "c2", priority: 3 })],
  ]);
  const sites = new Map([["GRHS", site("GRHS", "Granite Ridge High School")]]);
  const units = [
    unit("A10", "ER", { call: "c1" }),
    unit("A2", "OS", { call: "c1" }),
    unit("A3", "DP", { call: "c2" }),
    unit("A4"),
    unit("A5", "OFF"),
  ];
  const groups = groupUnits(units, "incident", calls, sites, "c2");
  expect(groups.map((one) => [one.id, one.units.map((row) => row.id)])).toEqual([
    ["call-c2", ["A3"]],
    ["call-c1", ["A2", "A10"]],
    ["sector-", ["A4"]],
    ["off", ["A5"]],
  ]);
  const total = groupUnits(units, "status", calls, sites, null).reduce(
    (sum, one) => sum + one.units.length,
    0,
  );
  expect(total).toBe(units.length);
  expect(countsOf(units).get("AVL")).toBe(1);
});

test("under a hand no row moves, new ones come at the end, gone ones leave their place", () => {
  const [a, b, c] = [{ id: "a" }, { id: "b" }, { id: "c" }];
  expect(steady([a, b], [c, b, a], false).rows).toEqual([c, b, a]);
  const held = steady([a, b], [c, b], true);
  expect(held.rows.map((row) => row.id)).toEqual(["a", "b", "c"]);
  expect([...held.gone]).toEqual(["a"]);
});
