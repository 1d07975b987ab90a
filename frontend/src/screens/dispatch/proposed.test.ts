import { expect, test } from "vitest";
import type { Candidate, Recommendation } from "../../link/recommend";
import { EMPTY_DRAFT } from "./draft";
import { rowsOf, steadySet, wantedOf } from "./proposed";

function found(units: string[], others: Partial<Candidate>[] = []): Recommendation {
  const candidates = [
    ...units.map((unit) => ({ unit, eligible: true, pulled: false, recommended: true })),
    ...others,
  ];
  return { units, candidates } as unknown as Recommendation;
}

test("a call is asked about as soon as its type is known, and its place only sharpens it", () => {
  expect(wantedOf(EMPTY_DRAFT, null, undefined)).toBeNull();
  expect(wantedOf({ ...EMPTY_DRAFT, type: "FIGHT" }, null, undefined)).toEqual({ type: "FIGHT" });
  const spot = { lat_e7: 1, lon_e7: 2 };
  const typed = { ...EMPTY_DRAFT, type: "FIGHT", priority: 1 as const };
  expect(wantedOf(typed, spot, undefined)).toEqual({ type: "FIGHT", priority: 1, ...spot });
  expect(wantedOf({ ...typed, site: "GRHS" }, spot, undefined)).toEqual({
    type: "FIGHT",
    priority: 1,
    site: "GRHS",
  });
});

test("a report to a call asks what that call still needs", () => {
  expect(wantedOf({ ...EMPTY_DRAFT, type: "FIGHT" }, null, "c1")).toEqual({ call: "c1" });
});

test("nobody is proposed now for work that is to be done later", () => {
  expect(wantedOf({ ...EMPTY_DRAFT, type: "FIGHT", scheduled: "2h" }, null, undefined)).toBeNull();
});

test("whom the button names stays while they can go, though another is nearer by now", () => {
  expect(
    steadySet(["A7", "A3"], found(["A9", "A3"], [{ unit: "A7", eligible: true, pulled: false }])),
  ).toEqual(["A7", "A3"]);
});

test("who can go no more is replaced, and so is a set that is too small or too large", () => {
  expect(
    steadySet(["A7", "A3"], found(["A9", "A3"], [{ unit: "A7", eligible: false, pulled: false }])),
  ).toEqual(["A9", "A3"]);
  expect(steadySet(["A7"], found(["A9"], [{ unit: "A7", eligible: true, pulled: true }]))).toEqual(["A9"]);
  expect(steadySet(["A7"], found(["A7", "A3"]))).toEqual(["A7", "A3"]);
  expect(steadySet([], found(["A7"]))).toEqual(["A7"]);
});

test("each named unit comes with its reason", () => {
  expect(rowsOf(["A3", "gone"], found(["A7", "A3"])).map((one) => one.unit)).toEqual(["A3"]);
});
