// What a person has typed and not given yet, kept on this machine. It outlives a reload, a crash and a kill of the browser: IndexedDB has
// a write with the system before its transaction ends, while other storage of a page may still wait in the browser's memory then.
import { answer, ended, openDatabase } from "../link/database";

export interface Kept {
  readonly key: string;
  readonly person: string;
  /** Of which open page it is. */
  readonly tab: string;
  /** When it was last typed at, in milliseconds of this machine. */
  readonly at: number;
  readonly value: unknown;
}

/** Where things are put in the end. */
export interface Store {
  all(): Promise<readonly Kept[]>;
  /** Writes and deletes together, or nothing. */
  write(puts: readonly Kept[], drops: readonly string[]): Promise<void>;
}

const NAME = "dispatch-kept";
const TABLE = "kept";

export class Shelf {
  readonly #store: Store;
  readonly #person: string;
  readonly #waiting = new Map<string, Kept | null>();
  #writing: Promise<void> | null = null;

  constructor(store: Store, person: string) {
    this.#store = store;
    this.#person = person;
  }

  /** What was kept for this person. A machine that keeps nothing has nothing. */
  async load(): Promise<readonly Kept[]> {
    const found = await this.#store.all().catch(() => []);
    return found.filter((one) => one.person === this.#person);
  }

  put(key: string, tab: string, at: number, value: unknown): void {
    this.#waiting.set(key, { key, person: this.#person, tab, at, value });
    this.#work();
  }

  drop(key: string): void {
    this.#waiting.set(key, null);
    this.#work();
  }

  /** Everything of this person goes: somebody else sits down here next. */
  async clear(): Promise<void> {
    await this.settled();
    for (const one of await this.load()) this.#waiting.set(one.key, null);
    for (const key of this.#waiting.keys()) this.#waiting.set(key, null);
    this.#work();
    await this.settled();
  }

  /** When all that was asked for so far is written. */
  async settled(): Promise<void> {
    while (this.#writing !== null) await this.#writing;
  }

  /** One write at a time; of what came meanwhile the newest. */
  #work(): void {
    if (this.#writing !== null || this.#waiting.size === 0) return;
    const entries = [...this.#waiting];
    this.#waiting.clear();
    const puts = entries.flatMap(([, kept]) => kept ?? []);
    const drops = entries.flatMap(([key, kept]) => (kept === null ? [key] : []));
    // A browser that keeps nothing: forms still work, only a reload would lose what is in them.
    this.#writing = this.#store
      .write(puts, drops)
      .catch(() => undefined)
      .then(() => {
        this.#writing = null;
        this.#work();
      });
  }
}

export class DatabaseStore implements Store {
  #opened: Promise<IDBDatabase> | null = null;

  async all(): Promise<readonly Kept[]> {
    const database = await this.#open();
    return answer(database.transaction(TABLE).objectStore(TABLE).getAll() as IDBRequest<Kept[]>);
  }

  async write(puts: readonly Kept[], drops: readonly string[]): Promise<void> {
    const database = await this.#open();
    const transaction = database.transaction(TABLE, "readwrite");
    const table = transaction.objectStore(TABLE);
    for (const kept of puts) table.put(kept);
    for (const key of drops) table.delete(key);
    transaction.commit();
    await ended(transaction);
  }

  #open(): Promise<IDBDatabase> {
    this.#opened ??= openDatabase(NAME, (made) => made.createObjectStore(TABLE, { keyPath: "key" }));
    return this.#opened;
  }
}

/** This tab's name: the same after a reload, another one after the browser was closed or killed. */
export function tabName(store: Pick<Storage, "getItem" | "setItem">): string {
  const known = store.getItem("dispatch.tab");
  const name = known ?? Math.random().toString(36).slice(2);
  if (known === null) store.setItem("dispatch.tab", name);
  return name;
}

const lockOf = (tab: string): string => `dispatch.tab.${tab}`;

/** Says that this tab is open, for as long as it is. */
export function holdTab(tab: string): void {
  if (!("locks" in navigator)) return;
  void navigator.locks.request(lockOf(tab), () => new Promise(() => undefined)).catch(() => undefined);
}

/** Which tabs are open now; null: this browser doesn't tell. */
export async function openTabs(): Promise<ReadonlySet<string> | null> {
  if (!("locks" in navigator)) return null;
  const { held = [] } = await navigator.locks.query();
  return new Set(held.flatMap((one) => (one.name === undefined ? [] : [one.name.slice(lockOf("").length)])));
}
