import { expect, test } from "vitest";
import { call, site, unit } from "../keys/command/board.fixture";
import type { PositionView } from "../link/wire";
import { fannedSites, gather, unitFeatures, unitMarks } from "./units";

const sites = new Map([
  ["GRHS", site("GRHS", "Granite Ridge High School")],
  ["RTHS", site("RTHS", "Redtail High School", { lat_e7: 398000000, lon_e7: -1050000000 })],
]);
const NOW = Date.parse("2026-11-23T17:00:00Z");
const position = (id: string, seconds: number, heading: number | null, more: Partial<PositionView> = {}) => ({
  unit: id,
  at: new Date(NOW - seconds * 1000).toISOString(),
  lat_e7: 397500000,
  lon_e7: -1050500000,
  accuracy_m: 10,
  heading_deg: heading,
  speed_kmh: null,
  battery_pct: null,
  ...more,
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
  const drawn = unitFeatures(gather(marks, sites.values(), new Set()), NOW, "A2").features.map(
    (one) => one.properties,
  );
  expect(drawn).toMatchObject([
    { id: "A1", label: "A1", icon: "unit-AVL", heading: 90, old: false },
    { id: "A2", label: "A2 DELAYED 5 min", icon: "still-AVL", old: true, selected: true },
    { id: "A3", icon: "post-AVL", reported: false },
  ]);
});

const AT_GRHS = { lat_e7: 397004000, lon_e7: -1050804000 };

test("those who stand at a site are round its mark, and where they say that they are once there is room", () => {
  const units = ["A1", "A2"].map((id) => unit(id, "OS"));
  const positions = new Map([
    ["A1", position("A1", 5, 40, AT_GRHS)],
    ["A2", position("A2", 5, null, AT_GRHS)],
  ]);
  const gathered = gather(unitMarks(units, positions, sites, new Map()), sites.values(), new Set(["GRHS"]));
  expect([...fannedSites(gathered)]).toEqual(["GRHS"]);
  const { features } = unitFeatures(gathered, NOW, null);
  const far = features.filter((one) => one.properties["seen"] === "far");
  expect(far.map((one) => one.geometry.coordinates)).toEqual([
    [-105.08, 39.7],
    [-105.08, 39.7],
  ]);
  expect(new Set(far.map((one) => one.properties["slot"])).size).toBe(2);
  const near = features.filter((one) => one.properties["seen"] === "near");
  expect(near.map((one) => one.properties["icon"])).toEqual(["unit-ONS", "still-ONS"]);
  expect(near.map((one) => one.geometry.coordinates[0])).toEqual([-105.0804, -105.0804]);
});

test("who drives past a site does not stand there", () => {
  const passing = new Map([["A1", position("A1", 5, 90, AT_GRHS)]]);
  const marks = unitMarks([unit("A1", "ER")], passing, sites, new Map());
  expect(gather(marks, sites.values(), new Set()).crowds).toEqual([]);
});

test("more than a mark has room for are counted, and the selected one is shown", () => {
  const units = Array.from({ length: 15 }, (_, n) => unit(`B${n + 1}`, "OS"));
  const positions = new Map(units.map((one) => [one.id, position(one.id, 5, null, AT_GRHS)]));
  const gathered = gather(unitMarks(units, positions, sites, new Map()), sites.values(), new Set(["GRHS"]));
  const far = unitFeatures(gathered, NOW, "B9").features.filter((one) => one.properties["seen"] === "far");
  expect(far.map((one) => one.properties["label"])).toContain("+4");
  expect(far.filter((one) => one.properties["selected"]).map((one) => one.properties["id"])).toEqual(["B9"]);
});

test("units without a report stand apart where they belong", () => {
  const units = ["A1", "A2", "A3"].map((id) => unit(id, "AP", { home_site: "GRHS" }));
  const marks = unitMarks(units, new Map(), sites, new Map());
  const gathered = gather(marks, sites.values(), new Set());
  expect([...fannedSites(gathered)]).toEqual([]);
  const drawn = unitFeatures(gathered, NOW, null).features.map((one) => one.properties);
  expect(new Set(drawn.map((one) => one["slot"])).size).toBe(3);
  expect(drawn.every((one) => one["seen"] === "any")).toBe(true);
});

test("a unit on scene without a report stands at its call", () => {
  const calls = new Map([["c", call("26-000001", "GRHS", { id: "c" })]]);
  const [mark] = unitMarks([unit("A1", "OS", { call: "c", home_site: "RTHS" })], new Map(), sites, calls);
  expect(mark?.place).toMatchObject({ id: "GRHS" });
});
