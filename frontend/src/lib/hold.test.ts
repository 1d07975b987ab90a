import { expect, test } from "vitest";
import { advance, HOLD_MS, press, progress, RELEASED } from "./hold";

test("is done after two seconds, once", () => {
  const held = press(RELEASED, 100);
  expect(advance(held, 100 + HOLD_MS - 1).done).toBe(false);
  const done = advance(held, 100 + HOLD_MS);
  expect(done.done).toBe(true);
  expect(advance(done, 100 + 2 * HOLD_MS)).toBe(done);
});

test("a repeated key does not begin it anew", () => {
  const held = press(RELEASED, 100);
  expect(press(held, 900)).toBe(held);
  expect(progress(held, 1100)).toBe(0.5);
});

test("let go, it is nothing", () => {
  expect(progress(RELEASED, 5_000)).toBe(0);
  expect(advance(RELEASED, 5_000)).toBe(RELEASED);
});
