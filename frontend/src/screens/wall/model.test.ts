import { expect, test } from "vitest";
import {
  byGroup,
  codeOf,
  entryOf,
  fitting,
  nextStart,
  oldWords,
  orderWords,
  pageWords,
  parWords,
  secretOf,
  shiftAt,
} from "./model";

test("the code stands behind the #, and nothing else is one", () => {
  expect(codeOf("#code=ABCD-EFGH-JKLM")).toBe("ABCD-EFGH-JKLM");
  expect(codeOf("")).toBeNull();
  expect(codeOf("#code=")).toBeNull();
  expect(codeOf("#ABCD")).toBeNull();
});

test("a device's secret has all of its chance in it", () => {
  expect(secretOf(new Uint8Array([0, 15, 255]))).toBe("000fff");
});

test("another build is known by its script", () => {
  expect(entryOf('<script type="module" src="/assets/wall-Bx_3-f.js">')).toBe("/assets/wall-Bx_3-f.js");
  expect(entryOf("<h1>502</h1>")).toBeNull();
});

test("the pages of a list come one after another and show each of it", () => {
  const seen = new Set<number>();
  let start = 0;
  for (let page = 0; page < 3; page += 1) {
    for (let one = start; one < Math.min(9, start + 4); one += 1) seen.add(one);
    start = nextStart(start, 4, 9);
  }
  expect(seen.size).toBe(9);
  expect(start).toBe(0);
  expect(nextStart(0, 0, 3)).toBe(1);
  expect(pageWords(4, 4, 9)).toBe("5 to 8 of 9");
  expect(pageWords(8, 4, 9)).toBe("9 of 9");
  expect(pageWords(0, 9, 9)).toBeNull();
});

test("what ends below the edge does not fit, but the first is always shown", () => {
  expect(fitting([10, 20, 30], 25)).toBe(2);
  expect(fitting([10, 20, 30], 30)).toBe(3);
  expect(fitting([50], 20)).toBe(1);
  expect(fitting([], 20)).toBe(0);
});

test("an old picture says since when it is old, and a live one says nothing", () => {
  const truth = new Date(2026, 10, 27, 10, 42, 51).getTime();
  expect(oldWords("live", truth, truth + 200)).toBeNull();
  expect(oldWords("connecting", truth, truth + 900)).toBeNull();
  expect(oldWords("stale", truth, truth + 4_000)).toBe("OLD: true at 10:42:51, 0:04 ago");
  expect(oldWords("lost", truth, truth + 192_000)).toBe("OLD: true at 10:42:51, 3:12 ago");
  expect(oldWords("connecting", null, 0)).toBeNull();
  expect(oldWords("lost", null, 0)).toBe("No picture yet");
});

test("the picture moves a little each minute and comes back", () => {
  const places = Array.from({ length: 9 }, (_, minute) => shiftAt(minute * 60_000).join());
  expect(new Set(places).size).toBe(9);
  expect(shiftAt(9 * 60_000)).toEqual(shiftAt(0));
});

test("units are counted by group, and every group has its place", () => {
  const counted = byGroup([
    { status: "OS", count: 2 },
    { status: "AI", count: 1 },
    { status: "AV", count: 4 },
  ]);
  expect(new Map(counted).get("ONS")).toBe(3);
  expect(new Map(counted).get("AVL")).toBe(4);
  expect(counted).toHaveLength(8);
});

test("PAR says how many are missing and who is silent, and names no more than fit", () => {
  const par = {
    started_at: new Date(2026, 10, 27, 10, 42).toISOString(),
    asked: 7,
    answered: 2,
    people: 22,
    missing: 1,
    silent: ["NFFR", "Staging", "A1", "A2", "A3"],
  };
  expect(parWords(par)).toBe(
    "PAR 10:42: 21 of 22 people, 1 MISSING; 2 of 7 answered, not NFFR, Staging, A1 and 2 more",
  );
  expect(parWords({ ...par, answered: 7, missing: 0, silent: [] })).toBe(
    "PAR 10:42: 22 of 22 people; all have answered",
  );
  expect(parWords({ ...par, asked: 1, answered: 0, people: 0, missing: 0, silent: ["A1"] })).toBe(
    "PAR 10:42: 0 of 1 answered, not A1",
  );
});

test("an order says how far it is", () => {
  const order = {
    action_type: "LOCKDOWN",
    mode: "ACTUAL",
    status: "ACTIVE",
    since: "2026-11-27T10:00:00Z",
    heard: true,
    whole_site: true,
    released: 0,
    doors: null,
  } as const;
  expect(orderWords(order)).toBe("announced");
  expect(orderWords({ ...order, heard: false, whole_site: false })).toBe("part of the site");
  expect(orderWords({ ...order, status: "RELEASING", released: 3, doors: 12 })).toBe(
    "announced · 3 of 12 doors released",
  );
});
