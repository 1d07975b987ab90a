import { describe, expect, it } from "vitest";
import type { FunctionView } from "../../../../link/wire";
import { positionsOf } from "./papers";

describe("papers", () => {
  it("of a position are offered for command, functions that were held, units and the desk", () => {
    const held = {
      id: "i:PIO",
      version: 1,
      incident: "i",
      role: "PIO",
      held: null,
      deputy: null,
      history: [],
    };
    const other = { ...held, incident: "j", role: "SAFETY" };
    const found = positionsOf([held, other] as FunctionView[], "i", ["A7"], ["P1"]);
    expect(found.map((one) => one.code)).toEqual(["COMMAND", "PIO", "A7", "P1"]);
  });
});
