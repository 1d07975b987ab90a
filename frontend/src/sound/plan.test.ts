import { expect, test } from "vitest";
import { Plan, type Sounding } from "./plan";

const alarm = (id: string, kind: string, raisedAt = 0): Sounding => ({ id, kind, raisedAt });

test("a panic sounds at once, each five seconds, louder after fifteen, until it is acknowledged", () => {
  const plan = new Plan();
  const panic = [alarm("a", "panic")];
  expect(plan.next(panic, 0)).toEqual({ tone: "panic", level: 0.6 });
  expect(plan.next(panic, 4_999)).toBeNull();
  expect(plan.next(panic, 5_000)).toEqual({ tone: "panic", level: 0.6 });
  expect(plan.next(panic, 15_000)).toEqual({ tone: "panic", level: 1 });
  expect(plan.next([], 20_000)).toBeNull();
});

test("a new urgent call is told once", () => {
  const plan = new Plan();
  const call = [alarm("c", "new_p1")];
  expect(plan.next(call, 0)?.tone).toBe("new_p1");
  expect(plan.next(call, 60_000)).toBeNull();
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
  expect(plan.next(all, 200)).toBeNull();
});

test("the same alarm raised anew sounds anew", () => {
  const plan = new Plan();
  const call = [alarm("c", "new_p1")];
  plan.next(call, 0);
  plan.next([], 1);
  expect(plan.next(call, 2)?.tone).toBe("new_p1");
});
