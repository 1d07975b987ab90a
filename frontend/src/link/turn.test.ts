import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { lease, LEASE_MS, Turn, type Locks, type News } from "./turn";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** One lock, as a browser has it. */
class OneLock implements Locks {
  #holder: { lose: (why: Error) => void } | null = null;
  readonly #queue: (() => void)[] = [];

  request(_: string, options: { steal?: boolean }, held: () => Promise<void>): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const begin = (): void => {
        const mine = { lose: reject };
        this.#holder = mine;
        void held().then(() => {
          if (this.#holder === mine) this.#holder = null;
          resolve(undefined);
          if (this.#holder === null) this.#queue.shift()?.();
        });
      };
      if (options.steal) this.#holder?.lose(new Error("stolen"));
      if (options.steal || this.#holder === null) begin();
      else this.#queue.push(begin);
    });
  }
}

function pages(count: number): { turns: Turn[]; asleep: Set<number> } {
  const locks = new OneLock();
  const asleep = new Set<number>();
  const turns: Turn[] = [];
  for (let at = 0; at < count; at++) {
    const say = (news: News): void =>
      turns.forEach((other, place) => {
        if (place !== at && !asleep.has(place)) other.hear(news);
      });
    turns.push(new Turn("t", say, () => undefined, locks));
  }
  return { turns, asleep };
}

const mine = (turns: Turn[]): boolean[] => turns.map((one) => one.mine);

test("one page sends; when it is closed the next one does", async () => {
  const { turns } = pages(2);
  turns.forEach((one) => one.start());
  await vi.advanceTimersByTimeAsync(20_000);
  expect(mine(turns)).toEqual([true, false]);
  turns[0]?.stop();
  await vi.advanceTimersByTimeAsync(0);
  expect(mine(turns)).toEqual([false, true]);
  turns[1]?.stop();
});

test("a page that was put to sleep does not keep the others from sending, and steps back when it wakes", async () => {
  const { turns, asleep } = pages(2);
  turns.forEach((one) => one.start());
  asleep.add(0);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(mine(turns)).toEqual([false, true]);
  asleep.clear();
  await vi.advanceTimersByTimeAsync(20_000);
  expect(mine(turns)).toEqual([false, true]);
  turns.forEach((one) => one.stop());
});

test("without locks it is a lease that runs out", () => {
  expect(lease(null, "a", 1_000)).toEqual({ page: "a", until: 1_000 + LEASE_MS });
  expect(lease({ page: "b", until: 1_500 }, "a", 1_000)).toBeNull();
  expect(lease({ page: "b", until: 1_000 }, "a", 1_000)).not.toBeNull();
  expect(lease({ page: "a", until: 1_500 }, "a", 1_000)).not.toBeNull();
  // Written by a clock that has been set back since.
  expect(lease({ page: "b", until: 9e12 }, "a", 1_000)).not.toBeNull();
});
