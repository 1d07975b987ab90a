// What is said of a position beside the place itself: how old it is, how exact, and how full the battery of its phone is. Pure.
import type { PositionView } from "./wire";
import { elapsedWords } from "../lib/format";

/** Older than this it is said to be old: a map that is still is not a map that is true. */
export const OLD_MS = 60_000;
export const LOW_PCT = 20;
/** Twice what a phone on a call takes between two reports: until then a picture is live. */
export const LIVE_MS = 10_000;

/** LIVE, or DELAYED 40 s: nobody takes for live what is not. */
export function feedWords(age: number): string {
  return age <= LIVE_MS ? "LIVE" : `DELAYED ${elapsedWords(age)}`;
}

export function isOld(position: PositionView, now: number): boolean {
  return now - Date.parse(position.at) > OLD_MS;
}

/** Never a place without its age. */
export function ageWords(position: PositionView, now: number): string {
  return feedWords(Math.max(0, now - Date.parse(position.at)));
}

/** All of it in one line. */
export function positionWords(position: PositionView, now: number): string {
  const { accuracy_m, speed_kmh, battery_pct } = position;
  return [
    ageWords(position, now),
    accuracy_m === null ? null : `within ${accuracy_m} m`,
    speed_kmh === null || speed_kmh < 3 ? null : `${Math.round(speed_kmh / 1.609344)} mph`,
    battery_pct === null ? null : `battery ${battery_pct} %${battery_pct <= LOW_PCT ? ", low" : ""}`,
  ]
    .filter((one) => one !== null)
    .join(", ");
}
