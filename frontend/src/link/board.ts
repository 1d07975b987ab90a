// Snapshots and frames in, rows out. The whole meaning of the live link for a screen: a part's snapshot replaces what that part gave,
// a frame replaces records and takes some away. What an event means is not known here.
import {
  COLLECTIONS,
  type CollectionName,
  type Collections,
  type Frame,
  type LineView,
  type Row,
  type Rows,
  type Snapshot,
} from "./wire";

/** What a table must be able to do; a plain Map here, a reactive one on a screen. */
export type Table<Value> = Pick<
  Map<string, Value>,
  "get" | "delete" | "has" | "keys" | "values" | "entries" | "size"
> & { set(id: string, row: Value): unknown };

export type Tables = { readonly [Name in CollectionName]: Table<Rows[Name]> };

export function emptyTables(make: () => Table<Row> = () => new Map<string, Row>()): Tables {
  return Object.fromEntries(COLLECTIONS.map((name) => [name, make()])) as unknown as Tables;
}

export class Board {
  readonly tables: Tables;
  /** Which part a row came from: only that part can take it away again. */
  readonly #owners = new Map<CollectionName, Map<string, string>>();

  constructor(tables: Tables = emptyTables()) {
    this.tables = tables;
    for (const name of COLLECTIONS) this.#owners.set(name, new Map());
  }

  apply(message: Snapshot | Frame): void {
    if (message.type === "snapshot") {
      this.#keepOnly(message.part, message.state);
      this.#put(message.part, message.state);
      return;
    }
    // Away before in: a record that changes its place inside one frame ends where the frame puts it.
    for (const name of COLLECTIONS) {
      for (const id of message.removed[name] ?? []) this.#remove(message.part, name, id);
    }
    this.#put(message.part, message.upserts);
  }

  drop(part: string): void {
    this.#keepOnly(part, {});
  }

  #put(part: string, collections: Collections): void {
    for (const name of COLLECTIONS) {
      const rows: readonly Row[] = collections[name] ?? [];
      for (const row of rows) {
        this.#table(name).set(row.id, row);
        this.#owners.get(name)?.set(row.id, part);
      }
    }
  }

  #keepOnly(part: string, state: Collections): void {
    for (const name of COLLECTIONS) {
      const kept = new Set((state[name] ?? []).map((row) => row.id));
      for (const [id, owner] of [...(this.#owners.get(name)?.entries() ?? [])]) {
        if (owner === part && !kept.has(id)) this.#remove(part, name, id);
      }
    }
  }

  #remove(part: string, name: CollectionName, id: string): void {
    const owners = this.#owners.get(name);
    if (owners?.get(id) !== part) return;
    owners.delete(id);
    this.#table(name).delete(id);
  }

  #table(name: CollectionName): Table<Row> {
    return this.tables[name];
  }
}

/**
 * Whether a screen must show this frame at once instead of with the next batch: somebody's life may depend on it. A P1 call or an emergency
 * that is on the screen already is no news each time that a unit moves: on a busy day that would be every frame.
 */
export function isUrgent(frame: Frame, shown: Tables): boolean {
  const { alarms, calls, headlines, actions, units, unsaved, notices } = frame.upserts;
  return (
    // Said to have been seen as soon as it is painted, so it must not wait to be.
    (notices ?? []).some((one) => shown.notices.get(one.id)?.since !== one.since) ||
    (alarms?.length ?? 0) > 0 ||
    (unsaved?.length ?? 0) > 0 ||
    (actions ?? []).some((one) => shown.actions.get(one.id)?.version !== one.version) ||
    (calls ?? []).some((one) => one.priority === 1 && shown.calls.get(one.id)?.priority !== 1) ||
    (headlines ?? []).some((one) => one.priority === 1 && shown.headlines.get(one.id)?.priority !== 1) ||
    (units ?? []).some((one) => one.status === "EM" && shown.units.get(one.id)?.status !== "EM")
  );
}

/** Lines that were known and those that came, each once: a person may hold two parts that tell the same one. */
export function withLines(
  known: readonly LineView[],
  fresh: readonly LineView[],
  most: number,
): readonly LineView[] {
  const recent = new Set(known.slice(-200).map((line) => line.id));
  const added = fresh.filter((line) => !recent.has(line.id) && recent.add(line.id));
  return added.length === 0 ? known : [...known, ...added].slice(-most);
}
