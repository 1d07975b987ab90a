import { expect, test } from "vitest";
import { localMoment, pieces, trackFeatures, trackWords, type WayPoint } from "./track.svelte";

const START = Date.parse("2026-03-02T08:00:00Z");
const point = (minute: number): WayPoint => ({
  at: new Date(START + minute * 60_000).toISOString(),
  lat_e7: 395_000_000 + minute,
  lon_e7: -1_049_000_000,
  accuracy_m: null,
  speed_kmh: null,
  call: null,
});

test("no line is drawn where nobody knows the way", () => {
  const points = [0, 1, 6, 12, 13].map(point);
  expect(pieces(points).map((piece) => piece.length)).toEqual([3, 2]);
  const [first, second] = trackFeatures({ unit: "A7", points, more: false });
  expect(first?.geometry.coordinates).toHaveLength(3);
  expect(second?.geometry.coordinates).toHaveLength(2);
  const [dot] = trackFeatures({ unit: "A7", points: [point(0)], more: false });
  expect(dot?.geometry.coordinates).toEqual([
    [-104.9, 39.5],
    [-104.9, 39.5],
  ]);
  expect(trackFeatures(null)).toEqual([]);
});

test("it says how much there is, and what is missing in it", () => {
  const points = [0, 1, 12].map(point);
  expect(trackWords({ unit: "A7", points, more: false })).toMatch(
    /^A7, \d\d:\d\d to \d\d:\d\d: 3 positions, 1 gap without a position$/,
  );
  expect(trackWords({ unit: "A7", points: [], more: false })).toBe("A7: no position is kept of that time");
});

test("a field for a moment holds this machine's time and gives the same moment back", () => {
  expect(new Date(localMoment(START)).getTime()).toBe(START);
});
