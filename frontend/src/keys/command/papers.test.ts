import { expect, test } from "vitest";
import { PAPERS } from "../../lib/papers";
import { Args } from "./args";
import { lex } from "./lex";
import { forms, past } from "./papers";
import { Problem, type World } from "./world";

const rows = <Row extends { id: string }>(all: readonly Row[]) => new Map(all.map((one) => [one.id, one]));
const world = {
  calls: rows([]),
  sites: rows([{ id: "GRHS", name: "Granite Ridge High", aliases: [], sector: "" }]),
  incidents: rows([
    {
      id: "i1",
      number: "I26-0002",
      sites: ["GRHS"],
      calls: [],
      closed_at: null,
      opened_at: "2026-11-27T08:00:00Z",
    },
  ]),
  selectedCall: null,
  selectedSite: null,
} as unknown as World;

function opened(line: string, make: (args: Args, world: World) => ReturnType<typeof forms> = forms): unknown {
  const [clause] = lex(line);
  if (!clause) throw new Error("nothing was typed");
  const found = make(new Args(clause, "FORM", 1), world);
  return found instanceof Problem ? found.message : (found.orders[0] as { form: unknown }).form;
}

test.each([
  ["FORM", { name: "papers", form: undefined }],
  ["FORM 214", { name: "papers", form: "214" }],
  ["FORM log GRHS", { name: "papers", incident: "i1", form: "decisions" }],
  ["FORM GRHS 207", { name: "papers", incident: "i1", form: "207" }],
  ["FORM 201 I26-0001", { name: "papers", number: "I26-0001", form: "201" }],
  ["FORM i26-0002", { name: "papers", incident: "i1", form: undefined }],
])("%s", (line, form) => expect(opened(line)).toEqual(form));

test("what names nothing is said, and no dialog opens", () => {
  expect(opened("FORM 214 NOWHERE")).toContain("There is no site NOWHERE");
  expect(opened("FORM 214 I26-0001 GRHS")).toContain("GRHS");
  expect(PAPERS.length).toBeGreaterThan(7);
});

test("PAST takes the words that are looked for", () => {
  expect(opened("PAST", past)).toEqual({ name: "incidents", text: undefined });
  expect(opened("PAST kitchen fire", past)).toEqual({ name: "incidents", text: "kitchen fire" });
});
