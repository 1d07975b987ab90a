// A table of the board as a screen reads it: one signal a row for who looks at one, one for all of it for who goes through them. A list of
// three hundred units that hung on three hundred signals would ask each of them whenever one has changed.
import { SvelteMap } from "svelte/reactivity";

export class LiveTable<Value> {
  // Reactive as a whole, by ``#whole``.
  // eslint-disable-next-line svelte/prefer-svelte-reactivity
  readonly #rows = new Map<string, Value>();
  /** The same rows, for who looks at one of them. */
  readonly #single = new SvelteMap<string, Value>();
  /** Made anew with each change: whoever went through the rows does so again. */
  #whole = $state.raw({ rows: this.#rows });
  #held = false;
  #changed = false;

  get(id: string): Value | undefined {
    return this.#single.get(id);
  }

  has(id: string): boolean {
    return this.#single.has(id);
  }

  set(id: string, row: Value): this {
    if (this.#rows.get(id) === row) return this;
    this.#rows.set(id, row);
    this.#single.set(id, row);
    this.#tell();
    return this;
  }

  delete(id: string): boolean {
    const was = this.#rows.delete(id);
    if (was) {
      this.#single.delete(id);
      this.#tell();
    }
    return was;
  }

  get size(): number {
    return this.#all().size;
  }

  keys(): MapIterator<string> {
    return this.#all().keys();
  }

  values(): MapIterator<Value> {
    return this.#all().values();
  }

  entries(): MapIterator<[string, Value]> {
    return this.#all().entries();
  }

  /** From here until ``release`` those who go through all rows are told once, at its end. */
  hold(): void {
    this.#held = true;
  }

  release(): void {
    this.#held = false;
    if (!this.#changed) return;
    this.#changed = false;
    this.#whole = { rows: this.#rows };
  }

  #all(): Map<string, Value> {
    return this.#whole.rows;
  }

  #tell(): void {
    if (this.#held) this.#changed = true;
    else this.#whole = { rows: this.#rows };
  }
}
