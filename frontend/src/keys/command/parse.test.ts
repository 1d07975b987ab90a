import { describe, expect, test } from "vitest";
import type { Send } from "../../actions/orders";
import type { Recommendation } from "../../link/recommend";
import { Dice } from "../../lib/dice";
import { action, alarm, NOW, world } from "./board.fixture";
import { lex } from "./lex";
import { parse } from "./parse";
import { spoken } from "./sentence";
import { VERBS } from "./verbs";

const board = world();
const sends = (line: string, on = board): Send[] =>
  parse(line, on).orders.filter((one): one is Send => one.do === "send");
const problem = (line: string, on = board): string => parse(line, on).problem ?? "";

test("units are sent to a call by the end of its number", () => {
  const [order] = sends("d a5 a7 0142");
  expect(order).toMatchObject({
    kind: "AssignUnits",
    fields: { call: "call-26-000142", units: ["A5", "A7"], status: "DP", preempt: false },
  });
  expect(spoken(parse("D A5 A7 0142", board).tokens)).toBe(
    "Dispatch A5 A7 to Fight / disorder in progress, Granite Ridge High School 2 of 2 available",
  );
});

test("the slash that brings the focus does no harm when the line has it already", () => {
  expect(parse("/D A5 A7 0142", board)).toEqual(parse("D A5 A7 0142", board));
  expect(parse(" / L 139 /door 3/4 shut", board)).toEqual(parse("L 139 /door 3/4 shut", board));
  expect(parse("/", board)).toMatchObject({ orders: [], problem: null });
});

test("dots, spaces and commas are the same", () => {
  expect(parse("D.A5,A7.0142", board)).toEqual(parse("D A5 A7 0142", board));
});

test("what fits two calls is asked back and nothing is done", () => {
  const parsed = parse("D A5 142", board);
  expect(parsed.orders).toEqual([]);
  expect(parsed.problem).toBe("142 is 000142 or 001142. Type more digits.");
});

test("a unit's name comes before a priority of the same letters, and a free P1 is a priority", () => {
  expect(sends("D A7 P1 139")[0]?.fields).toMatchObject({ units: ["A7"], priority: 1 });
  expect(sends("D A7 P3 139")[0]?.fields).toMatchObject({ units: ["A7", "P3"] });
});

test("sending as en route or on scene, and pulling off another call", () => {
  expect(sends("DE A7 139")[0]?.fields).toMatchObject({ status: "ER" });
  expect(sends("DO A3 PRE 0142")[0]?.fields).toMatchObject({ status: "OS", preempt: true });
});

test("the selected call is meant when none is named, and the sentence says so", () => {
  const selected = world({ selectedCall: "call-26-000139" });
  expect(sends("D A7", selected)[0]?.fields).toMatchObject({ call: "call-26-000139" });
  expect(problem("D A7")).toContain("select a call first");
});

test("a site with one open call names it, with two it asks", () => {
  expect(sends("D A7 RTHS")[0]?.fields).toMatchObject({ call: "call-26-001142" });
  expect(problem("D A7 GRHS")).toBe(
    "Granite Ridge High School has 2 open calls: 142 or 139. Type the number.",
  );
});

test.each([
  ["ER A7", "ER"],
  ["OS A7", "OS"],
  ["AI A7", "AI"],
  ["AV A7", "AV"],
  ["TR A7", "TR"],
  ["SG A7", "SG"],
  ["AK A7", "AK"],
])("%s is a status", (line, status) => {
  expect(sends(line)[0]).toMatchObject({ kind: "SetUnitStatus", fields: { unit: "A7", status } });
});

test("the sentence of a dispatch says how soon the first could be there", () => {
  const candidates = [
    { unit: "A5", eta_s: 200 },
    { unit: "A7", eta_s: 130 },
    { unit: "A9", eta_s: 10 },
  ];
  const advised = world({ advise: () => ({ candidates, needs: [] }) as unknown as Recommendation });
  expect(spoken(parse("D A5 A7 0142", advised).tokens)).toMatch(/2 of 2 available · closest 2:10$/);
});

