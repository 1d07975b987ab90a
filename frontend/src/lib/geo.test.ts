import { expect, test } from "vitest";
import { directionTo, mercator, metresBetween } from "./geo";

const home = { lat_e7: 397_000_000, lon_e7: -1_051_000_000 };

test("a thousandth of a degree of latitude is about 111 metres", () => {
  const north = { lat_e7: home.lat_e7 + 10_000, lon_e7: home.lon_e7 };
  expect(metresBetween(home, north)).toBeCloseTo(111.2, 0);
  expect(metresBetween(home, home)).toBe(0);
});

test.each([
  [10_000, 0, "N"],
  [0, 10_000, "E"],
  [-10_000, 0, "S"],
  [0, -10_000, "W"],
  [10_000, 13_000, "NE"],
])("a step of %d north and %d east points %s", (dLat, dLon, point) => {
  expect(directionTo(home, { lat_e7: home.lat_e7 + dLat, lon_e7: home.lon_e7 + dLon })).toBe(point);
});

test("the middle of the map is where equator and Greenwich meet", () => {
  expect(mercator(0, 0)).toEqual([0.5, 0.5]);
  const [x, y] = mercator(-105, 39.7);
  expect(x).toBeCloseTo(0.2083, 3);
  expect(y).toBeLessThan(0.5);
});
