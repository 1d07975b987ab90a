// What holds for any line whatever, tried on many: made of the grammar's own words, of noise, and of both.
import { describe, expect, test } from "vitest";
import { Dice } from "../../lib/dice";
import { shortNumber } from "../../actions/names";
import { action, alarm, call, unit, world } from "./board.fixture";
import { complete } from "./complete";
import { lex } from "./lex";
import { parse, type Parsed } from "./parse";
import { print, tidy } from "./print";
import { VERBS } from "./verbs";
import { callOf, ENDED, Problem } from "./world";

const ROUNDS = 600;
type Some = [string, ...string[]];

const THINGS = [
  ...["A7", "A3", "SUP1", "142", "0142", "#139", "26-000142", "7", "GRHS", "granite", "RTHS", "lark", "LKES"],
  ...[
    "P1",
    "P9",
    "PRE",
    "NRPT",
    "DUP",
    "REF",
    "20m",
    "14:30",
    "tornado",
    "ALL",
    "zone=north",
    "FIGHT",
    "LOCK",
  ],
  ...[
    'by="Lt Moreno"',
    'called="Ms Odell"',
    "reason=",
    'confirmed="x',
    "10-97",
    "CODE",
    "RED",
    "214",
    "RELEASED",
  ],
] as Some;
const NOISE = [
  " ",
  ".",
  ";",
  "/",
  '"',
  "=",
  "#",
  "\u202e",
  "\u00a0",
  "\ud800",
  "é",
  "שער",
  "<b>",
  "\u0000",
  "\n",
  "💥",
] as Some;
const [someName = "", ...moreNames] = VERBS.flatMap((verb) => verb.names);
const NAMES: Some = [someName, ...moreNames];

const busy = world({
  alarms: [alarm("x")],
  aliases: [
    { said: "10-97", means: "OS", asks: null },
    { said: "CODE RED", means: null, asks: "Which action do they mean?" },
    { said: "the usual", means: "SEC GRHS", asks: null },
  ],
  actions: [
    action("a1", "GRHS", { type: "LOCKDOWN", status: "RELEASING", board: { "214": "CLEARING" } }),
    action("a2", "RTHS", { type: "LOCKDOWN" }),
    action("a3", "LKES", { mode: "DRILL" }),
    action("a4", "LARK"),
  ],
});

function lineOf(dice: Dice): string {
  const clauses = 1 + dice.below(3);
  return Array.from({ length: clauses }, () => {
    const words = [dice.pick(NAMES), ...Array.from({ length: dice.below(5) }, () => dice.pick(THINGS))];
    if (dice.below(3) === 0)
      words.push(
        `/${dice.pick(["said", "a; b", '"a; b"', "", "1/2", "5'11\" tall", 'he said "a; b" twice'])}`,
      );
    if (dice.below(3) === 0) words.splice(dice.below(words.length), 0, dice.pick(NOISE));
    return words.join(dice.pick([" ", ".", "  "]));
  }).join(dice.pick([";", " ; "]));
}

function noiseOf(dice: Dice): string {
  return Array.from({ length: dice.below(14) }, () =>
    dice.pick([dice.pick(NOISE), dice.pick(THINGS), " "]),
  ).join("");
}

function each(seed: number, look: (line: string, dice: Dice) => void): void {
  const dice = new Dice(seed);
  for (let round = 0; round < ROUNDS; round++) look(dice.below(4) === 0 ? noiseOf(dice) : lineOf(dice), dice);
}

const meaning = ({ orders, problem, danger }: Parsed): unknown => ({ orders, problem, danger });

