import { describe, expect, test } from "vitest";
import type { AlarmView, PanicDeviceView, PressView } from "../link/wire";
import { deviceWords, panicWords, pressesOf, pressMarks, trustWords } from "./presses";

const press = (more: Partial<PressView>): PressView =>
  ({
    id: "p1",
    call: "c1",
    device: "W-101",
    trust: "verified",
    level: "STAFF_ASSIST",
    late: false,
    unordered: false,
    count: 1,
    first_at: "2026-11-23T17:00:00Z",
    last_at: "2026-11-23T17:00:00Z",
    pressed_at: null,
    battery: null,
    category: null,
    also: [],
    ...more,
  }) as PressView;
const alarm = (more: Partial<AlarmView>): AlarmView =>
  ({ alarm_kind: "panic", site: "GRHS", late: false, unverified: false, ...more }) as AlarmView;
const device = (more: Partial<PanicDeviceView>): PanicDeviceView =>
  ({
    id: "W-101",
    site: "GRHS",
    room: "101",
    building: "MAIN",
    low: false,
    silent_since: null,
    ...more,
  }) as PanicDeviceView;

describe("presses", () => {
  test("those of a call, the first one first", () => {
    const found = pressesOf(
      [
        press({ id: "b", first_at: "2026-11-23T17:00:05Z" }),
        press({ id: "a" }),
        press({ id: "c", call: "other" }),
      ],
      "c1",
    );
    expect(found.map((one) => one.id)).toEqual(["a", "b"]);
  });

  test("what is not verified says so and why", () => {
    expect(trustWords("verified")).toBe("verified");
    expect(trustWords("wrong_signature")).toBe("UNVERIFIED, wrong signature");
  });

  test("a plain press has no marks; a late one from a weak badge has", () => {
    expect(pressMarks(press({ battery: 80 }))).toEqual([]);
    const marks = pressMarks(press({ late: true, battery: 9, count: 3, also: ["W-7"], unordered: true }));
    expect(marks).toHaveLength(5);
    expect(marks[0]).toBe("LATE");
    expect(marks.at(-1)).toBe("battery 9 %");
  });

  test("a panic says first what speaks against it", () => {
    const presses = [press({ count: 2 }), press({ id: "p2", device: "W-9", level: "LOCKDOWN" })];
    expect(panicWords(alarm({ unverified: true, late: true }), presses)).toEqual([
      "UNVERIFIED: not known to come from the device it names. Call the school.",
      "LATE: pressed some time ago, come in only now.",
      "3 presses of 2 devices, Lockdown asked for.",
    ]);
    expect(panicWords(alarm({}), [])).toEqual([]);
    expect(panicWords(alarm({}), [press({}), press({ id: "p2", trust: "no_signature" })])).toEqual([
      "2 presses of 1 device, 1 UNVERIFIED.",
    ]);
  });
});

describe("devices in trouble", () => {
  test("three are named, the rest is counted", () => {
    const low = ["W-4", "W-1", "W-3", "W-2"].map((id) => device({ id, low: true, battery: 7 }));
    expect(deviceWords(alarm({ alarm_kind: "device_battery" }), low)).toBe(
      "W-1 in 101 (7 %), W-2 in 101 (7 %), W-3 in 101 (7 %) and 1 more.",
    );
    expect(deviceWords(alarm({}), low)).toBeNull();
  });
});
