// The sites around one: what threatens a school may be at the next one's fence in minutes. Pure; as the crow flies.
import { metresBetween, type Place } from "../lib/geo";
import type { ActionType, SiteView } from "../link/wire";

export const NEAR_M = 1_200;

export interface Neighbour {
  readonly site: SiteView;
  readonly metres: number;
}

export function neighbours(of: Place & { readonly id: string }, sites: Iterable<SiteView>): Neighbour[] {
  return [...sites]
    .filter((one) => one.id !== of.id)
    .map((site) => ({ site, metres: metresBetween(of, site) }))
    .filter(({ metres }) => metres <= NEAR_M)
    .sort((a, b) => a.metres - b.metres || a.site.id.localeCompare(b.site.id));
}

/** What is offered to the neighbours of an action; null: it is a matter of that building alone. */
export function offeredNear(type: ActionType): ActionType | null {
  switch (type) {
    case "LOCKDOWN":
    case "SECURE":
      return "SECURE";
    case "SHELTER":
      return "SHELTER";
    case "EVACUATE":
    case "HOLD":
      return null;
  }
}
