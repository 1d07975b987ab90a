import { describe, expect, it } from "vitest";
import type { IncidentView } from "../../../link/wire";
import { commands, menu, partiesOf, sideOf } from "./say";

const who = (name: string, unit: string | null) => ({ name, title: "Officer", agency: "PMSD", unit });

function incident(more: Partial<Record<"command" | "transfer", unknown>> = {}): IncidentView {
  return { command: null, transfer: null, members: [], ...more } as unknown as IncidentView;
}
const held = (unit: string | null) => ({ commander: who("Adam", unit), members: [] });
const pages = (one: IncidentView): string[] => menu(one, "A7").map((row) => row.page);

describe("what an officer may say", () => {
  it("is what they know and need, while nobody is in command", () => {
    expect(pages(incident())).toEqual(["fact", "decide", "need", "check_in"]);
  });
  it("is also what command says, of whoever is in command", () => {
    expect(pages(incident({ command: held("A7") }))).toEqual([
      "fact",
      "decide",
      "need",
      "objective",
      "patients",
      "benchmark",
      "check_in",
      "give",
      "end",
    ]);
  });
  it("is to ask for command, of anybody else, and not while a transfer is under way", () => {
    expect(pages(incident({ command: held("A3") }))).toContain("ask");
    expect(pages(incident({ command: held("A3"), transfer: {} }))).not.toContain("ask");
    expect(pages(incident({ command: held("A7"), transfer: {} }))).not.toContain("give");
  });
  it("is of a member of unified command neither to give nor to end it", () => {
    const unified = incident({ command: { commander: null, members: [who("Adam", "A7"), who("Lt", null)] } });
    expect(commands(unified, "A7")).toBe(true);
    expect(pages(unified)).not.toContain("give");
    expect(pages(unified)).not.toContain("end");
    expect(pages(unified)).not.toContain("ask");
  });
});

describe("whose word a transfer waits for", () => {
  const transfer = {
    incoming: who("Abel", "A3"),
    outgoing: who("Adam", "A7"),
    incoming_said: null,
    outgoing_said: null,
  };
  it("is the side of the own unit", () => {
    expect(sideOf(incident({ transfer }), "A3")).toBe("incoming");
    expect(sideOf(incident({ transfer }), "A7")).toBe("outgoing");
    expect(sideOf(incident({ transfer }), "C12")).toBeNull();
    expect(sideOf(incident({ transfer: { ...transfer, outgoing_said: {} } }), "A7")).toBeNull();
    expect(sideOf(undefined, "A7")).toBeNull();
  });
});

it("an officer speaks for their agency's kind, and for command when they have it", () => {
  expect([...partiesOf("law", true)]).toEqual(["law", "command"]);
  expect([...partiesOf("fire_ems", false)]).toEqual(["fire"]);
  expect([...partiesOf(undefined, false)]).toEqual(["district"]);
});
