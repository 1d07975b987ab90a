import { expect, test } from "vitest";
import { action, call, site, unit } from "../keys/command/board.fixture";
import { boundsOf, offScreen, ringFeature, siteFeatures, unitFeatures, unitMarks } from "./features";

const sites = new Map([
  ["GRHS", site("GRHS", "Granite Ridge High School")],
  ["RTHS", site("RTHS", "Redtail High School", { lat_e7: 398000000, lon_e7: -1050000000 })],
]);
const NOW = Date.parse("2026-11-23T17:00:00Z");
const position = (id: string, seconds: number, heading: number | null) => ({
  unit: id,
  at: new Date(NOW - seconds * 1000).toISOString(),
  lat_e7: 397500000,
  lon_e7: -1050500000,
  accuracy_m: 10,
  heading_deg: heading,
  speed_kmh: null,
  battery_pct: null,
});

test("a site is drawn by its worst action, a drill unlike the real thing", () => {
  const actions = [action("l", "GRHS", { type: "LOCKDOWN" }), action("s", "GRHS")];
  const [first, second] = siteFeatures(sites.values(), actions, "GRHS").features;
  expect(first?.properties).toMatchObject({ action: "LOCKDOWN", icon: "srp-LOCKDOWN", selected: true });
  expect(second?.properties).toMatchObject({ action: "none", icon: "site" });
  const drilled = siteFeatures(sites.values(), [action("d", "GRHS", { mode: "DRILL" })], null).features[0];
  expect(drilled?.properties["icon"]).toBe("drill-SECURE");
});

test("a unit stands at its own report, with its age when that is old; else where it belongs; off duty nowhere", () => {
  const units = [
    unit("A1"),
    unit("A2"),
    unit("A3", "AV", { home_site: "RTHS" }),
    unit("A4", "OFF"),
    unit("A5"),
  ];
  const positions = new Map([
    ["A1", position("A1", 5, 90)],
    ["A2", position("A2", 300, null)],
    ["A4", position("A4", 5, null)],
  ]);
  const marks = unitMarks(units, positions, sites, new Map());
  const drawn = unitFeatures(marks, NOW, "A2").features.map((one) => one.properties);
  expect(drawn).toMatchObject([
    { id: "A1", label: "A1", icon: "unit-AVL", heading: 90, old: false },
    { id: "A2", label: "A2, 5 min ago", icon: "still-AVL", old: true, selected: true },
    { id: "A3", icon: "post-AVL", reported: false },
  ]);
});

test("several at one place stand apart", () => {
  const units = ["A1", "A2", "A3"].map((id) => unit(id, "AP", { home_site: "GRHS" }));
  const marks = unitMarks(units, new Map(), sites, new Map());
  const places = unitFeatures(marks, NOW, null).features.map((one) =>
    JSON.stringify(one.geometry.coordinates),
  );
  expect(new Set(places).size).toBe(3);
});

test("a unit on scene without a report stands at its call", () => {
  const calls = new Map([["c", call("26-000001", "GRHS", { id: "c" })]]);
  const [mark] = unitMarks([unit("A1", "OS", { call: "c", home_site: "RTHS" })], new Map(), sites, calls);
  expect(mark?.place).toMatchObject({ id: "GRHS" });
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
