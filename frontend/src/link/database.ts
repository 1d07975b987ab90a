// IndexedDB as it is used here, and what a phone keeps in it: commands that wait, and the last picture of its person. One database, opened when it is first needed.

export const COMMANDS = "commands";
export const PICTURES = "pictures";
const NAME = "dispatch-phone";

let opened: Promise<IDBDatabase> | null = null;

/** The database, or a rejection where a browser keeps nothing. One that failed is tried again the next time. */
export function database(): Promise<IDBDatabase> {
  opened ??= open().catch((failure: unknown) => {
    opened = null;
    throw failure;
  });
  return opened;
}

function open(): Promise<IDBDatabase> {
  return openDatabase(
    NAME,
    (made) => {
      // Numbered as they are written: the order in which things were asked for is part of what was meant.
      const table = made.createObjectStore(COMMANDS, { keyPath: "place", autoIncrement: true });
      table.createIndex("id", "id", { unique: true });
      made.createObjectStore(PICTURES, { keyPath: "person" });
    },
    () => void (opened = null),
  );
}

/** Opens a database, made if it is not there. ``gone``: it was closed, by the browser or for a newer page. */
export function openDatabase(
  name: string,
  make: (made: IDBDatabase) => void,
  gone: () => void = () => undefined,
): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(name, 1);
    asked.onupgradeneeded = () => make(asked.result);
    asked.onsuccess = () => {
      const found = asked.result;
      // A newer page of this application may want another form of it.
      found.onversionchange = () => {
        gone();
        found.close();
      };
      found.onclose = gone;
      resolve(found);
    };
    asked.onerror = () => reject(asked.error ?? new Error("The browser keeps nothing."));
  });
}

export function answer<Value>(request: IDBRequest<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("It could not be read."));
  });
}

/** Writes in one transaction; kept when this is: the system has it, a kill of the browser does not undo it. */
export async function write(table: string, work: (store: IDBObjectStore) => void): Promise<void> {
  const transaction = (await database()).transaction(table, "readwrite", { durability: "strict" });
  const done = ended(transaction);
  work(transaction.objectStore(table));
  await done;
}

/** When all of a transaction is written, or nothing of it. */
export function ended(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new Error("The write was given up."));
  });
}

export async function readAll<Row>(table: string): Promise<Row[]> {
  const store = (await database()).transaction(table).objectStore(table);
  return answer(store.getAll() as IDBRequest<Row[]>);
}
