// Which of the active calls a person looks at: his own, those of a sector, all. Pure. What nobody works is everybody's, and what is left
// out is counted, so that no filter makes a call disappear.
import type { Lookup } from "../../actions/names";
import type { CallView, SiteView } from "../../link/wire";
import type { Layout } from "../../state/layout.svelte";

export type ActiveFilter = Layout["active"];

export interface Looking {
  readonly filter: ActiveFilter;
  readonly person: string;
  /** The sector that was chosen; null: none yet. */
  readonly sector: string | null;
}

export interface Shown {
  readonly calls: readonly CallView[];
  readonly hidden: number;
  /** Of those left out, how many are P1. */
  readonly hiddenP1: number;
}

/** The sector of a call is that of its site; a place that is no site is in none and therefore in all. */
export function sectorOf(call: CallView, sites: Lookup<SiteView>): string | null {
  return call.place.site === null ? null : (sites.get(call.place.site)?.sector ?? null);
}

function fits(call: CallView, looking: Looking, sites: Lookup<SiteView>): boolean {
  switch (looking.filter) {
    case "all":
      return true;
    case "mine":
      return call.owner === null || call.owner.person === looking.person;
    case "sector": {
      const sector = sectorOf(call, sites);
      return looking.sector === null || sector === null || sector === "" || sector === looking.sector;
    }
  }
}

export function shownOf(calls: readonly CallView[], looking: Looking, sites: Lookup<SiteView>): Shown {
  const shown = calls.filter((call) => fits(call, looking, sites));
  const rest = calls.filter((call) => !shown.includes(call));
  return { calls: shown, hidden: rest.length, hiddenP1: rest.filter((call) => call.priority === 1).length };
}

export function sectorsOf(sites: Iterable<SiteView>): string[] {
  return [...new Set([...sites].map((site) => site.sector))].filter((one) => one !== "").sort();
}

/** Dana Reyes as DR: enough to know a colleague by. */
export function initials(name: string): string {
  const words = name.split(/[\s-]+/).filter((one) => one !== "");
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return letters.map((one) => (one ?? "").slice(0, 1).toUpperCase()).join("");
}
