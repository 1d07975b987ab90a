// The live link as a pure state machine: what is known of the connection, what happened, what to do next. It knows no socket, no
// timer and no clock; ``now`` is monotonic milliseconds, so a wall clock that is set does not make a dead link look alive.
import type { Beat, Bye, Frame, Hello, Resync, ServerMessage, Since, Snapshot, Welcome } from "./wire";

const PROTOCOL = 1;
const STALE_MS = 3_000;
const LOST_MS = 10_000;
/** A handshake that takes longer than this is given up: a stopped server accepts connections and says nothing. */
const OPEN_MS = 8_000;
const BACKOFF_MS = 250;
const BACKOFF_CAP_MS = 5_000;
/** How long a part that was asked for again may take before it is asked for once more. */
const RESYNC_MS = 5_000;

export type Health = "connecting" | "live" | "stale" | "lost" | "ended";

export interface Ending {
  readonly code: string;
  readonly reason: string;
}

interface PartState {
  readonly n: number;
  /** Something was missed: nothing is applied until a snapshot comes. */
  readonly missing: boolean;
  readonly askedAt: number;
}

export interface Connection {
  /** ``waiting`` for the next try, ``opening`` a socket, ``greeting`` after it opened, ``open`` after the welcome. */
  readonly phase: "idle" | "waiting" | "opening" | "greeting" | "open" | "ended";
  readonly visible: boolean;
  readonly attempt: number;
  /** When the present phase began. */
  readonly at: number;
  readonly retryAt: number;
  /** When the server was last heard. */
  readonly heardAt: number | null;
  readonly staleMs: number;
  readonly since: Since | null;
  readonly epoch: string | null;
  readonly parts: ReadonlyMap<string, PartState>;
  readonly ending: Ending | null;
  /** What the server said before it closes the link: why, and how long to stay away. */
  readonly farewell: { readonly reason: string; readonly wait: number } | null;
}

export type Input =
  | { readonly kind: "start"; readonly visible: boolean }
  | { readonly kind: "opened" }
  | { readonly kind: "message"; readonly message: ServerMessage }
  | { readonly kind: "closed"; readonly code: number; readonly reason: string }
  | { readonly kind: "tick" }
  | { readonly kind: "visible"; readonly visible: boolean }
  | { readonly kind: "online" }
  | { readonly kind: "stop" };

export type Effect =
  | { readonly kind: "open" }
  | { readonly kind: "close"; readonly code: number }
  | { readonly kind: "send"; readonly message: Hello | Resync | { type: "beat" } }
  /** Hand this to the board: it is in order and complete. */
  | { readonly kind: "apply"; readonly message: Snapshot | Frame }
  /** Forget all that this part gave. */
  | { readonly kind: "drop"; readonly part: string }
  /** The link has been welcomed: whatever has no answer yet is sent again. */
  | { readonly kind: "welcomed"; readonly message: Welcome };

export type Step = readonly [Connection, readonly Effect[]];

export const IDLE: Connection = {
  phase: "idle",
  visible: true,
  attempt: 0,
  at: 0,
  retryAt: 0,
  heardAt: null,
  staleMs: STALE_MS,
  since: null,
  epoch: null,
  parts: new Map(),
  ending: null,
  farewell: null,
};

/** How good the picture on the screen is. Only a welcomed link that was heard a moment ago is live. */
export function healthOf(link: Connection, now: number): Health {
  if (link.phase === "ended") return "ended";
  if (link.heardAt === null) return now - link.at >= LOST_MS && link.attempt > 0 ? "lost" : "connecting";
  const age = now - link.heardAt;
  if (age >= LOST_MS) return "lost";
  if (age >= link.staleMs) return "stale";
  return link.phase === "open" ? "live" : "connecting";
}

/** How long to wait before try number ``attempt`` (the first is 0): at once, then a random share of a growing span. */
export function backoff(attempt: number, chance: number): number {
  if (attempt === 0) return 0;
  return Math.floor(chance * Math.min(BACKOFF_CAP_MS, BACKOFF_MS * 2 ** attempt));
}

/** ``chance`` is a number from 0 to 1, fresh for each step. */
export function step(link: Connection, input: Input, now: number, chance: number): Step {
  switch (input.kind) {
    case "start":
      return opening({ ...link, visible: input.visible, ending: null }, now);
    case "opened":
      return opened(link, now);
    case "message":
      return heard({ ...link, heardAt: now }, input.message, now);
    case "closed":
      return closed(link, input.code, input.reason, now, chance);
    case "tick":
      return tick(link, now, chance);
    case "visible":
      return wake({ ...link, visible: input.visible }, input.visible, now);
    case "online":
      return wake(link, true, now);
    case "stop":
      return [{ ...link, phase: "idle" }, [{ kind: "close", code: 1000 }]];
  }
}

function opening(link: Connection, now: number): Step {
  return [{ ...link, phase: "opening", at: now }, [{ kind: "open" }]];
}

function opened(link: Connection, now: number): Step {
  if (link.phase !== "opening") return [link, []];
  const hello: Hello = { type: "hello", protocol: PROTOCOL };
  if (link.since) hello.since = link.since;
  return [{ ...link, phase: "greeting", at: now }, [{ kind: "send", message: hello }]];
}

function wake(link: Connection, awake: boolean, now: number): Step {
  // Somebody looks at the page, or the network is back: no reason to wait any longer.
  return awake && link.phase === "waiting" ? opening({ ...link, attempt: 0 }, now) : [link, []];
}

