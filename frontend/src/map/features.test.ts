import { expect, test } from "vitest";
import { action, site } from "../keys/command/board.fixture";
import { boundsOf, offScreen, ringFeature, siteFeatures } from "./features";

const sites = new Map([
  ["GRHS", site("GRHS", "Granite Ridge High School")],
  ["RTHS", site("RTHS", "Redtail High School", { lat_e7: 398000000, lon_e7: -1050000000 })],
]);
test("a site is drawn by its worst action, a drill unlike the real thing", () => {
  const actions = [action("l", "GRHS", { type: "LOCKDOWN" }), action("s", "GRHS")];
  const [first, second] = siteFeatures(sites.values(), actions, new Set(["GRHS"]), "GRHS").features;
  expect(first?.properties).toMatchObject({
    action: "LOCKDOWN",
    icon: "srp-LOCKDOWN",
    fanned: true,
    selected: true,
  });
  expect(second?.properties).toMatchObject({ action: "none", icon: "site", fanned: false });
  const drilled = siteFeatures(sites.values(), [action("d", "GRHS", { mode: "DRILL" })], new Set(), null)
    .features[0];
  expect(drilled?.properties["icon"]).toBe("drill-SECURE");
});

test("an acting site that is out of the picture is named with distance and direction", () => {
  const view = { west: -105.1, south: 39.69, east: -105.06, north: 39.71 };
  const actions = [action("l", "GRHS"), action("r", "RTHS", { type: "HOLD" })];
  expect(offScreen(actions, sites, view)).toMatchObject([{ id: "RTHS", said: "8.1 mi NE" }]);
});

test("bounds hold the places, and the ring is a mile", () => {
  expect(boundsOf([])).toBeNull();
  expect(boundsOf(sites.values())).toEqual({ west: -105.08, south: 39.7, east: -105, north: 39.8 });
  const ring = ringFeature({ lat_e7: 397000000, lon_e7: -1050800000 }).geometry;
  expect(ring.coordinates).toHaveLength(73);
});

test("bounds hold a school at the edge of the district, and not one on another continent", () => {
  const town = Array.from({ length: 200 }, (_, n) => ({
    lat_e7: 395_000_000 + n * 10_000,
    lon_e7: -1_050_000_000 + n * 10_000,
  }));
  const rural = { lat_e7: 394_000_000, lon_e7: -1_051_000_000 };
  const astray = { lat_e7: 515_000_000, lon_e7: -1_000_000 };
  expect(boundsOf([...town, rural, astray])).toEqual({
    west: -105.1,
    south: 39.4,
    east: -104.801,
    north: 39.699,
  });
});
