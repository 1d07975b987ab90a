import { expect, test } from "vitest";
import { world as board } from "./board.fixture";
import { parse } from "./parse";

const sent = (line: string, more = {}) => parse(line, board(more)).orders;

test("a position is taken by its number or its code, and left", () => {
  expect(sent("POS 2")).toMatchObject([{ kind: "TakePosition", fields: { position: "POS2" } }]);
  expect(sent("pos pos1")).toMatchObject([{ kind: "TakePosition", fields: { position: "POS1" } }]);
  expect(sent("POS OFF", { seat: "POS1" })).toMatchObject([
    { kind: "LeavePosition", fields: { position: "POS1" } },
  ]);
  expect(sent("POS")).toMatchObject([{ do: "open", form: { name: "shift" } }]);
});

test("one that is not there is named with those that are", () => {
  expect(parse("POS 7", board()).problem).toBe("There is no position 7. Positions: POS1, POS2.");
  expect(parse("POS OFF", board()).problem).toBe("You sit at no position.");
});
