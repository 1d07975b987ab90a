import { flushSync } from "svelte";
import { afterEach, expect, test, vi } from "vitest";
import { Companions, type Screen } from "./companions.svelte";
import { Selection } from "./selection.svelte";

const running: Companions[] = [];

function opened(screen: Screen, who = { log: "l", person: "p" }) {
  const selection = new Selection();
  const looked = vi.fn();
  const companions = new Companions(who, screen, selection, looked);
  companions.start();
  running.push(companions);
  flushSync();
  return { selection, companions, looked };
}

const settled = (): Promise<void> => new Promise((done) => setTimeout(done, 30));

afterEach(() => {
  for (const one of running.splice(0)) one.stop();
});

test("a choice in one window is the choice in all, in both directions, and does not echo", async () => {
  const [console, map] = [opened("console"), opened("map")];
  console.selection.select("call", "c1");
  flushSync();
  await settled();
  expect(map.selection.current).toEqual({ kind: "call", id: "c1" });
  map.selection.select("site", "GRHS");
  flushSync();
  await settled();
  expect(console.selection.current).toEqual({ kind: "site", id: "GRHS" });
  const before = console.selection.current;
  await settled();
  expect(console.selection.current).toBe(before);
});

test("a window that is opened later takes over what is selected; one that has a choice keeps it", async () => {
  const first = opened("console");
  first.selection.select("unit", "A7");
  flushSync();
  const later = opened("units");
  await settled();
  expect(later.selection.current).toEqual({ kind: "unit", id: "A7" });
  expect(first.selection.current).toEqual({ kind: "unit", id: "A7" });
});

test("two people on one machine do not move each other's screens", async () => {
  const [one, other] = [opened("console"), opened("map", { log: "l", person: "q" })];
  const exercise = opened("map", { log: "x", person: "p" });
  one.selection.select("call", "c1");
  flushSync();
  await settled();
  expect(other.selection.current).toBeNull();
  expect(exercise.selection.current).toBeNull();
});

test("asked in one window, the map of another shows the selection", async () => {
  const [console, map] = [opened("console"), opened("map")];
  console.companions.showOnMap();
  await settled();
  expect(map.looked).toHaveBeenCalledOnce();
  expect(console.looked).not.toHaveBeenCalled();
});
