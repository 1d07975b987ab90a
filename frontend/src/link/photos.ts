// Photos that were taken for a call and have not arrived yet. Written down on the phone first; then their bytes go, then the command that
// attaches them. The server knows a file by its content, so one that is sent twice arrives once. No photo ever holds up a command.
import { ended, openDatabase } from "./database";
import { Failure } from "./http";
import type { Settled } from "./outbox";
import type { TextClass } from "./wire";

/** What the server takes. */
export const PHOTO_MAX = 15_000_000;
const AGAIN_MS = 4_000;
const AGAIN_CAP_MS = 60_000;
/** Answers that stay the same however often one asks. */
const FINAL: readonly number[] = [403, 404, 410, 413, 422];

export interface Photo {
  readonly id: string;
  readonly person: string;
  readonly call: string;
  readonly number: string;
  readonly name: string;
  readonly textClass: TextClass;
  /** When it was taken, as this phone's commands claim it. */
  readonly takenAt: number;
  readonly bytes: Blob;
  /** The server has its bytes under this address. */
  readonly sha256: string | null;
}

/** ``full``: this phone has no room for it. ``memory``: it could not be written down for another reason. */
export type PhotoKept = "writing" | "kept" | "full" | "memory";
export type Phase = "waiting" | "sending" | "attaching" | "refused";

export interface Waiting {
  readonly photo: Photo;
  readonly kept: PhotoKept;
  readonly phase: Phase;
  /** What the server, or this phone, said last. */
  readonly problem: string | null;
  readonly tries: number;
  readonly nextAt: number;
  /** While it is on its way: which share of it has left this phone. */
  readonly share: number;
}

export interface Shelf {
  all(): Promise<readonly Photo[]>;
  put(photo: Photo): Promise<void>;
  forget(id: string): Promise<void>;
}

export interface Ways {
  /** Sends the bytes and says how far it is; gives their address. Throws ``Failure``. */
  send(bytes: Blob, sent: (share: number) => void): Promise<string>;
  attach(photo: Photo, sha256: string): Promise<Settled>;
  /** The command for these bytes was given before and has no answer yet. */
  underWay(sha256: string): boolean;
  /** There is a link, and this page is the one that sends. */
  ready(): boolean;
  now(): number;
  changed(waiting: readonly Waiting[]): void;
}

/** The phone's own shelf: a database of its own, so that a photo that finds no room cannot touch the commands that wait. */
export class PhotoShelf implements Shelf {
  readonly #person: string;
  #opened: Promise<IDBDatabase> | null = null;

  constructor(person: string) {
    this.#person = person;
  }

  async all(): Promise<readonly Photo[]> {
    const store = (await this.#open()).transaction("photos").objectStore("photos");
    const asked = store.getAll() as IDBRequest<Photo[]>;
    const found = await new Promise<Photo[]>((resolve, reject) => {
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error ?? new Error("It could not be read."));
    });
    return found.filter((one) => one.person === this.#person);
  }

  put(photo: Photo): Promise<void> {
    return this.#write((store) => store.put(photo));
  }

  forget(id: string): Promise<void> {
    return this.#write((store) => store.delete(id));
  }

  async #write(work: (store: IDBObjectStore) => IDBRequest): Promise<void> {
    const transaction = (await this.#open()).transaction("photos", "readwrite", { durability: "strict" });
    const done = ended(transaction);
    work(transaction.objectStore("photos"));
    await done;
  }

  #open(): Promise<IDBDatabase> {
    this.#opened ??= openDatabase(
      "dispatch-photos",
      (made) => void made.createObjectStore("photos", { keyPath: "id" }),
      () => (this.#opened = null),
    ).catch((failure: unknown) => {
      this.#opened = null;
      throw failure;
    });
    return this.#opened;
  }
}

export class PhotoOutbox {
  readonly #shelf: Shelf;
  readonly #ways: Ways;
  readonly #waiting = new Map<string, Waiting>();
  #sending = false;

  constructor(shelf: Shelf, ways: Ways) {
    this.#shelf = shelf;
    this.#ways = ways;
  }

