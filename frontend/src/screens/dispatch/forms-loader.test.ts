import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { FormsLoader, type FormsView } from "./forms-loader.svelte";

const view = (() => ({})) as unknown as FormsView;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test("the dialogs are fetched without anybody asking for one", async () => {
  const loader = new FormsLoader(() => Promise.resolve({ default: view }));
  loader.start();
  expect(loader.View).toBeNull();
  await vi.runAllTimersAsync();
  expect(loader.View).toBe(view);
  expect(loader.failed).toBe(false);
});

test("a server that gives no file is asked again until it does", async () => {
  let tries = 0;
  const loader = new FormsLoader(() => {
    tries += 1;
    return tries < 3 ? Promise.reject(new Error("no file")) : Promise.resolve({ default: view });
  });
  loader.start();
  await vi.advanceTimersByTimeAsync(100);
  expect(loader.failed).toBe(true);
  expect(loader.View).toBeNull();
  await vi.runAllTimersAsync();
  expect(tries).toBe(3);
  expect(loader.failed).toBe(false);
  expect(loader.View).toBe(view);
});

test("a page that is left asks no more", async () => {
  let tries = 0;
  const loader = new FormsLoader(() => {
    tries += 1;
    return Promise.reject(new Error("no file"));
  });
  const stop = loader.start();
  await vi.advanceTimersByTimeAsync(100);
  stop();
  await vi.runAllTimersAsync();
  expect(tries).toBe(1);
});