function waiting(link: Connection, now: number, chance: number, least = 0): Connection {
  // A page that nobody sees does not need to be first: it leaves the server to those that are looked at.
  const attempt = link.visible ? link.attempt : Math.max(link.attempt, 1);
  const wait = Math.max(least, backoff(attempt, chance));
  return { ...link, phase: "waiting", at: now, attempt: attempt + 1, retryAt: now + wait };
}

function tick(link: Connection, now: number, chance: number): Step {
  switch (link.phase) {
    case "waiting":
      return now >= link.retryAt ? opening(link, now) : [link, []];
    case "opening":
    case "greeting":
      return now - link.at >= OPEN_MS
        ? [waiting(link, now, chance), [{ kind: "close", code: 4000 }]]
        : [link, []];
    case "open":
      return now - (link.heardAt ?? link.at) >= LOST_MS
        ? [waiting(link, now, chance), [{ kind: "close", code: 4000 }]]
        : [link, []];
    case "idle":
    case "ended":
      return [link, []];
  }
}

const isFinal = (code: number): boolean => code >= 4400 && code <= 4499;

function closed(link: Connection, code: number, reason: string, now: number, chance: number): Step {
  if (link.phase === "idle" || link.phase === "ended" || link.phase === "waiting") return [link, []];
  if (isFinal(code)) {
    const ending = { code: String(code), reason: link.farewell?.reason ?? reason };
    return [{ ...link, phase: "ended", ending, farewell: null }, []];
  }
  return [{ ...waiting(link, now, chance, link.farewell?.wait), farewell: null }, []];
}

/** Without a time to come back it is for good. Else the server closes next; one that stays silent is left like any other. */
function goodbye(link: Connection, bye: Bye): Step {
  if (bye.retry_after_ms === null) {
    const ending = { code: bye.code, reason: bye.reason };
    return [{ ...link, phase: "ended", ending }, [{ kind: "close", code: 1000 }]];
  }
  return [{ ...link, farewell: { reason: bye.reason, wait: bye.retry_after_ms } }, []];
}

function heard(link: Connection, message: ServerMessage, now: number): Step {
  switch (message.type) {
    case "welcome":
      return welcomed(link, message, now);
    case "snapshot": {
      const parts = new Map(link.parts).set(message.part, { n: message.n, missing: false, askedAt: 0 });
      return [{ ...link, parts }, [{ kind: "apply", message }]];
    }
    case "frame":
      return framed(link, message, now);
    case "drop": {
      const parts = new Map(link.parts);
      parts.delete(message.part);
      return [{ ...link, parts }, [{ kind: "drop", part: message.part }]];
    }
    case "beat":
      return beaten(link, message, now);
    case "bye":
      return goodbye(link, message);
    case "result":
    case "positions":
    case "ledgers":
    case "error":
      return [link, []];
  }
}

function welcomed(link: Connection, welcome: Welcome, now: number): Step {
  const resumed = welcome.mode === "resume" && link.epoch === welcome.epoch;
  const parts = new Map<string, PartState>();
  for (const [part, n] of Object.entries(welcome.parts)) {
    parts.set(part, { n, missing: !resumed, askedAt: now });
  }
  const gone = [...link.parts.keys()].filter((part) => !parts.has(part));
  const next: Connection = {
    ...link,
    phase: "open",
    at: now,
    attempt: 0,
    staleMs: Math.min(STALE_MS, welcome.stale_ms),
    epoch: welcome.epoch,
    // Until a beat says that all of it came, there is nothing to resume from.
    since: resumed ? link.since : null,
    parts,
  };
  return [
    next,
    [...gone.map((part): Effect => ({ kind: "drop", part })), { kind: "welcomed", message: welcome }],
  ];
}

function framed(link: Connection, frame: Frame, now: number): Step {
  const part = link.parts.get(frame.part);
  if (!part) return ask(link, frame.part, now);
  if (part.missing || frame.n <= part.n) return [link, []];
  if (frame.n > part.n + 1) return ask(link, frame.part, now);
  const parts = new Map(link.parts).set(frame.part, { ...part, n: frame.n });
  return [{ ...link, parts }, [{ kind: "apply", message: frame }]];
}

function ask(link: Connection, part: string, now: number): Step {
  const before = link.parts.get(part)?.n ?? -1;
  const parts = new Map(link.parts).set(part, { n: before, missing: true, askedAt: now });
  return [{ ...link, parts }, [{ kind: "send", message: { type: "resync", part } }]];
}

/** A beat names each part's last frame: a lost last frame is found within a second, and a whole picture is a place to resume from. */
function beaten(link: Connection, beat: Beat, now: number): Step {
  let next = link;
  const effects: Effect[] = [{ kind: "send", message: { type: "beat" } }];
  let whole = true;
  for (const [name, n] of Object.entries(beat.parts)) {
    const part = next.parts.get(name);
    if (part && !part.missing && part.n >= n) continue;
    whole = false;
    if (part?.missing && now - part.askedAt < RESYNC_MS) continue;
    const [asked, sent] = ask(next, name, now);
    next = asked;
    effects.push(...sent);
  }
  if (whole && beat.seq !== undefined && next.epoch !== null) {
    next = { ...next, since: { epoch: next.epoch, seq: beat.seq } };
  }
  return [next, effects];
}