test("WHO says who can be sent and how soon, and opens the list", () => {
  const candidates = [
    { unit: "A7", eta_s: 130, eligible: true, pulled: false },
    { unit: "A3", eta_s: 60, eligible: true, pulled: true },
    { unit: "SUP1", eta_s: null, eligible: true, pulled: false },
  ];
  const needs = [{ need_kind: "unit", missing: "No supervisor is free: nobody of that kind is on duty." }];
  const advised = world({ advise: () => ({ candidates, needs }) as unknown as Recommendation });
  const parsed = parse("WHO 0142", advised);
  expect(spoken(parsed.tokens)).toBe(
    "Free near Granite Ridge High School A7 2:10 SUP1 no ETA No supervisor is free: nobody of that kind is on duty.",
  );
  expect(parsed.orders).toMatchObject([{ do: "open", form: { name: "send-units" } }]);
});

test("a roll call is begun, answered and ended", () => {
  expect(sends("PAR 139")[0]).toMatchObject({ kind: "StartRollCall", fields: { call: "call-26-000139" } });
  expect(spoken(parse("PAR 0142", board).tokens)).toContain("no unit is on it");
  expect(sends("PAR A3 OK")[0]).toMatchObject({
    kind: "AnswerRollCall",
    fields: { call: "call-26-000139", unit: "A3" },
  });
  expect(problem("PAR A7 OK")).toBe("A7 is on no call, so no roll call asks it.");
  expect(problem("PAR 139 END")).toContain("Say why");
  expect(sends("PAR 139 END /seen by SUP1")[0]).toMatchObject({
    kind: "EndRollCall",
    fields: { reason: "seen by SUP1" },
  });
});

test("emergency traffic only, and free again", () => {
  expect(sends("TRAF A7 channel=D1 /shots heard")[0]).toMatchObject({
    kind: "HoldTraffic",
    fields: { unit: "A7", channel: "D1", reason: "shots heard" },
  });
  expect(sends("TRAF")[0]).toMatchObject({ kind: "HoldTraffic", fields: {} });
  expect(sends("TRAF OFF")[0]).toMatchObject({ kind: "ReleaseTraffic" });
});

test("panic devices in test, all of a site's or one", () => {
  expect(sends("TEST GRHS 45 /yearly test")[0]).toMatchObject({
    kind: "OpenTestWindow",
    fields: { site: "GRHS", minutes: 45, reason: "yearly test" },
  });
  expect(sends("TEST GRHS device=w-101")[0]).toMatchObject({
    fields: { site: "GRHS", minutes: 30, device: "w-101" },
  });
  expect(spoken(parse("TEST GRHS", board).tokens)).toContain("nothing rings meanwhile");
  expect(sends("TEST GRHS 900")).toEqual([]);
});

test("an unusual status is allowed and said", () => {
  expect(spoken(parse("TR A7", board).tokens)).toContain("unusual");
});

test("a unit clears, with how it ended, and a call closes", () => {
  expect(sends("C A3 NRPT /handled")[0]).toMatchObject({
    kind: "ClearUnit",
    fields: { unit: "A3", disposition: "NRPT", outcome: "handled" },
  });
  expect(sends("C 139 RPT")[0]).toMatchObject({ kind: "CloseCall", fields: { disposition: "RPT" } });
  expect(problem("C 0142 RPT")).toContain("need an outcome");
  expect(problem("C A3 NOPE")).toContain("no disposition");
});

test("a new call finds the room, keeps other words as the place, and takes named fields", () => {
  expect(sends('N FIGHT GRHS 214 P1 caller="Ms Odell" /two students')[0]).toMatchObject({
    kind: "CreateCall",
    fields: {
      call_type: "FIGHT",
      site: "GRHS",
      room: "214",
      building: "MAIN",
      priority: 1,
      caller: "Ms Odell",
      text: "two students",
    },
  });
  expect(sends("N TRAFIC @ 1440 Indiana St")[0]?.fields).toMatchObject({ address: "1440 Indiana St" });
  expect(problem("N FIGHT")).toContain("Say where");
  expect(problem("N RIOT GRHS")).toContain("no type of call");
  expect(parse("N", board).orders).toEqual([{ do: "open", form: { name: "new-call" } }]);
});

