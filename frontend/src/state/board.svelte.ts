// The live board of a page: the tables of link/board.ts made reactive. Frames are taken over in batches of 100 ms, because a person cannot
// see the difference and a browser can; at once when a life may depend on it or when it answers something just asked for here.
import { tick } from "svelte";
import { SvelteMap } from "svelte/reactivity";
import { Board, emptyTables, isUrgent, withLines } from "../link/board";
import type {
  Frame,
  LedgerView,
  Ledgers,
  LineView,
  PositionView,
  Positions,
  Row,
  Snapshot,
} from "../link/wire";
import { LiveTable } from "./table.svelte";
import { monotonic } from "./time.svelte";

const BATCH_MS = 100;
/** What became of an own command is taken over after two animation frames: first its answer is seen. */
const OWN_MS = 34;
/** Taking a batch over may cost this share of the time at most: a slow machine under a flood takes larger batches and stays usable. */
const SHARE = 12;
const SLOWEST_MS = 300;
const LINES_KEPT = 1_000;

export class LiveBoard {
  readonly #all: LiveTable<Row>[] = [];
  readonly tables = emptyTables(() => {
    const table = new LiveTable<Row>();
    this.#all.push(table);
    return table;
  });
  readonly positions = new SvelteMap<string, PositionView>();
  /** Who knows which notice, by its id; desk and auditor only. */
  readonly ledgers = new SvelteMap<string, LedgerView>();
  /** Log lines announced since the page was opened, oldest first. The whole log is asked for over HTTP. */
  lines = $state.raw<readonly LineView[]>([]);
  /** Counts up when something was taken over: for what must be read again and is not a table. */
  taken = $state(0);

  readonly #board = new Board(this.tables);
  #queue: (Snapshot | Frame | Positions)[] = [];
  #timer: ReturnType<typeof setTimeout> | null = null;
  #due: ReturnType<typeof setTimeout> | null = null;
  #wait = BATCH_MS;

  /** ``own``: it is what became of something asked for here. */
  accept(message: Snapshot | Frame, own: boolean): void {
    this.#queue.push(message);
    if (message.type === "snapshot" || isUrgent(message, this.tables)) this.flush();
    else if (own) this.#soon();
    else this.#later();
  }

  drop(part: string): void {
    this.flush();
    this.#board.drop(part);
    this.taken += 1;
  }

  place(positions: Positions): void {
    this.#queue.push(positions);
    this.#later();
  }

  tell(ledgers: Ledgers): void {
    for (const one of ledgers.items) this.ledgers.set(one.notice, one);
    // Of what is gone nobody asks any more; looked through now and then, not each time.
    if (this.ledgers.size > 2 * this.tables.notices.size + 50) {
      for (const id of this.ledgers.keys()) if (!this.tables.notices.has(id)) this.ledgers.delete(id);
    }
  }

  /** Whether a frame that holds this event is here and not taken over yet. */
  waits(seq: number): boolean {
    return this.#queue.some((message) => message.type === "frame" && (message.seq ?? 0) >= seq);
  }

  flush(): void {
    for (const one of [this.#timer, this.#due]) if (one !== null) clearTimeout(one);
    this.#timer = this.#due = null;
    const queue = this.#queue;
    this.#queue = [];
    if (queue.length === 0) return;
    const begun = monotonic();
    const lines: LineView[] = [];
    for (const table of this.#all) table.hold();
    for (const message of queue) {
      if (message.type === "positions") {
        for (const one of message.items) this.positions.set(one.unit, one);
        continue;
      }
      this.#board.apply(message);
      if (message.type === "frame") lines.push(...message.lines);
    }
    for (const table of this.#all) table.release();
    // Where somebody was before going off duty is nobody's business any more.
    for (const unit of this.positions.keys()) {
      if (this.tables.units.get(unit)?.status === "OFF") this.positions.delete(unit);
    }
    this.lines = withLines(this.lines, lines, LINES_KEPT);
    this.taken += 1;
    void tick().then(() => {
      this.#wait = Math.min(SLOWEST_MS, Math.max(BATCH_MS, SHARE * (monotonic() - begun)));
    });
  }

  /** After the answer has been painted: under a flood, taking all over that waits would hold "saved" up. */
  #soon(): void {
    this.#due ??= setTimeout(() => this.flush(), OWN_MS);
  }

  #later(): void {
    this.#timer ??= setTimeout(() => this.flush(), this.#wait);
  }
}
