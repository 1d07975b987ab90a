// Sharing with partner agencies from the command line: opens the dialog, in which one sees what would be shared with whom.
import type { Args } from "./args";
import { incidentAsked } from "./incident";
import { built, thing, word, type Built } from "./sentence";
import { Problem, type World } from "./world";

const USAGE = "SHARE GRHS";

/** SHARE GRHS; SHARE 142; SHARE */
export function share(args: Args, world: World): Built | Problem {
  const incident = incidentAsked(
    args,
    world,
    USAGE,
    `There is no incident there to share. Make one first: IC, or ${USAGE}.`,
  );
  if (incident instanceof Problem) return incident;
  return built(
    [{ do: "open", form: { name: "partners", incident: incident.id } }],
    word("Partner agencies of"),
    thing(incident.number),
  );
}
