import { expect, test } from "vitest";
import { clock, clockSeconds, count, day, elapsed, elapsedWords, miles, thousands } from "./format";

test.each([
  [-5, "0:00"],
  [14_999, "0:14"],
  [278_000, "4:38"],
  [31 * 60_000 + 15_000, "31:15"],
  [3_730_000, "1:02:10"],
  [76 * 3_600_000, "3 d 4 h"],
  [24 * 3_600_000, "1 d"],
])("%d ms runs as %s", (span, written) => {
  expect(elapsed(span)).toBe(written);
});

test("a span is read aloud in words", () => {
  expect(elapsedWords(9_000)).toBe("9 s");
  expect(elapsedWords(278_000)).toBe("4 min");
  expect(elapsedWords(3_730_000)).toBe("1 h 2 min");
});

test("times of day are local and have 24 hours", () => {
  const moment = new Date(2026, 10, 23, 15, 4, 9);
  expect(clock(moment)).toBe("15:04");
  expect(clockSeconds(moment.toISOString())).toBe("15:04:09");
  expect(day(moment.getTime())).toBe("Mon 23 Nov");
});

test("distances", () => {
  expect(miles(120)).toBe("390 ft");
  expect(miles(966)).toBe("0.6 mi");
  expect(miles(20_000)).toBe("12 mi");
});

test("one and many", () => {
  expect(count(1, "unit")).toBe("1 unit");
  expect(count(0, "unit")).toBe("0 units");
  expect(count(2, "class", "classes")).toBe("2 classes");
});

test("large numbers are read in threes", () => {
  expect([7, 999, 1042, 1234567].map(thousands)).toEqual(["7", "999", "1,042", "1,234,567"]);
});
