import { expect, test } from "vitest";
import { happenedAt, isLate } from "./late";

const line = (occurred_at: string, occurred_source: "claimed" | "untrusted" | "server") => ({
  at: "2026-11-23T10:00:00Z",
  occurred_at,
  occurred_source,
});

test("what came more than two minutes after it happened is late", () => {
  expect(isLate(line("2026-11-23T09:00:00Z", "claimed"))).toBe(true);
  expect(isLate(line("2026-11-23T09:58:00Z", "claimed"))).toBe(false);
  expect(happenedAt(line("2026-11-23T09:00:00Z", "claimed"))).toBe("2026-11-23T09:00:00Z");
});

test("a clock that was wrong says neither that it is late nor when it was", () => {
  expect(isLate(line("1970-01-01T00:00:00Z", "untrusted"))).toBe(false);
  expect(happenedAt(line("1970-01-01T00:00:00Z", "untrusted"))).toBe("2026-11-23T10:00:00Z");
});
