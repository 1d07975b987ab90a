import { expect, test } from "vitest";
import { BUZZ, noticeTone, PhonePlan, RECEIVED, type Calling } from "./phone";

const calling = (id: string, changes: Partial<Calling> = {}): Calling => ({
  id,
  tone: "overdue",
  urgent: false,
  drill: false,
  ...changes,
});

test("what is urgent comes again until it is acknowledged, the rest once", () => {
  const plan = new PhonePlan();
  const both = [calling("note"), calling("order", { tone: "lockdown", urgent: true })];
  expect(plan.next(both, 0)?.tone).toBe("lockdown");
  expect(plan.next(both, 14_999)).toBeNull();
  expect(plan.next(both, 15_000)?.tone).toBe("lockdown");
  expect(plan.next([calling("note")], 30_000)).toBeNull();
  expect(plan.next(both, 31_000)?.tone).toBe("lockdown");
});

test("a drill is never heard before what is real", () => {
  const plan = new PhonePlan();
  const drill = calling("drill", { tone: "emergency", urgent: true, drill: true });
  expect(plan.next([drill, calling("note")], 0)).toMatchObject({ tone: "overdue", drill: false });
  expect(plan.next([drill], 15_000)).toMatchObject({ tone: "emergency", drill: true });
});

test("a notice sounds as grave as it is", () => {
  expect(noticeTone({ notice_kind: "emergency", urgent: true }, null)).toBe("emergency");
  expect(noticeTone({ notice_kind: "action", urgent: true }, "LOCKDOWN")).toBe("lockdown");
  expect(noticeTone({ notice_kind: "action", urgent: true }, "HOLD")).toBe("order");
  expect(noticeTone({ notice_kind: "message", urgent: false }, null)).toBe("overdue");
  expect(noticeTone({ notice_kind: "message", urgent: true }, null)).toBe("unheard");
});

test("a hand tells danger from words, and what the desk received from both", () => {
  const length = (pattern: readonly number[]): number => pattern.reduce((sum, one) => sum + one, 0);
  expect(length(BUZZ.emergency)).toBeGreaterThan(length(BUZZ.overdue) * 5);
  expect(Object.values(BUZZ)).not.toContainEqual(RECEIVED);
});
