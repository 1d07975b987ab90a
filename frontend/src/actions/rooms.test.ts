import { describe, expect, it } from "vitest";
import type { MatchesView, PremiseView, RoomView } from "../link/wire";
import { confirmed, countsOf, missingOf, proposalWords, rollUp, roomOfAlarm } from "./rooms";

const premise = {
  rooms: [
    { code: "101", name: "Room 101", building: "MAIN", zone: "NORTH" },
    { code: "GYM", name: "Gymnasium", building: "GYM", zone: null },
  ],
} as unknown as PremiseView;

function room(code: string, more: Partial<RoomView> = {}): RoomView {
  return {
    id: `GRHS/${code}`,
    version: 1,
    site: "GRHS",
    room: code,
    status: "ALL_ACCOUNTED",
    settled: true,
    missing: 0,
    extra: 0,
    missing_open: 0,
    extra_open: 0,
    injured: [],
    people: [],
    note: null,
    at: null,
    by: null,
    way: null,
    word_of: null,
    before: null,
    reports: 1,
    devices: [],
    ...more,
  };
}

describe("how a site stands", () => {
  it("asks every room of the roster; one that is silent keeps it from being accounted for", () => {
    const found = rollUp("GRHS", [room("101")], premise, undefined);
    expect([found.asked, found.reported, found.settled, found.allAccounted]).toEqual([2, 1, 1, false]);
    expect(rollUp("GRHS", [room("101"), room("GYM")], premise, undefined).allAccounted).toBe(true);
  });

  it("asks only the rooms that the order covers, and whichever reported besides", () => {
    const scope = { zones: ["NORTH"], rooms: [] };
    expect(rollUp("GRHS", [], premise, scope).rows.map((one) => one.code)).toEqual(["101"]);
    expect(rollUp("GRHS", [room("ROOF")], premise, scope).rows.map((one) => one.code)).toEqual([
      "101",
      "ROOF",
    ]);
  });

  it("has the worst first and no room of another site", () => {
    const threat = room("GYM", { status: "THREAT_HERE", settled: false });
    const lost = room("101", { status: "MISSING", settled: false, missing: 3, missing_open: 2 });
    const other = { ...room("9", { status: "THREAT_HERE" }), site: "ELMS" };
    const found = rollUp("GRHS", [lost, threat, other], premise, undefined);
    expect(found.rows.map((one) => one.code)).toEqual(["GYM", "101"]);
    expect([found.missing, found.threats]).toEqual([2, 1]);
  });

  it("is never accounted for without a room", () => {
    expect(rollUp("GRHS", [], undefined, undefined).allAccounted).toBe(false);
  });
});

describe("words", () => {
  it("says numbers, and how many of them are found", () => {
    const hurt = [{ severity: "RED_immediate" as const, count: 1 }];
    expect(countsOf(room("1", { missing: 3, missing_open: 1, injured: hurt }))).toBe(
      "3 missing, 2 found, 1 hurt (red, immediate)",
    );
  });

  it("knows the room of an alarm", () => {
    expect(roomOfAlarm("room:GRHS/101:room_threat")).toBe("101");
    expect(roomOfAlarm("panic:1")).toBeNull();
  });
});

it("lists the missing with the surest proposal, and what confirming it asks for", () => {
  const person = {
    id: "p1",
    name: { text: "Ana Diaz", text_class: "student" as const },
    side: "missing" as const,
    status: "MISSING" as const,
    room: null,
    match: null,
    by: null,
    at: null,
  };
  const proposal = {
    person: "p1",
    room: "101",
    match: "x1",
    other: "GYM",
    away: null,
    likeness: "same" as const,
    status: "EXTRA_AT_OTHER_ROOM" as const,
  };
  const matches: MatchesView = { id: "GRHS", version: 1, proposals: [proposal] };
  const [first] = missingOf("GRHS", [room("101", { people: [person] })], matches);
  expect([first?.name, first?.open, first?.proposal]).toEqual(["Ana Diaz", true, proposal]);
  expect(proposalWords(proposal)).toBe("extra in GYM (same name)");
  expect(confirmed("GRHS", proposal)).toEqual({
    site: "GRHS",
    room: "101",
    person: "p1",
    status: "EXTRA_AT_OTHER_ROOM",
    match: "x1",
    found_in: "GYM",
  });
});
