// Verbs of a school's people: its own team, who is away today, its sign-in codes, names shown outside.
import { SRT_ROLES } from "../../link/roles";
import type { Form } from "../../actions/orders";
import type { SrtRole } from "../../link/wire";
import type { Args } from "./args";
import { built, thing, word, type Built } from "./sentence";
import { noSite, Problem, siteOf, type World } from "./world";

type Screen = Extract<Form["name"], "day-list" | "disclosure" | "team" | "codes">;

/** What is said on the radio of each role, the short word first. */
const SAID: Readonly<Record<string, SrtRole>> = {
  IC: "INCIDENT_COMMANDER",
  COMMS: "COMMUNICATIONS",
  ACCT: "ACCOUNTABILITY",
  AID: "FIRST_AID",
  FAC: "FACILITIES",
  SEC: "SECURITY_PERIMETER",
  SUPV: "STUDENT_SUPERVISION",
  FAMILY: "FAMILY_LIAISON",
  BUS: "BUS_TRANSPORT",
  SCRIBE: "RUNNER_SCRIBE",
};
const TEAM_USAGE = 'SRT GRHS, or SRT GRHS IC is="Renata Vance"';

function school(args: Args, world: World, usage: string): { id: string; name: string } | Problem {
  const where = args.words.shift();
  const site = where ? siteOf(world, where) : world.sites.get(world.selectedSite ?? "");
  if (site instanceof Problem) return site;
  if (!site) return where ? noSite(where, world) : new Problem(`Say which school: ${usage}.`);
  return { id: site.id, name: site.name };
}

/** Opens one of a school's screens: ABSENT GRHS, CODES GRHS, SHOWN GRHS. */
export const opens =
  (name: Screen, says: string, usage: string) =>
  (args: Args, world: World): Built | Problem => {
    const site = school(args, world, usage);
    if (site instanceof Problem) return site;
    const extra = args.leftover([], usage);
    if (extra) return extra;
    return built([{ do: "open", form: { name, site: site.id } }], word(says), thing(site.name));
  };

/** SRT GRHS; SRT GRHS IC is="Renata Vance" */
export function team(args: Args, world: World): Built | Problem {
  const site = school(args, world, TEAM_USAGE);
  if (site instanceof Problem) return site;
  const said = args.words.shift();
  const name = args.key("is");
  const extra = args.leftover(["is"], TEAM_USAGE);
  if (extra) return extra;
  if (!said)
    return built([{ do: "open", form: { name: "team", site: site.id } }], word("Team of"), thing(site.name));
  const role = SAID[said.upper];
  if (role === undefined)
    return new Problem(`There is no role ${said.text}. Known: ${Object.keys(SAID).join(" ")}.`);
  if (name === undefined) return new Problem(`Who? SRT ${site.id} ${said.upper} is="Renata Vance".`);
  const label = SRT_ROLES.find((one) => one.role === role)?.label ?? role;
  return built(
    [
      {
        do: "send",
        kind: "TakeSrtRole",
        fields: { site: site.id, role, name },
        label: `${name} is ${label} at ${site.id}`,
      },
    ],
    thing(name),
    word(`has the role ${label} at`),
    thing(site.name),
  );
}
