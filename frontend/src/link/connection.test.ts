import { describe, expect, test } from "vitest";
import { backoff, healthOf, IDLE, step, type Connection, type Effect, type Input } from "./connection";
import type { ServerMessage } from "./wire";

const T0 = 1_000_000;

function run(link: Connection, ...inputs: [Input, number][]): [Connection, Effect[]] {
  const effects: Effect[] = [];
  for (const [input, now] of inputs) {
    const [next, more] = step(link, input, now, 0.5);
    link = next;
    effects.push(...more);
  }
  return [link, effects];
}

const message = (one: ServerMessage): Input => ({ kind: "message", message: one });
const welcome = (
  mode: "snapshot" | "resume" = "snapshot",
  parts: Record<string, number> = { desk: 4 },
): Input =>
  message({
    type: "welcome",
    protocol: 1,
    epoch: "e1",
    log: "l1",
    parts,
    mode,
    beat_ms: 1000,
    stale_ms: 3000,
    server_time: "2026-11-23T10:00:00Z",
  });
const snapshot = (n: number, part = "desk"): Input =>
  message({ type: "snapshot", part, n, seq: 9, state: {} });
const frame = (n: number, part = "desk"): Input =>
  message({ type: "frame", part, n, at: "2026-11-23T10:00:00Z", upserts: {}, removed: {}, lines: [] });
const beat = (parts: Record<string, number>, seq = 12): Input =>
  message({ type: "beat", at: "2026-11-23T10:00:00Z", db: "ok", seq, parts });
const bye = (code: string, wait: number | null): Input =>
  message({ type: "bye", code, reason: "because", retry_after_ms: wait });
const lost: Input = { kind: "closed", code: 1006, reason: "" };

const [LIVE] = run(
  IDLE,
  [{ kind: "start", visible: true }, T0],
  [{ kind: "opened" }, T0],
  [welcome(), T0],
  [snapshot(4), T0],
);
const kinds = (effects: Effect[]): string[] =>
  effects.map((effect) => (effect.kind === "send" ? effect.message.type : effect.kind));

describe("how good the picture is", () => {
  test.each([
    [0, "live"],
    [2_999, "live"],
    [3_000, "stale"],
    [9_999, "stale"],
    [10_000, "lost"],
  ])("%d ms after the last word of the server it is %s", (age, health) => {
    expect(healthOf(LIVE, T0 + age)).toBe(health);
  });

  test("a link that was never there is connecting, and lost after ten seconds of trying", () => {
    const [link] = run(IDLE, [{ kind: "start", visible: true }, T0]);
    expect(healthOf(link, T0 + 500)).toBe("connecting");
    const [failed] = run(link, [lost, T0 + 500]);
    expect(healthOf(failed, T0 + 11_000)).toBe("lost");
  });

  test("a broken link is not live even when the last word is young", () => {
    const [link] = run(LIVE, [lost, T0 + 100]);
    expect(healthOf(link, T0 + 200)).toBe("connecting");
    expect(healthOf(link, T0 + 3_100)).toBe("stale");
  });
});

