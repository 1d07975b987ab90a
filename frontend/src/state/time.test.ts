import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { clock } from "./time.svelte";

const T0 = Date.parse("2026-11-23T10:00:00Z");

beforeEach(() => vi.useFakeTimers({ toFake: ["Date"] }));
afterEach(() => void vi.useRealTimers());

test("what a device claims is the server's time, also when its own clock is wrong, was set, or stood still in between", () => {
  vi.setSystemTime(T0 + 3_600_000 + 900);
  clock.learn(new Date(T0).toISOString());
  vi.setSystemTime(T0 + 3_600_000 + 1_100);
  clock.learn(new Date(T0 + 1_000).toISOString());
  expect(clock.wrongBy).toBe(3_600_000);
  // Asleep for ten minutes: the wall clock knows, the page's own does not.
  vi.setSystemTime(T0 + 3_600_000 + 600_100);
  expect(clock.claim()).toBe(T0 + 600_000);
  vi.setSystemTime(T0 + 700_000);
  clock.learn(new Date(T0 + 700_000).toISOString());
  expect(clock.wrongBy).toBe(0);
  expect(clock.claim()).toBe(T0 + 700_000);
});

test("two minutes are not wrong yet", () => {
  vi.setSystemTime(T0 - 119_000);
  clock.learn(new Date(T0).toISOString());
  expect(clock.wrongBy).toBe(0);
  vi.setSystemTime(T0 - 121_000 + 60_000);
  clock.learn(new Date(T0 + 60_000).toISOString());
  expect(clock.wrongBy).toBe(-120_000);
});
