import { flushSync, mount, unmount } from "svelte";
import { afterEach, beforeEach, expect, test } from "vitest";
import { titled, unrealOf, type Unreal } from "../lib/unreal";
import ModeBadge from "./ModeBadge.svelte";
import Frame from "./Unreal.svelte";

let mounted: Record<string, unknown>[] = [];

beforeEach(() => {
  document.head.innerHTML = '<link rel="icon" href="/favicon.svg" />';
  document.body.innerHTML = "";
});
afterEach(async () => {
  for (const one of mounted) await unmount(one);
  mounted = [];
});

function shown(mode: Unreal | null, demo = false): void {
  const target = document.body;
  mounted = [
    mount(Frame, { target, props: { mode, title: "Console · Dispatch" } }),
    mount(ModeBadge, { target, props: { mode, demo } }),
  ];
  flushSync();
}

const icon = (): string | null | undefined =>
  document.querySelector('link[rel="icon"]')?.getAttribute("href");

test.each([
  ["exercise", "EXERCISE"],
  ["replay", "REPLAY"],
] as const)("%s has a frame, a word, a title and an icon of its own", (mode, word) => {
  shown(mode);
  expect(document.querySelector(`[data-unreal="${mode}"]`)).not.toBeNull();
  expect(document.body.textContent).toContain(word);
  expect(document.title).toBe(`${word} · Console · Dispatch`);
  expect(icon()).toBe(`/favicon-${mode}.svg`);
});

test("the real thing has none of them; a demo says so and has no frame", () => {
  shown(null, true);
  expect(document.querySelector("[data-unreal]")).toBeNull();
  expect(document.body.textContent.trim()).toBe("DEMO");
  expect(document.title).toBe("Console · Dispatch");
  expect(icon()).toBe("/favicon.svg");
});

test("an exercise is known by its log, a replay by how it is looked at, and a replayed exercise is a replay", () => {
  expect(unrealOf("live")).toBeNull();
  expect(unrealOf(undefined)).toBeNull();
  expect(unrealOf("exercise")).toBe("exercise");
  expect(unrealOf("live", true)).toBe("replay");
  expect(unrealOf("exercise", true)).toBe("replay");
  expect(titled("Unit", null)).toBe("Unit");
});
