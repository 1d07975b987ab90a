// The log lines of one incident, site or unit: what the server had when it was asked, and what frames announced since.
import { readLog } from "../../link/http";
import type { LineView } from "../../link/wire";
import type { LiveBoard } from "../../state/board.svelte";
import { entriesOf } from "./entries";

/** As many as the server gives at once; without ``after`` they are the newest. */
const NEWEST = 500;

export interface Subject {
  readonly incident?: string;
  /** Calls that were one with it, or are: their lines stand among its own. */
  readonly also?: readonly string[];
  readonly site?: string;
  readonly unit?: string;
}

function concerns(subject: Subject, line: LineView): boolean {
  if (subject.incident !== undefined) {
    return (
      line.call === subject.incident || (line.call !== null && (subject.also?.includes(line.call) ?? false))
    );
  }
  if (subject.site !== undefined) return line.site === subject.site;
  return subject.unit !== undefined && line.unit === subject.unit;
}

export class History {
  readonly #board: LiveBoard;
  #known = $state.raw<readonly LineView[]>([]);
  subject = $state.raw<Subject>({});
  failure = $state<string | null>(null);
  loading = $state(false);
  #asked = 0;

  constructor(board: LiveBoard) {
    this.#board = board;
  }

  readonly entries = $derived.by(() =>
    entriesOf([...this.#known, ...this.#board.lines.filter((line) => concerns(this.subject, line))]),
  );

  async load(subject: Subject): Promise<void> {
    const asked = ++this.#asked;
    this.subject = subject;
    this.#known = [];
    this.failure = null;
    if (Object.keys(subject).length === 0) return;
    this.loading = true;
    try {
      const { also = [], ...own } = subject;
      const queries = [own, ...also.map((incident) => ({ incident }))];
      const answers = await Promise.all(queries.map((query) => readLog({ ...query, limit: NEWEST })));
      if (asked === this.#asked) this.#known = answers.flatMap((answer) => answer.lines);
    } catch (failure) {
      if (asked === this.#asked) this.failure = (failure as Error).message;
    } finally {
      if (asked === this.#asked) this.loading = false;
    }
  }
}
