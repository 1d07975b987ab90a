// What stands on the board of all sites. Pure: records in, tiles in order out.
import { fit } from "../../keys/command/fit";
import type { ActionView, CallView, SiteView, UnitView } from "../../link/wire";
import { actingSites } from "../dispatch/lists";

export interface SiteTile {
  readonly site: SiteView;
  /** In force there, worst first. */
  readonly actions: readonly ActionView[];
  readonly calls: number;
  /** The highest priority among its open calls. */
  readonly priority: number | null;
  readonly units: number;
}

export interface Sector {
  readonly name: string;
  readonly tiles: readonly SiteTile[];
}

export interface Picture {
  /** Sites with a protective action, worst first. */
  readonly acting: readonly SiteTile[];
  readonly sectors: readonly Sector[];
  readonly shown: number;
}

const ENDED = new Set(["CLOSED", "DUPLICATE", "CANCELLED", "REFERRED"]);
const inOrder = new Intl.Collator("en", { numeric: true }).compare;

interface Board {
  readonly sites: Iterable<SiteView>;
  readonly actions: readonly ActionView[];
  readonly calls: Iterable<CallView>;
  readonly units: Iterable<UnitView>;
}

export function pictureOf({ sites, actions, calls, units }: Board, words: string): Picture {
  const there = new Map<string, { calls: number; priority: number | null; units: number }>();
  const at = (site: string): { calls: number; priority: number | null; units: number } => {
    const known = there.get(site) ?? { calls: 0, priority: null, units: 0 };
    there.set(site, known);
    return known;
  };
  for (const call of calls) {
    if (call.place.site === null || ENDED.has(call.status)) continue;
    const one = at(call.place.site);
    one.calls += 1;
    one.priority = Math.min(one.priority ?? 9, call.priority);
  }
  for (const unit of units) if (unit.site !== null && unit.status !== "OFF") at(unit.site).units += 1;
  const inForce = new Map(actingSites(actions).map((one) => [one.site, one.actions]));
  const tiles = [...sites]
    .filter((site) => wanted(site, words))
    .map((site): SiteTile => {
      const { calls = 0, priority = null, units = 0 } = there.get(site.id) ?? {};
      return { site, actions: inForce.get(site.id) ?? [], calls, priority, units };
    });
  const order = [...inForce.keys()];
  const acting = tiles
    .filter((tile) => tile.actions.length > 0)
    .sort((a, b) => order.indexOf(a.site.id) - order.indexOf(b.site.id));
  const names = [...new Set(tiles.map((tile) => tile.site.sector))].sort(inOrder);
  const sectors = names.map((name) => ({
    name: name === "" ? "No sector" : name,
    tiles: tiles
      .filter((tile) => tile.site.sector === name && tile.actions.length === 0)
      .sort((a, b) => inOrder(a.site.name, b.site.name)),
  }));
  return { acting, sectors: sectors.filter((one) => one.tiles.length > 0), shown: tiles.length };
}

/** A filter leaves out what only resembles the words: less than this is a guess. */
const CLOSE = 30;

function wanted(site: SiteView, words: string): boolean {
  const query = words.trim();
  return query === "" || fit(query, site.id, site.name, [...site.aliases, site.sector, site.level]) >= CLOSE;
}

/** The index of the tile above or below, by where the tiles stand: rows of a board are as long as the window is wide. */
export function beside(
  places: readonly { readonly x: number; readonly y: number }[],
  from: number,
  way: "up" | "down",
): number | null {
  const here = places[from];
  if (!here) return null;
  let found: number | null = null;
  let best = Number.POSITIVE_INFINITY;
  places.forEach((one, index) => {
    const down = way === "down" ? one.y - here.y : here.y - one.y;
    if (down <= 1) return;
    // The next row first, then the nearest column in it.
    const far = down * 10_000 + Math.abs(one.x - here.x);
    if (far < best) [best, found] = [far, index];
  });
  return found;
}
