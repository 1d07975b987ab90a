// The forms of an incident from the command line: opens them, where they are opened as page or saved as PDF; and incidents that are over.
import { paperNamed } from "../../lib/papers";
import type { Args } from "./args";
import { incidentAsked } from "./incident";
import { built, thing, word, type Built } from "./sentence";
import { Problem, type World } from "./world";

const USAGE = "FORM 214 GRHS";
const NUMBERED = /^I\d{2}-\d{1,6}$/;

/** FORM; FORM 214; FORM GRHS; FORM log #142; FORM 201 I26-0001 */
export function forms(args: Args, world: World): Built | Problem {
  const form = args.take((one) => one.key === null && paperNamed(one.text) !== undefined);
  const paper = form && paperNamed(form.text);
  const said = paper ? [word("Form"), thing(paper.label)] : [word("Forms")];
  const numbered = args.take((one) => one.key === null && NUMBERED.test(one.upper));
  if (numbered) {
    const extra = args.leftover([], USAGE);
    if (extra) return extra;
    const live = [...world.incidents.values()].find((one) => one.number === numbered.upper);
    const which = live ? { incident: live.id } : { number: numbered.upper };
    return built(
      [{ do: "open", form: { name: "papers", ...which, form: paper?.code } }],
      ...said,
      word("of"),
      thing(numbered.upper),
    );
  }
  const named = args.words.length > 0;
  const incident = incidentAsked(
    args,
    world,
    USAGE,
    `There is no incident there, so there are no forms. ${USAGE} names its site; FORM 214 I26-0001 an incident that is over.`,
  );
  if (incident instanceof Problem) {
    // Nothing is named and nothing is selected: it is chosen in the dialog.
    if (named) return incident;
    return built([{ do: "open", form: { name: "papers", form: paper?.code } }], ...said);
  }
  return built(
    [{ do: "open", form: { name: "papers", incident: incident.id, form: paper?.code } }],
    ...said,
    word("of"),
    thing(incident.number),
  );
}

/** PAST; PAST kitchen fire */
export function past(args: Args): Built | Problem {
  const text = [
    ...args.words.splice(0).map((one) => one.text),
    ...(args.text === null ? [] : [args.text]),
  ].join(" ");
  const extra = args.leftover([], "PAST kitchen fire");
  if (extra) return extra;
  return built(
    [{ do: "open", form: { name: "incidents", text: text === "" ? undefined : text } }],
    word("Incidents that are over"),
    ...(text === "" ? [] : [thing(text)]),
  );
}
