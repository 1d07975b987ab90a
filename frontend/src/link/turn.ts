// Which of this person's open pages sends what waits: one, so that a command is sent once. The page that is looked at takes over from one
// that does not answer (the system put it to sleep). Should two send all the same, the server does it once: the id is the same.

/** What pages of one person say to one another. */
export type News =
  | { readonly kind: "who" }
  | { readonly kind: "mine" }
  /** Something was written down, settled or given up: look at what is kept. */
  | { readonly kind: "look" }
  | { readonly kind: "settled"; readonly id: string; readonly result: unknown };

export interface Locks {
  request(name: string, options: LockOptions, held: () => Promise<void>): Promise<unknown>;
}

interface LockOptions {
  readonly steal?: boolean;
}

export interface Lease {
  readonly page: string;
  readonly until: number;
}

const ASK_MS = 2_000;
export const LEASE_MS = 5_000;

/** Without locks a page's turn is written down with its end. Null: it is somebody else's. */
export function lease(found: Lease | null, page: string, now: number): Lease | null {
  // One that ends in a far future was written by a clock that was set back since.
  const theirs = found !== null && found.page !== page && found.until > now && found.until <= now + LEASE_MS;
  return theirs ? null : { page, until: now + LEASE_MS };
}

export class Turn {
  mine = false;
  readonly #name: string;
  readonly #page = Math.random().toString(36).slice(2);
  readonly #say: (news: News) => void;
  readonly #changed: () => void;
  readonly #locks: Locks | undefined;
  #release: (() => void) | null = null;
  #timer: ReturnType<typeof setInterval> | null = null;
  #answered = true;

  constructor(name: string, say: (news: News) => void, changed: () => void, locks: Locks | undefined) {
    this.#name = name;
    this.#say = say;
    this.#changed = changed;
    this.#locks = locks;
  }

  start(): void {
    if (this.#locks === undefined) this.#hire();
    else this.#take(false);
    this.#timer = setInterval(() => this.#watch(), ASK_MS);
  }

  stop(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
    this.#release?.();
    this.#release = null;
    this.mine = false;
  }

  hear(news: News): void {
    if (news.kind === "who" && this.mine) this.#say({ kind: "mine" });
    if (news.kind === "mine") this.#answered = true;
  }

  #watch(): void {
    if (this.#locks === undefined) {
      this.#hire();
      return;
    }
    if (this.mine || document.visibilityState !== "visible") {
      this.#answered = true;
      return;
    }
    if (!this.#answered) this.#take(true);
    this.#answered = false;
    this.#say({ kind: "who" });
  }

  #take(steal: boolean): void {
    const held = (): Promise<void> =>
      new Promise((resolve) => {
        if (this.#timer === null && steal) {
          resolve();
          return;
        }
        this.#release = resolve;
        this.#set(true);
      });
    // Rejected when another page takes it over.
    this.#locks?.request(this.#name, steal ? { steal } : {}, held).then(
      () => undefined,
      () => {
        this.#set(false);
        // Back in the queue: when that page is closed this one sends again.
        if (this.#timer !== null) this.#take(false);
      },
    );
  }

  #hire(): void {
    try {
      const found = JSON.parse(localStorage.getItem(this.#name) ?? "null") as Lease | null;
      const next = lease(found, this.#page, Date.now());
      if (next !== null) localStorage.setItem(this.#name, JSON.stringify(next));
      this.#set(next !== null);
    } catch {
      this.#set(true);
    }
  }

  #set(mine: boolean): void {
    if (this.mine === mine) return;
    this.mine = mine;
    this.#changed();
  }
}
