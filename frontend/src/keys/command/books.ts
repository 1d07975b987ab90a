// Verbs that open the books of the desk.
import type { Args } from "./args";
import { built, thing, word, type Built } from "./sentence";
import { noSite, Problem, siteOf, type World } from "./world";

/** BOLO: all of them. BOLO NEW: a new one. BOLO GRHS: a new one for a site. */
export function bolos(args: Args, world: World): Built | Problem {
  const what = args.words.shift();
  const extra = args.leftover([], "BOLO GRHS");
  if (extra) return extra;
  if (!what) return built([{ do: "open", form: { name: "bolos" } }], word("Show the BOLOs in force"));
  if (what.upper === "NEW") {
    const call = world.selectedCall ?? undefined;
    return built([{ do: "open", form: { name: "bolo", call } }], word("New BOLO"));
  }
  const site = siteOf(world, what);
  if (site instanceof Problem) return site;
  if (!site) return noSite(what);
  return built(
    [{ do: "open", form: { name: "bolo", site: site.id } }],
    word("New BOLO for"),
    thing(site.name),
  );
}
