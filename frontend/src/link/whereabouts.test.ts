import { describe, expect, it } from "vitest";
import type { PositionView } from "./wire";
import { ageWords, isOld, positionWords } from "./whereabouts";

const NOW = Date.parse("2026-03-02T15:00:00Z");
const position = (more: Partial<PositionView> = {}): PositionView => ({
  unit: "A7",
  at: "2026-03-02T14:59:20Z",
  lat_e7: 1,
  lon_e7: 2,
  accuracy_m: null,
  heading_deg: null,
  speed_kmh: null,
  battery_pct: null,
  ...more,
});

describe("a position in words", () => {
  it("never goes without its age", () => {
    expect(positionWords(position(), NOW)).toBe(ageWords(position(), NOW));
    expect(ageWords(position(), NOW)).toBe("DELAYED 40 s");
    expect(ageWords(position({ at: "2026-03-02T14:59:50Z" }), NOW)).toBe("LIVE");
    expect(ageWords(position({ at: "2026-03-02T14:59:49Z" }), NOW)).toBe("DELAYED 11 s");
    expect(ageWords(position({ at: "2026-03-02T14:00:00Z" }), NOW)).toBe("DELAYED 1 h 0 min");
    expect(isOld(position(), NOW)).toBe(false);
    expect(isOld(position(), NOW + 30_000)).toBe(true);
  });

  it("says how exact it is, how fast, and how long the phone will last", () => {
    const words = positionWords(position({ accuracy_m: 12, speed_kmh: 80, battery_pct: 15 }), NOW);
    expect(words).toContain("within 12 m, 50 mph, battery 15 %, low");
    expect(positionWords(position({ speed_kmh: 1, battery_pct: 80 }), NOW)).toBe(
      "DELAYED 40 s, battery 80 %",
    );
  });

  it("is never from the future", () => {
    expect(ageWords(position({ at: "2026-03-02T15:00:30Z" }), NOW)).toBe(
      ageWords(position({ at: "2026-03-02T15:00:00Z" }), NOW),
    );
  });
});
