import { describe, expect, it } from "vitest";
import type { CommanderView, IncidentView, SaidView, TransferView } from "../link/wire";
import {
  askedOf,
  askedWords,
  bothConfirm,
  chargeOf,
  commander,
  incidentOf,
  inCommand,
  separate,
  since,
  titled,
  waitsFor,
} from "./command";

const moreno: CommanderView = { name: "Moreno", title: "Lt.", agency: "MPD", unit: null };
const lund: CommanderView = { name: "Lund", title: "BC", agency: "WRFD", unit: null };
const said: SaidView = { said_by: "A7", how: "radio", by: "Maria", at: "2026-09-14T15:02:00Z" };
const tenure = {
  form: "single" as const,
  commander: moreno,
  members: [],
  since: "2026-09-14T15:02:00Z",
  said,
  assumed: false,
  reason: null,
  ratified: null,
  until: null,
  end: null,
};
const incident = (more: Partial<IncidentView> = {}): IncidentView =>
  ({
    id: "i1",
    number: "I26-0001",
    calls: [{ id: "c1", number: "26-000001", site: "GRHS" }],
    sites: ["GRHS"],
    command: null,
    transfer: null,
    members: [],
    post: null,
    no_command_since: null,
    closed_at: null,
    ...more,
  }) as IncidentView;
const member = (who: CommanderView, confirmed: SaidView | null) => ({
  id: who.agency,
  commander: who,
  authority: "law",
  joined_at: said.at,
  confirmed,
});

describe("who is in charge", () => {
  it("is said with name, title and agency, and by whose word", () => {
    const charge = chargeOf(incident({ command: tenure }));
    expect(inCommand(charge)).toBe("Lt. Moreno (MPD)");
    expect(since(charge)).toMatch(/^since \d\d:\d\d, said A7 by radio, entered by Maria$/);
  });
  it("names nobody where nobody is named", () => {
    const charge = chargeOf(incident({ no_command_since: said.at }));
    expect([inCommand(charge), since(charge), charge.no_command_since]).toEqual(["", "", said.at]);
  });
  it("is all members of a unified command", () => {
    const unified = { ...tenure, form: "unified" as const, commander: null, members: [moreno, lund] };
    expect(inCommand(chargeOf(incident({ command: unified })))).toBe("Lt. Moreno (MPD), BC Lund (WRFD)");
  });
  it("stands as assumed until somebody has ratified it", () => {
    const assumed = { ...tenure, assumed: true };
    expect(chargeOf(incident({ command: assumed })).assumed).toBe(true);
    expect(chargeOf(incident({ command: { ...assumed, ratified: said } })).assumed).toBe(false);
  });
});

describe("what is under way", () => {
  it("is separate commands until unified command is formed", () => {
    const members = [member(moreno, said), member(lund, null)];
    expect(separate(incident({ members }))).toBe("Separate commands: 1 of 2 confirmed unified command");
    expect(separate(incident({ members, command: { ...tenure, form: "unified" } }))).toBeNull();
    expect(separate(incident())).toBeNull();
  });
  it("is a transfer that waits for both, for one, for its time", () => {
    const transfer = {
      id: "t",
      incoming: lund,
      outgoing: moreno,
      offered_at: said.at,
      offered_by: "Maria",
      effective_at: null,
      reason: null,
      outgoing_said: null,
      incoming_said: null,
    };
    expect(waitsFor(incident({ transfer }))).toBe("Transfer to BC Lund (WRFD): Lund and Moreno to confirm");
    expect(waitsFor(incident({ transfer: { ...transfer, incoming_said: said } }))).toBe(
      "Transfer to BC Lund (WRFD): Moreno to confirm",
    );
    expect(waitsFor(incident())).toBeNull();
  });
});

it("finds the incident of a call before that of its site, and none that is closed", () => {
  const other = incident({ id: "i2", calls: [{ id: "c2", number: "26-000002", site: "GRHS" }] });
  expect(incidentOf([incident(), other], "c2", "GRHS")?.id).toBe("i2");
  expect(incidentOf([incident(), other], null, "GRHS")?.id).toBe("i1");
  expect(incidentOf([incident({ closed_at: said.at })], "c1", "GRHS")).toBeUndefined();
});

it("takes a title off a name", () => {
  expect(titled("Lt. Moreno")).toEqual({ title: "Lt.", name: "Moreno" });
  expect(titled("BC Lund")).toEqual({ title: "BC", name: "Lund" });
  expect(titled("Ana Lopez")).toEqual({ title: "Incident Commander", name: "Ana Lopez" });
  expect(commander({ name: "Lund", title: "", agency: "MPD", unit: null })).toBe("Lund (MPD)");
});

describe("command that is asked for", () => {
  const transfer = {
    id: "t1",
    incoming: lund,
    outgoing: moreno,
    offered_at: said.at,
    offered_by: "Lund",
    effective_at: null,
    reason: { text: "Moreno is hurt." } as TransferView["reason"],
    outgoing_said: null,
    incoming_said: null,
  } satisfies TransferView;
  it("is read out with both names and the reason", () => {
    expect(askedWords(incident({ transfer }))).toBe(
      "BC Lund (WRFD) asks for command from Lt. Moreno (MPD): Moreno is hurt. Ask both on the air.",
    );
    expect(askedWords(incident({ transfer: { ...transfer, outgoing_said: said, reason: null } }))).toBe(
      "Lt. Moreno (MPD) gives command to BC Lund (WRFD). Lund has to confirm.",
    );
    expect(askedWords(incident())).toBe("");
  });
  it("is confirmed with one key by whoever has not confirmed yet", () => {
    expect([
      bothConfirm(transfer),
      bothConfirm({ ...transfer, outgoing_said: said }),
      bothConfirm({ ...transfer, incoming_said: said }),
      bothConfirm({ ...transfer, outgoing_said: said, incoming_said: said }),
    ]).toEqual(["Lund is briefed, both confirm", "Lund is briefed and confirms", "Moreno confirms", null]);
  });
  it("is found by its alarm, and by no other", () => {
    const all = new Map([["i1", incident()]]);
    expect(askedOf({ id: "command_asked:i1", alarm_kind: "command_asked" }, all)?.id).toBe("i1");
    expect(askedOf({ id: "no_command:i1", alarm_kind: "no_command" }, all)).toBeUndefined();
  });
});