describe("coming back", () => {
  test("the first try is at once, the next ones wait a random share of a growing span, at most 5 s", () => {
    expect(backoff(0, 0.99)).toBe(0);
    expect(backoff(1, 1)).toBe(500);
    expect(backoff(3, 0.5)).toBe(1000);
    expect(backoff(30, 1)).toBe(5000);
  });

  test("a page that is looked at tries again at once", () => {
    const [link] = run(LIVE, [lost, T0]);
    expect(link.retryAt).toBe(T0);
    expect(kinds(run(link, [{ kind: "tick" }, T0])[1])).toEqual(["open"]);
  });

  test("a page that nobody sees waits, and tries at once when somebody looks", () => {
    const [hidden] = run(LIVE, [{ kind: "visible", visible: false }, T0], [lost, T0]);
    expect(hidden.retryAt).toBe(T0 + 250);
    expect(kinds(run(hidden, [{ kind: "visible", visible: true }, T0 + 1])[1])).toEqual(["open"]);
    expect(kinds(run(hidden, [{ kind: "online" }, T0 + 1])[1])).toEqual(["open"]);
  });

  test("a server that stopped is left after ten seconds of silence, a handshake after eight", () => {
    const [left, effects] = run(LIVE, [{ kind: "tick" }, T0 + 9_999], [{ kind: "tick" }, T0 + 10_000]);
    expect(kinds(effects)).toEqual(["close"]);
    expect(left.phase).toBe("waiting");
    const [opening] = run(left, [{ kind: "tick" }, T0 + 10_000]);
    expect(kinds(run(opening, [{ kind: "tick" }, T0 + 17_999])[1])).toEqual([]);
    expect(kinds(run(opening, [{ kind: "tick" }, T0 + 18_000])[1])).toEqual(["close"]);
  });

  test("it resumes from the last beat that found everything in place", () => {
    const [link] = run(LIVE, [beat({ desk: 4 }, 12), T0], [frame(5), T0], [lost, T0], [{ kind: "tick" }, T0]);
    const [, effects] = run(link, [{ kind: "opened" }, T0]);
    expect(effects).toEqual([
      { kind: "send", message: { type: "hello", protocol: 1, since: { epoch: "e1", seq: 12 } } },
    ]);
  });

  test("a beat that names a frame which did not come is no place to resume from", () => {
    const [link, effects] = run(LIVE, [beat({ desk: 5 }, 13), T0]);
    expect(link.since).toBeNull();
    expect(kinds(effects)).toEqual(["beat", "resync"]);
  });

  test("after a resume the picture goes on where it was; after a snapshot it waits for it", () => {
    const [before] = run(
      LIVE,
      [beat({ desk: 4 }, 12), T0],
      [lost, T0],
      [{ kind: "tick" }, T0],
      [{ kind: "opened" }, T0],
    );
    const [, resumed] = run(before, [welcome("resume", { desk: 4 }), T0], [frame(5), T0]);
    expect(kinds(resumed)).toEqual(["welcomed", "apply"]);
    const [, fresh] = run(
      before,
      [welcome("snapshot", { desk: 4 }), T0],
      [frame(5), T0],
      [snapshot(5), T0],
      [frame(6), T0],
    );
    expect(kinds(fresh)).toEqual(["welcomed", "apply", "apply"]);
  });

  test("parts that are gone after the pause are forgotten", () => {
    const [, effects] = run(
      LIVE,
      [lost, T0],
      [{ kind: "tick" }, T0],
      [{ kind: "opened" }, T0],
      [welcome("snapshot", { field: 1 }), T0],
    );
    expect(effects).toContainEqual({ kind: "drop", part: "desk" });
  });
});

describe("the server says goodbye", () => {
  test("the browser comes back, not before it was asked to", () => {
    const [link] = run(
      LIVE,
      [bye("stopping", 1500), T0],
      [{ kind: "closed", code: 4001, reason: "" }, T0 + 5],
    );
    expect(link.phase).toBe("waiting");
    expect(link.retryAt).toBe(T0 + 1505);
  });

  test.each([
    ["a bye that names no time", bye("session_ended", null), ["close"], "session_ended"],
    ["a code from 4400 on", { kind: "closed", code: 4403, reason: "not yours" } satisfies Input, [], "4403"],
  ] as const)("after %s it does not", (_case, input, done, code) => {
    const [link, effects] = run(
      LIVE,
      [input, T0],
      [{ kind: "tick" }, T0 + 60_000],
      [{ kind: "online" }, T0 + 60_000],
    );
    expect(kinds(effects)).toEqual(done);
    expect(healthOf(link, T0)).toBe("ended");
    expect(link.ending?.code).toBe(code);
  });
});

describe("frames", () => {
  test("the next one is applied, an old one dropped, a gap asked for, and nothing applied until it is closed", () => {
    const [link, effects] = run(
      LIVE,
      [frame(5), T0],
      [frame(5), T0],
      [frame(7), T0],
      [frame(8), T0],
      [snapshot(8), T0],
      [frame(9), T0],
    );
    expect(kinds(effects)).toEqual(["apply", "resync", "apply", "apply"]);
    expect(link.parts.get("desk")?.n).toBe(9);
  });

  test("a part is asked for once, and again only after five seconds without an answer", () => {
    const [, effects] = run(
      LIVE,
      [frame(7), T0],
      [beat({ desk: 7 }), T0 + 1000],
      [beat({ desk: 7 }), T0 + 5000],
    );
    expect(kinds(effects)).toEqual(["resync", "beat", "beat", "resync"]);
  });

  test("a part that is no longer ours is dropped", () => {
    const [link, effects] = run(LIVE, [message({ type: "drop", part: "desk" }), T0]);
    expect(effects).toEqual([{ kind: "drop", part: "desk" }]);
    expect(link.parts.size).toBe(0);
  });
});
