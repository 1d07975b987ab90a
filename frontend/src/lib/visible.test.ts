import { expect, test } from "vitest";
import { Dice } from "./dice";
import { visible } from "./visible";

test("a plain text stays as it is, whatever language it is in", () => {
  for (const text of ["Locks, lights", "Ñandú 3/4", "火事", "👩\u200d🚒", "two\nlines"])
    expect(visible(text)).toBe(text);
});

test("a sign that turns the direction is shown as a mark", () => {
  expect(visible("gate \u202esafe\u202c now")).toBe("gate ⟦RLO⟧safe⟦PDF⟧ now");
  expect(visible("a\u0007b\u200bc")).toBe("a⟦U+0007⟧b⟦U+200B⟧c");
});

test("what is written from right to left keeps to itself", () => {
  expect(visible("שער 3")).toBe("\u2068שער 3\u2069");
});

test("whatever comes in, nothing that turns is left open", () => {
  const dice = new Dice(7);
  for (let round = 0; round < 2_000; round++) {
    const text = Array.from({ length: dice.below(12) }, () =>
      String.fromCharCode(dice.pick([0x41, 0x5d0, 0x202e, 0x2067, 0x2069, 0x20, dice.below(0x2100)])),
    ).join("");
    const shown = visible(text);
    const turning = shown.replace(/[^\u202a-\u202e\u2066-\u2069]/g, "");
    expect(["", "\u2068\u2069"]).toContain(turning);
  }
});