describe("any line", () => {
  test("is answered, and what has a problem does nothing", () => {
    each(1, (line) => {
      const parsed = parse(line, busy);
      if (parsed.problem === null) return;
      expect(parsed.orders, line).toEqual([]);
      expect(parsed.links, line).toEqual([]);
      expect(parsed.problem.length, line).toBeGreaterThan(10);
      expect(parsed.problem.length, line).toBeLessThan(500);
    });
  });

  test("means the same when it is printed and parsed again", () => {
    each(2, (line) => {
      expect(meaning(parse(tidy(line), busy)), JSON.stringify(line)).toEqual(meaning(parse(line, busy)));
      expect(meaning(parse(tidy(tidy(line)), busy)), JSON.stringify(line)).toEqual(
        meaning(parse(line, busy)),
      );
    });
  });

  test("and each command of a chain alone is what it was in the chain", () => {
    each(3, (line) => {
      const { links } = parse(line, busy);
      for (const link of links) {
        expect(lex(link.text)).toHaveLength(1);
        expect(print(lex(link.text))).toBe(link.text);
      }
      expect(links.flatMap((link) => link.orders)).toEqual(parse(line, busy).orders);
    });
  });

  test("keeps a semicolon inside quotes, whatever stands beside it, and nowhere else", () => {
    const some = ["wait;", " ; ", "D A7", "/", ".", "reason=", "5'11", "é", "said "] as Some;
    const dice = new Dice(7);
    for (let round = 0; round < ROUNDS; round++) {
      const text = `x${Array.from({ length: dice.below(9) }, () => dice.pick(some)).join("")}x`;
      // The whole text in quotes, a part of it, and a value: one command, and what follows is the next.
      for (const [line, kept] of [
        [`L 139 /"${text}"`, text],
        [`L 139 /said "${text}" and left`, `said "${text}" and left`],
        [`REL GRHS by="${text}" /x`, "x"],
      ] as const) {
        const clauses = lex(`${line} ; ST A7 ER`);
        expect(
          clauses.map((one) => one.text),
          line,
        ).toEqual([kept, null]);
        expect(print(clauses), line).toBe(`${print(lex(line))} ; ST A7 ER`);
      }
      // Without quotes each semicolon ends a command, and so does one after a quote inside a word.
      expect(lex(text), text).toHaveLength(text.split(";").length);
      expect(lex(`L 139 /5'11" ${text}`), text).toHaveLength(text.split(";").length);
    }
  });

  test("of twenty thousand characters is answered, and nothing is cut", () => {
    for (const long of [
      "A".repeat(20_000),
      "D A7 ".repeat(4_000),
      `L 139 /${"x".repeat(20_000)}`,
      ";".repeat(20_000),
    ]) {
      const parsed = parse(long, busy);
      expect(parsed.orders).toEqual([]);
      if (parsed.problem !== null) expect(parsed.problem.length).toBeLessThan(400);
    }
    expect(parse(`L 139 /${"x".repeat(20_000)}`, busy).problem).toBe(
      "The text has 20,000 characters; 4,000 fit one entry. Nothing is lost: shorten it here, or paste it into the form (F2), which makes several entries of it.",
    );
    expect(parse(`L 139 /${"x".repeat(4_000)}`, busy).problem).toBeNull();
  });
});

describe("danger", () => {
  const DANGEROUS = new Set([
    "RequestLockdownRelease",
    "ConfirmLockdownRelease",
    "OverrideLockdownRelease",
    "EndActionInError",
  ]);

  test("no line becomes a dangerous act without its marks", () => {
    each(4, (line) => {
      const { orders, danger } = parse(line, busy);
      for (const order of orders) {
        if (order.do !== "send") continue;
        const everywhere =
          order.kind === "StartAction" && order.fields.sites.length >= [...busy.sites.keys()].length;
        if (DANGEROUS.has(order.kind) || everywhere) expect(danger, line).not.toBeNull();
        if (danger !== null) continue;
        expect(DANGEROUS.has(order.kind), line).toBe(false);
      }
      if (danger !== null) expect(line.toUpperCase(), line).toMatch(/\b(REL|ERR|ALL)\b/);
    });
  });

  test("no line starts an action that does not name one", () => {
    each(5, (line) => {
      const starts = parse(line, busy).orders.some((one) => one.do === "send" && one.kind === "StartAction");
      if (starts)
        expect(line.toUpperCase(), line).toMatch(/\b(HOLD|SEC\w*|LOCK\w*|EVAC\w*|SHEL\w*|THE USUAL)\b/);
    });
  });
});

describe("what is offered", () => {
  test("can be taken: the word that it replaces is not the one at fault any more", () => {
    each(6, (line, dice) => {
      const cursor = dice.below(line.length + 1);
      const { from, to, candidates } = complete(line, cursor, busy);
      expect(from).toBeLessThanOrEqual(to);
      for (const one of candidates) {
        const taken = line.slice(0, from) + one.insert;
        const { choices } = parse(taken, busy);
        if (choices?.from === from)
          expect(
            choices.list.map((other) => other.insert),
            taken,
          ).not.toEqual([]);
        expect(one.insert.trim(), taken).not.toBe("");
      }
    });
  });

  test("a choice that is asked back answers the question", () => {
    let asked = 0;
    each(7, (line) => {
      const { choices, problem } = parse(line, busy);
      if (!choices) return;
      asked += 1;
      expect(choices.list.length).toBeGreaterThan(0);
      for (const one of choices.list) {
        const next = parse(line.slice(0, choices.from) + one.insert + line.slice(choices.to), busy);
        expect(
          next.problem === problem && next.choices?.from === choices.from,
          `${line} → ${one.insert}`,
        ).toBe(false);
      }
    });
    expect(asked).toBeGreaterThan(20);
  });
});

