import { expect, test } from "vitest";
import { alarm, world } from "./board.fixture";
import { complete } from "./complete";
import { fit } from "./fit";
import { parse } from "./parse";

const board = world({ alarms: [alarm("x")] });
const offered = (line: string): string[] =>
  complete(line, line.length, board).candidates.map((one) => one.insert);

test("the first word is a verb, the next what the verb expects", () => {
  expect(offered("LO").slice(0, 2)).toEqual(["LOCK", "LOG"]);
  expect(offered("D A")).toEqual(["A5", "A7", "A3"]);
  expect(offered("LOCK gran")).toEqual(["GRHS"]);
  expect(offered("LOCK annex")).toEqual(["LARK"]);
  expect(offered("N figh")[0]).toBe("FIGHT");
  expect(offered("C A3 NR")).toEqual(["NRPT"]);
});

test("after a slash in an empty line the verbs are offered, and only they are replaced", () => {
  expect(complete("/D", 2, board)).toMatchObject({ from: 1, to: 2 });
  expect(offered("/LOCK gran")).toEqual(["GRHS"]);
});

test("what was named is not offered again, and free text is left alone", () => {
  expect(offered("D A5 A").slice(0, 2)).toEqual(["A7", "A3"]);
  expect(offered("L 139 /gran")).toEqual([]);
});

test("calls are offered by their short number, and taking one is understood", () => {
  const [first] = offered("GO ");
  expect(first).toBeDefined();
  expect(offered("GO 13")).toEqual(["139"]);
});

test("only the word under the cursor is replaced", () => {
  const found = complete("D A 139", 3, board);
  expect(found).toMatchObject({ from: 2, to: 3 });
});

test("a code before a name, a name's beginning before its middle", () => {
  expect(fit("GRHS", "GRHS", "Granite Ridge High School")).toBeGreaterThan(fit("GR", "GRHS", "Granite"));
  expect(fit("ridge", "GRHS", "Granite Ridge High School")).toBeGreaterThan(
    fit("rani", "GRHS", "Granite Ridge"),
  );
  expect(fit("zzz", "GRHS", "Granite")).toBe(0);
  expect(fit("grnt", "GRHS", "Granite Ridge")).toBeGreaterThan(0);
  // Its letters stand in this order, but nobody means it.
  expect(fit("trespass", "MEDLIF", "Life-threatening medical (seizure >5 min, anaphylaxis)")).toBe(0);
});

test("every verb that is offered is one", () => {
  for (const one of complete("", 0, board).candidates) expect(parse(one.insert, board).verb).not.toBeNull();
});

test("verbs about command offer their own words first, and what follows them", () => {
  expect(offered("IC ").slice(0, 4)).toEqual(["XFER", "IN", "OUT", "END"]);
  expect(offered("IC XF")).toEqual(["XFER"]);
  expect(offered("IC XFER ridge")).toEqual(["GRHS"]);
  expect(offered("UC ").slice(0, 4)).toEqual(["ADD", "OK", "LEFT", "SINGLE"]);
  expect(offered("UC OK WRF")).toEqual(["WRFD"]);
  expect(offered("DEC RTHS LOCKDOWN_R")[0]).toBe("LOCKDOWN_RELEASE");
  expect(offered("DEC ASK RTHS HOLD_D")[0]).toBe("HOLD_DISMISSAL");
  expect(offered("OBJ ").slice(0, 2)).toEqual(["MET", "DROP"]);
  expect(offered("REQ I26")).toEqual(["I26-0001"]);
  expect(offered("PAR ").slice(0, 1)).toEqual(["ALL"]);
  expect(offered("PAR RTHS WRFD MED")[0]).toBe("MEDICAL");
  expect(offered("VERIFY 139 CALL")[0]).toBe("CALLBACK");
  expect(offered("VERIFY 139 CALLBACK AG")[0]).toBe("AGAINST");
  expect(offered("WALL fro")[0]).toBe('"Front hall"');
});
