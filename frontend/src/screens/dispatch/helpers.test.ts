import { expect, test } from "vitest";
import type { Candidate, Recommendation } from "../../link/recommend";
import { alarm, world } from "../../keys/command/board.fixture";
import { proposalOf } from "./helpers";

const call = world().calls.get("call-26-000142");

function candidate(unit: string, eta: number | null, more: Partial<Candidate> = {}): Candidate {
  return {
    unit,
    unit_kind: "PAT",
    status: "AV",
    eligible: true,
    recommended: false,
    fills: null,
    pulled: false,
    interrupts: false,
    on_call: null,
    eta_s: eta,
    metres: null,
    source: "live",
    position_at: null,
    age_s: null,
    accuracy_m: null,
    doubt: null,
    assigned: false,
    on_beat: false,
    calls_this_shift: 0,
    idle_s: 0,
    sentence: "",
    why_not: null,
    ...more,
  };
}

function proposed(kind: "officer_emergency" | "missed_check", candidates: Candidate[]): string[] {
  const found = { candidates } as unknown as Recommendation;
  if (!call) throw new Error("the fixture has no such call");
  const proposal = proposalOf(alarm("a1", { alarm_kind: kind, unit: "A3" }), call, found);
  return proposal?.units.map((one) => one.unit) ?? [];
}

const ALL = [
  candidate("A5", 300),
  candidate("A7", 120),
  candidate("A9", 200),
  candidate("S1", 400, { unit_kind: "SUP" }),
  candidate("A1", 60, { pulled: true }),
  candidate("A2", 50, { eligible: false }),
  candidate("A4", null),
  candidate("A3", 10),
  candidate("EM1", 20, { unit_kind: "EM" }),
];

test("the nearest two who can be sent go to an officer in danger", () => {
  expect(proposed("officer_emergency", ALL)).toEqual(["A7", "A9"]);
});

test("the supervisor and the nearest go to one who does not answer", () => {
  expect(proposed("missed_check", ALL)).toEqual(["S1", "A7"]);
  expect(
    proposed(
      "missed_check",
      ALL.filter((one) => one.unit_kind !== "SUP"),
    ),
  ).toEqual(["A7", "A9"]);
});

test("nobody is proposed when nobody can come", () => {
  expect(proposed("officer_emergency", [candidate("A3", 10), candidate("A4", null)])).toEqual([]);
});
