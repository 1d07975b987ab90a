// What a wall display shows, from the command line: WALL.
import type { Args } from "./args";
import { subjectOf } from "./command";
import { built, thing, word, type Built } from "./sentence";
import { Problem, type World } from "./world";

const USAGE = 'WALL "Front hall" RTHS';

/** WALL alone opens them; WALL "Front hall" DISTRICT, WORST or an incident's call, site or number. */
export function wall(args: Args, world: World): Built | Problem {
  if (args.words.length === 0) {
    const extra = args.leftover([], USAGE);
    return extra ?? built([{ do: "open", form: { name: "walls" } }], word("Wall displays"));
  }
  const walls = [...world.walls.values()];
  const named = args.take((one) => walls.some((each) => each.name.toUpperCase() === one.upper));
  const found = walls.find((one) => one.name.toUpperCase() === named?.upper);
  if (found === undefined) {
    const all = walls.map((one) => one.name).join(", ");
    return new Problem(
      all === "" ? "There is no wall display yet: WALL." : `Which display: ${all}? ${USAGE}.`,
    );
  }
  const sends = (show: "district" | "worst" | "incident", incident: string | null, what: string): Built =>
    built(
      [
        {
          do: "send",
          kind: "SetWall",
          fields: { wall: found.id, show, incident },
          label: `${found.name} shows ${what}`,
        },
      ],
      word("The wall"),
      thing(found.name),
      word("shows"),
      thing(what),
    );
  const whole = args.take((one) => one.upper === "DISTRICT" || one.upper === "WORST");
  if (whole) {
    const extra = args.leftover([], USAGE);
    if (extra) return extra;
    return whole.upper === "WORST"
      ? sends("worst", null, "the worst incident")
      : sends("district", null, "the district");
  }
  const subject = subjectOf(args, world, USAGE);
  if (subject instanceof Problem) return subject;
  const extra = args.leftover([], USAGE);
  if (extra) return extra;
  if (!subject.incident)
    return new Problem(`${subject.named} is no incident: IC ${subject.named} … makes it one.`);
  return sends("incident", subject.incident.id, subject.incident.number);
}
