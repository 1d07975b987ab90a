import { expect, test } from "vitest";
import { ACTS } from "../../actions/registry";
import { VERBS } from "../../keys/command/verbs";
import { searched, sheetOf } from "./sheet";

const codes = (sheet: ReturnType<typeof sheetOf>): string[] =>
  sheet.flatMap(({ lines }) => lines.map(({ id }) => id));

test("every verb and every act that has a key stands on the sheet once", () => {
  const shown = codes(sheetOf([]));
  for (const verb of VERBS) expect(shown.filter((one) => one === verb.names[0])).toHaveLength(1);
  for (const act of ACTS.filter(({ keys }) => keys.length > 0))
    expect(shown.filter((one) => one === act.id)).toHaveLength(1);
});

test("the district's own words stand there with what they mean or what is asked back", () => {
  const sheet = sheetOf([
    { said: "10-97", means: "OS", asks: null },
    { said: "CODE RED", means: null, asks: "Which action?" },
  ] as Parameters<typeof sheetOf>[0]);
  const words = sheet.find(({ kind }) => kind === "words");
  expect(words?.lines.map(({ code, means, example }) => [code, means, example])).toEqual([
    ["10-97", "the same as", "OS"],
    ["CODE RED", "Which action?", null],
  ]);
  expect(sheetOf([]).some(({ kind }) => kind === "words")).toBe(false);
});

test("one verb is explained alone, by any of its names; an unknown one shows all", () => {
  const pair = VERBS.find(({ names }) => names.length > 1);
  expect(codes(sheetOf([], pair?.names[1]))).toEqual([pair?.names[0]]);
  expect(codes(sheetOf([], "NOSUCH")).length).toBeGreaterThan(VERBS.length);
});

test("a search finds by name, meaning, key and heading, with all of its words", () => {
  const sheet = sheetOf([]);
  expect(codes(searched(sheet, "roll call"))).toContain("PAR");
  expect(codes(searched(sheet, "roll call"))).toContain("unit.roll");
  expect(codes(searched(sheet, "f8"))).toEqual(["alarm.acknowledge"]);
  expect(searched(sheet, "no such thing")).toEqual([]);
  expect(searched(sheet, " ")).toHaveLength(sheet.length);
});
