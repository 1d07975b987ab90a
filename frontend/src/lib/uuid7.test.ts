import { expect, test } from "vitest";
import { newId, uuid7 } from "./uuid7";

test("the time stands in front, version and variant where they belong", () => {
  const id = uuid7(0x0123456789ab, new Uint8Array(10).fill(0xff));
  expect(id).toBe("01234567-89ab-7fff-bfff-ffffffffffff");
});

test("later ids sort later", () => {
  const earlier = uuid7(1_764_000_000_000, new Uint8Array(10).fill(0xff));
  const later = uuid7(1_764_000_000_001, new Uint8Array(10));
  expect(earlier < later).toBe(true);
});

test("no two are the same", () => {
  const ids = new Set(Array.from({ length: 2000 }, newId));
  expect(ids.size).toBe(2000);
});
