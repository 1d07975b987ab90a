import { expect, it } from "vitest";
import type { PictureView, SharedSiteView, SharedUnitView } from "../../link/wire";
import { drawn, scaleBar } from "./places";

const site = (id: string, lon: number, lat: number): SharedSiteView =>
  ({ id, name: id, lon_e7: lon * 1e7, lat_e7: lat * 1e7, orders: [] }) as unknown as SharedSiteView;
const unit = (id: string, at: string | null): SharedUnitView => ({ id, site: at }) as SharedUnitView;
const picture = { post: { site: "ELM", place: null } } as PictureView;

it("draws a single school with room for names, its units and the command post", () => {
  const found = drawn(picture, [site("ELM", -105.1, 39.7)], [unit("a", "ELM"), unit("b", null)], 600, 400);
  expect(
    found?.marked.map(({ x, y, post, units }) => [Math.round(x), Math.round(y), post, units.length]),
  ).toEqual([[204, 200, true, 1]]);
  expect(found?.elsewhere.map((one) => one.id)).toEqual(["b"]);
});

it("keeps every school within the drawing, north upwards", () => {
  const found = drawn(picture, [site("ELM", -105.2, 39.6), site("OAK", -105.0, 39.9)], [], 600, 400);
  const [elm, oak] = found?.marked ?? [];
  expect(elm && oak && elm.y > oak.y && elm.x < oak.x).toBe(true);
  for (const one of found?.marked ?? []) {
    expect(one.x).toBeGreaterThan(60);
    expect(one.x).toBeLessThan(360);
    expect(one.y).toBeGreaterThan(40);
    expect(one.y).toBeLessThan(360);
  }
});

it("has nothing to draw without a place, and a unit elsewhere is not put anywhere", () => {
  expect(drawn(picture, [], [], 600, 400)).toBeNull();
  const found = drawn(picture, [site("ELM", -105.1, 39.7)], [unit("a", "OAK")], 600, 400);
  expect(found?.marked[0]?.units).toEqual([]);
  expect(found?.elsewhere).toHaveLength(1);
});

it("draws a scale that fits", () => {
  expect(scaleBar(0.1, 170)).toEqual({ words: "1 mi", length: 160.9344 });
  expect(scaleBar(0.1, 100).words).toBe("0.5 mi");
});
