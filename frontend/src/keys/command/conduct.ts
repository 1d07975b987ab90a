// Decisions, objectives and requests of an incident, from the command line: DEC, OBJ, REQ. What was said on the air is typed as it was
// said; the desk heard it by radio unless a form says otherwise.
import { ofIncident, wanted } from "../../actions/conduct";
import { functionNamed, matrixOf, partyNames } from "../../link/conduct";
import type { IcsRole, IncidentView } from "../../link/wire";
import type { Args } from "./args";
import { namedBy, subjectOf } from "./command";
import { aside, built, quote, thing, warn, word, type Built } from "./sentence";
import { Problem, type World } from "./world";

const DECIDE = 'DEC GRHS LOCKDOWN_RELEASE "Lt. Moreno" MPD /east wing last';
const WANT = "OBJ GRHS /everybody accounted for";
const NEED = "REQ GRHS 10 /school buses";

function about(
  args: Args,
  world: World,
  usage: string,
): { readonly incident: IncidentView; readonly named: string } | Problem {
  const subject = subjectOf(args, world, usage);
  if (subject instanceof Problem) return subject;
  const { incident, named } = subject;
  if (!incident) return new Problem(`${named} is no incident yet: IC ${named} … makes it one.`);
  return { incident, named };
}

/** DEC GRHS LOCKDOWN_RELEASE "Lt. Moreno" MPD /east wing last; DEC ASK GRHS HOLD_DISMISSAL; DEC alone opens the list. */
export function decide(args: Args, world: World): Built | Problem {
  const asks = args.words[0]?.upper === "ASK";
  if (asks) args.words.shift();
  const rows = matrixOf(world.matrix);
  if (args.words[0]?.upper === "MATRIX") {
    args.words.shift();
    const extra = args.leftover([], "DEC MATRIX");
    return extra ?? built([{ do: "open", form: { name: "matrix" } }], word("The decision matrix in force"));
  }
  const row = args.take((one) => rows.some((each) => each.code === one.upper));
  const term = rows.find((one) => one.code === row?.upper);
  const found = about(args, world, DECIDE);
  if (found instanceof Problem) return found;
  const { incident, named } = found;
  const kind = term === undefined ? {} : { decision_type: term.code };
  if (asks) {
    const extra = args.leftover([], "DEC ASK GRHS HOLD_DISMISSAL");
    if (extra) return extra;
    if (term === undefined && args.text === null)
      return new Problem(
        "What is to be decided? Say it after a slash, or name a row: DEC ASK GRHS HOLD_DISMISSAL.",
      );
    const question = args.text === null ? {} : { question: args.text };
    return built(
      [
        {
          do: "send",
          kind: "RaiseQuestion",
          fields: { incident: incident.id, ...kind, ...question },
          label: `To be decided: ${term?.label ?? args.text ?? ""}`,
        },
      ],
      word("To be decided in"),
      thing(named),
      term ? thing(term.label) : quote(args.text ?? ""),
    );
  }
  if (args.words.length === 0 && args.text === null) {
    const view = { name: "conduct", incident: incident.id, view: "decisions", about: term?.code } as const;
    return built([{ do: "open", form: view }], word("Decisions of"), thing(named));
  }
  const who = namedBy(args, world, DECIDE);
  if (who instanceof Problem) return who;
  if (args.text === null) return new Problem(`What is decided? Say it after a slash: ${DECIDE}.`);
  return built(
    [
      {
        do: "send",
        kind: "RecordDecision",
        fields: { incident: incident.id, ...kind, ...who.fields, text: args.text, how: "radio" },
        label: `Decision: ${term?.label ?? args.text}`,
      },
    ],
    thing(who.spoken),
    word("decides"),
    ...(term ? [thing(term.label)] : [warn("not in the matrix")]),
    quote(args.text),
    aside(term ? `told: ${partyNames([...term.consult, ...term.tell])}` : "recorded and flagged"),
  );
}

/** OBJ MET 2 GRHS, OBJ DROP 2 GRHS. */
function endObjective(args: Args, world: World, met: boolean): Built | Problem {
  const usage = `OBJ ${met ? "MET" : "DROP"} 2 GRHS`;
  args.words.shift();
  // The first number is the objective's; a second one would be a call's.
  const number = args.take((one) => /^\d{1,2}$/.test(one.text));
  const found = about(args, world, usage);
  if (found instanceof Problem) return found;
  const extra = args.leftover([], usage);
  if (extra) return extra;
  const { incident, named } = found;
  const one = ofIncident(world.objectives.values(), incident.id).find(
    (each) => String(each.place) === number?.text && each.status === "open",
  );
  if (one === undefined) {
    const open = wanted(world.objectives.values(), incident.id);
    return new Problem(
      open === ""
        ? `${named} has no open objective: ${WANT}.`
        : `Which objective? Open: ${open}. Type ${usage}.`,
    );
  }
  return built(
    [
      {
        do: "send",
        kind: "EndObjective",
        fields: {
          incident: incident.id,
          objective: one.id,
          met,
          how: "radio",
          ...(incident.command?.form === "unified" ? { said_by: "Unified command" } : {}),
        },
        label: `Objective ${one.place} ${met ? "met" : "dropped"}`,
      },
    ],
    word(met ? "Objective met:" : "Objective dropped:"),
    quote(one.text?.text ?? "erased"),
    word("of"),
    thing(named),
  );
}

