import { beforeEach, expect, test } from "vitest";
import { Layout, understood, USUAL } from "./layout.svelte";

const spot = { x: 1920, y: 0, w: 1600, h: 900 };
beforeEach(() => localStorage.clear());

test("what a position had is there again for whoever sits down next", () => {
  const layout = new Layout("pine-mesa", "Law 04");
  layout.unitsBy = "sector";
  layout.active = "mine";
  layout.pinned = true;
  layout.opened("map", spot);
  layout.opened("big", spot);
  layout.closed("big");
  const next = new Layout("pine-mesa", "Law 04");
  expect([next.unitsBy, next.active, next.pinned, next.open]).toEqual(["sector", "mine", true, ["map"]]);
  expect(next.spot("map")).toEqual(spot);
  // Where a closed window stood is kept: it opens there again.
  expect(next.spot("big")).toEqual(spot);
});

test("a column is as wide as somebody made it here, and as usual again when he says so", () => {
  const layout = new Layout("l", "Law 04");
  layout.widen("left", 500, true);
  layout.widen("right", 333, false);
  expect([layout.width("left"), layout.width("right"), layout.width("timers")]).toEqual([
    500,
    333,
    undefined,
  ]);
  // What a hand is still dragging is not kept.
  const next = new Layout("l", "Law 04");
  expect([next.width("left"), next.width("right")]).toEqual([500, undefined]);
  next.widen("left", null, true);
  expect(new Layout("l", "Law 04").width("left")).toBeUndefined();
  expect(understood('{"widths":{"left":9000,"right":"wide","timers":200}}').widths).toEqual({ timers: 200 });
});

test("another position and another log have their own", () => {
  new Layout("pine-mesa", "Law 04").unitsBy = "status";
  expect(new Layout("pine-mesa", "Law 05").unitsBy).toBe("incident");
  expect(new Layout("exercise-1", "Law 04").unitsBy).toBe("incident");
});

test("two windows of a position do not undo what the other kept", () => {
  const [one, other] = [new Layout("l", ""), new Layout("l", "")];
  one.opened("units", spot);
  other.pinned = true;
  one.unitsBy = "status";
  const next = new Layout("l", "");
  expect([next.open, next.pinned, next.unitsBy]).toEqual([["units"], true, "status"]);
});

test.each([
  null,
  "",
  "{",
  "null",
  "7",
  '{"unitsBy":"colour","active":9,"pinned":"yes","open":"map","spots":7}',
])("what is not understood is not used: %s", (text) => {
  expect(understood(text)).toEqual(USUAL);
});

test("a window that would be too small to find is put where windows usually are", () => {
  expect(understood(JSON.stringify({ spots: { map: { ...spot, w: 3 } } })).spots).toEqual({});
  expect(understood(JSON.stringify({ open: ["map", "garden"] })).open).toEqual(["map"]);
});
