import { describe, expect, test } from "vitest";
import { UNIT_STATUSES } from "../../link/catalog";
import type { ActionView, AssignmentView, HeadlineView, SiteView, UnitView } from "../../link/wire";
import {
  actingSites,
  actionLine,
  consequence,
  entryWords,
  insideWords,
  nearFirst,
  nextStep,
  otherSteps,
  placeOf,
  stages,
  unitsNear,
  worstFirst,
} from "./model";

const action = (id: string, more: Partial<ActionView>): ActionView =>
  ({
    id,
    site: "GRHS",
    type: "SECURE",
    mode: "ACTUAL",
    status: "ACTIVE",
    entry_mode: null,
    started_at: "2026-11-23T10:00:00Z",
    ended_at: null,
    ...more,
  }) as ActionView;

const site = {
  id: "GRHS",
  lat_e7: 397_000_000,
  lon_e7: -1_051_000_000,
  buildings: [{ code: "MAIN", name: "Main building", zones: [] }],
} as unknown as SiteView;
const sites = new Map([["GRHS", site]]);

describe("the next status", () => {
  test("leads through a call to Clear", () => {
    expect(["DP", "ER", "OS"].map((code) => nextStep(code as "DP", true)?.word)).toEqual([
      "En route",
      "On scene",
      "Clear",
    ]);
    expect(nextStep("OS", true)?.clears).toBe(true);
  });

  test("is legal wherever there is one, and never the emergency", () => {
    for (const { code, legal } of UNIT_STATUSES) {
      for (const onCall of [true, false]) {
        const next = nextStep(code, onCall);
        if (next) expect(legal).toContain(next.status);
        const others = otherSteps(code, onCall).map((step) => step.status);
        expect(legal).toEqual(expect.arrayContaining(others));
        expect(others).not.toContain(next?.status);
        expect(others).not.toContain("EM");
      }
    }
  });

  test("an available unit is asked for nothing, one at a meal may come back", () => {
    expect(nextStep("AV", false)).toBeNull();
    expect(nextStep("ML", false)).toEqual({ status: "AV", word: "Available", clears: false });
    expect(nextStep("OFF", false)).toBeNull();
    expect(nextStep("EM", true)).toBeNull();
  });

  test("without a call nobody sends himself to one", () => {
    expect(otherSteps("AV", false).map((step) => step.status)).not.toContain("ER");
    expect(otherSteps("ER", true).map((step) => step.word)).toContain("Clear");
  });
});

test("four stages: behind, here, ahead, with their times", () => {
  const assignment = {
    times: { t_dispatched: "2026-11-23T10:42:00Z", t_enroute: "2026-11-23T10:44:00Z" },
  } as unknown as AssignmentView;
  expect(stages(assignment, "ER").map((stage) => [stage.word, stage.place, stage.at !== null])).toEqual([
    ["Dispatched", "behind", true],
    ["En route", "here", true],
    ["On scene", "ahead", false],
    ["Clear", "ahead", false],
  ]);
  expect(stages(undefined, "TR").find((stage) => stage.place === "here")?.word).toBe("On scene");
});

describe("protective actions", () => {
  test("what is real comes before a drill, then the protocol's rank; what has ended is gone", () => {
    const order = worstFirst([
      action("drill", { type: "LOCKDOWN", mode: "DRILL" }),
      action("secure", {}),
      action("lockdown", { type: "LOCKDOWN" }),
      action("over", { type: "LOCKDOWN", ended_at: "2026-11-23T10:01:00Z" }),
    ]).map((one) => one.id);
    expect(order).toEqual(["lockdown", "secure", "drill"]);
  });

  test("sites are listed once, the worst first", () => {
    const acting = actingSites([
      action("a", { site: "X" }),
      action("b", { site: "Y", type: "LOCKDOWN" }),
      action("c", { site: "X" }),
    ]);
    expect(acting.map((one) => [one.site, one.actions.length])).toEqual([
      ["Y", 1],
      ["X", 2],
    ]);
  });

  test("say what was said, or the directive", () => {
    const texts = {
      id: "a",
      version: 1,
      strategy: null,
      location: null,
      area: null,
      reason: { text: "Shots reported", text_class: "operational" as const },
    };
    expect(actionLine(action("a", {}), texts)).toBe("Shots reported");
    expect(actionLine(action("a", {}), undefined)).toBe("Get Inside. Lock Outside Doors.");
    expect(actionLine(action("a", { status: "RELEASING" }), texts)).toMatch(/Still in force/);
  });

  test("tell how doors are worked", () => {
    expect(entryWords(undefined)).toBeNull();
    expect(entryWords(action("a", { entry_mode: "monitored_entry" }))).toMatch(/monitored/);
    expect(entryWords(action("a", { type: "LOCKDOWN" }))).toMatch(/room by room/);
  });
});

describe("where", () => {
  const nowhere = { site: null, building: null, zone: null, room: null, lat_e7: null, lon_e7: null };

  test("inside a site, by the names that people use", () => {
    expect(insideWords({ ...nowhere, site: "GRHS", building: "MAIN", room: "214" }, site)).toBe(
      "Main building, Room 214",
    );
    expect(insideWords(nowhere, site)).toBeNull();
  });

  test("its own coordinates before its site's", () => {
    expect(placeOf({ ...nowhere, lat_e7: 1, lon_e7: 2 }, sites)).toEqual({ lat_e7: 1, lon_e7: 2 });
    expect(placeOf({ ...nowhere, site: "GRHS" }, sites)).toBe(site);
    expect(placeOf(nowhere, sites)).toBeNull();
  });

  test("urgent before near, near before far, old before new", () => {
    const headline = (id: string, more: Partial<HeadlineView>): HeadlineView =>
      ({ id, priority: 3, received_at: "2026-11-23T10:00:00Z", ...nowhere, ...more }) as HeadlineView;
    const list = [
      headline("far", { lat_e7: 398_000_000, lon_e7: -1_051_000_000 }),
      headline("near", { site: "GRHS" }),
      headline("urgent", { priority: 1 }),
      headline("somewhere", {}),
    ];
    expect(nearFirst(list, sites, site).map((one) => one.headline.id)).toEqual([
      "urgent",
      "near",
      "far",
      "somewhere",
    ]);
    expect(nearFirst(list, sites, null)[0]?.headline.id).toBe("urgent");
  });
});

test("the near come first and whoever has no position last", () => {
  const at = (lat_e7: number): { lat_e7: number; lon_e7: number } => ({ lat_e7, lon_e7: 0 });
  const unit = (id: string, status = "AV"): UnitView => ({ id, status }) as UnitView;
  const positions = new Map([
    ["A9", at(10_000)],
    ["A2", at(500_000)],
  ]);
  const found = unitsNear([unit("A2"), unit("A1"), unit("A9"), unit("A3", "OFF")], positions, at(0));
  expect(found.map((one) => one.id)).toEqual(["A9", "A2", "A1"]);
});

test("an order says who will know, by what this phone knows", () => {
  const site = { id: "GRHS", name: "Granite Ridge High", students: 1800, staff: 188 } as SiteView;
  const unit = (id: string, status: string, there: string | null): UnitView =>
    ({ id, status, site: there }) as UnitView;
  expect(
    consequence(site, [unit("A7", "OS", "GRHS"), unit("A3", "AV", null), unit("A1", "OFF", "GRHS")]),
  ).toBe(
    "The desk, 2 units, 1 of them at or on the way to the site, and the team of Granite Ridge High are told at once; its 1,988 people follow it.",
  );
});
