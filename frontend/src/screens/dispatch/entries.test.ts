import { expect, test } from "vitest";
import type { LineView } from "../../link/wire";
import { countsOf, entriesOf, newerThan, soughtIn, voiceOf } from "./entries";

function line(id: string, second: number, more: Partial<LineView> = {}): LineView {
  const at = `2026-11-23T16:00:${String(second).padStart(2, "0")}Z`;
  return {
    id,
    kind: "note",
    at,
    occurred_at: at,
    occurred_source: "server",
    actor: "Dana Reyes",
    role: "dispatcher",
    position: "",
    title: "Note",
    detail: { text: id, text_class: "operational" },
    call: "c1",
    number: null,
    site: null,
    unit: null,
    to: null,
    channel: null,
    action: null,
    action_type: null,
    file: null,
    unit_status: null,
    mode: null,
    warning: null,
    supersedes: null,
    reason: null,
    ...more,
  };
}

test("lines stand once and in order, wherever they came from", () => {
  const all = entriesOf([line("b", 2), line("a", 1), line("b", 2)]);
  expect(all.map((one) => one.line.id)).toEqual(["a", "b"]);
});

test("a corrected line shows its newest words where it stood, with the older ones a step away", () => {
  const all = entriesOf([
    line("a", 1),
    line("b", 2),
    line("a2", 3, { supersedes: "a" }),
    line("a3", 4, { supersedes: "a2" }),
  ]);
  expect(all.map((one) => one.line.id)).toEqual(["a3", "b"]);
  expect(all[0]?.before.map((one) => one.id)).toEqual(["a2", "a"]);
});

test("a correction whose original was not read yet still shows", () => {
  expect(entriesOf([line("a2", 3, { supersedes: "a" })]).map((one) => one.line.id)).toEqual(["a2"]);
});

const SAID = entriesOf([
  line("note", 1, { detail: { text: "Doors are locked", text_class: "operational" } }),
  line("radio", 2, { kind: "radio", title: "Radio A7", unit: "A7" }),
  line("sent", 3, { kind: "UnitAssigned", title: "A7 sent to call 26-000142", detail: null }),
  line("radio2", 4, { kind: "LineWritten", title: "Correction", supersedes: "radio" }),
]);

test("people, the radio and the system are told apart, also after a correction", () => {
  expect(SAID.map((one) => [one.line.id, voiceOf(one)])).toEqual([
    ["note", "people"],
    ["radio2", "radio"],
    ["sent", "system"],
  ]);
  expect(countsOf(SAID)).toEqual({ people: 1, radio: 1, system: 1 });
});

test("a search finds all words in any order, in one voice when asked, also in what a line said before", () => {
  const found = (wanted: Parameters<typeof soughtIn>[1], words: string): string[] =>
    soughtIn(SAID, wanted, words).map((one) => one.line.id);
  expect(found(null, "")).toEqual(["note", "radio2", "sent"]);
  expect(found(null, "LOCKED  doors")).toEqual(["note"]);
  expect(found(null, "a7")).toEqual(["radio2", "sent"]);
  expect(found("system", "a7")).toEqual(["sent"]);
  expect(found("radio", "doors")).toEqual([]);
});

test("what came after the last line that was seen is counted, also when that line was corrected meanwhile", () => {
  expect(newerThan(SAID, "note")).toBe(2);
  expect(newerThan(SAID, "radio")).toBe(1);
  expect(newerThan(SAID, "sent")).toBe(0);
  expect(newerThan(SAID, null)).toBe(0);
  expect(newerThan(SAID, "not here")).toBe(0);
});