test("a number is one call, or it is asked back with all that it may be", () => {
  const dice = new Dice(8);
  for (let round = 0; round < ROUNDS; round++) {
    const numbers = Array.from(
      { length: 1 + dice.below(8) },
      () => `${dice.pick(["25", "26"])}-${String(dice.below(1200)).padStart(6, "0")}`,
    );
    const calls = [...new Set(numbers)].map((number) =>
      call(number, "GRHS", { status: dice.pick(["PENDING", "ON_SCENE", "CLOSED"]) }),
    );
    const board = world({ calls: new Map(calls.map((one) => [one.id, one])) });
    const digits = String(dice.below(1200)).slice(-1 - dice.below(3));
    const [word] = lex(digits)[0]?.words ?? [];
    if (!word) continue;
    const fits = calls.filter((one) => shortNumber(one.number).endsWith(digits));
    const open = fits.filter((one) => !ENDED.has(one.status));
    const found = callOf(board, word);
    const possible = open.length > 0 ? open : fits;
    if (!(found instanceof Problem)) {
      expect(possible).toEqual([found]);
      continue;
    }
    expect(possible.length).not.toBe(1);
    for (const one of found.choices) {
      const [chosen] = lex(one.insert)[0]?.words ?? [];
      if (!chosen) throw new Error("a choice is a word");
      expect(callOf(board, chosen), `${digits} → ${one.insert}`).not.toBeInstanceOf(Problem);
    }
    expect(found.choices.length).toBe(Math.min(8, possible.length));
  }
});

describe("own words of the district", () => {
  test("stand for a verb, are asked back, or name an action after a verb", () => {
    expect(parse("10-97 A7", busy).orders).toEqual(parse("OS A7", busy).orders);
    expect(parse("code red GRHS", busy)).toMatchObject({ orders: [], problem: "Which action do they mean?" });
    expect(parse("PA CODE RED GRHS", busy).problem).toBe("Which action do they mean?");
    const mapped = world({ aliases: [{ said: "CODE RED", means: "LOCK", asks: null }] });
    expect(parse("code red GRHS", mapped).orders).toMatchObject([
      { kind: "StartAction", fields: { action_type: "LOCKDOWN" } },
    ]);
    expect(parse("DR CODE RED GRHS", mapped).orders).toMatchObject([
      { fields: { action_type: "LOCKDOWN", mode: "DRILL" } },
    ]);
  });

  test("that stand for nothing say so", () => {
    const odd = world({ aliases: [{ said: "10-99", means: "NOSUCH", asks: null }] });
    expect(parse("10-99 A7", odd).problem).toContain("There is no verb NOSUCH");
  });

  test("are offered with what they mean", () => {
    expect(complete("10-9", 4, busy).candidates).toContainEqual({
      insert: "10-97",
      label: "OS here",
      hint: "",
    });
    expect(complete("10-97 A", 7, busy).candidates.map((one) => one.insert)).toContain("A7");
  });
});

describe("a chain", () => {
  test("names the call that an earlier command of it makes", () => {
    const parsed = parse("N FIGHT GRHS ; D A7 ; L /first of two", busy);
    expect(parsed.problem).toBeNull();
    expect(parsed.links.map((link) => link.text)).toEqual(["N FIGHT GRHS", "D A7", "L /first of two"]);
    expect(parsed.orders[1]).toMatchObject({
      kind: "AssignUnits",
      fields: { call: "made:0", units: ["A7"] },
    });
    expect(parse("D A7 ; N FIGHT GRHS", busy).problem).toContain("select a call first");
  });

  test("never reaches past what it made", () => {
    const parsed = parse("N FIGHT GRHS; N THEFT RTHS; P P1", world({ units: new Map([["A7", unit("A7")]]) }));
    expect(parsed.orders[2]).toMatchObject({ kind: "UpdateCall", fields: { call: "made:1", priority: 1 } });
  });
});
