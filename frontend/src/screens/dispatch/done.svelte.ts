// What was done at this console and is recorded, newest first: what can be taken back. It outlives a reload of the tab.
import { before, type Before, type Done, type Records } from "../../actions/before";
import type { Send } from "../../actions/orders";

const KEPT = 12;

export class Acts {
  list = $state.raw<readonly Done[]>([]);
  readonly #key: string;

  constructor(person: string) {
    this.#key = `dispatch.done.${person}`;
    try {
      const found: unknown = JSON.parse(sessionStorage.getItem(this.#key) ?? "[]");
      if (Array.isArray(found)) this.list = found as Done[];
    } catch {
      // What can't be read can't be taken back here; the log has it.
    }
  }

  /** How things stand before a command is given. */
  look(order: Send, records: Records): Before {
    return before(order, records);
  }

  add(done: Done): void {
    this.#keep([done, ...this.list].slice(0, KEPT));
  }

  /** It has been taken back: it is offered no more. */
  drop(done: Done): void {
    this.#keep(this.list.filter((one) => one !== done));
  }

  #keep(list: readonly Done[]): void {
    this.list = list;
    try {
      sessionStorage.setItem(this.#key, JSON.stringify(list));
    } catch {
      // A full store: it is only offered until the page goes away.
    }
  }
}
