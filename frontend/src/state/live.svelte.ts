// One person's live link as a page sees it: how old the truth is, what the board shows, what was asked for and not answered yet.
import { SvelteMap } from "svelte/reactivity";
import { iso } from "../lib/format";
import { newId } from "../lib/uuid7";
import type { Ending, Health } from "../link/connection";
import type { Session } from "../link/http";
import {
  answered,
  Askers,
  due,
  given,
  inTurn,
  isOpen,
  Keep,
  kept,
  reopened,
  roundTrip,
  sent,
  type Entry,
  type Result,
  type Settled,
} from "../link/outbox";
import type { DeviceOutbox } from "../link/device";
import { tooLong } from "../link/limits";
import { Link } from "../link/socket";
import type {
  Beat,
  Collections,
  Command,
  CommandKind,
  Fields,
  Frame,
  Position,
  ServerMessage,
  Snapshot,
} from "../link/wire";
import { LiveBoard } from "./board.svelte";
import { clock, monotonic } from "./time.svelte";

export interface Options {
  /** What a person calls this command. */
  readonly label: string;
  /** Record versions that it rests on. */
  readonly expect?: Record<string, number>;
  /** Too late after this many milliseconds: better refused than done then. */
  readonly validFor?: number;
  /** The sender's own time belongs to it, because it may wait for the network. */
  readonly ownTime?: boolean;
  /** Its id, where its sender must know it before anybody has answered. */
  readonly id?: string;
  /** When it happened, if that was earlier than now. */
  readonly happenedAt?: number;
}

/** The last event of the log and the beginning of the chain's hash up to it. */
export interface Head {
  readonly seq: number;
  readonly digits: string;
}

/** How long the frame that an own answer belongs to is waited for, to be shown at once. */
const OWN_MS = 1_000;
/** What comes so soon after that frame is of the same moment: the other parts that it changed. */
const TOGETHER_MS = 30;
/** The part that a kept picture is: whatever a real part gives takes its place. */
const KEPT = "kept";
const SAVED_SHOWN_MS = 6_000;
/** A browser that has not written a command down by then may never do so. */
const WRITE_MS = 1_500;

export type { Settled };

/** Until when, and from which event on, a frame is what became of an own command. Without ``seq`` any may be. */
interface Own {
  until: number;
  seq?: number | undefined;
}

export class Live {
  readonly board = new LiveBoard();
  health = $state<Health>("connecting");
  /** Whole seconds since the server was last heard; null: never yet. */
  age = $state<number | null>(null);
  /** When the picture was last known to be true, by the server's clock. */
  truthAt = $state<number | null>(null);
  database = $state<Beat["db"]>("ok");
  /** Milliseconds that the last command took to its answer; null: none has been answered on this link. */
  roundTrip = $state<number | null>(null);
  /** The head of the log as the last beat named it; null: this lens does not see it. */
  head = $state.raw<Head | null>(null);
  ending = $state.raw<Ending | null>(null);
  /** What is shown was kept on this device: nothing of it has been heard since the page was opened. */
  recalled = $state(false);
  /** The last message of the server about something that it could not use. */
  complaint = $state<string | null>(null);
  readonly #entries = new SvelteMap<string, Entry>();

  readonly #link: Link;
  readonly #keep: Keep;
  readonly #device: DeviceOutbox | null;
  readonly #askers = new Askers();
  #timer: ReturnType<typeof setInterval> | null = null;
  #own: Own = { until: 0 };

