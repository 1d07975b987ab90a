import { expect, test } from "vitest";
import { foundWords, isThreat, patternOf, patternWords } from "./threats";

const pattern = { sites: 3, minutes: 40, threats: [] };

test("a pattern says how many schools within how many minutes", () => {
  expect(patternWords(pattern)).toBe("Pattern: 3 schools in 40 min");
  expect(patternWords({ sites: 2, minutes: 0 })).toBe("Pattern: 2 schools in 1 min");
});

test("an incident has the pattern of its calls, also of those that are not the first", () => {
  const calls = new Map([
    ["a", { pattern: null }],
    ["b", { pattern }],
  ] as const);
  const tied = ["gone", "a", "b"].map((id) => ({ id, number: id, site: null }));
  expect(patternOf({ calls: tied }, calls)).toBe("Pattern: 3 schools in 40 min");
  expect(patternOf({ calls: [] }, calls)).toBeNull();
});

test("it is asked of threats alone, and of what has been asked already", () => {
  const call = { type: "SWATNG", pattern: null, verified: [] };
  expect(isThreat(call)).toBe(true);
  expect(isThreat({ ...call, type: "FIGHT" })).toBe(false);
  expect(isThreat({ ...call, type: "FIGHT", pattern })).toBe(true);
});

test("answers are counted, and what they come to", () => {
  expect(foundWords([])).toBe("0 of 6 answered");
  expect(foundWords([{ finding: "for" }, { finding: "against" }, { finding: "unknown" }])).toBe(
    "3 of 6 answered: 1 for, 1 against",
  );
});
