// One call being taken: the draft on screen, what the desk may have already, and how it is given. It draws nothing.
import { shortNumber } from "../../actions/names";
import { INCIDENT_TYPES } from "../../link/catalog";
import { newId } from "../../lib/uuid7";
import type { ActionType, CallView } from "../../link/wire";
import { clock } from "../../state/time.svelte";
import type { ConsoleDesk } from "./desk.svelte";
import {
  callFields,
  draftName,
  EMPTY_DRAFT,
  entriesIn,
  problemIn,
  reportFields,
  spotIn,
  type Draft,
} from "./draft";
import type { OpenDraft } from "./drafts.svelte";
import { sameAs, type Same } from "./duplicates";

export interface Begin {
  readonly site?: string | undefined;
  readonly type?: string | undefined;
  readonly anew?: boolean;
}

export class Intake {
  readonly #desk: ConsoleDesk;
  id = $state(newId());
  draft = $state<Draft>({ ...EMPTY_DRAFT });
  problem = $state<string | null>(null);
  /** Calls that the server takes for the same, when the board here did not know them yet. */
  told = $state.raw<readonly string[]>([]);
  /** The draft as the form began with it; empty: somebody has typed since. */
  #begun = "";
  sending = $state(false);
  /** When what is shown was last typed at, if it was not just now. */
  found = $state<number | null>(null);

  readonly type = $derived(INCIDENT_TYPES.find((one) => one.code === this.draft.type));
  readonly site = $derived.by(() =>
    this.draft.site === null ? undefined : this.#desk.tables.sites.get(this.draft.site),
  );
  readonly spot = $derived(spotIn(this.draft));
  readonly same: Same[] = $derived.by(() =>
    sameAs(
      { type: this.draft.type, site: this.draft.site, at: this.spot },
      this.#desk.calls,
      this.#desk.tables.sites,
      clock.now,
    ),
  );
  /** The call that Enter adds to. */
  readonly existing: CallView | undefined = $derived.by(
    () => this.same[0]?.call ?? this.told.flatMap((id) => this.#desk.tables.calls.get(id) ?? [])[0],
  );
  readonly others: readonly OpenDraft[] = $derived.by(() =>
    this.#desk.drafts.list.filter((one) => one.id !== this.id),
  );

  constructor(desk: ConsoleDesk, begin: Begin) {
    this.#desk = desk;
    // What is half typed comes first; what else waits is one key away.
    const [newest] = desk.drafts.list;
    if (newest && begin.anew !== true) this.#show(newest);
    else this.draft = { ...EMPTY_DRAFT, site: begin.site ?? null, type: begin.type ?? null };
    this.#begun = JSON.stringify($state.snapshot(this.draft));
  }

  #show(one: OpenDraft): void {
    this.id = one.id;
    this.draft = { ...one.draft };
    this.found = one.at;
    this.problem = null;
  }

  keep(): void {
    this.told = [];
    const now = JSON.stringify($state.snapshot(this.draft));
    // A form that was only opened is no half-typed call.
    if (now === this.#begun) return;
    this.#begun = "";
    this.#desk.drafts.keep(this.id, $state.snapshot(this.draft), clock.exact());
  }

  another(): void {
    this.id = newId();
    this.draft = { ...EMPTY_DRAFT };
    this.found = null;
    this.problem = null;
  }

  /** The next of those that are half typed. */
  next(): void {
    const all = [...this.#desk.drafts.list].sort((a, b) => a.id.localeCompare(b.id));
    const at = all.findIndex((one) => one.id === this.id);
    const following = all[(at + 1) % all.length];
    if (following && following.id !== this.id) this.#show(following);
  }

  open(id: string): void {
    const one = this.#desk.drafts.list.find((each) => each.id === id);
    if (one) this.#show(one);
  }

  discard(): void {
    this.#desk.drafts.drop(this.id);
  }

  setType(code: string | null): void {
    this.draft.type = code;
    this.draft.priority = null;
    this.draft.action = null;
  }

  /** The actions that its type suggests, and none. */
  readonly actions: readonly (ActionType | null)[] = $derived.by(() => {
    const found = [this.type?.action, this.type?.alt_action].filter(
      (one) => one !== null && one !== undefined,
    );
    return [null, ...(found as ActionType[])];
  });

  nextAction(): void {
    const at = this.actions.indexOf(this.draft.action);
    this.draft.action = this.actions[(at + 1) % this.actions.length] ?? null;
  }

  /** What was typed for a site becomes the place in words. */
  wordsForPlace(): void {
    const { siteWords, address } = this.draft;
    if (siteWords.trim() === "") return;
    this.draft.address = [siteWords.trim(), address.trim()].filter((one) => one !== "").join(", ");
    this.draft.siteWords = "";
    this.problem = null;
  }

  /** Gives it. The call that it became or was added to: all of it is saved and the form may go. Null: it stays. */
  async give(asNew: boolean): Promise<{ readonly call: string; readonly number: string } | null> {
    const now = clock.exact();
    const [draft, id] = [$state.snapshot(this.draft), this.id];
    this.problem = problemIn(draft, now);
    if (this.problem !== null || this.sending) return null;
    const existing = asNew ? undefined : this.existing;
    const fields = callFields(draft, asNew, now);
    this.sending = true;
    const name = draftName(draft);
    const answer = await (existing
      ? this.#desk.send({
          do: "send",
          kind: "AddReport",
          fields: reportFields(fields, existing.id),
          label: `Report to ${shortNumber(existing.number)}`,
        })
      : this.#desk.send({ do: "send", kind: "CreateCall", fields, label: `New call ${name}` }));
    this.sending = false;
    if (answer.outcome !== "saved") {
      const found: unknown = answer.current?.["calls"];
      this.told = Array.isArray(found)
        ? (found as { id?: unknown }[]).flatMap(({ id }) => (typeof id === "string" ? [id] : []))
        : [];
      this.problem = `${answer.message} Nothing of what you typed is lost.`;
      return null;
    }
    this.#desk.drafts.drop(id);
    const call = existing?.id ?? (answer.refs["call"] as string);
    if (existing) this.#desk.selection.select("call", existing.id);
    const number = existing?.number ?? String(answer.refs["number"]);
    this.#after(draft, call, number);
    return { call, number };
  }

  /** What goes with a call once it is there: the rest of a long text, the action, the PSAP's word. */
  #after(draft: Draft, call: string, number: string): void {
    const short = shortNumber(number);
    const entries = entriesIn(draft.text).slice(1);
    entries.forEach((text, n) =>
      this.#desk.give({
        do: "send",
        kind: "AddNote",
        fields: { call, text, text_class: draft.textClass },
        label: `What was said, ${n + 2} of ${entries.length + 1}`,
      }),
    );
    if (draft.told911) {
      this.#desk.give({ do: "send", kind: "NotifyPsap", fields: { call }, label: `PSAP has ${short}` });
    }
    if (draft.action !== null && draft.site !== null) {
      this.#desk.give({
        do: "send",
        kind: "StartAction",
        fields: { sites: [draft.site], action_type: draft.action, call },
        label: `Start ${draft.action.toLowerCase()} at ${draft.site}`,
      });
    }
  }
}
