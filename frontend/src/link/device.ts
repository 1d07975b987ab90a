// Commands of one person that wait on this device, for all of that person's open pages. Written down before anybody says that they wait;
// gone when the server has saved them; a refusal stays until its person has seen it.
import { answer, COMMANDS, readAll, write } from "./database";
import { Keep, type Kept, type Settled } from "./outbox";
import { Turn, type Locks, type News } from "./turn";

export interface Row extends Kept {
  readonly place: number;
  readonly id: string;
  readonly person: string;
  readonly refusal: Settled | null;
}

export interface Ears {
  /** What is kept may have changed, or whose turn it is to send. */
  look(): void;
  /** Another page has had this answer. */
  settled(id: string, result: Settled): void;
}

export class DeviceOutbox {
  readonly #person: string;
  readonly #turn: Turn;
  readonly #channel: BroadcastChannel | null;
  #ears: Ears | null = null;

  constructor(person: string) {
    this.#person = person;
    const name = `dispatch.outbox.${person}`;
    this.#channel = "BroadcastChannel" in globalThis ? new BroadcastChannel(name) : null;
    const locks = (navigator as { readonly locks?: Locks }).locks;
    this.#turn = new Turn(
      `${name}-turn`,
      (news) => this.#say(news),
      () => this.#ears?.look(),
      locks,
    );
  }

  /** Whether this page sends. */
  get mine(): boolean {
    return this.#turn.mine;
  }

  start(ears: Ears): void {
    this.#ears = ears;
    if (this.#channel) this.#channel.onmessage = ({ data }: MessageEvent<News>) => this.#hear(data);
    this.#turn.start();
  }

  stop(): void {
    this.#turn.stop();
    this.#channel?.close();
    this.#ears = null;
  }

  /** Everything that waits, and refusals that were not seen, in the order in which they were given. Null: this browser keeps nothing. */
  async load(): Promise<readonly Row[] | null> {
    try {
      return (await readAll<Row>(COMMANDS)).filter((one) => one.person === this.#person);
    } catch {
      return null;
    }
  }

  /** Its place in the order once it is written; null: it could not be, and would not outlive a reload. */
  async put(kept: Kept): Promise<number | null> {
    try {
      let place: number | null = null;
      await write(COMMANDS, (store) => {
        const row = { ...kept, id: kept.command.id, person: this.#person, refusal: null };
        void answer(store.add(row)).then(
          (key) => (place = Number(key)),
          () => undefined,
        );
      });
      this.#say({ kind: "look" });
      return place;
    } catch {
      return null;
    }
  }

  /** The server has answered for good. */
  async settle(id: string, result: Settled): Promise<void> {
    this.#say({ kind: "settled", id, result });
    if (result.outcome === "saved") await this.forget(id);
    else await this.#change(id, (row) => ({ ...row, refusal: result }));
  }

  async forget(id: string): Promise<void> {
    await this.#change(id, () => null);
    this.#say({ kind: "look" });
  }

  /** Nothing of this person stays on this device. */
  async clear(): Promise<void> {
    for (const row of (await this.load()) ?? []) await this.#change(row.id, () => null);
    this.#say({ kind: "look" });
  }

  /** Takes over what an older version of this application left elsewhere. What can't be written here stays there. */
  async adopt(old: Keep): Promise<void> {
    for (const entry of old.load(0)) {
      const known = (await this.load())?.some((row) => row.id === entry.command.id) ?? false;
      const { command, label, givenAt } = entry;
      if (known || (await this.put({ command, label, givenAt })) !== null) old.forget(command.id);
    }
  }

  async #change(id: string, to: (row: Row) => Row | null): Promise<void> {
    try {
      await write(COMMANDS, (store) => {
        const asked = store.index("id").get(id) as IDBRequest<Row | undefined>;
        asked.onsuccess = () => {
          const row = asked.result;
          if (row === undefined) return;
          const next = to(row);
          if (next === null) store.delete(row.place);
          else store.put(next);
        };
      });
    } catch {
      // It stays, and is asked again under the same id: it is done once.
    }
  }

  #say(news: News): void {
    try {
      this.#channel?.postMessage(news);
    } catch {
      // Closed already.
    }
  }

  #hear(news: News): void {
    this.#turn.hear(news);
    if (news.kind === "look") this.#ears?.look();
    if (news.kind === "settled") this.#ears?.settled(news.id, news.result as Settled);
  }
}