  get all(): readonly Waiting[] {
    return [...this.#waiting.values()];
  }

  /** Takes over what is on the shelf: from before a reload, or from another page of this person. */
  async look(): Promise<void> {
    let rows: readonly Photo[];
    const before = this.all.filter((one) => one.kept === "kept" && one.phase === "waiting");
    try {
      rows = await this.#shelf.all();
    } catch {
      return;
    }
    for (const { photo } of before) {
      if (!rows.some((row) => row.id === photo.id)) this.#drop(photo.id);
    }
    for (const photo of rows) {
      if (!this.#waiting.has(photo.id)) this.#set(waiting(photo, "kept"));
    }
    await this.work();
  }

  /** A photo is written down before it is said to wait. */
  async add(photo: Photo): Promise<PhotoKept> {
    if (photo.bytes.size > PHOTO_MAX) {
      const said = `It has ${(photo.bytes.size / 1e6).toFixed(1)} MB and 15 MB fit. It was not sent.`;
      this.#set({ ...waiting(photo, "memory"), phase: "refused", problem: said });
      return "memory";
    }
    this.#set(waiting(photo, "writing"));
    let kept: PhotoKept = "kept";
    try {
      await this.#shelf.put(photo);
    } catch (failure) {
      kept = (failure as { name?: string } | null)?.name === "QuotaExceededError" ? "full" : "memory";
    }
    this.#change(photo.id, { kept });
    void this.work();
    return kept;
  }

  /** Its person gives it up, or has read why it was refused. */
  async giveUp(id: string): Promise<void> {
    this.#drop(id);
    await this.#shelf.forget(id).catch(() => undefined);
  }

  async clear(): Promise<void> {
    for (const { photo } of this.all) await this.giveUp(photo.id);
    for (const photo of await this.#shelf.all().catch(() => [])) await this.giveUp(photo.id);
  }

  /** The link is new: what waited for it goes at once. */
  again(): void {
    for (const one of this.all) if (one.phase === "waiting") this.#change(one.photo.id, { nextAt: 0 });
    void this.work();
  }

  /** Sends the next one, one at a time: two at once on a weak signal would both come late. */
  async work(): Promise<void> {
    if (this.#sending || !this.#ways.ready()) return;
    const now = this.#ways.now();
    const next = this.all.find(
      (one) => one.phase === "waiting" && one.kept !== "writing" && one.nextAt <= now,
    );
    if (!next) return;
    const { photo } = next;
    let { sha256 } = photo;
    if (sha256 === null) {
      this.#sending = true;
      this.#change(photo.id, { phase: "sending", share: 0 });
      try {
        sha256 = await this.#ways.send(photo.bytes, (share) => this.#change(photo.id, { share }));
      } catch (failure) {
        this.#failed(photo.id, failure);
        return;
      } finally {
        this.#sending = false;
      }
      await this.#note(photo.id, sha256);
    }
    void this.#attach(photo.id, sha256);
    void this.work();
  }

  async #attach(id: string, sha256: string): Promise<void> {
    const one = this.#waiting.get(id);
    if (!one) return;
    if (this.#ways.underWay(sha256)) {
      // Given before a reload: its answer goes to nobody here. When it has one, asking again finds the file attached.
      this.#change(id, { phase: "waiting", nextAt: this.#ways.now() + AGAIN_MS });
      return;
    }
    this.#change(id, { phase: "attaching", problem: null });
    const answer = await this.#ways.attach(one.photo, sha256);
    if (answer.outcome === "saved") {
      await this.giveUp(id);
    } else if (answer.code === "no_such_file") {
      // It waited too long to be named: the bytes go once more.
      await this.#note(id, null);
      this.#change(id, { phase: "waiting", nextAt: this.#ways.now() + AGAIN_MS });
    } else this.#change(id, { phase: "refused", problem: answer.message });
    void this.work();
  }

  #failed(id: string, failure: unknown): void {
    const said = failure instanceof Failure ? failure : null;
    if (said && FINAL.includes(said.status)) {
      this.#change(id, { phase: "refused", problem: said.message });
      return;
    }
    const tries = (this.#waiting.get(id)?.tries ?? 0) + 1;
    const wait = said?.retryAfter ? said.retryAfter * 1000 : AGAIN_MS * 2 ** Math.min(6, tries - 1);
    this.#change(id, {
      phase: "waiting",
      tries,
      // Without a link there is nothing to say but that it waits.
      problem: said && said.status > 0 ? said.message : null,
      nextAt: this.#ways.now() + Math.min(AGAIN_CAP_MS, wait),
    });
  }

  /** Where its bytes are. Not to be written down means only that they are sent once more after a reload. */
  async #note(id: string, sha256: string | null): Promise<void> {
    const one = this.#waiting.get(id);
    if (!one) return;
    const photo = { ...one.photo, sha256 };
    this.#set({ ...one, photo });
    if (one.kept === "kept") await this.#shelf.put(photo).catch(() => undefined);
  }

  #set(one: Waiting): void {
    this.#waiting.set(one.photo.id, one);
    this.#ways.changed(this.all);
  }

  #change(id: string, changes: Partial<Omit<Waiting, "photo">>): void {
    const one = this.#waiting.get(id);
    if (one) this.#set({ ...one, ...changes });
  }

  #drop(id: string): void {
    this.#waiting.delete(id);
    this.#ways.changed(this.all);
  }
}

function waiting(photo: Photo, kept: PhotoKept): Waiting {
  return { photo, kept, phase: "waiting", problem: null, tries: 0, nextAt: 0, share: 0 };
}

/** How it stands with a photo, never more than is true. */
export function photoWords(one: Waiting, linked: boolean): string {
  switch (one.phase) {
    case "refused":
      return `Not attached. ${one.problem ?? ""}`.trim();
    case "sending":
      // All of it has left, and nobody has said yet that it arrived.
      return one.share >= 1 ? "Sent, not answered yet" : `On its way, ${Math.floor(one.share * 100)} %`;
    case "attaching":
      return linked ? "Arrived, being attached" : "Arrived, waits for the link to be attached";
    case "waiting":
      return one.problem ?? (linked ? "Waiting to be sent" : "Waits for the link");
  }
}

/** What is not safe on this phone, in words that say what to do. */
export function keptWords(kept: PhotoKept): string | null {
  if (kept === "full") {
    return "This phone has no room left, so the photo would not outlive a reload. All else that waits is safe. Leave this page open until it has arrived, or free some room.";
  }
  return kept === "memory" ? "This phone could not write it down: it would not outlive a reload." : null;
}
