import { expect, test } from "vitest";
import type { FigureView } from "../../link/figures";
import { boundsOf, byHour, days, monthName, niceTop, percent, span, targetWords, verdict } from "./figures";

const now = new Date(2026, 10, 26, 15, 30).getTime();
const none = { from: "", to: "" };

test("a range is whole days of this desk, today among them", () => {
  const today = boundsOf("today", now, none);
  expect(today).toEqual({
    from: new Date(2026, 10, 26).toISOString(),
    until: new Date(2026, 10, 27).toISOString(),
  });
  const week = boundsOf("7", now, none);
  expect(week?.from).toBe(new Date(2026, 10, 20).toISOString());
  expect(days(week?.from ?? "", week?.until ?? "")).toBe(7);
});

test("an own range has its last day in it, and what is no range is none", () => {
  expect(boundsOf("own", now, { from: "2026-11-01", to: "2026-11-01" })).toEqual({
    from: new Date(2026, 10, 1).toISOString(),
    until: new Date(2026, 10, 2).toISOString(),
  });
  expect(boundsOf("own", now, { from: "2026-11-02", to: "2026-11-01" })).toBeNull();
  expect(boundsOf("own", now, none)).toBeNull();
});

test.each([
  [null, "–"],
  [0, "0.0 s"],
  [4_240, "4.2 s"],
  [48_000, "0:48"],
  [725_000, "12:05"],
  [3_730_000, "1:02:10"],
])("%s ms is read as %s", (given, said) => {
  expect(span(given)).toBe(said);
});

test("shares and targets are said as they are written", () => {
  expect(percent(1, 3)).toBe("33.3 %");
  expect(percent(3, 3)).toBe("100 %");
  expect(percent(0, 0)).toBe("–");
  expect(targetWords({ percent: 90, seconds: 60, within: 0 }, false)).toBe("90 % within 60 s");
  expect(targetWords({ percent: 90, seconds: 600, within: 0 }, false)).toBe("90 % within 10 min");
  expect(targetWords({ percent: 5, seconds: null, within: 0 }, true)).toBe("below 5 %");
  expect(verdict({ met: null } as FigureView)).toBeNull();
  expect(verdict({ met: false } as FigureView)).toBe("missed");
});

test("hours of all days are added by the hour of the desk's clock, and none is lost", () => {
  const at = (day: number, hour: number): string => new Date(2026, 10, day, hour).toISOString();
  const rows = byHour([
    { at: at(1, 9), calls: 2, urgent: 1 },
    { at: at(2, 9), calls: 3, urgent: 0 },
    { at: at(2, 23), calls: 1, urgent: 1 },
  ]);
  expect(rows).toHaveLength(24);
  expect(rows[9]).toEqual({ hour: 9, calls: 5, urgent: 1 });
  expect(rows.reduce((sum, one) => sum + one.calls, 0)).toBe(6);
});

test("an axis ends at a number that a person can read and that holds all", () => {
  expect([0, 1, 2, 3, 6, 11, 49, 51, 1001].map(niceTop)).toEqual([1, 1, 2, 5, 10, 20, 50, 100, 2000]);
});

test("a month is one of the district, on every clock", () => {
  expect(monthName("2026-11-01")).toBe("Nov 2026");
  expect(monthName("2026-01-01")).toBe("Jan 2026");
});
