import { afterEach, expect, test, vi } from "vitest";
import { later } from "./later";

afterEach(() => vi.useRealTimers());

test("what could not be fetched is asked for again until it is there", async () => {
  vi.useFakeTimers();
  const fetch = vi.fn().mockRejectedValueOnce(new Error("no files")).mockResolvedValue("the code");
  const taken: unknown[] = [];
  later(fetch, (it) => taken.push(it));
  await vi.advanceTimersByTimeAsync(0);
  expect(taken).toEqual([]);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(taken).toEqual(["the code"]);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(fetch).toHaveBeenCalledTimes(2);
});

test("whoever has gone is given nothing any more", async () => {
  vi.useFakeTimers();
  const taken: unknown[] = [];
  const end = later(
    () => Promise.resolve("the code"),
    (it) => taken.push(it),
  );
  end();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(taken).toEqual([]);
});
