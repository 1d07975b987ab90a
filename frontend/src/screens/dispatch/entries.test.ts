import { expect, test } from "vitest";
import type { LineView } from "../../link/wire";
import { countsOf, entriesOf, gathered, newerThan, soughtIn, voiceOf } from "./entries";

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
    room: null,
    room_status: null,
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

const calm = (id: string, second: number, more: Partial<LineView> = {}): LineView =>
  line(id, second, {
    kind: "RoomReported",
    site: "GRHS",
    room: id,
    room_status: "ALL_ACCOUNTED",
    mode: "ACTUAL",
    ...more,
  });

test("calm rooms of a site stand as one, and whatever somebody must see stands by itself", () => {
  const said = entriesOf([
    calm("101", 1),
    calm("102", 2),
    calm("103", 3, { room_status: "MISSING" }),
    line("note", 4),
    calm("104", 5, { room_status: "NOT_OCCUPIED" }),
    calm("105", 6, { site: "ELMS" }),
  ]);
  const shown = gathered(said);
  expect(shown.map((one) => one.entries.map(({ line: { id } }) => id))).toEqual([
    ["101", "102", "104"],
    ["103"],
    ["note"],
    ["105"],
  ]);
  expect(shown[0]).toMatchObject({ rooms: 3, site: "GRHS" });
  expect(shown[1]?.rooms).toBe(0);
});

test("two calm rooms are two lines, a drill's are not an order's, and after five minutes a new line begins", () => {
  const two = gathered(entriesOf([calm("101", 1), calm("102", 2)]));
  expect(two.map((one) => one.rooms)).toEqual([0, 0]);
  const late = "2026-11-23T16:05:02Z";
  const all = gathered(
    entriesOf([
      ...[1, 2, 3].map((n) => calm(`a${n}`, n)),
      ...[4, 5, 6].map((n) => calm(`d${n}`, n, { mode: "DRILL" })),
      ...[7, 8, 9].map((n) => calm(`l${n}`, n, { at: late })),
    ]),
  );
  expect(all.map((one) => one.rooms)).toEqual([3, 3, 3]);
  expect(all[1]?.mode).toBe("DRILL");
});

test("a room that reports calm twice is one room", () => {
  const again = entriesOf([1, 2, 3].map((n) => calm(`${n}`, n, { room: "101" })));
  expect(gathered(again)[0]).toMatchObject({ rooms: 1 });
});
