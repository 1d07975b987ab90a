import { expect, test } from "vitest";
import { site } from "./command/board.fixture";
import type { ActionType, Mode } from "../link/wire";
import { NEAR_M, neighbours, offeredNear } from "../actions/neighbours";
import { stepBeside, stepFrom } from "../actions/steps";

const TYPES: readonly ActionType[] = ["HOLD", "SECURE", "LOCKDOWN", "EVACUATE", "SHELTER"];
const there = (type: ActionType, mode: Mode = "ACTUAL") => ({ type, mode });

test("every pair has its verdict and says why", () => {
  for (const old of TYPES) {
    for (const next of TYPES) expect(stepFrom(old, next).says, `${old} ${next}`).not.toBe("");
  }
  expect(stepFrom("LOCKDOWN", "HOLD").verdict).toBe("forbidden");
  expect(stepFrom("LOCKDOWN", "EVACUATE").verdict).toBe("guarded");
  expect(stepFrom("SECURE", "EVACUATE")).toMatchObject({
    verdict: "confirm",
    says: expect.stringContaining("?") as string,
  });
  expect(stepFrom("HOLD", "LOCKDOWN").verdict).toBe("allowed");
});

test("of several actions the strictest counts", () => {
  expect(stepBeside([there("SECURE"), there("LOCKDOWN")], "HOLD").verdict).toBe("forbidden");
  expect(stepBeside([], "LOCKDOWN")).toEqual({ verdict: "allowed", says: "" });
});

test("an actual order ends a drill, and a drill never starts beside an actual", () => {
  expect(stepBeside([there("LOCKDOWN", "DRILL")], "HOLD")).toMatchObject({
    verdict: "allowed",
    says: "Ends the drill.",
  });
  expect(stepBeside([there("HOLD")], "SECURE", "DRILL").verdict).toBe("forbidden");
});

test("neighbours are those within reach, nearest first, and never the site itself", () => {
  const here = site("GRHS", "Granite Ridge");
  const near = site("LKES", "Larkspur", { lat_e7: here.lat_e7 + 50_000 });
  const nearer = site("OAKS", "Oaks", { lat_e7: here.lat_e7 - 40_000 });
  const far = site("RTHS", "Redtail", { lat_e7: here.lat_e7 + 150_000 });
  const found = neighbours(here, [far, near, here, nearer]);
  expect(found.map((one) => one.site.id)).toEqual(["OAKS", "LKES"]);
  for (const one of found) expect(one.metres).toBeLessThanOrEqual(NEAR_M);
});

test("what happens inside one building is not offered to others", () => {
  expect(offeredNear("LOCKDOWN")).toBe("SECURE");
  expect(offeredNear("HOLD")).toBeNull();
});