  /** ``store`` is where unanswered commands of a console outlive a reload. A phone keeps them on the device, for all of its pages. */
  constructor(session: Pick<Session, "person">, store: Storage | null, device: DeviceOutbox | null = null) {
    this.#device = device;
    this.#keep = new Keep(store, session.person);
    const scheme = location.protocol === "https:" ? "wss:" : "ws:";
    this.#link = new Link(`${scheme}//${location.host}/live`, {
      message: (message) => this.#hear(message),
      drop: (part) => this.board.drop(part),
      state: (health, age, ending) => this.#note(health, age, ending),
      welcomed: () => this.#again(),
    });
  }

  /** Commands that were given here, oldest first, until they are answered and a little longer. */
  get entries(): readonly Entry[] {
    return [...this.#entries.values()];
  }

  get unanswered(): number {
    return this.entries.filter((entry) => isOpen(entry) && entry.kept !== "writing").length;
  }

  /** Something was given a moment ago and is being written down. */
  get writing(): boolean {
    return this.entries.some((entry) => entry.kept === "writing");
  }

  start(): void {
    if (this.#device === null) {
      for (const entry of this.#keep.load(monotonic())) this.#entries.set(entry.command.id, entry);
    } else {
      this.#device.start({
        look: () => void this.#look(),
        settled: (_, result) => this.#settle(result, false),
      });
      void this.#device.adopt(this.#keep).then(() => this.#look());
    }
    this.#link.start();
    this.#timer = setInterval(() => this.#work(), 500);
  }

  /** Shows what was kept, marked as old, until the server has told what is true now. */
  show(state: Collections, at: number): void {
    this.board.accept({ type: "snapshot", part: KEPT, n: 0, state }, true);
    this.truthAt = at;
    this.recalled = true;
  }

  stop(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
    this.#device?.stop();
    this.#link.stop();
  }

  /** Forgets what still waits. For signing out: the next person on this device must not send it. */
  async forget(): Promise<void> {
    this.#keep.clear();
    this.#entries.clear();
    await this.#device?.clear();
  }

  /** Gives a command. The promise is kept when the server has saved or refused it, however long that takes. */
  send<Kind extends CommandKind>(kind: Kind, fields: Fields<Kind>, options: Options): Promise<Settled> {
    const id = options.id ?? newId();
    const now = clock.exact();
    const envelope: Record<string, unknown> = { ...fields, type: "command", id, kind };
    if (options.expect) envelope["expect"] = options.expect;
    if (options.ownTime) envelope["occurred_at"] = iso(clock.claim());
    if (options.happenedAt !== undefined) envelope["occurred_at"] = iso(options.happenedAt);
    if (options.validFor !== undefined) {
      envelope["valid_until"] = iso(now + options.validFor);
    }
    const entry = given(envelope as unknown as Command, options.label, now, monotonic());
    if (this.#device === null) {
      this.#entries.set(id, entry);
      this.#keep.put(entry);
    } else void this.#write(entry, this.#device);
    const answer = this.#askers.wait(id);
    // The server closes a link that brings too much at once: what can't fit never leaves, and says so like any refusal.
    const long = tooLong(kind, fields);
    if (long === null) this.#work();
    else this.#settle({ type: "result", id, outcome: "refused", code: "too_long", message: long });
    return answer;
  }

  /** Says where this device is. Latest wins: one that cannot be sent now is worth nothing later. */
  report(position: Omit<Position, "type">): void {
    this.#link.send({ ...position, type: "position" });
  }

  /** Takes a settled command, or one that its person gives up, from the list. One that is given up may have been done already. */
  dismiss(id: string): void {
    this.#entries.delete(id);
    this.#keep.forget(id);
    void this.#device?.forget(id);
    this.#askers.forget(id);
  }

  /** Written down before it is said to wait. What cannot be written goes out all the same, and says that it would not outlive a reload. */
  async #write(entry: Entry, device: DeviceOutbox): Promise<void> {
    const id = entry.command.id;
    const set = (place: number | null): void => {
      const now = this.#entries.get(id);
      if (now) {
        this.#entries.set(id, { ...now, kept: place === null ? "memory" : "kept", place: place ?? Infinity });
      }
      this.#work();
    };
    this.#entries.set(id, { ...entry, kept: "writing" });
    const late = setTimeout(() => set(null), WRITE_MS);
    const place = await device.put(kept(entry));
    clearTimeout(late);
    set(place);
  }

  /** Takes over what this person's pages have written down, and lets go what another page has settled. */
  async #look(): Promise<void> {
    // What is written while this reads must not look as if it were gone.
    const before = this.entries.filter((entry) => isOpen(entry) && entry.kept === "kept");
    const rows = (await this.#device?.load()) ?? null;
    if (rows === null) return;
    const ids = rows.map((row) => row.id);
    for (const { command } of before) {
      const entry = this.#entries.get(command.id);
      if (entry && isOpen(entry) && !ids.includes(command.id)) this.#entries.delete(command.id);
    }
    for (const row of rows) {
      if (this.#entries.has(row.id)) continue;
      const entry = { ...given(row.command, row.label, row.givenAt, monotonic()), place: row.place };
      this.#entries.set(row.id, row.refusal ? answered(entry, row.refusal, monotonic()) : entry);
    }
    this.#work();
  }

  #hear(message: ServerMessage): void {
    switch (message.type) {
      case "welcome":
        clock.learn(message.server_time);
        break;
      case "beat":
        clock.learn(message.at);
        // All parts have come: what only the kept picture had is gone.
        if (this.recalled) this.board.drop(KEPT);
        this.recalled = false;
        this.database = message.db;
        this.head =
          message.seq === undefined || message.head === undefined
            ? null
            : { seq: message.seq, digits: message.head };
        break;
      case "snapshot":
      case "frame":
        this.board.accept(message, this.#isOwn(message));
        break;
      case "positions":
        this.board.place(message);
        break;
      case "ledgers":
        this.board.tell(message);
        break;
      case "result":
        this.#settle(message);
        break;
      case "error":
        this.complaint = message.message;
        break;
      case "drop":
      case "bye":
        break;
    }
  }

  /** Whether this is what became of a command given here. Others' changes are not hurried along with it: under a flood that would be all of them. */
  #isOwn(message: Snapshot | Frame): boolean {
    const now = monotonic();
    if (now >= this.#own.until) return false;
    const seq = message.type === "frame" ? message.seq : undefined;
    if (this.#own.seq === undefined || seq === undefined) return true;
    if (seq < this.#own.seq) return false;
    this.#own = { until: Math.min(this.#own.until, now + TOGETHER_MS), seq: this.#own.seq };
    return true;
  }

  #note(health: Health, age: number | null, ending: Ending | null): void {
    this.health = health;
    this.age = age === null ? null : Math.floor(age / 1000);
    if (age !== null) this.truthAt = Math.round((clock.exact() - age) / 1000) * 1000;
    this.ending = ending;
  }

  #settle(result: Result, here = true): void {
    const entry = result.id === undefined ? undefined : this.#entries.get(result.id);
    if (!entry) return;
    const id = entry.command.id;
    this.roundTrip = roundTrip(entry, monotonic()) ?? this.roundTrip;
    const next = answered(entry, result, monotonic());
    this.#entries.set(id, next);
    if (isOpen(next)) return;
    const seq = result.outcome === "saved" ? result.seq : undefined;
    this.#own = { until: monotonic() + OWN_MS, seq };
    if (seq === undefined || this.board.waits(seq)) this.board.flush();
    this.#keep.forget(id);
    if (here) void this.#device?.settle(id, result as Settled);
    this.#askers.answer(id, result as Settled);
  }

  #again(): void {
    this.roundTrip = null;
    for (const [id, entry] of this.#entries) this.#entries.set(id, reopened(entry, monotonic()));
    this.#work();
  }

  #work(): void {
    const now = monotonic();
    for (const entry of this.#entries.values()) {
      if (entry.outcome === "saved" && now - (entry.answeredAt ?? now) > SAVED_SHOWN_MS) {
        this.#entries.delete(entry.command.id);
      }
    }
    for (const entry of this.#now(now)) {
      if (!this.#link.send(entry.command)) return;
      this.#entries.set(entry.command.id, sent(entry, now));
    }
  }

  #now(now: number): Entry[] {
    if (this.#device === null) return due(this.#entries.values(), now);
    const all = [...this.#entries.values()];
    // What only this page knows nobody else can send.
    return inTurn(this.#device.mine ? all : all.filter((entry) => entry.kept === "memory"), now);
  }
}
