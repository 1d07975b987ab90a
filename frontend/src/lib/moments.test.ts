import { expect, test } from "vitest";
import { momentGone, momentToCome } from "./moments";

const NOW = new Date(2026, 10, 23, 10, 30).getTime();
const at = (hours: number, minutes: number, days = 0): number =>
  new Date(2026, 10, 23 + days, hours, minutes).getTime();

test.each([
  ["20m", NOW + 20 * 60_000],
  ["2h", NOW + 2 * 3_600_000],
  ["90", NOW + 90 * 60_000],
  ["14:30", at(14, 30)],
  ["1430", at(14, 30)],
  ["9:15", at(9, 15, 1)],
  ["0m", null],
  ["25:00", null],
  ["soon", null],
])("to come: %s", (text, wanted) => expect(momentToCome(text, NOW)).toBe(wanted));

test.each([
  ["5m", NOW - 5 * 60_000],
  ["5 min ago", NOW - 5 * 60_000],
  ["30s", NOW - 30_000],
  ["10:12", at(10, 12)],
  ["1012", at(10, 12)],
  ["23:50", at(23, 50, -1)],
  ["before", null],
])("gone: %s", (text, wanted) => expect(momentGone(text, NOW)).toBe(wanted));
