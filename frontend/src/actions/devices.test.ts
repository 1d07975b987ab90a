import { describe, expect, it } from "vitest";
import type { DeviceInfo } from "../link/devices";
import type { PressView, TestWindowView } from "../link/wire";
import { deviceRows, spotOf, wanted } from "./devices";

const NOW = Date.parse("2026-03-02T15:00:00Z");
const device = (id: string, more: Partial<DeviceInfo> = {}): DeviceInfo => ({
  id,
  device_kind: "wearable",
  name: "",
  vendor: "ACME",
  site: "GRHS",
  building: "MAIN",
  floor: "1",
  room: "101",
  in_service: true,
  has_key: true,
  battery: 80,
  low: false,
  heard_at: "2026-03-02T14:00:00Z",
  silent_since: null,
  silence_hours: 24,
  ...more,
});
const press = (more: Partial<PressView>): PressView =>
  ({ device: "W-1", trust: "wrong_signature", count: 1, ...more }) as PressView;
const test = (more: Partial<TestWindowView>): TestWindowView =>
  ({ id: "t", site: "GRHS", device: null, until: "2026-03-02T16:00:00Z", ...more }) as TestWindowView;
const ids = (rows: readonly { readonly device: DeviceInfo }[]): string[] => rows.map((one) => one.device.id);

describe("the list of panic devices", () => {
  const devices = [
    device("W-10"),
    device("W-2"),
    device("B-1", { site: "ELMS", low: true, battery: 9, device_kind: "fixed_button" }),
    device("W-3", { silent_since: "2026-03-02T14:30:00Z" }),
    device("W-4", { has_key: false }),
    device("W-5", { in_service: false, low: true, has_key: false }),
  ];

  it("begins with those that somebody has to look after, and counts nothing of what is out of service", () => {
    const rows = deviceRows(devices, [], [], NOW);
    expect(ids(rows)).toEqual(["B-1", "W-3", "W-4", "W-2", "W-5", "W-10"]);
    expect(rows[0]?.faults).toEqual(["battery 9 %"]);
    expect(rows[1]?.faults).toEqual(["silent for 1 h 0 min"]);
    expect(rows[2]?.faults[0]).toContain("no key");
  });

  it("counts presses that are not known to come from it", () => {
    const presses = [press({}), press({ count: 2 }), press({ trust: "verified" }), press({ device: "W-2" })];
    const rows = deviceRows([device("W-1"), device("W-9")], presses, [], NOW);
    expect(rows.map((one) => one.unverified)).toEqual([3, 0]);
    expect(rows[0]?.faults).toEqual(["3 unverified presses"]);
  });

  it("knows the test of a device and of its whole site", () => {
    const own = deviceRows(devices, [], [test({ site: "ELMS", device: "B-1" })], NOW);
    expect(ids(wanted(own, "test", null, ""))).toEqual(["B-1"]);
    const all = deviceRows(devices, [], [test({})], NOW);
    expect(ids(wanted(all, "test", null, ""))).toHaveLength(5);
  });

  it("finds by words, by site and by trouble", () => {
    const rows = deviceRows(devices, [], [], NOW);
    expect(ids(wanted(rows, "all", null, "button elms"))).toEqual(["B-1"]);
    expect(ids(wanted(rows, "all", "ELMS", ""))).toEqual(["B-1"]);
    expect(ids(wanted(rows, "faults", "GRHS", "acme 101"))).toEqual(["W-3", "W-4"]);
    expect(spotOf(device("x", { floor: "", room: null }))).toBe("MAIN");
  });
});
