// What alarms and timers are called.
import { ALARM_PLANS, TIMER_NAMES } from "../link/desk";
import type { AlarmKind, TimerKind } from "../link/wire";
import { words } from "./names";

export function alarmName(kind: AlarmKind): string {
  // A server newer than this page may raise what the page has no words for; its own name is better than none.
  return (ALARM_PLANS as Partial<typeof ALARM_PLANS>)[kind]?.name ?? words(kind);
}

export function timerName(kind: TimerKind): string {
  return TIMER_NAMES[kind] ?? words(kind);
}
