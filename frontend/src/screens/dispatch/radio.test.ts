import { expect, test } from "vitest";
import type { LineView } from "../../link/wire";
import { entriesOf } from "./entries";
import { channelsOf, lastHeard, transmissions } from "./radio";

function heard(id: string, second: number, more: Partial<LineView>): LineView {
  const at = `2026-11-23T16:00:${String(second).padStart(2, "0")}Z`;
  return {
    id,
    at,
    occurred_at: at,
    kind: "radio",
    supersedes: null,
    unit: null,
    to: null,
    channel: null,
    ...more,
  } as LineView;
}

const LINES = [
  heard("1", 1, { unit: "A7", channel: "SEC 1" }),
  heard("2", 2, { unit: "A9", to: "A7", channel: "SEC 2" }),
  heard("3", 3, { unit: "B2" }),
  heard("4", 4, { kind: "note" }),
  heard("5", 5, { kind: "LineWritten", unit: "A7", supersedes: "1" }),
];

test("the selected unit was heard, on the channel it was last heard on", () => {
  expect(lastHeard(LINES, "A7")).toEqual({ unit: "A7", channel: "SEC 1" });
});

test("with no unit selected it was the one of the last radio line, and of a channel the last that was said", () => {
  expect(lastHeard(LINES, null)).toEqual({ unit: "B2", channel: "SEC 2" });
  expect(lastHeard([], null)).toEqual({ unit: null, channel: null });
});

test("the radio log is newest first and takes sender or receiver, a corrected line by what it first was", () => {
  const ids = (unit: string, channel: string): string[] =>
    transmissions(entriesOf(LINES), { unit, channel }).map((one) => one.line.id);
  expect(ids("", "")).toEqual(["3", "2", "5"]);
  expect(ids("A7", "")).toEqual(["2", "5"]);
  expect(ids("A7", "SEC 1")).toEqual(["5"]);
  expect(channelsOf(LINES)).toEqual(["SEC 1", "SEC 2"]);
});
