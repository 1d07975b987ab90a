import { expect, test } from "vitest";
import { incident, world } from "./board.fixture";
import type { DecisionView, FactView, FunctionView } from "../../link/wire";
import {
  chart,
  factWords,
  missing,
  openPoints,
  proposals,
  spanWords,
  standingFacts,
} from "../../actions/conduct";
import { parse } from "./parse";

const sends = (line: string) => parse(line, world()).orders;
const said = (line: string) => parse(line, world()).problem;
const heard = { said_by: "A7", how: "radio" as const, by: "Maria", at: "2026-11-23T16:50:00Z" };
const text = (words: string) => ({ text: words, text_class: "operational" as const });

function decision(more: Partial<DecisionView>): DecisionView {
  return {
    id: "d1",
    version: 1,
    incident: "i1",
    place: 1,
    decision_type: null,
    label: null,
    status: "active",
    question: text("Lunch?"),
    raised_at: "2026-11-23T16:52:00Z",
    raised_by: "Maria",
    asker: null,
    may: [],
    text: null,
    made_by: null,
    authority: null,
    said: null,
    decided_at: null,
    options: [],
    rationale: null,
    known: null,
    dissent: null,
    review_at: null,
    flags: [],
    asks: [],
    supersedes: null,
    superseded_by: null,
    ended: null,
    ...more,
  };
}

function fact(id: string, more: Partial<FactView> = {}): FactView {
  return {
    id,
    version: 1,
    incident: "i1",
    fact_kind: "shots",
    text: text("Two shots"),
    count: null,
    site: null,
    room: null,
    source: null,
    at: heard.at,
    by: "Maria",
    acknowledged: null,
    ended: null,
    ...more,
  };
}

test("facts that command does not know stand first, and what is over is gone", () => {
  const rows = [
    fact("known", { acknowledged: heard }),
    fact("late", { at: "2026-11-23T16:55:00Z" }),
    fact("first"),
    fact("over", { ended: heard.at }),
    fact("other", { incident: "i2" }),
  ];
  expect(standingFacts(rows, "i1").map((one) => one.id)).toEqual(["first", "late", "known"]);
  expect(factWords(fact("x", { room: "101", count: 2 }))).toBe("Two shots, room 101 (2)");
  expect(factWords(fact("x", { text: null }))).toBe("Erased");
});

test("what nobody decided or owns is one list, the longest first", () => {
  const owed = [
    {
      open_kind: "function" as const,
      code: "FAMILY",
      label: "Parent notification",
      since: "2026-11-23T16:51:00Z",
    },
  ];
  const one = incident("i1", "GRHS", "c1", { owed });
  const rows = [decision({ status: "open" }), decision({ id: "d2" })];
  expect(openPoints(one, rows).map((point) => [point.words, point.question])).toEqual([
    ["Parent notification", null],
    ["Lunch?", "d1"],
  ]);
  const proposed = decision({ id: "d3", status: "open", asker: "MPD" });
  expect(openPoints(incident("i1", "GRHS", "c1"), [proposed])[0]?.words).toBe("MPD proposes: Lunch?");
  expect(proposals([...rows, proposed], "i1").map((each) => each.id)).toEqual(["d3"]);
  expect(openPoints(one, [])[0]?.words).toBe("Parent notification");
});

test("a decision that stands waits for those who have not said that they know", () => {
  const asks = [
    { party: "school" as const, part: "tell" as const, said: null },
    { party: "law" as const, part: "consult" as const, said: heard },
  ];
  expect(missing(decision({ asks })).map((one) => one.party)).toEqual(["school"]);
  expect(missing(decision({ asks, status: "superseded" }))).toEqual([]);
});

test("what nobody is named for goes up to the next who is, in the end to command", () => {
  const terms = [
    { role: "OPERATIONS", label: "Operations", under: null, srt: null },
    { role: "SEARCH", label: "Search", under: "OPERATIONS", srt: null },
    { role: "FAMILY", label: "Family", under: "OPERATIONS", srt: "FAMILY_LIAISON" },
  ];
  const cruz = { name: "Cruz", title: "Sgt.", agency: "MPD", unit: null };
  const held: FunctionView = {
    id: "i1:OPERATIONS",
    version: 1,
    incident: "i1",
    role: "OPERATIONS",
    held: { who: cruz, since: heard.at, said: heard },
    deputy: null,
    history: [],
  };
  const one = incident("i1", "GRHS", "c1");
  const by = (functions: FunctionView[], of = one) =>
    chart(terms, functions, of, (srt) => (srt === "FAMILY_LIAISON" ? "Ana" : null)).map((box) => box.by);
  expect(by([])).toEqual(["Moreno", "Moreno", "Moreno"]);
  expect(by([held])).toEqual(["Cruz", "Cruz", "Cruz"]);
  expect(by([{ ...held, held: null }])).toEqual(["Moreno", "Moreno", "Moreno"]);
  expect(by([], { ...one, command: null })[0]).toBe("nobody: no command");
  expect(chart(terms, [held], one, () => "Ana")[2]?.school).toBe("Ana");
  expect([spanWords(6, "Cruz"), spanWords(8, "Cruz")]).toEqual([
    "6 report to Cruz",
    "8 report to Cruz: too many, split",
  ]);
});

