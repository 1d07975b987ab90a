import { expect, test } from "vitest";
import { fan, SLOTS } from "./fan";

const names = (count: number): string[] => Array.from({ length: count }, (_, n) => `A${n + 1}`);

test("each has a slot of its own, and none stands on the mark", () => {
  for (const count of [1, 4, 5, 12]) {
    const { slots, more } = fan(names(count), true, null);
    expect(new Set(slots.values()).size).toBe(count);
    expect([...slots.values()]).not.toContain(0);
    expect(more).toBeNull();
  }
});

test("more than twelve are eleven and a number, and the selected one is among them", () => {
  const { slots, more } = fan(names(20), true, "A9");
  expect(slots.size).toBe(11);
  expect(slots.has("A9")).toBe(true);
  expect(more?.count).toBe(9);
  expect([...slots.values()]).not.toContain(more?.slot);
});

test("selecting one of those that are shown moves nobody", () => {
  expect(fan(names(8), true, "A5").slots).toEqual(fan(names(8), true, null).slots);
});

test("who stays is nearly always where he was when another one leaves", () => {
  const before = fan(names(9), true, null).slots;
  let moved = 0;
  for (const gone of names(9)) {
    const after = fan(
      names(9).filter((one) => one !== gone),
      true,
      null,
    ).slots;
    for (const [unit, slot] of after) moved += Number(before.get(unit) !== slot);
  }
  expect(moved).toBeLessThanOrEqual(9 * 2);
});

test("names beside one another have room for a line of text", () => {
  for (const [n, one] of SLOTS.entries()) {
    for (const other of SLOTS.slice(n + 1)) {
      const wide = SLOTS.indexOf(one) <= 12 && SLOTS.indexOf(other) <= 12;
      if (!wide || Math.sign(one.x) !== Math.sign(other.x)) continue;
      expect(Math.abs(one.y - other.y)).toBeGreaterThanOrEqual(14);
    }
  }
});
