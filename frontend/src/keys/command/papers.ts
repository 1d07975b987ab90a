// The forms of an incident from the command line: opens their list, where they are opened or saved as PDF.
import type { Args } from "./args";
import { incidentAsked } from "./incident";
import { built, thing, word, type Built } from "./sentence";
import { Problem, type World } from "./world";

const USAGE = "FORM GRHS";

/** FORM GRHS; FORM 142; FORM */
export function forms(args: Args, world: World): Built | Problem {
  const incident = incidentAsked(
    args,
    world,
    USAGE,
    `There is no incident there, so there are no forms. ${USAGE} names its site.`,
  );
  if (incident instanceof Problem) return incident;
  return built(
    [{ do: "open", form: { name: "conduct", incident: incident.id, view: "papers" } }],
    word("Forms of"),
    thing(incident.number),
  );
}
