// The calls that are being taken here, several at a time if need be, kept on this machine until they are given. Those of a page that was
// closed or killed are taken up by the next one of the same person.
import { openTabs, type Kept, type Shelf } from "../../state/shelf";
import { draftOf, isEmpty, type Draft } from "./draft";

export interface OpenDraft {
  readonly id: string;
  readonly tab: string;
  /** When it was last typed at. */
  readonly at: number;
  readonly draft: Draft;
}

const CALL = "call:";
const LINE = "line:";

export class Drafts {
  readonly #shelf: Shelf;
  readonly #tab: string;
  /** Newest first. */
  list = $state.raw<readonly OpenDraft[]>([]);
  /** A command line that was half typed when its page ended. */
  line = $state.raw<{ readonly text: string; readonly at: number } | null>(null);

  constructor(shelf: Shelf, tab: string) {
    this.#shelf = shelf;
    this.#tab = tab;
  }

  async load(): Promise<void> {
    const [kept, open] = await Promise.all([this.#shelf.load(), openTabs().catch(() => null)]);
    const mine = (one: Kept): boolean => one.tab === this.#tab || !(open?.has(one.tab) ?? false);
    const found = kept.filter(mine);
    const calls = found.filter((one) => one.key.startsWith(CALL));
    this.#set([
      ...this.list,
      ...calls
        .map((one) => ({
          id: one.key.slice(CALL.length),
          tab: one.tab,
          at: one.at,
          draft: draftOf(one.value),
        }))
        .filter((one) => !this.list.some((each) => each.id === one.id) && !isEmpty(one.draft)),
    ]);
    const [line, ...older] = found
      .filter((one) => one.key.startsWith(LINE) && typeof one.value === "string")
      .sort((a, b) => b.at - a.at);
    for (const one of older) this.#shelf.drop(one.key);
    if (line === undefined) return;
    if (line.tab !== this.#tab) this.#shelf.drop(line.key);
    this.line = { text: line.value as string, at: line.at };
  }

  /** As typed so far. What is empty again is forgotten. */
  keep(id: string, draft: Draft, now: number): void {
    const others = this.list.filter((one) => one.id !== id);
    if (isEmpty(draft)) {
      if (others.length < this.list.length) this.#shelf.drop(CALL + id);
      this.list = others;
      return;
    }
    this.#set([...others, { id, tab: this.#tab, at: now, draft }]);
    this.#shelf.put(CALL + id, this.#tab, now, draft);
  }

  /** It was given, or is not wanted any more. */
  drop(id: string): void {
    this.list = this.list.filter((one) => one.id !== id);
    this.#shelf.drop(CALL + id);
  }

  keepLine(text: string, now: number): void {
    this.line = null;
    if (text === "") this.#shelf.drop(LINE + this.#tab);
    else this.#shelf.put(LINE + this.#tab, this.#tab, now, text);
  }

  async clear(): Promise<void> {
    this.list = [];
    this.line = null;
    await this.#shelf.clear();
  }

  #set(drafts: readonly OpenDraft[]): void {
    this.list = [...drafts].sort((a, b) => b.at - a.at);
  }
}
