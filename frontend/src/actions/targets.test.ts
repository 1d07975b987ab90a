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
