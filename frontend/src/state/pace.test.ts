import { describe, expect, it } from "vitest";
import { isDue, paceOf, RULES, type Told } from "./pace";

/** So many metres to the north, so many seconds on. */
const told = (seconds: number, metres = 0): Told => ({
  at: 1_000_000 + seconds * 1000,
  lat_e7: 397_000_000 + Math.round(metres * 89.932),
  lon_e7: -1_049_000_000,
});

describe("paceOf", () => {
  it("is off for whoever is off duty or unknown, whatever else is said", () => {
    expect(paceOf(undefined)).toBe("off");
    expect(paceOf({ status: "OFF", call: "c", emergency: {} })).toBe("off");
  });

  it("is that of a call for whoever is on one or in trouble", () => {
    expect(paceOf({ status: "AV", call: null, emergency: null })).toBe("patrol");
    expect(paceOf({ status: "ER", call: "c", emergency: null })).toBe("call");
    expect(paceOf({ status: "EM", call: null, emergency: {} })).toBe("call");
  });
});

describe("isDue", () => {
  it("never says anything off duty", () => {
    expect(isDue("off", null, told(0))).toBe(false);
    expect(isDue("off", told(0), told(9_999, 9_999))).toBe(false);
  });

  it.each(["patrol", "call"] as const)("keeps to its time and its distance (%s)", (pace) => {
    const { leastMs, leastM, stillMs } = RULES[pace];
    const [least, still] = [leastMs / 1000, stillMs / 1000];
    expect(isDue(pace, null, told(0))).toBe(true);
    expect(isDue(pace, told(0), told(least - 1, leastM * 20))).toBe(false);
    expect(isDue(pace, told(0), told(least, leastM + 1))).toBe(true);
    expect(isDue(pace, told(0), told(least, leastM - 1))).toBe(false);
    expect(isDue(pace, told(0), told(still - 1))).toBe(false);
    expect(isDue(pace, told(0), told(still))).toBe(true);
  });

  it("is finer on a call", () => {
    expect(isDue("call", told(0), told(6, 20))).toBe(true);
    expect(isDue("patrol", told(0), told(6, 20))).toBe(false);
    expect([RULES.call.fine, RULES.patrol.fine]).toEqual([true, false]);
  });
});