test("a call is held for a time or until one", () => {
  expect(sends("H 139 20m")[0]?.fields).toMatchObject({ until: new Date(NOW + 1_200_000).toISOString() });
  expect(problem("H 139 later")).toContain("no time");
  expect(problem("H GRHS")).toContain("type HOLD GRHS");
});

test("a priority needs the version it rests on", () => {
  expect(sends("P 139 2")[0]).toMatchObject({
    fields: { priority: 2 },
    expect: { "call-26-000139": 3 },
  });
  expect(problem("P 139 9")).toContain("1 to 5");
});

test("a call is cancelled, referred or merged", () => {
  expect(sends("X 0142")[0]?.fields).toMatchObject({ end: "CANCELLED_BY_CALLER" });
  expect(sends("X 0142 PSAP")[0]?.fields).toMatchObject({ end: "CANCELLED_BY_PSAP" });
  expect(sends('X 0142 REF "Harlan PD"')[0]?.fields).toMatchObject({ referred_to: "Harlan PD" });
  expect(sends("X 0142 DUP 139")[0]).toMatchObject({
    kind: "MergeCall",
    fields: { call: "call-26-000142", into: "call-26-000139" },
  });
  expect(problem("X 139 DUP 139")).toContain("same call");
});

describe("protective actions", () => {
  test.each([
    ["PA LOCK GRHS", "LOCKDOWN"],
    ["LOCK GRHS", "LOCKDOWN"],
    ["lockdown granite", "LOCKDOWN"],
    ["SEC GRHS", "SECURE"],
    ["LOCKOUT GRHS", "SECURE"],
    ["PA LOCKOUT GRHS", "SECURE"],
    ["HOLD GRHS", "HOLD"],
    ["EVAC GRHS stadium", "EVACUATE"],
    ["SHEL GRHS tornado", "SHELTER"],
  ])("%s starts %s with one Enter", (line, type) => {
    const parsed = parse(line, board);
    expect(parsed.danger).toBeNull();
    expect(sends(line)[0]).toMatchObject({
      kind: "StartAction",
      fields: { sites: ["GRHS"], action_type: type, mode: "ACTUAL" },
    });
  });

  test("what is missing is asked for with the words that were typed", () => {
    expect(problem("PA SEC")).toBe("Say where: PA SEC GRHS.");
    expect(problem("EVAC")).toBe("Say where: EVAC GRHS.");
  });

  test("the old name is shown as the protocol's", () => {
    expect(spoken(parse("LOCKOUT GRHS", board).tokens)).toContain("Lockout is called Secure");
  });

  test.each(["SHELTER IN PLACE GRHS", "code red GRHS", "SOFT LOCKDOWN GRHS", "LOCK IN GRHS", "PA CODE RED"])(
    "%s is asked back",
    (line) => {
      const parsed = parse(line, board);
      expect(parsed.orders).toEqual([]);
      expect(parsed.problem).toMatch(/Which|There is one Lockdown|no action here|For which hazard/);
    },
  );

  test("a hazard brings its strategy, words their parameter", () => {
    expect(sends("SHEL GRHS tornado")[0]?.fields).toMatchObject({
      hazard: "tornado",
      strategy: "Evacuate to shelter area",
    });
    expect(sends('SEC GRHS reason="police activity" entry=monitored')[0]?.fields).toMatchObject({
      reason: "police activity",
      entry_mode: "monitored_entry",
    });
    expect(sends("HOLD GRHS zone=east")[0]?.fields).toMatchObject({ zones: ["EAST"] });
  });

  test("all sites at once need Ctrl+Enter", () => {
    expect(parse("ALL SEC zone=south", board)).toMatchObject({ danger: "2 sites at once" });
    expect(sends("ALL SEC zone=south")[0]?.fields).toMatchObject({ sites: ["LARK", "LKES"] });
    expect(problem("ALL SEC zone=west")).toContain("Sectors: North, South");
  });

  test("a drill says that it is one", () => {
    expect(sends("DR LOCK GRHS")[0]).toMatchObject({
      fields: { mode: "DRILL" },
      label: "DRILL: Lockdown at GRHS",
    });
  });

  test("a release opens its form, or is complete and named", () => {
    const secured = world({ actions: [action("a1", "GRHS")] });
    expect(parse("REL SEC GRHS", secured).orders).toEqual([
      { do: "open", form: { name: "release", action: "a1" } },
    ]);
    expect(sends('REL GRHS by="AP Nakai" confirmed="Sgt Ruiz" agency=mpd', secured)[0]).toMatchObject({
      kind: "ReleaseAction",
      fields: { released_by: "AP Nakai", confirmed_by: "Sgt Ruiz", confirmed_agency: "MPD" },
    });
    expect(problem("REL SEC RTHS", secured)).toBe("Redtail High School is not in Secure.");
  });

  test("a Lockdown's release needs Ctrl+Enter and never ends it here", () => {
    const locked = world({ actions: [action("a2", "GRHS", { type: "LOCKDOWN" })] });
    const parsed = parse('REL LOCK GRHS by="Lt Moreno"', locked);
    expect(parsed.danger).toContain("Lockdown");
    expect(parsed.orders).toMatchObject([{ kind: "RequestLockdownRelease" }]);
  });

  test("entered in error needs Ctrl+Enter", () => {
    const secured = world({ actions: [action("a1", "GRHS")] });
    expect(parse('ERR GRHS called="Ms Odell" /wrong school', secured)).toMatchObject({
      danger: expect.stringContaining("error") as string,
      orders: [{ kind: "EndActionInError" }],
    });
  });

  test("doors of a release, and heard", () => {
    const board214 = world({
      actions: [
        action("a2", "GRHS", { type: "LOCKDOWN", status: "RELEASING", board: { "214": "NOT_REACHED" } }),
      ],
    });
    expect(sends("RM GRHS 214", board214)[0]?.fields).toMatchObject({ room: "214", state: "RELEASED" });
    expect(sends("RM GRHS 214 EVID", board214)[0]?.fields).toMatchObject({ state: "EVIDENCE_HOLD" });
    expect(sends("HEARD GRHS", board214)[0]).toMatchObject({ kind: "AnnounceAction" });
  });
});

