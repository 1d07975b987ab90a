import { expect, test } from "vitest";
import type { ActionType, AlarmKind, AlarmStep } from "../link/wire";
import { Plan, toneOf, type Sounding } from "./plan";

const alarm = (id: string, kind: AlarmKind, more: Partial<Sounding> = {}): Sounding => ({
  id,
  kind,
  raisedAt: 0,
  step: "raised",
  action: null,
  drill: false,
  ...more,
});

test("a panic sounds at once, each five seconds, louder from its next step on, until it is acknowledged", () => {
  const plan = new Plan();
  const panic = [alarm("a", "panic")];
  expect(plan.next(panic, 0)).toEqual({ tone: "panic", level: 0.6, drill: false });
  expect(plan.next(panic, 4_999)).toBeNull();
  expect(plan.next(panic, 5_000)).toEqual({ tone: "panic", level: 0.6, drill: false });
  expect(plan.next([alarm("a", "panic", { step: "louder" })], 15_000)?.level).toBe(1);
  expect(plan.next([], 20_000)).toBeNull();
});

test("a page that is loaded anew keeps the beat of the one before", () => {
  const before = new Plan();
  const after = new Plan();
  const panic = [alarm("a", "panic")];
  before.next(panic, 10_000);
  after.next(panic, 12_300);
  for (const now of [14_999, 15_000, 19_999, 20_000]) {
    expect(after.next(panic, now)).toEqual(before.next(panic, now));
  }
});

test("a new urgent call is told once at each of its steps", () => {
  const plan = new Plan();
  const at = (step: AlarmStep) => [alarm("c", "new_p1", { step })];
  expect(plan.next(at("raised"), 0)?.tone).toBe("new_p1");
  expect(plan.next(at("raised"), 14_000)).toBeNull();
  expect(plan.next(at("louder"), 15_000)).toEqual({ tone: "new_p1", level: 1, drill: false });
  expect(plan.next(at("louder"), 29_000)).toBeNull();
  expect(plan.next(at("second_position"), 30_000)?.tone).toBe("new_p1");
});

test("the officer's emergency comes before everything else, and two panics are one sound", () => {
  const plan = new Plan();
  const all = [
    alarm("p", "panic"),
    alarm("q", "panic"),
    alarm("e", "officer_emergency"),
    alarm("t", "overdue_timer"),
  ];
  expect(plan.next(all, 0)?.tone).toBe("emergency");
  expect(plan.next(all, 100)?.tone).toBe("panic");
  expect(plan.next(all, 200)?.tone).toBe("overdue");
  expect(plan.next(all, 300)).toBeNull();
});

test("an attack inside never sounds like a search outside, nor like anything else", () => {
  const started = (action: ActionType) => toneOf(alarm("x", "action_started", { action }));
  expect(started("LOCKDOWN")).toBe("lockdown");
  for (const action of ["HOLD", "SECURE", "EVACUATE", "SHELTER"] as const)
    expect(started(action)).toBe("order");
  const kinds: AlarmKind[] = ["officer_emergency", "panic", "new_p1", "unheard_action", "overdue_timer"];
  const tones = new Set([...kinds.map((kind) => toneOf(alarm("x", kind))), "lockdown", "order"]);
  expect(tones.size).toBe(kinds.length + 2);
});

test("what is real is heard before a drill, and a drill is softer", () => {
  const plan = new Plan();
  const both = [alarm("d", "panic", { drill: true }), alarm("r", "overdue_timer")];
  expect(plan.next(both, 0)).toEqual({ tone: "overdue", level: 0.6, drill: false });
  expect(plan.next(both, 100)).toEqual({ tone: "panic", level: 0.4, drill: true });
});

test("the same alarm raised anew sounds anew", () => {
  const plan = new Plan();
  const call = [alarm("c", "new_p1")];
  plan.next(call, 0);
  plan.next([], 1);
  expect(plan.next(call, 2)?.tone).toBe("new_p1");
});

test("an alarm of a newer server, of which this page knows nothing, is heard again and again", () => {
  const unknown = alarm("x", "of_a_later_release" as AlarmKind);
  expect(toneOf(unknown)).toBe("unheard");
  const plan = new Plan();
  expect(plan.next([unknown], unknown.raisedAt)?.tone).toBe("unheard");
  expect(plan.next([unknown], unknown.raisedAt + 29_000)).toBeNull();
  expect(plan.next([unknown], unknown.raisedAt + 31_000)?.tone).toBe("unheard");
});
