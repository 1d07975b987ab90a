// The forms of an incident from the command line: opens their list, where they are opened or saved as PDF.
import { incidentOf } from "../../actions/command";
import type { Args } from "./args";
import { built, thing, word, type Built } from "./sentence";
import { callOf, isCallWord, noSite, Problem, siteOf, type World } from "./world";

const USAGE = "FORM GRHS";

/** FORM GRHS; FORM 142; FORM */
export function forms(args: Args, world: World): Built | Problem {
  const numbered = args.take(isCallWord);
  const call = numbered ? callOf(world, numbered) : world.calls.get(world.selectedCall ?? "");
  if (call instanceof Problem) return call;
  const named = numbered ? undefined : args.words.shift();
  const site = named ? siteOf(world, named) : undefined;
  if (site instanceof Problem) return site;
  if (named && !site) return noSite(named, world);
  const extra = args.leftover([], USAGE);
  if (extra) return extra;
  const where = site?.id ?? (call === undefined ? world.selectedSite : call.place.site);
  const incident = incidentOf(world.incidents.values(), site ? null : (call?.id ?? null), where);
  if (!incident)
    return new Problem(`There is no incident there, so there are no forms. ${USAGE} names its site.`);
  return built(
    [{ do: "open", form: { name: "conduct", incident: incident.id, view: "papers" } }],
    word("Forms of"),
    thing(incident.number),
  );
}
