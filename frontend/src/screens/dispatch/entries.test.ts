import { expect, test } from "vitest";
import type { LineView } from "../../link/wire";
import { entriesOf } from "./entries";

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
    action: null,
    action_type: null,
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
