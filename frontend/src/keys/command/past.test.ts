import { beforeEach, expect, test } from "vitest";
import { Past } from "./past.svelte";

beforeEach(() => sessionStorage.clear());

test("Up goes back, Down comes forward to what was being typed", () => {
  const past = new Past();
  past.add("ER A7");
  past.add("OS A7");
  expect(past.step(1, "half")).toBeNull();
  expect(past.step(-1, "half")).toBe("OS A7");
  expect(past.step(-1, "OS A7")).toBe("ER A7");
  expect(past.step(-1, "ER A7")).toBe("ER A7");
  expect(past.shown).toBe(true);
  past.step(1, "");
  expect(past.step(1, "")).toBe("half");
  expect(past.shown).toBe(false);
});

test("the same line stands there once, and all of it outlives a reload", () => {
  const past = new Past();
  past.add("ER A7");
  past.add("OS A7");
  past.add("ER A7");
  const reloaded = new Past();
  expect(reloaded.step(-1, "")).toBe("ER A7");
  expect(reloaded.step(-1, "")).toBe("OS A7");
  expect(reloaded.step(-1, "")).toBe("OS A7");
});

test("what another page left there and is no list is passed over", () => {
  sessionStorage.setItem("dispatch.line.history", "{");
  expect(new Past().step(-1, "")).toBeNull();
});
