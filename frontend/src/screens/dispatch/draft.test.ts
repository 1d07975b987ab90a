import { expect, test } from "vitest";
import { call, NOW } from "../../keys/command/board.fixture";
import { callFields, candidates, EMPTY_DRAFT, keepDraft, loadDraft, reportFields } from "./draft";

class Store {
  kept: Record<string, string> = {};
  getItem = (key: string): string | null => this.kept[key] ?? null;
  setItem = (key: string, value: string): void => void (this.kept[key] = value);
  removeItem = (key: string): void =>
    void (this.kept = Object.fromEntries(Object.entries(this.kept).filter(([name]) => name !== key)));
}

test("a half-typed call outlives a reload, an empty one leaves nothing", () => {
  const store = new Store();
  keepDraft(store, { ...EMPTY_DRAFT, text: "two students", site: "GRHS" });
  expect(loadDraft(store)).toMatchObject({ text: "two students", site: "GRHS", source: EMPTY_DRAFT.source });
  keepDraft(store, { ...EMPTY_DRAFT });
  expect(loadDraft(store)).toBeNull();
});

test("a draft that can't be read is no draft", () => {
  const store = new Store();
  store.kept["dispatch.console.new-call"] = "{";
  expect(loadDraft(store)).toBeNull();
});

test("the same family at the same site within ten minutes may be the same; an ended call, another site, an older one not", () => {
  const heard = (minutes: number) => ({
    times: { t_received: new Date(NOW - minutes * 60_000).toISOString() },
  });
  const calls = [
    call("26-000001", "GRHS", { type: "WEAPON", ...heard(2) }),
    call("26-000002", "GRHS", { type: "ACTSHT", ...heard(11) }),
    call("26-000003", "GRHS", { type: "ACTSHT", status: "CLOSED", ...heard(1) }),
    call("26-000004", "RTHS", { type: "ACTSHT", ...heard(1) }),
    call("26-000005", "GRHS", { type: "THEFT", ...heard(1) }),
  ];
  expect(candidates({ type: "ACTSHT", site: "GRHS" }, calls, NOW).map((one) => one.number)).toEqual([
    "26-000001",
  ]);
  expect(candidates({ type: null, site: "GRHS" }, calls, NOW)).toEqual([]);
});

test("what was not said is not sent, and a report keeps its own place", () => {
  const fields = callFields({ ...EMPTY_DRAFT, type: "FIGHT", site: "GRHS", room: "214", caller: " " }, false);
  expect(fields).toEqual({
    call_type: "FIGHT",
    site: "GRHS",
    room: "214",
    source: "PHONE_DISTRICT_EMERGENCY_LINE",
    text_class: "operational",
    distinct: false,
  });
  expect(reportFields(fields, "c1")).toEqual({
    call: "c1",
    room: "214",
    source: "PHONE_DISTRICT_EMERGENCY_LINE",
    text_class: "operational",
  });
});
