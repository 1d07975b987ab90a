// Whom to send with a call that is being taken: asked for as soon as its type is known, while the rest is typed. It sends nobody.
import type { Candidate, Recommendation } from "../../link/recommend";
import { clock } from "../../state/time.svelte";
import type { ConsoleDesk } from "./desk.svelte";
import type { Intake } from "./intake.svelte";
import { rowsOf, steadySet, wantedOf } from "./proposed";

const AGAIN_MS = 5_000;

export class Proposed {
  readonly #desk: ConsoleDesk;
  readonly #intake: Intake;
  /** Whom a person has taken out, of what was asked then. */
  #out = $state.raw<{ readonly key: string; readonly units: readonly string[] }>({ key: "", units: [] });
  #held: { readonly key: string; readonly found: Recommendation } | null = null;
  #named: { readonly key: string; readonly units: readonly string[] } = { key: "", units: [] };

  readonly wanted = $derived.by(() =>
    wantedOf(this.#intake.draft, this.#intake.spot, this.#intake.existing?.id),
  );
  readonly #key = $derived.by(() => `${this.#intake.id} ${JSON.stringify(this.wanted)}`);
  // Asked again as time passes: positions move.
  readonly #tick = $derived(Math.floor(clock.now / AGAIN_MS));
  readonly advice: Recommendation | undefined = $derived.by(() => {
    const [wanted, key] = [this.wanted, this.#key];
    if (wanted === null || this.#tick <= 0) return undefined;
    const now = this.#desk.advice.look(wanted, this.#intake.existing?.version ?? 0);
    if (now) this.#held = { key, found: now };
    return now ?? (this.#held?.key === key ? this.#held.found : undefined);
  });
  readonly #set: readonly string[] = $derived.by(() => {
    const [advice, key] = [this.advice, this.#key];
    if (!advice) return [];
    this.#named = { key, units: steadySet(this.#named.key === key ? this.#named.units : [], advice) };
    return this.#named.units;
  });
  readonly rows: readonly Candidate[] = $derived.by(() =>
    this.advice ? rowsOf(this.#set, this.advice) : [],
  );
  /** Who goes with the call when it is asked for. */
  readonly chosen: readonly string[] = $derived.by(() => {
    const out = this.#out.key === this.#key ? this.#out.units : [];
    return this.rows.map((one) => one.unit).filter((id) => !out.includes(id));
  });

  constructor(desk: ConsoleDesk, intake: Intake) {
    this.#desk = desk;
    this.#intake = intake;
  }

  toggle(unit: string): void {
    const out = this.#out.key === this.#key ? this.#out.units : [];
    const units = out.includes(unit) ? out.filter((one) => one !== unit) : [...out, unit];
    this.#out = { key: this.#key, units };
  }
}
