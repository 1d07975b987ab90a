import { describe, expect, it } from "vitest";
import type { FunctionView } from "../../../../link/wire";
import { paperAt, positionsOf } from "./papers";

describe("papers", () => {
  it("are asked for in the reader's time, and a position is part of the address", () => {
    const asked = {
      incident: "i/1",
      code: "214",
      format: "pdf",
      zone: "America/Denver",
      copy: "full",
    } as const;
    expect(paperAt({ ...asked, position: "A&7" })).toBe(
      "/api/incidents/i%2F1/forms/214?format=pdf&zone=America%2FDenver&copy=full&position=A%267",
    );
    expect(paperAt({ ...asked, code: "report" })).not.toContain("position");
  });

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
