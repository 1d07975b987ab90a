// What a supervisor reads of the key figures: times, shares and ranges as words. Pure.
import type { FigureView, FiguresBody, TargetView } from "../../link/figures";

export type Range = "today" | "7" | "30" | "90" | "own";

export const RANGES: readonly { readonly value: Range; readonly word: string }[] = [
  { value: "today", word: "Today" },
  { value: "7", word: "7 days" },
  { value: "30", word: "30 days" },
  { value: "90", word: "90 days" },
  { value: "own", word: "From – to" },
];

const DAY_MS = 86_400_000;

/** Midnight of a desk's own day. */
function midnight(moment: number): Date {
  const day = new Date(moment);
  day.setHours(0, 0, 0, 0);
  return day;
}

/** The bounds of a range, whole days of this desk; null: what was typed is no range. */
export function boundsOf(
  range: Range,
  now: number,
  own: { readonly from: string; readonly to: string },
): { readonly from: string; readonly until: string } | null {
  if (range !== "own") {
    const days = range === "today" ? 0 : Number(range) - 1;
    const from = midnight(now);
    from.setDate(from.getDate() - days);
    const until = midnight(now);
    until.setDate(until.getDate() + 1);
    return { from: from.toISOString(), until: until.toISOString() };
  }
  const [from, last] = [new Date(`${own.from}T00:00`), new Date(`${own.to}T00:00`)];
  if (Number.isNaN(from.getTime()) || Number.isNaN(last.getTime()) || last < from) return null;
  last.setDate(last.getDate() + 1);
  return { from: from.toISOString(), until: last.toISOString() };
}

/** A span as a figure is read: 4.2 s, 0:48, 12:05, 1:02:10. */
export function span(milliseconds: number | null): string {
  if (milliseconds === null) return "–";
  const seconds = milliseconds / 1000;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const tail = String(rest).padStart(2, "0");
  if (hours > 0) return `${hours}:${String(minutes).padStart(2, "0")}:${tail}`;
  return `${minutes}:${tail}`;
}

/** A month as a column is headed: Nov 2026. It is a month of the district, whatever clock this screen has. */
export function monthName(first: string): string {
  const at = new Date(`${first}T12:00:00Z`);
  return at.toLocaleDateString("en", { month: "short", year: "numeric", timeZone: "UTC" });
}

export function percent(part: number, whole: number): string {
  return whole === 0 ? "–" : `${((100 * part) / whole).toFixed(part === whole ? 0 : 1)} %`;
}

export function targetWords(target: TargetView, below: boolean): string {
  if (target.seconds === null) return `${below ? "below" : "at least"} ${target.percent} %`;
  const within = target.seconds < 120 ? `${target.seconds} s` : `${target.seconds / 60} min`;
  return `${target.percent} % within ${within}`;
}

export function verdict(figure: FigureView): "met" | "missed" | null {
  if (figure.met === null) return null;
  return figure.met ? "met" : "missed";
}

export interface HourOfDay {
  readonly hour: number;
  readonly calls: number;
  readonly urgent: number;
}

/** Calls by the hour of this desk's day, all days together. */
export function byHour(hours: FiguresBody["hours"]): HourOfDay[] {
  const found = Array.from({ length: 24 }, (_, hour) => ({ hour, calls: 0, urgent: 0 }));
  for (const one of hours) {
    const row = found[new Date(one.at).getHours()];
    if (row === undefined) continue;
    row.calls += one.calls;
    row.urgent += one.urgent;
  }
  return found;
}

/** The end of an axis that a person can read: 1, 2, 5, 10, 20 … */
export function niceTop(most: number): number {
  for (let step = 1; ; step *= 10) {
    for (const factor of [1, 2, 5]) if (step * factor >= most) return step * factor;
  }
}

export function days(from: string, until: string): number {
  return Math.max(1, Math.round((Date.parse(until) - Date.parse(from)) / DAY_MS));
}
