import { afterEach, expect, test, vi } from "vitest";
import { forgetBoard, keepBoard } from "./keeper";

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

function browser() {
  const worker = { postMessage: vi.fn() };
  const registration = { active: worker };
  const serviceWorker = {
    register: vi.fn(() => Promise.resolve(registration)),
    getRegistration: vi.fn(() => Promise.resolve(registration)),
  };
  const caches = { delete: vi.fn(() => Promise.resolve(true)) };
  vi.stubGlobal("navigator", { serviceWorker });
  vi.stubGlobal("caches", caches);
  return { worker, serviceWorker, caches };
}

test("a console has a fresh board kept at once and then each half minute, until it is closed", async () => {
  vi.useFakeTimers();
  const { worker, serviceWorker } = browser();
  const stop = keepBoard();
  await vi.advanceTimersByTimeAsync(0);
  expect(serviceWorker.register).toHaveBeenCalledWith("/board-sw.js", { scope: "/board" });
  expect(worker.postMessage.mock.calls).toEqual([[{ type: "refresh" }]]);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(worker.postMessage).toHaveBeenCalledTimes(3);
  stop();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(worker.postMessage).toHaveBeenCalledTimes(3);
});

test("forgetting takes the board away and tells the worker, which may be about to keep another", async () => {
  const { worker, caches } = browser();
  await forgetBoard();
  expect(worker.postMessage).toHaveBeenCalledWith({ type: "forget" });
  expect(caches.delete).toHaveBeenCalledWith("dispatch-board");
});

test("a browser without workers or caches keeps nothing and breaks nothing", async () => {
  vi.stubGlobal("navigator", {});
  vi.stubGlobal("caches", undefined);
  keepBoard()();
  await expect(forgetBoard()).resolves.toBeUndefined();
});