test("DEC records who decided what, and says who is told", () => {
  expect(sends('DEC RTHS LOCKDOWN_RELEASE "Lt. Moreno" MPD /east wing last')[0]).toMatchObject({
    kind: "RecordDecision",
    fields: {
      incident: "i1",
      decision_type: "LOCKDOWN_RELEASE",
      title: "Lt.",
      name: "Moreno",
      agency: "MPD",
      text: "east wing last",
      how: "radio",
    },
  });
  expect(said('DEC RTHS "Lt. Moreno" MPD')).toMatch(/What is decided/);
  expect(sends("DEC ASK RTHS HOLD_DISMISSAL")[0]).toMatchObject({
    kind: "RaiseQuestion",
    fields: { incident: "i1", decision_type: "HOLD_DISMISSAL" },
  });
  expect(said("DEC ASK RTHS")).toMatch(/What is to be decided/);
  expect(said("DEC GRHS")).toMatch(/is no incident yet/);
  expect(sends("DEC RTHS")).toEqual([
    { do: "open", form: { name: "conduct", incident: "i1", view: "decisions", about: undefined } },
  ]);
});

test("OBJ, REQ and PAR say what is wanted, needed and there", () => {
  expect(sends("OBJ RTHS /everybody accounted for")[0]).toMatchObject({
    kind: "SetObjective",
    fields: { incident: "i1", text: "everybody accounted for" },
  });
  expect(sends("REQ RTHS 10 WRFD owner=Ops /ambulances")[0]).toMatchObject({
    kind: "RequestResource",
    fields: { what: "ambulances", count: 10, agency: "WRFD", owner: "Ops" },
  });
  expect(said("REQ RTHS 10")).toMatch(/What is needed/);
  expect(sends("PAR RTHS WRFD 4 1")[0]).toMatchObject({
    kind: "ReportHeadCount",
    fields: { agency: "WRFD", people: 4, missing: 1 },
  });
  expect(said("PAR RTHS WRFD")).toMatch(/How many people/);
});

test("OBJ MET and OBJ DROP end an objective by its number", () => {
  expect(sends("OBJ MET 1 RTHS")[0]).toMatchObject({
    kind: "EndObjective",
    fields: { incident: "i1", objective: "o1", met: true, how: "radio" },
  });
  expect(sends("OBJ DROP 1 I26-0001")[0]).toMatchObject({ fields: { met: false } });
  expect(said("OBJ MET 7 RTHS")).toMatch(/Open: 1. Everybody out/);
});

test("UC SINGLE says why one commander stands for all who are there", () => {
  expect(sends("UC SINGLE RTHS /one room")[0]).toMatchObject({
    kind: "KeepSingleCommand",
    fields: { incident: "i1", reason: "one room", how: "radio" },
  });
  expect(said("UC SINGLE RTHS")).toMatch(/Why does one commander stand/);
  expect(said("UC SINGLE GRHS /x")).toMatch(/Nobody commands/);
});

test("VERIFY says what a point comes to, and never guesses the call", () => {
  expect(sends("VERIFY 139 callback against /dead number")[0]).toMatchObject({
    kind: "VerifyThreat",
    fields: { point: "callback", finding: "against", note: "dead number" },
  });
  expect(said("VERIFY 139 against")).toMatch(/Which point: CALLBACK/);
  expect(said("VERIFY 139 STAFF")).toMatch(/FOR, AGAINST or UNKNOWN/);
  expect(said("VERIFY STAFF FOR")).toMatch(/Which call/);
});

test("WALL says what a display shows; alone it opens them", () => {
  expect(sends('WALL "Front hall" RTHS')[0]).toMatchObject({
    kind: "SetWall",
    fields: { wall: "w1", show: "incident", incident: "i1" },
  });
  expect(sends('WALL "front hall" WORST')[0]).toMatchObject({ fields: { show: "worst", incident: null } });
  expect(said("WALL Lobby WORST")).toMatch(/Which display: Front hall/);
  expect(said('WALL "Front hall" GRHS')).toMatch(/is no incident/);
  expect(sends("WALL")).toEqual([{ do: "open", form: { name: "walls" } }]);
});
