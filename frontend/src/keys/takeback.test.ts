import { expect, test } from "vitest";
import { action, call, site, unit, NOW } from "./command/board.fixture";
import type { ActionView, CallView, DistrictView, UnitView } from "../link/wire";
import type { Send } from "../actions/orders";
import { before, type Done, type Records } from "../actions/before";
import { takeBack, type Way } from "../actions/takeback";

const byId = <Row extends { id: string }>(...rows: Row[]): Map<string, Row> =>
  new Map(rows.map((row) => [row.id, row]));

function board(more: {
  units?: UnitView[];
  calls?: CallView[];
  actions?: ActionView[];
  suspended?: boolean;
}): Records {
  return {
    units: byId(...(more.units ?? [])),
    calls: byId(...(more.calls ?? [call("26-000142", "GRHS")])),
    actions: byId(...(more.actions ?? [])),
    sites: byId(site("GRHS", "Granite Ridge High School")),
    district: new Map([["PMSD", { drills_suspended: more.suspended ?? false } as DistrictView]]),
  };
}

const CALL = "call-26-000142";
const send = (kind: Send["kind"], fields: object): Send =>
  ({ do: "send", kind, fields, label: "it" }) as unknown as Send;
const done = (order: Send, then: Records, refs: object = {}): Done => ({
  order,
  refs: refs as Record<string, unknown>,
  before: before(order, then),
  at: NOW,
});
const orders = (way: Way): readonly Send[] => (way.kind === "orders" ? way.orders : []);

test("a status goes back to the one before, if the unit is as it was left", () => {
  const order = send("SetUnitStatus", { unit: "A7", status: "OS" });
  const one = done(order, board({ units: [unit("A7", "ER", { call: CALL })] }));
  const left = board({ units: [unit("A7", "OS", { call: CALL, version: 9 })] });
  expect(orders(takeBack(one, left, "me"))).toMatchObject([
    { kind: "SetUnitStatus", fields: { unit: "A7", status: "ER" }, expect: { A7: 9 } },
  ]);
  expect(takeBack(one, board({ units: [unit("A7", "TR", { call: CALL })] }), "me")).toMatchObject({
    kind: "none",
    why: expect.stringContaining("by now") as string,
  });
});

test("a status that cleared the call is taken back by sending the unit again", () => {
  const order = send("SetUnitStatus", { unit: "A7", status: "AV" });
  const one = done(order, board({ units: [unit("A7", "OS", { call: CALL })] }));
  expect(orders(takeBack(one, board({ units: [unit("A7", "AV")] }), "me"))).toMatchObject([
    { kind: "AssignUnits", fields: { call: CALL, units: ["A7"], status: "DP" } },
  ]);
  const closed = board({
    units: [unit("A7", "AV")],
    calls: [call("26-000142", "GRHS", { status: "CLOSED" })],
  });
  expect(takeBack(one, closed, "me")).toMatchObject({ kind: "none" });
});

test("units that were sent are cleared, without closing the call", () => {
  const order = send("AssignUnits", { call: CALL, units: ["A7", "A5"], status: "DP" });
  const one = done(order, board({ units: [unit("A7"), unit("A5")] }));
  const left = board({ units: [unit("A7", "DP", { call: CALL }), unit("A5", "DP", { call: CALL })] });
  const back = orders(takeBack(one, left, "me"));
  expect(back.map((each) => each.kind)).toEqual(["ClearUnit", "ClearUnit"]);
  expect(JSON.stringify(back)).not.toContain("disposition");
  const gone = board({ units: [unit("A7", "ER", { call: CALL }), unit("A5", "DP", { call: CALL })] });
  expect(takeBack(one, gone, "me")).toMatchObject({ kind: "none" });
  expect(takeBack(done(send("AssignUnits", { ...order.fields, preempt: true }), left), left, "me").kind).toBe(
    "none",
  );
});

test("a hold is resumed, and a resumed call held until the same moment", () => {
  const hold = done(send("HoldCall", { call: CALL, until: "x" }), board({}));
  expect(
    orders(takeBack(hold, board({ calls: [call("26-000142", "GRHS", { status: "HELD" })] }), "me")),
  ).toMatchObject([{ kind: "ResumeCall" }]);
  expect(takeBack(hold, board({}), "me").kind).toBe("none");
  const until = "2026-11-23T18:00:00Z";
  const resume = done(
    send("ResumeCall", { call: CALL }),
    board({ calls: [call("26-000142", "GRHS", { status: "HELD", until })] }),
  );
  expect(orders(takeBack(resume, board({}), "me"))).toMatchObject([{ kind: "HoldCall", fields: { until } }]);
});

test("a priority goes back, a place does not", () => {
  const one = done(send("UpdateCall", { call: CALL, priority: 1 }), board({}));
  expect(
    orders(takeBack(one, board({ calls: [call("26-000142", "GRHS", { priority: 1 })] }), "me")),
  ).toMatchObject([{ kind: "UpdateCall", fields: { priority: 2 } }]);
  expect(
    takeBack(done(send("UpdateCall", { call: CALL, site: "RTHS" }), board({})), board({}), "me").kind,
  ).toBe("none");
});

test("a note is corrected, never deleted", () => {
  const one = done(send("AddNote", { text: "door 3" }), board({}), { line: "line-1" });
  expect(takeBack(one, board({}), "me")).toMatchObject({ kind: "line", line: "line-1", text: "door 3" });
});

test("an action is ended as entered in error only on the error path", () => {
  const one = done(send("StartAction", { sites: ["GRHS"], action_type: "SECURE" }), board({}), {
    actions: ["a1"],
  });
  const mine = (more: Partial<ActionView> = {}): Records =>
    board({ actions: [action("a1", "GRHS", { started_by: "me", ...more })] });
  expect(takeBack(one, mine(), "me")).toMatchObject({
    kind: "form",
    form: { name: "release", action: "a1", inError: true },
  });
  for (const [records, me] of [
    [mine({ announced_at: "2026-11-23T17:00:00Z" }), "me"],
    [mine({ source: "site" }), "me"],
    [mine({ status: "RELEASE_REQUESTED" }), "me"],
    [mine({ status: "ENDED" }), "me"],
    [mine(), "somebody"],
  ] as const)
    expect(takeBack(one, records, me).kind).toBe("none");
});

test("a door goes back to its state, drills to theirs", () => {
  const door = send("MarkRoom", { action: "a1", room: "214", state: "RELEASED" });
  const lock = (state: "CLEARING" | "RELEASED"): Records =>
    board({ actions: [action("a1", "GRHS", { type: "LOCKDOWN", board: { "214": state } })] });
  expect(orders(takeBack(done(door, lock("CLEARING")), lock("RELEASED"), "me"))).toMatchObject([
    { fields: { room: "214", state: "CLEARING" } },
  ]);
  const drills = done(send("SuspendDrills", { suspended: true }), board({}));
  expect(orders(takeBack(drills, board({ suspended: true }), "me"))).toMatchObject([
    { fields: { suspended: false } },
  ]);
  expect(takeBack(drills, board({}), "me").kind).toBe("none");
});

test.each([
  "AcknowledgeAlarm",
  "AnnounceAction",
  "MakeReal",
  "ReleaseAction",
  "DeclareEmergency",
  "CreateCall",
] as const)("%s is never offered, and says what to do instead", (kind) => {
  const way = takeBack(done(send(kind, {}), board({})), board({}), "me");
  expect(way).toMatchObject({ kind: "none" });
  expect(way.kind === "none" && way.why.length).toBeGreaterThan(15);
});
