import { describe, expect, it } from "vitest";
import { FUNCTIONS } from "../../../link/conduct";
import type { FunctionView, InChargeView, SrtView } from "../../../link/wire";
import { picture, type Row } from "./picture";
import { commands, leads, sideOf, theCharge, titleOf, transferWords, works } from "./say";

const ME = { person: "p1", name: "Renata Vance", agency: "PMSD" };
const OTHER = { person: "p2", name: "Judith Amato", agency: "PMSD" };
const TEAM = {
  seats: [{ role: "INCIDENT_COMMANDER", people: [{ name: "Renata Vance", title: "Principal" }] }],
  held: [
    { role: "INCIDENT_COMMANDER", name: "Renata Vance", person: "p1", since: "", by: "" },
    { role: "ACCOUNTABILITY", name: "Judith Amato", person: null, since: "", by: "" },
  ],
  expected: [{ role: "FAMILY_LIAISON", name: "Noor Barlow", title: "Counselor", phone: "", why: "default" }],
  away: [],
  ticks: [],
} as unknown as SrtView;
const who = (name: string, agency = "PMSD") => ({ name, title: "Lt.", agency, unit: null });

function charge(more: Partial<InChargeView> = {}): InChargeView {
  return {
    id: "i",
    version: 0,
    form: "single",
    names: [who("Moreno", "MPD")],
    since: null,
    said: null,
    assumed: false,
    post: null,
    no_command_since: null,
    transfer: null,
    owed: [],
    ...more,
  };
}

describe("who of a school may say what", () => {
  it("is by the role that somebody holds", () => {
    expect([leads(TEAM, ME), leads(TEAM, OTHER)]).toEqual([true, false]);
    expect([works(TEAM, ME), works(TEAM, OTHER)]).toEqual([true, true]);
    expect(works(TEAM, { ...OTHER, name: "Noor Barlow", person: "p3" })).toBe(true);
    expect(works(TEAM, { ...OTHER, name: "A Teacher", person: "p4" })).toBe(false);
    expect(works(undefined, ME)).toBe(false);
  });
  it("is in command by name and agency", () => {
    expect(commands(charge({ names: [who("renata  vance")] }), ME)).toBe(true);
    expect(commands(charge({ names: [who("Renata Vance", "MPD")] }), ME)).toBe(false);
  });
  it("confirms the own side of a transfer once", () => {
    const transfer = {
      outgoing: who("Renata Vance"),
      incoming: who("Moreno", "MPD"),
      outgoing_said: false,
      incoming_said: false,
    };
    const waits = charge({ transfer });
    expect(sideOf(waits, ME)).toBe("outgoing");
    expect(sideOf(waits, OTHER)).toBeNull();
    expect(transferWords(waits)).toBe(
      "Command is to go to Lt. Moreno (MPD). Not confirmed yet: Renata Vance, Moreno.",
    );
    expect(sideOf(charge({ transfer: { ...transfer, outgoing_said: true } }), ME)).toBeNull();
  });
  it("is called what the list of the team says", () => {
    expect(titleOf(TEAM, ME)).toBe("Principal");
    expect(titleOf(TEAM, OTHER)).toBe("SRT Incident Commander");
  });
  it("looks at the own command first, then at one that nobody commands", () => {
    const own = charge({ id: "own", names: [who("Renata Vance")] });
    const free = charge({ id: "free", names: [] });
    expect(theCharge([charge(), free, own], ME)?.id).toBe("own");
    expect(theCharge([charge(), free], ME)?.id).toBe("free");
    expect(theCharge<InChargeView>([], ME)).toBeUndefined();
  });
});

describe("the organisation with the school's own team in it", () => {
  const held = { who: who("Lund", "WRFD"), since: "", said: {} };
  const functions = [{ id: "f", role: "ACCOUNTABILITY", held, deputy: null }] as unknown as FunctionView[];
  const row = (id: string, rows: Row[]): Row | undefined => rows.find((one) => one.id === id);

  it("names who is assigned, and who does the same in the building", () => {
    expect(row("ACCOUNTABILITY", picture(FUNCTIONS, functions, charge(), TEAM))).toMatchObject({
      who: "Lt. Lund (WRFD)",
      note: "In the building: Judith Amato",
      nobody: false,
    });
  });
  it("names the school's person where nobody is assigned, and says when nobody is named", () => {
    const rows = picture(FUNCTIONS, [], charge(), TEAM);
    expect(row("ACCOUNTABILITY", rows)).toMatchObject({ who: "Judith Amato", nobody: false });
    expect(row("FAMILY", rows)).toMatchObject({
      nobody: true,
      note: "In the building it falls to Noor Barlow",
    });
    expect(row("SAFETY", rows)).toBeUndefined();
  });
  it("says that nobody is in command", () => {
    expect(picture(FUNCTIONS, [], charge({ names: [], form: null }), TEAM)[0]).toMatchObject({
      who: "Nobody is in command",
      nobody: true,
    });
  });
});
