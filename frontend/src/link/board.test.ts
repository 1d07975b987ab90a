import { describe, expect, test } from "vitest";
import { Dice } from "../lib/dice";
import { Board, isUrgent } from "./board";
import { IDLE, step, type Connection, type Effect } from "./connection";
import type { AgencyView, Collections, Frame, ServerMessage, Since, Snapshot } from "./wire";

type Name = "agencies";

const agency = (id: string, version: number): AgencyView => ({
  id,
  version,
  name: `${id} v${version}`,
  agency_kind: "law",
  phone: "",
  channel: "",
});

/** A server with some parts: it changes records at random and tells it as the contract says, wherever a client left off. */
class District {
  readonly parts = ["desk", "field", "unit:A7"] as const;
  readonly now = new Map<string, Map<string, AgencyView>>(this.parts.map((part) => [part, new Map()]));
  readonly n = new Map<string, number>(this.parts.map((part) => [part, 0]));
  readonly touched: { seq: number; part: string; id: string }[] = [];
  seq = 0;

  constructor(private readonly dice: Dice) {}

  /** One tick: a few events, then one frame for each part that they touched. */
  tick(): Frame[] {
    const changed = new Map<string, Set<string>>();
    for (let events = 1 + this.dice.below(4); events > 0; events--) {
      this.seq += 1;
      const part = this.dice.pick(this.parts);
      const id = `${part}-${this.dice.below(6)}`;
      const rows = this.rows(part);
      if (rows.has(id) && this.dice.next() < 0.3) rows.delete(id);
      else rows.set(id, agency(id, this.seq));
      this.touched.push({ seq: this.seq, part, id });
      changed.set(part, (changed.get(part) ?? new Set()).add(id));
    }
    return [...changed].map(([part, ids]) => this.frame(part, ids));
  }

  frame(part: string, ids: Iterable<string>): Frame {
    const n = (this.n.get(part) ?? 0) + 1;
    this.n.set(part, n);
    const rows = this.rows(part);
    const known = [...ids];
    const upserts: Collections = { agencies: known.flatMap((id) => rows.get(id) ?? []) };
    const removed = { agencies: known.filter((id) => !rows.has(id)) };
    return { type: "frame", part, n, seq: this.seq, at: "2026-11-23T10:00:00Z", upserts, removed, lines: [] };
  }

  snapshot(part: string): Snapshot {
    const state: Collections = { agencies: [...this.rows(part).values()] };
    return { type: "snapshot", part, n: this.n.get(part) ?? 0, seq: this.seq, state };
  }

  greet(since: Since | null | undefined): ServerMessage[] {
    const parts = Object.fromEntries(this.n);
    const mode = since ? "resume" : "snapshot";
    const welcome: ServerMessage = {
      type: "welcome",
      protocol: 1,
      epoch: "e1",
      log: "l1",
      parts,
      mode,
      beat_ms: 1000,
      stale_ms: 3000,
      server_time: "2026-11-23T10:00:00Z",
    };
    if (!since) return [welcome, ...this.parts.map((part) => this.snapshot(part))];
    const missed = this.parts.flatMap((part) => {
      const ids = new Set(
        this.touched.filter((one) => one.part === part && one.seq > since.seq).map((one) => one.id),
      );
      return ids.size > 0 ? [this.frame(part, ids)] : [];
    });
    return [welcome, ...missed];
  }

  beat(): ServerMessage {
    return {
      type: "beat",
      at: "2026-11-23T10:00:00Z",
      db: "ok",
      seq: this.seq,
      parts: Object.fromEntries(this.n),
    };
  }

  rows(part: string): Map<string, AgencyView> {
    const rows = this.now.get(part);
    if (!rows) throw new Error(`no part ${part}`);
    return rows;
  }

  get truth(): [string, AgencyView][] {
    return this.parts.flatMap((part) => [...this.rows(part)]).sort(([a], [b]) => a.localeCompare(b));
  }
}

const content = (board: Board, name: Name = "agencies"): [string, unknown][] =>
  [...board.tables[name].entries()].sort(([a], [b]) => a.localeCompare(b));

/** A browser: the state machine and the board together. */
class Browser {
  link: Connection = IDLE;
  readonly board = new Board();
  readonly sent: Extract<Effect, { kind: "send" }>["message"][] = [];

  constructor(private readonly dice: Dice) {
    this.take(step(this.link, { kind: "start", visible: true }, 0, 0));
  }

  take([link, effects]: readonly [Connection, readonly Effect[]]): void {
    this.link = link;
    for (const effect of effects) {
      if (effect.kind === "apply") this.board.apply(effect.message);
      if (effect.kind === "drop") this.board.drop(effect.part);
      if (effect.kind === "send") this.sent.push(effect.message);
    }
  }

  hear(messages: readonly ServerMessage[]): void {
    for (const message of messages)
      this.take(step(this.link, { kind: "message", message }, 1, this.dice.next()));
  }

  connect(district: District): void {
    this.take(step(this.link, { kind: "opened" }, 1, 0));
    const hello = this.sent.findLast((message) => message.type === "hello");
    this.hear(district.greet(hello?.type === "hello" ? hello.since : null));
  }

  reconnect(district: District): void {
    this.take(step(this.link, { kind: "closed", code: 1006, reason: "" }, 1, 0));
    this.take(step(this.link, { kind: "tick" }, 60_000, 0));
    this.connect(district);
  }
}

