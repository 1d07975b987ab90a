import { expect, test } from "vitest";
import type { ActionView, CallView, SiteView, UnitView } from "../../link/wire";
import { beside, pictureOf } from "./sites";

const site = (id: string, name: string, sector = "North"): SiteView =>
  ({ id, name, sector, level: "high", aliases: [] }) as unknown as SiteView;
const action = (id: string, at: string): ActionView => ({ id, site: at }) as unknown as ActionView;
const call = (at: string | null, priority: number, status = "PENDING"): CallView =>
  ({ place: { site: at }, priority, status }) as unknown as CallView;
const unit = (at: string | null, status = "OS"): UnitView => ({ site: at, status }) as unknown as UnitView;

const sites = [
  site("BB", "Birch"),
  site("AA", "Aspen"),
  site("CC", "Cedar", ""),
  site("DD", "Dogwood", "South"),
];
const nothing = { sites, actions: [], calls: [], units: [] };

test("protected sites stand first in the order of their actions, all others by sector and name", () => {
  const picture = pictureOf(
    { ...nothing, actions: [action("1", "DD"), action("2", "BB"), action("3", "DD")] },
    "",
  );
  expect(picture.acting.map((one) => [one.site.id, one.actions.length])).toEqual([
    ["DD", 2],
    ["BB", 1],
  ]);
  expect(picture.sectors.map((one) => [one.name, one.tiles.map((tile) => tile.site.id)])).toEqual([
    ["No sector", ["CC"]],
    ["North", ["AA"]],
  ]);
  expect(picture.shown).toBe(4);
});

test("a tile counts open calls, the highest priority among them, and the units there", () => {
  const calls = [call("AA", 3), call("AA", 2), call("AA", 1, "CLOSED"), call(null, 1)];
  const units = [unit("AA"), unit("AA", "OFF"), unit(null)];
  const tile = pictureOf({ ...nothing, calls, units }, "")
    .sectors.flatMap((one) => one.tiles)
    .find((one) => one.site.id === "AA");
  expect(tile).toMatchObject({ calls: 2, priority: 2, units: 1 });
});

test("typing narrows by name, code and sector, and what only resembles it is left out", () => {
  const found = (words: string): string[] =>
    pictureOf(nothing, words).sectors.flatMap((one) => one.tiles.map((tile) => tile.site.id));
  expect(found("asp")).toEqual(["AA"]);
  expect(found("dd")).toEqual(["DD"]);
  expect(found("north")).toEqual(["AA", "BB"]);
  expect(found("zzz")).toEqual([]);
  expect(found("  ")).toHaveLength(4);
});

test("up and down go to the nearest tile of the next row", () => {
  const places = [
    { x: 0, y: 0 },
    { x: 100, y: 0 },
    { x: 0, y: 30 },
    { x: 90, y: 30 },
    { x: 0, y: 60 },
  ];
  expect(beside(places, 1, "down")).toBe(3);
  expect(beside(places, 3, "down")).toBe(4);
  expect(beside(places, 4, "up")).toBe(2);
  expect(beside(places, 0, "up")).toBeNull();
});
