import { expect, test } from "vitest";
import { ACTS } from "../actions/registry";
import { verbNamed } from "./command/verbs";
import { actFor, chordsOf, clashes, startsCommand, type Press } from "./keymap";

const press = (key: string, more: Partial<Press> = {}): Press => ({
  key,
  code: "",
  ctrlKey: false,
  altKey: false,
  shiftKey: false,
  metaKey: false,
  ...more,
});
const board = { dialog: false, field: false };

test("no two acts share a chord where both work", () => {
  expect(clashes(ACTS)).toEqual([]);
});

test("a clash would be found", () => {
  const [one] = ACTS;
  if (!one) throw new Error("no acts");
  expect(clashes([one, { ...one, id: "other" }])).not.toEqual([]);
});

test("every act has a key, and every verb that an act names exists", () => {
  for (const act of ACTS) {
    expect(act.keys.length, act.id).toBeGreaterThan(0);
    if (act.verb !== undefined) expect(verbNamed(act.verb), act.id).toBeDefined();
  }
});

test("every function key has a twin with Alt, because a browser may keep it, and a verb", () => {
  const functionKeys = ACTS.filter((act) => act.keys.some((key) => /^F\d+$/.test(key)));
  expect(functionKeys.length).toBe(10);
  for (const act of functionKeys) {
    expect(
      act.keys.some((key) => key.startsWith("Alt+")),
      act.id,
    ).toBe(true);
    expect(act.verb, act.id).toBeDefined();
  }
});

test("a key is found by what it says, then by where it is", () => {
  expect(chordsOf(press("π", { altKey: true, code: "KeyP" }))).toEqual(["Alt+Π", "Alt+P"]);
  expect(chordsOf(press("¡", { altKey: true, code: "Digit1" }))).toContain("Alt+1");
  expect(actFor(ACTS, press("F8"), board)?.id).toBe("alarm.acknowledge");
  expect(actFor(ACTS, press("k", { ctrlKey: true, code: "KeyK" }), board)?.id).toBe("palette");
  expect(actFor(ACTS, press("k", { metaKey: true, code: "KeyK" }), board)?.id).toBe("palette");
});

test("in a dialog only an alarm can be acknowledged", () => {
  const dialog = { dialog: true, field: true };
  expect(actFor(ACTS, press("F8"), dialog)?.id).toBe("alarm.acknowledge");
  expect(actFor(ACTS, press("F2"), dialog)).toBeNull();
});

test("letters begin a command only where no field has the focus", () => {
  expect(startsCommand(press("d"), board)).toBe(true);
  expect(startsCommand(press("?"), board)).toBe(true);
  expect(startsCommand(press("é"), board)).toBe(true);
  expect(startsCommand(press("d"), { dialog: false, field: true })).toBe(false);
  expect(startsCommand(press("d"), { dialog: true, field: false })).toBe(false);
  expect(startsCommand(press("d", { altKey: true }), board)).toBe(false);
  expect(startsCommand(press("Enter"), board)).toBe(false);
  expect(startsCommand(press(" "), board)).toBe(false);
});
