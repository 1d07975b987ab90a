// Brings the dialogs: later than the board, which is what a person looks at first, and long before anybody asks for one. All of them come
// together, so that a dialog opens at once also when the link is down; what could not be fetched is asked for again until it is there.
import type { Component } from "svelte";
import type { ConsoleDesk } from "./desk.svelte";

/** After the first paint of the board. */
const LATER_MS = 30;
const AGAIN_MS = 2_000;

export type FormsView = Component<{ desk: ConsoleDesk }>;

export class FormsLoader {
  View = $state.raw<FormsView | null>(null);
  /** The last try failed: the server gave no file. */
  failed = $state(false);
  readonly #fetch: () => Promise<{ readonly default: FormsView }>;
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(fetch: () => Promise<{ readonly default: FormsView }> = () => import("./Forms.svelte")) {
    this.#fetch = fetch;
  }

  start(): () => void {
    this.#ask(LATER_MS);
    return () => {
      if (this.#timer !== null) clearTimeout(this.#timer);
      this.#timer = null;
    };
  }

  #ask(after: number): void {
    this.#timer = setTimeout(() => void this.#load(), after);
  }

  async #load(): Promise<void> {
    try {
      this.View = (await this.#fetch()).default;
      this.failed = false;
    } catch {
      this.failed = true;
      if (this.#timer !== null) this.#ask(AGAIN_MS);
    }
  }
}
