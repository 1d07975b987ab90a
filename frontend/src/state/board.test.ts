import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Frame } from "../link/wire";
import { LiveBoard } from "./board.svelte";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const frame = (seq: number): Frame => ({
  type: "frame",
  part: "desk",
  n: seq,
  seq,
  at: "2026-11-23T10:00:00Z",
  upserts: {
    agencies: [{ id: "PMSD", version: seq, name: `v${seq}`, agency_kind: "law", phone: "", channel: "" }],
  },
  removed: {},
  lines: [],
});

const version = (board: LiveBoard): number | undefined => board.tables.agencies.get("PMSD")?.version;

test("others' changes are taken over in batches, what was asked for here as soon as its answer has been painted", () => {
  const board = new LiveBoard();
  board.accept(frame(1), false);
  vi.advanceTimersByTime(99);
  expect(version(board)).toBeUndefined();
  vi.advanceTimersByTime(1);
  expect(version(board)).toBe(1);
  board.accept(frame(2), true);
  expect(version(board)).toBe(1);
  vi.advanceTimersByTime(34);
  expect(version(board)).toBe(2);
});

test("it is known whether an event's frame is here and not shown yet", () => {
  const board = new LiveBoard();
  board.accept(frame(4), false);
  expect([board.waits(4), board.waits(5)]).toEqual([true, false]);
  board.flush();
  expect(board.waits(4)).toBe(false);
});
