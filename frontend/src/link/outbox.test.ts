import { describe, expect, test } from "vitest";
import {
  answered,
  due,
  given,
  inTurn,
  isOpen,
  Keep,
  reopened,
  roundTrip,
  sent,
  type Entry,
  type Result,
} from "./outbox";
import type { Command } from "./wire";

const command = (id: string): Command => ({ type: "command", id, kind: "AddNote", text: "Gate 6 is open" });
const fresh = (id = "c1"): Entry => given(command(id), "Note", 1000, 0);

const saved: Result = {
  type: "result",
  outcome: "saved",
  id: "c1",
  at: "2026-11-23T10:00:00Z",
  duplicate: false,
  refs: {},
  warnings: [],
  receipt: "r",
};
const refused: Result = { type: "result", outcome: "refused", id: "c1", code: "x", message: "Because." };
const unknown: Result = {
  type: "result",
  outcome: "unknown",
  id: "c1",
  retry: "same id",
  message: "It may be saved.",
  journalled: false,
};
const notSaved: Result = {
  type: "result",
  outcome: "not_saved",
  id: "c1",
  code: "read_only",
  message: "It was not saved.",
};

describe("a command", () => {
  test("knows its round trip, but not when it was sent twice", () => {
    const once = sent(fresh(), 1_000);
    expect(roundTrip(once, 1_038)).toBe(38);
    expect(roundTrip(sent(once, 6_000), 6_010)).toBeNull();
    expect(roundTrip(fresh(), 50)).toBeNull();
  });

  test("goes out at once, and again with the same id after five seconds without an answer", () => {
    const entry = fresh();
    expect(due([entry], 0)).toEqual([entry]);
    const out = sent(entry, 0);
    expect(due([out], 4_999)).toEqual([]);
    expect(due([out], 5_000).map((one) => one.command.id)).toEqual(["c1"]);
  });

  test.each([saved, refused])("is settled by an answer and never sent again", (result) => {
    const done = answered(sent(fresh(), 0), result, 10);
    expect(isOpen(done)).toBe(false);
    expect(due([done], 1e9)).toEqual([]);
    expect(due([reopened(done, 20)], 1e9)).toEqual([]);
  });

  test.each([unknown, notSaved])("is sent again, later each time, while the server cannot say", (result) => {
    let entry = fresh();
    let now = 0;
    const waits: number[] = [];
    for (let i = 0; i < 6; i++) {
      entry = answered(sent(entry, now), result, now);
      waits.push((entry.nextAt ?? 0) - now);
      now = entry.nextAt ?? 0;
    }
    expect(isOpen(entry)).toBe(true);
    expect(entry.outcome).toBe(result.outcome);
    expect(waits).toEqual([1000, 2000, 4000, 8000, 8000, 8000]);
  });

  test("goes out at once on a new link", () => {
    const entry = reopened(sent(fresh(), 0), 100);
    expect(due([entry], 100)).toHaveLength(1);
  });

  test("keeps its final answer when an older one comes late", () => {
    const done = answered(sent(fresh(), 0), saved, 10);
    expect(answered(done, unknown, 20)).toBe(done);
  });

  test("keeps its place: the first given is the first sent", () => {
    expect(due([fresh("a"), fresh("b"), fresh("c")], 0).map((entry) => entry.command.id)).toEqual([
      "a",
      "b",
      "c",
    ]);
  });
});

describe("what waits outlives a reload", () => {
  test("with the same ids, in order, for the same person only", () => {
    sessionStorage.clear();
    const keep = new Keep(sessionStorage, "p1");
    for (const id of ["c2", "c1"]) keep.put(sent(fresh(id), 0));
    new Keep(sessionStorage, "p2").put(fresh("c9"));
    const loaded = new Keep(sessionStorage, "p1").load(50);
    expect(loaded.map((entry) => entry.command.id)).toEqual(["c1", "c2"]);
    expect(due(loaded, 50)).toHaveLength(2);
    keep.forget("c1");
    expect(keep.load(50).map((entry) => entry.command.id)).toEqual(["c2"]);
    keep.clear();
    expect(keep.load(50)).toEqual([]);
    expect(new Keep(sessionStorage, "p2").load(0)).toHaveLength(1);
  });

  test("what cannot be read is thrown away instead of stopping the page", () => {
    sessionStorage.clear();
    sessionStorage.setItem("dispatch.outbox.p1.c1", "{");
    expect(new Keep(sessionStorage, "p1").load(0)).toEqual([]);
    expect(sessionStorage.length).toBe(0);
  });

  test("without a store commands still work", () => {
    const keep = new Keep(null, "p1");
    keep.put(fresh());
    expect(keep.load(0)).toEqual([]);
  });
});

describe("a device's turn", () => {
  const at = (id: string, place: number, kind = "AddNote"): Entry => ({
    ...given({ ...command(id), kind } as Command, id, 0, 0),
    place,
  });
  const names = (entries: Entry[]): string[] => entries.map((entry) => entry.command.id);

  test("is one by one, in the order in which things were given, wherever they were written down", () => {
    const [c, a, b] = [at("c", 3), at("a", 1), at("b", 2)];
    expect(names(inTurn([c, a, b], 0))).toEqual(["a"]);
    expect(names(inTurn([c, sent(a, 0), b], 10))).toEqual([]);
    expect(names(inTurn([c, answered(sent(a, 0), saved, 5), b], 10))).toEqual(["b"]);
  });

  test("does not keep an emergency or a panic waiting, not even until it is written down", () => {
    const first = sent(at("a", 1), 0);
    const emergency: Entry = { ...at("e", Infinity, "DeclareEmergency"), kept: "writing" };
    const note: Entry = { ...at("n", Infinity), kept: "writing" };
    expect(names(inTurn([first, note, emergency], 10))).toEqual(["e"]);
    expect(names(inTurn([at("p", 9, "RaisePanic"), at("a", 1)], 0))).toEqual(["p", "a"]);
  });

  test("what could not be written down goes after what could, and is not held up for ever by one without an answer", () => {
    const memory: Entry = { ...at("m", Infinity), kept: "memory" };
    expect(names(inTurn([memory, at("a", 1)], 0))).toEqual(["a"]);
    const stuck: Entry = { ...at("a", 1), tries: 20, nextAt: 5_000 };
    expect(names(inTurn([memory, stuck], 0))).toEqual(["m"]);
  });
});
