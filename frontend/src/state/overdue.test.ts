import { expect, test } from "vitest";
import type { WorkOrderView } from "../link/wire";
import { overdue, overdueWords } from "./overdue";

const NOW = Date.parse("2026-11-23T12:00:00Z");
const order = (id: string, due: string | null): WorkOrderView => ({ id, due }) as WorkOrderView;

test("only what has a time that is over is overdue, the longest first", () => {
  const all = [
    order("none", null),
    order("later", "2026-11-23T12:00:01Z"),
    order("hours", "2026-11-23T09:30:00Z"),
    order("days", "2026-11-20T11:00:00Z"),
    order("day", "2026-11-22T11:00:00Z"),
  ];
  expect(overdue(all, NOW).map((one) => one.id)).toEqual(["days", "day", "hours"]);
  expect(all.map((one) => overdueWords(one, NOW))).toEqual([
    null,
    null,
    "overdue by 2 h 30 min",
    "overdue by 3 days",
    "overdue by 1 day",
  ]);
});
