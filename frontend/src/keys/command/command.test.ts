import { expect, test } from "vitest";
import { incident, world } from "./board.fixture";
import { parse } from "./parse";

const sends = (line: string, board = world()) => parse(line, board).orders;
const said = (line: string, board = world()) => parse(line, board).problem;

test("IC names somebody with title, agency and command post", () => {
  expect(sends('IC GRHS "Lt. Moreno" MPD /north lot')).toEqual([
    {
      do: "send",
      kind: "EstablishCommand",
      fields: { site: "GRHS", name: "Moreno", title: "Lt.", agency: "MPD", post: "north lot", how: "radio" },
      label: "Lt. Moreno (MPD) in command",
    },
  ]);
  expect(sends("IC 0142 Lt. Moreno MPD /lot")).toMatchObject([{ fields: { call: "call-26-000142" } }]);
});

test("what is missing is asked back", () => {
  expect(said('IC GRHS "Lt. Moreno" MPD')).toMatch(/command post/);
  expect(said('IC GRHS "Lt. Moreno" /lot')).toMatch(/Of which agency/);
  expect(said("IC GRHS MPD /lot")).toMatch(/Who\?/);
  expect(said("IC")).toMatch(/Of what\?/);
  expect(said('IC RTHS "BC Lund" WRFD /lot')).toMatch(/Lt\. Moreno \(MPD\) is in command of I26-0001/);
});

test("IC alone shows the command of what is named or selected", () => {
  expect(sends("IC RTHS")).toEqual([{ do: "open", form: { name: "command", incident: "i1" } }]);
  expect(sends("IC", world({ selectedCall: "call-26-000142" }))).toEqual([
    { do: "open", form: { name: "command", call: "call-26-000142" } },
  ]);
});

test("a transfer is offered, and each side confirms", () => {
  expect(sends('IC XFER RTHS "BC Lund" WRFD /senior')).toMatchObject([
    {
      kind: "OfferTransfer",
      fields: { incident: "i1", name: "Lund", title: "BC", agency: "WRFD", reason: "senior" },
    },
  ]);
  expect(said("IC IN RTHS")).toMatch(/No transfer of command/);
  const lund = { name: "Lund", title: "BC", agency: "WRFD", unit: null };
  const held = incident("i1", "RTHS", "call-26-001142");
  const under = world({
    incidents: new Map([
      [
        "i1",
        {
          ...held,
          transfer: {
            id: "t",
            incoming: lund,
            outgoing: held.command?.commander ?? lund,
            offered_at: held.opened_at,
            offered_by: "Maria",
            effective_at: null,
            reason: null,
            outgoing_said: null,
            incoming_said: null,
          },
        },
      ],
    ]),
  });
  expect(sends("IC IN RTHS", under)).toMatchObject([
    { kind: "ConfirmTransfer", fields: { side: "incoming", briefed: true, how: "radio" } },
  ]);
  expect(sends("IC OUT RTHS", under)).toMatchObject([{ fields: { side: "outgoing", briefed: false } }]);
  expect(sends("IC END RTHS /all released")).toMatchObject([
    { kind: "TerminateCommand", fields: { incident: "i1", text: "all released" } },
  ]);
  expect(said("IC END GRHS")).toMatch(/Nobody is in command/);
});

test("UC adds, confirms and takes out a member by agency", () => {
  expect(sends('UC ADD WRFD "BC Lund" RTHS /fire')).toMatchObject([
    { kind: "AddUnifiedMember", fields: { incident: "i1", name: "Lund", authority: "fire", how: "radio" } },
  ]);
  expect(said('UC ADD WRFD "BC Lund" RTHS')).toMatch(/By what authority/);
  expect(said("UC OK WRFD RTHS")).toMatch(/has no member/);
  expect(said("UC")).toMatch(/UC ADD, UC OK, UC LEFT or UC SINGLE/);
  expect(said('UC ADD WRFD "BC Lund" GRHS /x')).toMatch(/is no incident yet/);
});