describe("a board", () => {
  test("is the same however the frames are split", () => {
    for (let seed = 0; seed < 60; seed++) {
      const dice = new Dice(seed);
      const district = new District(dice);
      const first = district.parts.map((part) => district.snapshot(part));
      const frames = Array.from({ length: 30 }, () => district.tick()).flat();
      const whole = new Board();
      for (const message of [...first, ...frames]) whole.apply(message);
      // The other one misses all frames of a part up to a cut and is given that part's snapshot instead.
      const split = new Board();
      const cut = dice.below(frames.length);
      for (const message of [...first, ...frames.slice(0, cut)]) split.apply(message);
      for (const part of district.parts) split.apply(district.snapshot(part));
      expect(content(whole)).toEqual(district.truth);
      expect(content(split)).toEqual(district.truth);
    }
  });

  test("is the same after any cut of the link", () => {
    for (let seed = 100; seed < 220; seed++) {
      const dice = new Dice(seed);
      const district = new District(dice);
      const browser = new Browser(dice);
      browser.connect(district);
      for (let round = 0; round < 25; round++) {
        const frames = district.tick();
        const chance = dice.next();
        if (chance < 0.25) {
          // The link breaks somewhere inside the tick: some of its frames came, others did not.
          browser.hear(frames.slice(0, dice.below(frames.length + 1)));
          for (let missed = dice.below(4); missed > 0; missed--) district.tick();
          browser.reconnect(district);
        } else {
          browser.hear(frames);
          if (chance < 0.6) browser.hear([district.beat()]);
        }
      }
      expect(content(browser.board)).toEqual(district.truth);
    }
  });

  test("asks again for a part of which a frame is missing, and is whole afterwards", () => {
    const dice = new Dice(7);
    const district = new District(dice);
    const browser = new Browser(dice);
    browser.connect(district);
    district.tick();
    browser.hear([district.beat()]);
    const asked = browser.sent.flatMap((message) => (message.type === "resync" ? [message.part] : []));
    expect(asked.length).toBeGreaterThan(0);
    browser.hear(asked.map((part) => district.snapshot(part)));
    expect(content(browser.board)).toEqual(district.truth);
  });

  test("keeps a record that another part has taken over", () => {
    const board = new Board();
    const frame = (part: string, upserts: Collections, removed: Record<string, string[]> = {}): Frame => ({
      type: "frame",
      part,
      n: 1,
      at: "2026-11-23T10:00:00Z",
      upserts,
      removed,
      lines: [],
    });
    board.apply(frame("field", { agencies: [agency("MPD", 1)] }));
    board.apply(frame("desk", { agencies: [agency("MPD", 2)] }));
    board.apply(frame("field", {}, { agencies: ["MPD"] }));
    expect(content(board)).toEqual([["MPD", agency("MPD", 2)]]);
    board.drop("field");
    expect(board.tables.agencies.size).toBe(1);
    board.drop("desk");
    expect(board.tables.agencies.size).toBe(0);
  });
});

describe("what may concern a life is shown at once", () => {
  const frame = (upserts: Collections): Frame => ({
    type: "frame",
    part: "desk",
    n: 1,
    at: "2026-11-23T10:00:00Z",
    upserts,
    removed: {},
    lines: [],
  });
  const unit = (status: string) => ({ id: "A7", status }) as NonNullable<Collections["units"]>[number];
  const call = (priority: number) => ({ id: "c1", priority }) as NonNullable<Collections["calls"]>[number];
  const line = (priority: number) =>
    ({ id: "c1", priority }) as NonNullable<Collections["headlines"]>[number];
  const action = (version: number) => ({ id: "x1", version }) as NonNullable<Collections["actions"]>[number];
  const urgent = (upserts: Collections, before: Collections = {}): boolean => {
    const board = new Board();
    board.apply(frame(before));
    return isUrgent(frame(upserts), board.tables);
  };

  test("and nothing else", () => {
    expect(urgent({})).toBe(false);
    expect(urgent({ agencies: [agency("MPD", 1)] })).toBe(false);
    expect(urgent({ headlines: [line(3)], calls: [call(2)], units: [unit("ER")] })).toBe(false);
  });

  test("when it comes", () => {
    expect(urgent({ headlines: [line(1)] })).toBe(true);
    expect(urgent({ calls: [call(1)] })).toBe(true);
    expect(urgent({ units: [unit("EM")] })).toBe(true);
    expect(urgent({ actions: [action(4)] })).toBe(true);
  });

  test("when it gets worse or an action changes", () => {
    expect(urgent({ calls: [call(1)] }, { calls: [call(3)] })).toBe(true);
    expect(urgent({ units: [unit("EM")] }, { units: [unit("OS")] })).toBe(true);
    expect(urgent({ actions: [action(5)] }, { actions: [action(4)] })).toBe(true);
  });

  test("not again while it is on the screen", () => {
    expect(urgent({ calls: [call(1)] }, { calls: [call(1)] })).toBe(false);
    expect(urgent({ headlines: [line(1)] }, { headlines: [line(1)] })).toBe(false);
    expect(urgent({ units: [unit("EM")] }, { units: [unit("EM")] })).toBe(false);
    expect(urgent({ actions: [action(4)] }, { actions: [action(4)] })).toBe(false);
  });
});
