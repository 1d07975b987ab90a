import { expect, test } from "vitest";
import { call, site, unit } from "../../../keys/command/board.fixture";
import { questions, reasons, type Known } from "./find";

const rows = <Row extends { id: string }>(all: readonly Row[]) => new Map(all.map((one) => [one.id, one]));
const known: Known = {
  sites: rows([
    site("GRHS", "Granite Ridge High School", { aliases: ["Granite"] }),
    site("LKES", "Larkspur Elementary"),
    site("LARK", "Lark Annex"),
  ]),
  units: rows([unit("A7")]),
  year: "26",
};

test.each([
  ["", []],
  ["bag gym", [{ q: "bag gym" }]],
  ["142", [{ number: "26-000142" }, { q: "142" }]],
  ["#142", [{ number: "26-000142" }, { q: "142" }]],
  ["25-142", [{ number: "25-000142" }, { q: "25-142" }]],
  ["a7 fight", [{ unit: "A7", q: "fight" }, { q: "a7 fight" }]],
  ["larkspur van", [{ site: "LKES", q: "van" }, { q: "larkspur van" }]],
  ["granite ridge", [{ site: "GRHS" }, { q: "granite ridge" }]],
  ["van site:grhs from:2026-09-01", [{ site: "GRHS", from: "2026-09-01", q: "van" }]],
])("%s", (text, wanted) => expect(questions(text, known)).toEqual(wanted));

const words = (value: string) => ({ text: value, text_class: "operational" as const });

test("a hit says where each word stands, and what is in none of its fields is in its log", () => {
  const one = call("26-000142", "GRHS", {
    type: "THEFT",
    caller: words("Ms Bell"),
    text: words("Bag taken from the bleachers in second period, blue with a white stripe"),
    units: ["C13"],
  });
  expect(reasons(one, "bleach c13 bell", known.sites)).toEqual([
    { what: "said", words: "Bag taken from the bleachers in second period, blue w…" },
    { what: "units", words: "C13" },
    { what: "caller", words: "Ms Bell" },
  ]);
  expect(reasons(one, "142", known.sites)).toEqual([{ what: "number", words: "" }]);
  expect(reasons(one, "granite theft", known.sites).map((each) => each.what)).toEqual(["place", "type"]);
  expect(reasons(one, "jacket", known.sites)).toEqual([{ what: "its log", words: "" }]);
});
