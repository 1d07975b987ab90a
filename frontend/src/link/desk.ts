// How alarms ring and what timers wait for, as the server says. Only pages of the desk load it.
import raw from "./desk.gen.json";
import type { AlarmKind } from "./wire";

/** How an alarm of a kind rings, the worst kind first. */
export type AlarmPlan = (typeof raw.alarms)[number];
export const ALARM_PLANS = Object.fromEntries(raw.alarms.map((one) => [one.kind, one])) as Record<
  AlarmKind,
  AlarmPlan
>;
/** What a timer waits for, in words. */
export const TIMER_NAMES: Readonly<Record<string, string>> = raw.timers;
/** What may follow an order that is in force. */
export const STEPS = raw.steps;
