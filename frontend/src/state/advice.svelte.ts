// Recommendations as a screen holds them: asked for when somebody looks, kept for a few seconds, never older than it says. When the server
// does not answer there is none, and whoever looks works without.
import { SvelteMap } from "svelte/reactivity";
import { readRecommendation } from "../link/http";
import type { Recommendation, Wanted } from "../link/recommend";
import { monotonic } from "./time.svelte";

const FRESH_MS = 5_000;
const KEPT = 20;

export class Advice {
  readonly #found = new SvelteMap<string, Recommendation>();
  /** When each was asked for last, oldest first. Nobody looks at it: no screen depends on it. */
  #asked: readonly { readonly key: string; readonly at: number }[] = [];
  readonly #ask: (wanted: Wanted) => Promise<Recommendation>;

  constructor(ask: (wanted: Wanted) => Promise<Recommendation> = readRecommendation) {
    this.#ask = ask;
  }

  /** What is known of it now. Asks anew when that is old; the answer makes whoever looked look again. ``version``: of the call. */
  look(wanted: Wanted, version = 0): Recommendation | undefined {
    const key = JSON.stringify([wanted, version]);
    const last = this.#asked.find((one) => one.key === key);
    if (!last || monotonic() - last.at >= FRESH_MS) {
      this.#asked = [...this.#asked.filter((one) => one !== last), { key, at: monotonic() }];
      queueMicrotask(() => void this.#bring(key, wanted));
    }
    return this.#found.get(key);
  }

  async #bring(key: string, wanted: Wanted): Promise<void> {
    try {
      this.#found.set(key, await this.#ask(wanted));
    } catch {
      // Old advice would be worse than none: positions move.
      this.#found.delete(key);
    }
    for (const old of this.#asked.slice(0, -KEPT)) this.#found.delete(old.key);
    this.#asked = this.#asked.slice(-KEPT);
  }
}
