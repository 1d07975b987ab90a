import { expect, test, vi } from "vitest";
import type { Recommendation } from "../link/recommend";
import { Advice } from "./advice.svelte";

const answer = (unit: string): Recommendation => ({
  at: "2026-11-23T17:00:00Z",
  call: "c1",
  type: "FIGHT",
  priority: 2,
  place_known: true,
  units: [unit],
  closest_s: 130,
  summary: "1 of 1 available · closest 2:10",
  needs: [],
  candidates: [],
});

test("looking asks once, and the answer is there for the next look", async () => {
  const ask = vi.fn(() => Promise.resolve(answer("A7")));
  const advice = new Advice(ask);
  expect(advice.look({ call: "c1" }, 4)).toBeUndefined();
  expect(advice.look({ call: "c1" }, 4)).toBeUndefined();
  await vi.waitFor(() => {
    expect(advice.look({ call: "c1" }, 4)?.units).toEqual(["A7"]);
  });
  expect(ask).toHaveBeenCalledTimes(1);
});

test("a call that has changed is asked about anew", async () => {
  const ask = vi.fn(() => Promise.resolve(answer("A7")));
  const advice = new Advice(ask);
  advice.look({ call: "c1" }, 4);
  await vi.waitFor(() => {
    expect(advice.look({ call: "c1" }, 4)).toBeDefined();
  });
  expect(advice.look({ call: "c1" }, 5)).toBeUndefined();
  await vi.waitFor(() => {
    expect(ask).toHaveBeenCalledTimes(2);
  });
});

test("without an answer there is no advice", async () => {
  const ask = vi.fn(() => Promise.reject(new Error("no link")));
  const advice = new Advice(ask);
  advice.look({ call: "c1" });
  await vi.waitFor(() => {
    expect(ask).toHaveBeenCalled();
  });
  expect(advice.look({ call: "c1" })).toBeUndefined();
});
