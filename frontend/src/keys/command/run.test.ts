import { expect, test } from "vitest";
import type { Send } from "../../actions/orders";
import type { Settled } from "../../link/outbox";
import { world } from "./board.fixture";
import { parse } from "./parse";
import { run, type Hands } from "./run";

const board = world();
const saved = (refs: Record<string, unknown> = {}): Settled =>
  ({ outcome: "saved", refs, warnings: [] }) as unknown as Settled;
const no = (code: string, message: string): Settled =>
  ({ outcome: "refused", code, message }) as unknown as Settled;

function hands(answers: (order: Send) => Settled): Hands & { sent: Send[] } {
  const sent: Send[] = [];
  return {
    sent,
    send: (order) => {
      sent.push(order);
      return Promise.resolve(answers(order));
    },
    give: () => undefined,
  };
}

test("a later command names the call that an earlier one made", async () => {
  const one = hands((order) => saved(order.kind === "CreateCall" ? { call: "call-26-000200" } : {}));
  const left: string[] = [];
  const end = await run(parse("N FIGHT GRHS ; D A7 /hurry", board).links, one, (rest) => left.push(rest));
  expect(end).toMatchObject({ done: 2, refused: null, rest: "" });
  expect(one.sent.map((order) => order.kind)).toEqual(["CreateCall", "AssignUnits", "AddNote"]);
  expect(one.sent[1]?.fields).toMatchObject({ call: "call-26-000200" });
  expect(one.sent[2]?.fields).toMatchObject({ call: "call-26-000200" });
  expect(JSON.stringify(one.sent)).not.toContain("made:");
  expect(left).toEqual(["D A7 /hurry", "", ""]);
});

test("what is refused stops the rest, and both stay to be put right", async () => {
  const one = hands((order) =>
    order.kind === "AssignUnits" ? no("unit_off_duty", "A7 is off duty.") : saved(),
  );
  const end = await run(parse("ER A5 ; D A7 0142 ; OS A5", board).links, one, () => undefined);
  expect(end).toMatchObject({ done: 1, refused: "A7 is off duty.", rest: "D A7 0142 ; OS A5" });
  expect(one.sent).toHaveLength(2);
});

test("a note is not written about units that were not sent", async () => {
  const one = hands(() => no("unit_off_duty", "A7 is off duty."));
  const end = await run(parse("D A7 0142 /hurry", board).links, one, () => undefined);
  expect(one.sent).toHaveLength(1);
  expect(end).toMatchObject({ done: 0, rest: "D A7 0142 /hurry" });
});

test("a possible duplicate is asked in a form of its own: the line keeps only what comes after it", async () => {
  const one = hands(() => no("possible_duplicate", "Is it the same?"));
  const end = await run(parse("N FIGHT GRHS ; D A7", board).links, one, () => undefined);
  expect(end).toMatchObject({ refused: "Is it the same?", rest: "D A7" });
});

test("a version that the line can't know is not claimed", async () => {
  const one = hands((order) => saved(order.kind === "CreateCall" ? { call: "call-26-000200" } : {}));
  await run(parse("N FIGHT GRHS ; P P1", board).links, one, () => undefined);
  expect(one.sent[1]).toMatchObject({ kind: "UpdateCall", fields: { call: "call-26-000200", priority: 1 } });
  expect(one.sent[1]?.expect).toBeUndefined();
});
