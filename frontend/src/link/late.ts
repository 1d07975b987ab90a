// Which time of a line counts. What waited for the network is late; a clock that was wrong says nothing.
import type { LineView } from "./wire";

type Timed = Pick<LineView, "at" | "occurred_at" | "occurred_source">;

const LATE_MS = 120_000;

/** When it happened, as far as that is known. */
export function happenedAt(line: Timed): string {
  return line.occurred_source === "untrusted" ? line.at : line.occurred_at;
}

/** It came more than two minutes after it happened. */
export function isLate(line: Timed): boolean {
  return Date.parse(line.at) - Date.parse(happenedAt(line)) > LATE_MS;
}
