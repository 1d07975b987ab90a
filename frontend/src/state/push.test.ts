import { describe, expect, it } from "vitest";
import { bytesOf, isFor, keysOf } from "./push.svelte";

describe("a subscription", () => {
  const key = bytesOf("BAEC_-4");

  it("reads keys as push services write them", () => {
    expect([...key]).toEqual([4, 1, 2, 255, 238]);
  });

  it("is told whole or not at all", () => {
    const json = { endpoint: "https://push/1", keys: { p256dh: "p", auth: "a" } };
    expect(keysOf({ toJSON: () => json })).toEqual({ endpoint: "https://push/1", p256dh: "p", auth: "a" });
    expect(keysOf({ toJSON: () => ({ ...json, keys: { p256dh: "p" } }) })).toBeNull();
    expect(keysOf({ toJSON: () => ({}) })).toBeNull();
  });

  it("is good for the key that it was made with, and no other", () => {
    const made = (bytes: Uint8Array<ArrayBuffer> | null) => ({
      options: { applicationServerKey: bytes?.buffer ?? null, userVisibleOnly: true },
    });
    expect(isFor(made(key), key)).toBe(true);
    expect(isFor(made(bytesOf("BAEC_-8")), key)).toBe(false);
    expect(isFor(made(null), key)).toBe(false);
  });
});