test("notes, radio, checks, alarms and showing", () => {
  expect(sends("L 139 /door 3 was open. Closed now")[0]?.fields).toMatchObject({
    call: "call-26-000139",
    text: "door 3 was open. Closed now",
  });
  expect(sends("L /shift log")[0]?.fields).toEqual({ text: "shift log" });
  expect(sends("R A3 /north doors secure")[0]).toMatchObject({
    kind: "LogRadio",
    fields: { unit: "A3", call: "call-26-000139" },
  });
  expect(sends("RT A7 20")[0]).toMatchObject({ kind: "ResetCheck", fields: { minutes: 20 } });
  expect(problem("ACK")).toBe("No alarm waits to be acknowledged.");
  expect(sends("K", world({ alarms: [alarm("x"), alarm("y")] }))[0]?.fields).toEqual({ alarm: "x" });
  expect(parse("GO 139", board).orders).toEqual([{ do: "go", kind: "call", id: "call-26-000139" }]);
  expect(parse("go granite", board).orders).toEqual([{ do: "go", kind: "site", id: "GRHS" }]);
  expect(parse("? PA", board).orders).toEqual([{ do: "open", form: { name: "help", verb: "PA" } }]);
});

test("a chain runs whole or not at all, and quotes keep a semicolon", () => {
  expect(sends("ER A5; ER A7")).toHaveLength(2);
  expect(parse("ER A5; ER A99", board)).toMatchObject({
    orders: [],
    problem: expect.stringContaining("A99") as string,
  });
  expect(sends('L /"one; two"; ER A7')).toMatchObject([
    { fields: { text: "one; two" } },
    { kind: "SetUnitStatus" },
  ]);
});

