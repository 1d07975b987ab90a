import { describe, expect, test } from "vitest";
import type { DeskPositionView, SiteView, UnitView } from "../link/wire";
import { addressed, targetOf, targets } from "./targets";

const unit = (id: string, unit_kind: UnitView["unit_kind"], more: Partial<UnitView> = {}): UnitView =>
  ({ id, unit_kind, name: id, members: [], sector: "", status: "AV", ...more }) as UnitView;
const people = {
  units: new Map([
    ["A7", unit("A7", "PAT", { sector: "North", members: ["Jo Marsh"] })],
    ["A9", unit("A9", "PAT", { sector: "North", status: "OFF" })],
    ["SUP1", unit("SUP1", "SUP")],
  ]),
  positions: new Map([
    ["POS2", { id: "POS2", name: "Position 2", person: "sue", person_name: "Sue" } as DeskPositionView],
  ]),
  sites: new Map([
    ["GRHS", { id: "GRHS", name: "Granite Ridge High", aliases: ["Granite"], sector: "North" } as SiteView],
  ]),
};

describe("who a message can be sent to", () => {
  test("is a unit, a group, a sector, a site, the desk or everybody; off duty does not count", () => {
    const found = new Map(targets(people).map((one) => [one.id, one]));
    expect([...found.keys()]).toEqual([
      "ALL",
      "DESK",
      "POS2",
      "PAT",
      "SUP",
      "NORTH",
      "A7",
      "A9",
      "SUP1",
      "GRHS",
    ]);
    expect(found.get("PAT")?.hint).toBe("1 on duty");
    expect(found.get("POS2")?.hint).toBe("Sue");
    expect(found.get("A7")?.label).toBe("Jo Marsh");
  });

  test("has a name of its own, though a position is called as a group is or a unit as a group", () => {
    const [position] = people.positions.values();
    const [unit] = people.units.values();
    if (!position || !unit) throw new Error("the board is empty");
    const alike = {
      ...people,
      positions: new Map([["SUP", { ...position, id: "SUP" }]]),
      units: new Map([...people.units, ["PAT", { ...unit, id: "PAT" }]]),
    };
    const ids = targets(alike).map((one) => one.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(targetOf(alike, "SUP")?.to).toEqual({ kind: "group", code: "SUP" });
    expect(targetOf(alike, "position-sup")?.to).toEqual({ kind: "position", code: "SUP" });
    expect(targetOf(alike, "PAT")?.to).toEqual({ kind: "unit", code: "PAT" });
  });

  test("is named by code or alias, whatever the case, and never guessed", () => {
    expect(targetOf(people, "patrol")?.to).toEqual({ kind: "group", code: "PAT" });
    expect(targetOf(people, "granite")?.to).toEqual({ kind: "site", code: "GRHS" });
    expect(targetOf(people, "north")?.to).toEqual({ kind: "sector", code: "North" });
    expect(targetOf(people, "A")).toBeUndefined();
  });
});

test("the command names each kind apart, and an all-call names nobody", () => {
  const [unitTo, group, site, desk, all] = ["A7", "PAT", "GRHS", "DESK", "ALL"].map(
    (word) => targetOf(people, word)?.to ?? { kind: "desk" as const },
  );
  if (!unitTo || !group || !site || !desk || !all) throw new Error("a target is missing");
  expect(addressed([unitTo, group, site, desk])).toEqual({
    units: ["A7"],
    unit_kinds: ["PAT"],
    sites: ["GRHS"],
    desk: true,
  });
  expect(addressed([{ kind: "position", code: "POS2" }])).toEqual({ positions: ["POS2"] });
  expect(addressed([unitTo, all])).toEqual({ everyone: true });
});
