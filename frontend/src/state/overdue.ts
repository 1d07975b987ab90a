// Work orders whose time is over: which, and since when. Pure.
import { count, elapsedWords } from "../lib/format";
import type { WorkOrderView } from "../link/wire";

const DAY_MS = 86_400_000;

/** The longest overdue first. */
export function overdue(orders: Iterable<WorkOrderView>, now: number): WorkOrderView[] {
  return [...orders].filter((one) => isOverdue(one, now)).sort((a, b) => dueOf(a) - dueOf(b));
}

export function isOverdue(order: WorkOrderView, now: number): boolean {
  return dueOf(order) < now;
}

/** overdue by 3 days; null: its time is not over. */
export function overdueWords(order: WorkOrderView, now: number): string | null {
  if (!isOverdue(order, now)) return null;
  const late = now - dueOf(order);
  const days = Math.floor(late / DAY_MS);
  return `overdue by ${days > 0 ? count(days, "day") : elapsedWords(late)}`;
}

const dueOf = (order: WorkOrderView): number =>
  order.due === null ? Number.POSITIVE_INFINITY : Date.parse(order.due);