test.each(VERBS.map((verb) => [verb.example]))("the example %s is understood", (example) => {
  const everything = world({
    selectedCall: "call-26-000139",
    alarms: [alarm("x")],
    actions: [
      action("a1", "GRHS", { mode: "DRILL" }),
      action("a2", "GRHS", { type: "LOCKDOWN", board: { "214": "CLEARING" } }),
    ],
  });
  const line = example.replace("142", "0142").replace("A9", "A5").replace("GRHS called", "GRHS called");
  const found = parse(line, everything);
  // Two actions at the site: the one example without a type is asked back, in words that say what to type.
  if (found.problem !== null) expect(found.problem).toMatch(/Type which|already/);
  else expect(found.tokens.length).toBeGreaterThan(0);
});

test("no line breaks the parser, and what has a problem does nothing", () => {
  const dice = new Dice(20261123);
  const bits = [
    ...VERBS.flatMap((verb) => verb.names),
    ...[
      "A7",
      "A3",
      "142",
      "0142",
      "#139",
      "26-000142",
      "GRHS",
      "granite",
      "P1",
      "P9",
      "/",
      ";",
      '"',
      "=",
      ".",
    ],
    ...["reason=", 'by="x y"', "tornado", "NRPT", "DUP", "20m", "14:30", "ALL", "zone=north", "é", "  "],
  ] as [string, ...string[]];
  for (let round = 0; round < 800; round++) {
    const length = 1 + dice.below(7);
    const line = Array.from({ length }, () => dice.pick(bits)).join(dice.pick([" ", ".", ""]));
    const parsed = parse(line, board);
    if (parsed.problem !== null) {
      expect(parsed.orders).toEqual([]);
      expect(parsed.problem.length).toBeGreaterThan(10);
    }
    expect(parse(line.toLowerCase(), board).problem === null).toBe(
      parse(line.toUpperCase(), board).problem === null,
    );
  }
});

test("words of a clause never overlap and lie inside it", () => {
  const dice = new Dice(7);
  const signs = ["a", "7", " ", ".", ";", "/", '"', "=", "k="] as [string, ...string[]];
  for (let round = 0; round < 800; round++) {
    const line = Array.from({ length: dice.below(20) }, () => dice.pick(signs)).join("");
    for (const clause of lex(line)) {
      let last = clause.at;
      for (const one of clause.words) {
        expect(one.at).toBeGreaterThanOrEqual(last);
        expect(one.end).toBeGreaterThan(one.at);
        expect(one.end).toBeLessThanOrEqual(clause.end);
        last = one.end;
      }
    }
  }
});

test("a call may be off site, have happened before, and be for later", () => {
  const { orders, problem } = parse('N SUSPER at="39.74,-105.2" happened=5m for=2h /van', world());
  expect(problem).toBeNull();
  expect(orders[0]).toMatchObject({
    fields: {
      lat_e7: 397_400_000,
      lon_e7: -1_052_000_000,
      t_event: new Date(NOW - 300_000).toISOString(),
      scheduled_for: new Date(NOW + 7_200_000).toISOString(),
    },
  });
  expect(parse("N SUSPER at=here /van", world()).problem).toContain("coordinates");
  expect(parse("N SUSPER GRHS happened=before /van", world()).problem).toContain("is no time");
});

test("a text that does not fit one entry stays in the line, with what to do", () => {
  const { orders, problem } = parse(`L GRHS /${"word ".repeat(4_000)}`, world());
  expect(orders).toEqual([]);
  expect(problem).toMatch(/19,999 characters; 4,000 fit.*Nothing is lost/);
});

test("who has read a BOLO is asked for by its number", () => {
  expect(parse("know b26-0004", board).orders).toEqual([
    { do: "open", form: { name: "ledger", notice: "bolo:bolo-4" } },
  ]);
  expect(problem("KNOW B26-0005")).toBe("No BOLO B26-0005 is in force. BOLO shows those that are.");
});
