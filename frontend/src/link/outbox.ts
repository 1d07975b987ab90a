// Commands that were given and what has become of them. Each has its own id from the moment it is given and is sent again with that id
// until the server has answered, so it is done once or not at all. Nothing on the board changes because of what stands here.
import type { Command, NotSaved, Refused, Saved, Unknown } from "./wire";

export type Settled = Saved | Refused;
export type Result = Settled | NotSaved | Unknown;

/** ``sent``: no answer yet. ``not_saved`` and ``unknown`` are answers that leave the command to be sent again. */
export type Outcome = "sent" | "saved" | "refused" | "not_saved" | "unknown";

export interface Entry {
  readonly command: Command;
  /** What a person calls it: "Dispatch A7 to 26-000123". */
  readonly label: string;
  /** When it was given, by the server's clock. */
  readonly givenAt: number;
  readonly outcome: Outcome;
  readonly result: Result | null;
  /** Monotonic time of the next sending; null: it is settled. */
  readonly nextAt: number | null;
  readonly tries: number;
  /** Monotonic time of the last sending. */
  readonly sentAt: number | null;
  readonly answeredAt: number | null;
  /** Whether it would outlive a reload: not known yet, yes, or no because the browser could not write it down. */
  readonly kept: "writing" | "kept" | "memory";
  /** Its place in the order of what is kept on a device. */
  readonly place: number;
}

const ANSWER_MS = 5_000;
const AGAIN_MS = 1_000;
const AGAIN_CAP_MS = 8_000;

export function given(command: Command, label: string, givenAt: number, now: number): Entry {
  return {
    command,
    label,
    givenAt,
    outcome: "sent",
    result: null,
    nextAt: now,
    tries: 0,
    sentAt: null,
    answeredAt: null,
    kept: "kept",
    place: Infinity,
  };
}

export function isOpen(entry: Entry): boolean {
  return entry.outcome !== "saved" && entry.outcome !== "refused";
}

/** What is to be sent now, oldest first: the order in which things were asked for is part of what was meant. */
export function due(entries: Iterable<Entry>, now: number): Entry[] {
  return [...entries].filter((entry) => entry.nextAt !== null && entry.nextAt <= now);
}

/** What nothing else may hold up. */
export function isUrgent(entry: Entry): boolean {
  return entry.command.kind === "RaisePanic" || entry.command.kind === "DeclareEmergency";
}

/** One that was sent this often without a final answer no longer holds up those behind it. */
const STUCK_TRIES = 20;

/** What a device sends now: a panic and an emergency at once, all else one by one, so that it is done in the order it was given. */
export function inTurn(entries: Iterable<Entry>, now: number): Entry[] {
  const open = [...entries].filter(isOpen);
  const urgent = new Set(open.filter(isUrgent).map((entry) => entry.command.id));
  const rest = open
    .filter((entry) => !isUrgent(entry) && entry.kept !== "writing")
    // What is said after a press comes after the press, and holds up nothing until then.
    .filter(({ command }) => !("panic" in command) || !urgent.has(command.panic))
    // Sorting keeps the order of those that have no place.
    .sort((a, b) => (a.place === b.place ? 0 : a.place - b.place));
  const first = rest.findIndex((entry) => entry.tries < STUCK_TRIES);
  const line = first < 0 ? rest : rest.slice(0, first + 1);
  return due([...open.filter(isUrgent), ...line], now);
}

/** It went out; if nothing is heard it goes out again. */
export function sent(entry: Entry, now: number): Entry {
  return { ...entry, tries: entry.tries + 1, sentAt: now, nextAt: now + ANSWER_MS };
}

/** From sending to answer. Null: it was sent more than once, and nobody knows which sending was answered. */
export function roundTrip(entry: Entry, now: number): number | null {
  return entry.tries === 1 && entry.sentAt !== null ? now - entry.sentAt : null;
}

/** The link is new: whatever has no final answer is asked again at once. */
export function reopened(entry: Entry, now: number): Entry {
  return isOpen(entry) ? { ...entry, nextAt: now } : entry;
}

export function answered(entry: Entry, result: Result, now: number): Entry {
  if (!isOpen(entry)) return entry;
  switch (result.outcome) {
    case "saved":
    case "refused":
      return { ...entry, outcome: result.outcome, result, nextAt: null, answeredAt: now };
    case "not_saved":
    case "unknown": {
      const wait = Math.min(AGAIN_CAP_MS, AGAIN_MS * 2 ** Math.min(8, Math.max(0, entry.tries - 1)));
      return { ...entry, outcome: result.outcome, result, nextAt: now + wait, answeredAt: now };
    }
  }
}

/** What is written down so that it outlives a reload: the command itself and how it is called. */
export interface Kept {
  readonly command: Command;
  readonly label: string;
  readonly givenAt: number;
}

export function kept(entry: Entry): Kept {
  return { command: entry.command, label: entry.label, givenAt: entry.givenAt };
}

/** Where open commands wait while the page is away. One entry each, so that two pages never overwrite one another's. */
export class Keep {
  readonly #store: Storage | null;
  readonly #prefix: string;

  constructor(store: Storage | null, person: string) {
    this.#store = store;
    this.#prefix = `dispatch.outbox.${person}.`;
  }

  put(entry: Entry): void {
    try {
      this.#store?.setItem(this.#prefix + entry.command.id, JSON.stringify(kept(entry)));
    } catch {
      // A full or forbidden store: the command still goes out, it only would not outlive a reload.
    }
  }

  forget(id: string): void {
    this.#store?.removeItem(this.#prefix + id);
  }

  load(now: number): Entry[] {
    const store = this.#store;
    if (!store) return [];
    const keys = Array.from({ length: store.length }, (_, at) => store.key(at) ?? "");
    return keys
      .filter((key) => key.startsWith(this.#prefix))
      .sort()
      .flatMap((key) => {
        try {
          const one = JSON.parse(store.getItem(key) ?? "") as Kept;
          return [given(one.command, one.label, one.givenAt, now)];
        } catch {
          store.removeItem(key);
          return [];
        }
      });
  }

  clear(): void {
    for (const entry of this.load(0)) this.forget(entry.command.id);
  }
}

/** Who waits for the final answer to which command. */
export class Askers {
  readonly #waiting = new Map<string, (result: Settled) => void>();

  wait(id: string): Promise<Settled> {
    return new Promise((resolve) => this.#waiting.set(id, resolve));
  }

  answer(id: string, result: Settled): void {
    this.#waiting.get(id)?.(result);
    this.#waiting.delete(id);
  }

  forget(id: string): void {
    this.#waiting.delete(id);
  }
}
