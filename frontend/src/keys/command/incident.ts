// Which incident a sentence is about, where it only opens something: the call or the site that is named, else what is selected.
import { incidentOf } from "../../actions/command";
import type { IncidentView } from "../../link/wire";
import type { Args } from "./args";
import { callOf, isCallWord, noSite, Problem, siteOf, type World } from "./world";

/** ``none``: what is said where there is no incident. */
export function incidentAsked(args: Args, world: World, usage: string, none: string): IncidentView | Problem {
  const numbered = args.take(isCallWord);
  const call = numbered ? callOf(world, numbered) : world.calls.get(world.selectedCall ?? "");
  if (call instanceof Problem) return call;
  const named = numbered ? undefined : args.words.shift();
  const site = named ? siteOf(world, named) : undefined;
  if (site instanceof Problem) return site;
  if (named && !site) return noSite(named, world);
  const extra = args.leftover([], usage);
  if (extra) return extra;
  const where = site?.id ?? (call === undefined ? world.selectedSite : call.place.site);
  return incidentOf(world.incidents.values(), site ? null : (call?.id ?? null), where) ?? new Problem(none);
}
