import { expect, test } from "vitest";
import { readable, spread, type Point } from "./marks";

const site: Point = [100, 100];

test("units on a site's mark are set round it, apart from each other", () => {
  const units: Point[] = [
    [100, 100],
    [104, 98],
    [96, 103],
    [99, 99],
  ];
  const places = spread(units, [site]);
  for (const [i, one] of places.entries()) {
    expect(Math.hypot(one[0] - 100, one[1] - 100)).toBeCloseTo(42);
    for (const other of places.slice(i + 1)) {
      expect(Math.hypot(one[0] - other[0], one[1] - other[1])).toBeGreaterThan(30);
    }
  }
});

test("a unit by itself stays where it is", () => {
  expect(spread([[300, 20]], [site])).toEqual([[300, 20]]);
  expect(spread([[300, 20]], [])).toEqual([[300, 20]]);
});

test("a name that would cover an earlier one is left out, the earlier one is not", () => {
  const label = (x: number, y: number, length: number): { at: Point; length: number } => ({
    at: [x, y],
    length,
  });
  expect(
    readable([label(100, 100, 20), label(120, 105, 3), label(100, 130, 20), label(300, 100, 5)]),
  ).toEqual([true, false, true, true]);
});