/** OBJ GRHS /everybody accounted for; OBJ MET 2 GRHS. */
export function objective(args: Args, world: World): Built | Problem {
  const ends = args.words[0]?.upper;
  if (ends === "MET" || ends === "DROP") return endObjective(args, world, ends === "MET");
  const found = about(args, world, WANT);
  if (found instanceof Problem) return found;
  const { incident, named } = found;
  const extra = args.leftover([], WANT);
  if (extra) return extra;
  if (args.text === null) {
    return built(
      [{ do: "open", form: { name: "conduct", incident: incident.id, view: "work" } }],
      word("Objectives and requests of"),
      thing(named),
    );
  }
  if (incident.command === null) return new Problem(`Nobody is in command of ${named} yet: IC ${named} …`);
  return built(
    [
      {
        do: "send",
        kind: "SetObjective",
        fields: {
          incident: incident.id,
          text: args.text,
          how: "radio",
          ...(incident.command.form === "unified" ? { said_by: "Unified command" } : {}),
        },
        label: `Objective: ${args.text}`,
      },
    ],
    word("Objective of"),
    thing(named),
    quote(args.text),
  );
}

/** REQ GRHS 10 WRFD /ambulances owner=Logistics */
export function request(args: Args, world: World): Built | Problem {
  const agency = args.take((one) => world.agencies.has(one.upper));
  const many = args.take((one) => /^\d{1,3}$/.test(one.text) && Number(one.text) > 0);
  const found = about(args, world, NEED);
  if (found instanceof Problem) return found;
  const { incident, named } = found;
  const owner = args.key("owner");
  const extra = args.leftover(["owner"], NEED);
  if (extra) return extra;
  if (args.text === null) return new Problem(`What is needed? Say it after a slash: ${NEED}.`);
  const count = many === undefined ? 1 : Number(many.text);
  return built(
    [
      {
        do: "send",
        kind: "RequestResource",
        fields: {
          incident: incident.id,
          what: args.text,
          count,
          ...(agency ? { agency: agency.upper } : {}),
          ...(owner === undefined ? {} : { owner }),
          how: "radio",
        },
        label: `Request: ${args.text}`,
      },
    ],
    word(`${named} asks for`),
    thing(String(count)),
    quote(args.text),
    ...(agency ? [word("from"), thing(agency.upper)] : []),
    owner === undefined ? warn("nobody follows it up: owner=") : aside(`${owner} follows it up`),
  );
}
/** PAR GRHS WRFD 4 1: so many people of an agency, so many of them missing. */
export function headCount(args: Args, world: World, agency: string): Built | Problem {
  const usage = "PAR GRHS WRFD 4 1";
  const role = args.take((one) => functionNamed(one.upper) !== undefined)?.upper as IcsRole | undefined;
  const numbers = [...args.words].filter((one) => /^\d{1,4}$/.test(one.text));
  args.words.splice(0, args.words.length, ...args.words.filter((one) => !numbers.includes(one)));
  const found = about(args, world, usage);
  if (found instanceof Problem) return found;
  const extra = args.leftover([], usage);
  if (extra) return extra;
  const [people, missing] = numbers.map((one) => Number(one.text));
  if (people === undefined) return new Problem(`How many people, and how many of them missing? ${usage}.`);
  return built(
    [
      {
        do: "send",
        kind: "ReportHeadCount",
        fields: {
          incident: found.incident.id,
          agency,
          people,
          missing: missing ?? 0,
          how: "radio",
          ...(role === undefined ? {} : { role }),
        },
        label: `PAR ${functionNamed(role ?? null)?.label ?? agency}`,
      },
    ],
    word("PAR of"),
    thing(role === undefined ? agency : `${functionNamed(role)?.label ?? role} (${agency})`),
    word("at"),
    thing(found.named),
    thing(String(people)),
    missing ? warn(`${missing} missing`) : aside("all accounted for"),
  );
}

/** PAR I26-0001, or PAR ALL of the call or site that is selected: everybody at the incident is asked at once. */
export function parOfAll(args: Args, world: World): Built | Problem {
  const usage = "PAR I26-0001 or PAR ALL RTHS";
  const found = about(args, world, usage);
  if (found instanceof Problem) return found;
  const extra = args.leftover([], usage);
  if (extra) return extra;
  return built(
    [
      {
        do: "send",
        kind: "StartPar",
        fields: { incident: found.incident.id },
        label: `PAR of ${found.incident.number}`,
      },
    ],
    word("PAR of the whole incident"),
    thing(found.named),
    aside("every agency, group and unit"),
  );
}
