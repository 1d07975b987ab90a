import { expect, test } from "vitest";
import { channelsOf } from "./channels";

const radio = (what: string, where: string) => ({ item_kind: "radio" as const, what, where });

test("a site's channels are said in one line, and nothing else of its premise", () => {
  const keys = { item_kind: "keys" as const, what: "Master key", where: "box" };
  expect(channelsOf([radio("Command", "DSS CMD 1"), keys, radio("Tactical", "LE TAC 3")])).toBe(
    "Command DSS CMD 1, Tactical LE TAC 3",
  );
  expect(channelsOf([keys])).toBe("");
});

test("a channel is never cut in two", () => {
  const many = Array.from({ length: 20 }, (_, n) => radio("Tactical", `CHANNEL ${n}`));
  const said = channelsOf(many);
  expect(said.length).toBeLessThanOrEqual(200);
  expect(said.endsWith("CHANNEL 9") || /CHANNEL \d+$/.test(said)).toBe(true);
});
