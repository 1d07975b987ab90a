// Looks for anything while somebody types: what is on the board at once, what history knows as soon as it answers. Only the newest
// question counts; older ones are given up. Typing waits for nothing.
import { placeName } from "../../../actions/names";
import { fit } from "../../../keys/command/fit";
import { findCalls, type HistoryPage, type HistoryQuery } from "../../../link/http";
import type { CallView } from "../../../link/wire";
import { clock } from "../../../state/time.svelte";
import type { ConsoleDesk } from "../desk.svelte";
import { receivedAt } from "../lists";
import { eachOnce, questions, reasons, together, yearOf, type Reason } from "./find";

export interface CallHit {
  readonly kind: "call";
  readonly id: string;
  readonly call: CallView;
  readonly live: boolean;
  readonly reasons: readonly Reason[];
}
export interface ThingHit {
  readonly kind: "site" | "unit";
  readonly id: string;
  readonly what: string;
  readonly label: string;
  readonly hint: string;
}
export type Hit = CallHit | ThingHit;

const REST_MS = 90;
const CALLS_AT_ONCE = 20;
const THINGS_MOST = 5;
const FIT_LEAST = 30;

export class Finder {
  readonly #desk: ConsoleDesk;
  typed = $state("");
  asking = $state(false);
  failure = $state<string | null>(null);
  /** Between these history was asked; null: it has not answered yet. */
  reach = $state.raw<{ readonly oldest: string | null; readonly complete: boolean } | null>(null);
  #calls = $state.raw<readonly CallView[]>([]);
  /** What was asked when the calls came. */
  #answered = $state("");
  #more = $state.raw<readonly HistoryQuery[]>([]);
  #timer: ReturnType<typeof setTimeout> | null = null;
  #asked: AbortController | null = null;

  constructor(desk: ConsoleDesk) {
    this.#desk = desk;
  }

  readonly things: readonly ThingHit[] = $derived.by(() => this.#things());
  readonly calls: readonly CallHit[] = $derived.by(() =>
    this.#calls.map((found) => {
      const now = this.#desk.tables.calls.get(found.id);
      const call = now ?? found;
      return {
        kind: "call",
        id: call.id,
        call,
        live: now !== undefined,
        reasons: reasons(call, this.#answered, this.#desk.tables.sites),
      };
    }),
  );
  readonly hits: readonly Hit[] = $derived.by(() => [...this.things, ...this.calls]);
  /** What is shown is the answer to what is typed. */
  readonly current = $derived(this.#answered === this.typed.trim());
  readonly hasMore = $derived(this.#more.length > 0);

  type(text: string): void {
    this.typed = text;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.ask(), REST_MS);
  }

  async ask(): Promise<void> {
    const text = this.typed.trim();
    this.#asked?.abort();
    const asked = (this.#asked = new AbortController());
    const { sites, units } = this.#desk.tables;
    const year = yearOf(clock.now);
    const wanted = questions(text, { sites, units, year });
    if (wanted.length === 0) {
      this.#take(text, [], wanted, []);
      return;
    }
    await this.#run(asked, wanted, text, []);
  }

  /** Older ones of the same. */
  async more(): Promise<void> {
    if (this.#more.length === 0 || this.asking) return;
    const asked = (this.#asked = new AbortController());
    await this.#run(asked, this.#more, this.#answered, this.#calls);
  }

  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#asked?.abort();
  }

  async #run(
    asked: AbortController,
    wanted: readonly HistoryQuery[],
    text: string,
    before: readonly CallView[],
  ): Promise<void> {
    this.asking = true;
    this.failure = null;
    try {
      const pages = await Promise.all(
        wanted.map((one) => findCalls({ ...one, limit: CALLS_AT_ONCE }, asked.signal)),
      );
      if (asked.signal.aborted) return;
      this.#take(text, pages, wanted, before);
    } catch (failure) {
      if (!asked.signal.aborted) this.failure = (failure as Error).message;
    } finally {
      if (this.#asked === asked) this.asking = false;
    }
  }

  #take(
    text: string,
    pages: readonly HistoryPage[],
    wanted: readonly HistoryQuery[],
    before: readonly CallView[],
  ): void {
    this.#calls = together(
      before,
      pages.flatMap((page) => page.calls),
    ).sort((a, b) => receivedAt(b).localeCompare(receivedAt(a)));
    this.#more = pages.flatMap((page, n) => (page.next === null ? [] : [{ ...wanted[n], after: page.next }]));
    this.#answered = text;
    const [first] = pages;
    if (first && before.length === 0) {
      const oldest = pages.map((page) => page.oldest).find((one) => one !== null) ?? null;
      this.reach = { oldest, complete: pages.every((page) => page.complete) };
    }
    if (pages.length === 0) this.asking = false;
  }

  #things(): ThingHit[] {
    const text = this.typed.trim();
    if (text === "") return [];
    const { sites, units, premises, calls } = this.#desk.tables;
    const found: { hit: ThingHit; score: number }[] = [];
    const add = (score: number, hit: ThingHit): void => {
      if (score >= FIT_LEAST) found.push({ hit, score });
    };
    for (const one of sites.values()) {
      add(fit(text, one.id, one.name, one.aliases), {
        kind: "site",
        id: one.id,
        what: one.id,
        label: one.name,
        hint: "Site",
      });
    }
    for (const one of units.values()) {
      const call = one.call === null ? undefined : calls.get(one.call);
      const hint = call ? placeName(call.place, sites) : "Unit";
      add(fit(text, one.id, one.name), {
        kind: "unit",
        id: one.id,
        what: one.id,
        label: one.members.join(", ") || one.name,
        hint,
      });
      for (const member of one.members) {
        add(fit(text, "", member), {
          kind: "unit",
          id: one.id,
          what: one.id,
          label: member,
          hint: "In this unit",
        });
      }
    }
    for (const premise of premises.values()) {
      for (const one of premise.contacts) {
        const hint = `${one.title}, ${one.phone}`;
        add(fit(text, "", one.name), {
          kind: "site",
          id: premise.id,
          what: premise.id,
          label: one.name,
          hint,
        });
      }
    }
    return eachOnce(
      found.sort((a, b) => b.score - a.score).map(({ hit }) => hit),
      (hit) => `${hit.kind} ${hit.id} ${hit.label}`,
    ).slice(0, THINGS_MOST);
  }
}
