// What a phone keeps: commands that wait, and the last picture of its person. One database, opened when it is first needed.

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
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => {
      // Numbered as they are written: the order in which things were asked for is part of what was meant.
      const table = asked.result.createObjectStore(COMMANDS, { keyPath: "place", autoIncrement: true });
      table.createIndex("id", "id", { unique: true });
      asked.result.createObjectStore(PICTURES, { keyPath: "person" });
    };
    asked.onsuccess = () => {
      const found = asked.result;
      const gone = (): void => void (opened = null);
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
  const ended = new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new Error("The write was given up."));
  });
  work(transaction.objectStore(table));
  await ended;
}

export async function readAll<Row>(table: string): Promise<Row[]> {
  const store = (await database()).transaction(table).objectStore(table);
  return answer(store.getAll() as IDBRequest<Row[]>);
}
