import { expect, test } from "vitest";
import { draw, pathOf, UNIT } from "./ground";

test("paths are drawn around the district, north up", () => {
  expect(draw(-105.1, 39.7).map(Math.abs)).toEqual([0, 0]);
  const [east] = draw(-105.0, 39.7);
  const [, north] = draw(-105.1, 39.8);
  expect(east).toBeCloseTo(UNIT / 3600, 5);
  expect(north).toBeLessThan(0);
});

test("lines stay open, areas close, and every ring of an area is drawn", () => {
  const ring = [
    [-105.1, 39.7],
    [-105.0, 39.7],
  ] as const;
  expect(pathOf({ type: "LineString", coordinates: ring })).toBe("M0.00 0.00L277.78 0.00");
  expect(pathOf({ type: "MultiPolygon", coordinates: [[ring], [ring, ring]] }).match(/Z/g)).toHaveLength(3);
  expect(pathOf({ type: "Point", coordinates: [-105, 39] })).toBe("");
});
