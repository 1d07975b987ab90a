// The words of one clause while a verb reads them.
import type { Clause, Word } from "./lex";
import { Problem } from "./world";

export class Args {
  readonly words: Word[];
  readonly #keys: Map<string, Word>;
  readonly text: string | null;

  constructor(
    clause: Clause,
    readonly verb: string,
    skip: number,
  ) {
    const rest = clause.words.slice(skip);
    this.words = rest.filter((word) => word.key === null);
    this.#keys = new Map(rest.flatMap((word) => (word.key === null ? [] : [[word.key, word]])));
    this.text = clause.text === null || clause.text === "" ? null : clause.text;
  }

  /** Takes the first word that the test likes. */
  take(test: (word: Word) => boolean): Word | undefined {
    const at = this.words.findIndex(test);
    return at === -1 ? undefined : this.words.splice(at, 1)[0];
  }

  /** Takes the words at the beginning that the test likes. */
  takeWhile(test: (word: Word) => boolean): Word[] {
    const stop = this.words.findIndex((word) => !test(word));
    return this.words.splice(0, stop === -1 ? this.words.length : stop);
  }

  key(name: string): string | undefined {
    const word = this.#keys.get(name);
    return word === undefined || word.text === "" ? undefined : word.text;
  }

  /** What is left and nobody asked for. */
  leftover(allowed: readonly string[], usage: string): Problem | null {
    const [extra] = this.words;
    if (extra) return new Problem(`I don't know what ${extra.text} means here. Type ${usage}.`);
    const strange = [...this.#keys.keys()].find((name) => !allowed.includes(name));
    if (strange === undefined) return null;
    const known = allowed.length > 0 ? ` Known: ${allowed.map((one) => `${one}=`).join(" ")}` : "";
    return new Problem(`There is no ${strange}= here.${known}`);
  }
}

/** Takes a priority: P1 to P5, when no unit has that name. */
export function priorityOf(word: Word): 1 | 2 | 3 | 4 | 5 | null {
  const match = /^P?([1-5])$/.exec(word.upper);
  return match ? (Number(match[1]) as 1 | 2 | 3 | 4 | 5) : null;
}
