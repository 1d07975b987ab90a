// The last picture that a person's phone had, for a start without a network. One person's at most; gone at sign-out, when the session has
// ended, and before anybody else is let in.
import { PICTURES, readAll, write } from "../link/database";
import type { Session } from "../link/http";
import { COLLECTIONS, type Collections } from "../link/wire";
import type { Live } from "./live.svelte";

export interface Picture {
  readonly person: string;
  readonly session: Session;
  /** When it was true, by the server's clock. */
  readonly at: number;
  readonly state: Collections;
}

/** Somebody has signed out on this page: a picture that is on its way must not be kept any more. */
let forgotten = false;

const OWED = "dispatch.owes-sign-out";

/** The picture of whoever was signed in here last; null: there is none, or that session has run out. */
export async function lastPicture(now: number): Promise<Picture | null> {
  if (owesSignOut()) return null;
  try {
    const found = (await readAll<Picture>(PICTURES)).sort((a, b) => b.at - a.at)[0];
    return found !== undefined && Date.parse(found.session.expires_at) > now ? found : null;
  } catch {
    return null;
  }
}

/** Keeps this one and no other. */
export async function keepPicture(picture: Picture): Promise<void> {
  if (forgotten || owesSignOut()) return;
  try {
    await write(PICTURES, (store) => {
      store.clear();
      store.put(picture);
    });
  } catch {
    // A full or forbidden store: a start without a network has nothing to show then, and says so.
  }
}

export async function forgetPictures(): Promise<void> {
  forgotten = true;
  try {
    await write(PICTURES, (store) => store.clear());
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
}

/** Somebody signed out here while the server could not be told. */
export function owesSignOut(): boolean {
  try {
    return localStorage.getItem(OWED) !== null;
  } catch {
    return false;
  }
}

export function oweSignOut(owed: boolean): void {
  try {
    if (owed) localStorage.setItem(OWED, "1");
    else localStorage.removeItem(OWED);
  } catch {
    // Then the session ends at the server by itself.
  }
}

const EVERY_MS = 5_000;

/** Keeps the newest true picture of a page, every few seconds and when it goes out of sight. */
export class Photographer {
  readonly #live: Live;
  readonly #session: () => Session;
  #timer: ReturnType<typeof setInterval> | null = null;
  #taken = -1;

  constructor(live: Live, session: () => Session) {
    this.#live = live;
    this.#session = session;
  }

  start(): void {
    document.addEventListener("visibilitychange", this.#take);
    this.#timer = setInterval(this.#take, EVERY_MS);
  }

  stop(): void {
    document.removeEventListener("visibilitychange", this.#take);
    if (this.#timer !== null) clearInterval(this.#timer);
  }

  #take = (): void => {
    const { board, health, recalled, truthAt } = this.#live;
    const session = this.#session();
    // What is not live was kept when it was; an empty board is none.
    if (health !== "live" || recalled || truthAt === null || this.#empty()) return;
    if (board.taken === this.#taken && document.visibilityState === "visible" && !this.#old(truthAt)) return;
    this.#taken = board.taken;
    this.#at = truthAt;
    const rows = COLLECTIONS.map((name) => [name, [...board.tables[name].values()]] as const);
    void keepPicture({
      person: session.person,
      session: { ...session },
      at: truthAt,
      state: Object.fromEntries(rows),
    });
  };

  #at = 0;

  /** The own record has not come yet: a unit's, or a school's. */
  #empty(): boolean {
    const { me, sites } = this.#live.board.tables;
    return (this.#session().unit === null ? sites : me).size === 0;
  }

  /** The same for a minute: that it was still true then is worth a write. */
  #old(truthAt: number): boolean {
    return truthAt - this.#at > 60_000;
  }
}
