import { flushSync } from "svelte";
import { expect, test } from "vitest";
import { watched } from "./table.fixture.svelte";
import { LiveTable } from "./table.svelte";

test("who looks at one row is told of that row alone", () => {
  const table = new LiveTable<number>();
  table.set("a", 1);
  const seen = watched(() => table.get("a"));
  table.set("b", 7);
  table.set("a", 2);
  flushSync();
  expect(seen).toEqual([1, 2]);
});

test("who looks for what is not there is told when it comes, goes and comes back", () => {
  const table = new LiveTable<number>();
  const seen = watched(() => table.get("late"));
  for (const value of [3, null, 4]) {
    if (value === null) table.delete("late");
    else table.set("late", value);
    flushSync();
  }
  expect(seen).toEqual([undefined, 3, undefined, 4]);
});

test("who goes through all rows is told once for all that came together", () => {
  const table = new LiveTable<number>();
  const seen = watched(() => [...table.values()].join());
  table.hold();
  for (const [id, value] of Object.entries({ a: 1, b: 2, c: 3 })) table.set(id, value);
  flushSync();
  expect(seen).toEqual([""]);
  table.release();
  flushSync();
  expect(seen).toEqual(["", "1,2,3"]);
  table.delete("b");
  flushSync();
  expect(seen.at(-1)).toBe("1,3");
});

test("the same row again is no news", () => {
  const row = { id: "a" };
  const table = new LiveTable<object>();
  table.set("a", row);
  const seen = watched(() => table.size);
  table.set("a", row);
  flushSync();
  expect(seen).toEqual([1]);
  expect([table.has("a"), table.has("b"), table.delete("b")]).toEqual([true, false, false]);
});
