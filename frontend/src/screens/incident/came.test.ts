import { expect, test } from "vitest";
import { cameFields, faultOf, unsaid } from "./came";

const NOW = new Date(2026, 10, 23, 10, 30).getTime();

test("what was not said is left out", () => expect(cameFields(unsaid(), NOW)).toEqual({}));

test("what was said goes as it was said, the time as a moment gone by", () =>
  expect(cameFields({ from: " Station 2 ", at: "20m", travel: "Engine" }, NOW)).toEqual({
    departed_from: "Station 2",
    departed_at: new Date(NOW - 20 * 60_000).toISOString(),
    travel: "Engine",
  }));

test.each([
  ["", true],
  ["10:12", true],
  ["5m ago", true],
  ["noonish", false],
])("a time that is none is said: %s", (at, right) => expect(faultOf(at, NOW) === "").toBe(right));
