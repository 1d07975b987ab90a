// Who is in charge, from the command line: IC establishes, hands over and ends; UC adds to unified command. What was said on the air is
// typed as it was said; the desk heard it by radio unless a form says otherwise.
import { commander, incidentOf, inCommand, chargeOf, titled } from "../../actions/command";
import { siteName } from "../../actions/names";
import type { IncidentView } from "../../link/wire";
import type { Args } from "./args";
import { aside, built, quote, thing, word, type Built } from "./sentence";
import { callOf, isCallWord, noSite, Problem, siteOf, type World } from "./world";

const ESTABLISH = 'IC GRHS "Lt. Moreno" MPD /north lot';
const XFER = 'IC XFER GRHS "BC Lund" WRFD';
const ADD = 'UC ADD WRFD "BC Lund" GRHS /fire and rescue';

const NUMBERED = /^I\d{2}-\d{1,6}$/;

export interface Subject {
  readonly fields: { incident: string } | { call: string } | { site: string };
  readonly incident: IncidentView | undefined;
  readonly named: string;
}

/** The call or site that is named, else what is selected. */
export function subjectOf(args: Args, world: World, usage: string): Subject | Problem {
  const numbered = args.take(isCallWord);
  if (numbered) {
    const call = callOf(world, numbered);
    return call instanceof Problem ? call : about(world, call.id, call.place.site);
  }
  const incident = args.take((one) => NUMBERED.test(one.upper));
  if (incident) {
    const found = [...world.incidents.values()].find((one) => one.number === incident.upper);
    if (found) return { fields: { incident: found.id }, incident: found, named: found.number };
    return new Problem(`No incident on the board has the number ${incident.upper}.`, incident);
  }
  const named = args.take((one) => siteOf(world, one) !== undefined);
  if (named) {
    const site = siteOf(world, named);
    if (site instanceof Problem) return site;
    return site ? about(world, null, site.id) : noSite(named, world);
  }
  const call = world.selectedCall === null ? undefined : world.calls.get(world.selectedCall);
  if (call) return about(world, call.id, call.place.site);
  if (world.selectedSite !== null) return about(world, null, world.selectedSite);
  return new Problem(`Of what? Name a call or a site, or select one: ${usage}.`);
}

function about(world: World, call: string | null, site: string | null): Subject {
  const incident = incidentOf(world.incidents.values(), call, site);
  const named = incident
    ? incident.number
    : call === null
      ? siteName(world.sites, site ?? "")
      : (world.calls.get(call)?.number ?? "");
  if (incident) return { fields: { incident: incident.id }, incident, named };
  return { fields: call === null ? { site: site ?? "" } : { call }, incident, named };
}

export interface Named {
  readonly fields: { readonly name: string; readonly title: string; readonly agency: string };
  readonly spoken: string;
}

export function namedBy(args: Args, world: World, usage: string): Named | Problem {
  const agency = args.take((one) => world.agencies.has(one.upper));
  const said = args.takeWhile(() => true).map((one) => one.text);
  if (said.length === 0) return new Problem(`Who? Type the name with its title: ${usage}.`);
  if (!agency) return new Problem(`Of which agency is ${said.join(" ")}? Type its code: ${usage}.`);
  const fields = { ...titled(said.join(" ")), agency: agency.upper };
  return { fields, spoken: commander({ ...fields, unit: null }) };
}

/** IC GRHS "Lt. Moreno" MPD /north lot; IC XFER 142 "BC Lund" WRFD; IC IN 142, IC OUT 142; IC END 142 /all released. */
export function inCharge(args: Args, world: World): Built | Problem {
  const first = args.words[0]?.upper;
  if (first === "XFER") return transfer(args, world);
  if (first === "IN" || first === "OUT") return confirm(args, world, first === "IN");
  if (first === "END") return end(args, world);
  const subject = subjectOf(args, world, ESTABLISH);
  if (subject instanceof Problem) return subject;
  if (args.words.length === 0) {
    return built(
      [{ do: "open", form: { name: "command", ...subject.fields } }],
      word("Command of"),
      thing(subject.named),
    );
  }
  const who = namedBy(args, world, ESTABLISH);
  if (who instanceof Problem) return who;
  if (args.text === null)
    return new Problem(`Where is the command post? Say it after a slash: ${ESTABLISH}.`);
  const extra = args.leftover([], ESTABLISH);
  if (extra) return extra;
  const held = subject.incident?.command ? inCommand(chargeOf(subject.incident)) : "";
  if (held !== "") return new Problem(`${held} is in command of ${subject.named}. To hand it over: ${XFER}.`);
  return built(
    [
      {
        do: "send",
        kind: "EstablishCommand",
        fields: { ...subject.fields, ...who.fields, post: args.text, how: "radio" },
        label: `${who.spoken} in command`,
      },
    ],
    thing(who.spoken),
    word("is in command of"),
    thing(subject.named),
    word("post"),
    quote(args.text),
  );
}

function commanded(
  args: Args,
  world: World,
  usage: string,
): (Subject & { incident: IncidentView }) | Problem {
  args.words.shift();
  const subject = subjectOf(args, world, usage);
  if (subject instanceof Problem) return subject;
  const { incident } = subject;
  if (!incident?.command) return new Problem(`Nobody is in command of ${subject.named} yet: ${ESTABLISH}.`);
  return { ...subject, incident };
}

function transfer(args: Args, world: World): Built | Problem {
  const subject = commanded(args, world, XFER);
  if (subject instanceof Problem) return subject;
  const who = namedBy(args, world, XFER);
  if (who instanceof Problem) return who;
  return built(
    [
      {
        do: "send",
        kind: "OfferTransfer",
        fields: {
          incident: subject.incident.id,
          ...who.fields,
          ...(args.text === null ? {} : { reason: args.text }),
        },
        label: `Transfer of command to ${who.spoken}`,
      },
    ],
    word("Transfer command of"),
    thing(subject.named),
    word("to"),
    thing(who.spoken),
    aside("when both have confirmed: IC IN, IC OUT"),
  );
}

function confirm(args: Args, world: World, incoming: boolean): Built | Problem {
  const usage = incoming ? "IC IN GRHS" : "IC OUT GRHS";
  const subject = commanded(args, world, usage);
  if (subject instanceof Problem) return subject;
  const { transfer } = subject.incident;
  if (transfer === null)
    return new Problem(`No transfer of command of ${subject.named} is under way: ${XFER}.`);
  const extra = args.leftover([], usage);
  if (extra) return extra;
  const who = incoming ? transfer.incoming : transfer.outgoing;
  return built(
    [
      {
        do: "send",
        kind: "ConfirmTransfer",
        fields: {
          incident: subject.incident.id,
          side: incoming ? "incoming" : "outgoing",
          how: "radio",
          briefed: incoming,
        },
        label: `${who.name} confirms the transfer`,
      },
    ],
    thing(commander(who)),
    word(incoming ? "has been briefed and takes command of" : "gives command of"),
    thing(subject.named),
    aside("by radio"),
  );
}

function end(args: Args, world: World): Built | Problem {
  const subject = commanded(args, world, "IC END GRHS");
  if (subject instanceof Problem) return subject;
  const extra = args.leftover([], "IC END GRHS /all released");
  if (extra) return extra;
  const who = inCommand(chargeOf(subject.incident));
  const fields = { incident: subject.incident.id, ...(args.text === null ? {} : { text: args.text }) };
  return built(
    [{ do: "send", kind: "TerminateCommand", fields, label: `Terminate command of ${subject.named}` }],
    word("End the command of"),
    thing(who),
    word("over"),
    thing(subject.named),
    ...(args.text === null ? [] : [quote(args.text)]),
  );
}

/** UC SINGLE GRHS /one room: MPD works under us. */
function single(args: Args, world: World): Built | Problem {
  const usage = "UC SINGLE GRHS /MPD works under us: one room";
  const subject = subjectOf(args, world, usage);
  if (subject instanceof Problem) return subject;
  const extra = args.leftover([], usage);
  if (extra) return extra;
  const commands = subject.incident?.command?.commander;
  if (!subject.incident || !commands)
    return new Problem(`Nobody commands ${subject.named} alone: ${ESTABLISH}.`);
  if (args.text === null) return new Problem(`Why does one commander stand for all? ${usage}.`);
  const there = subject.incident.present.map((one) => one.agency).join(", ");
  return built(
    [
      {
        do: "send",
        kind: "KeepSingleCommand",
        fields: { incident: subject.incident.id, reason: args.text, how: "radio" },
        label: `One commander for ${there}`,
      },
    ],
    thing(commander(commands)),
    word("commands"),
    thing(subject.named),
    word("alone for"),
    thing(there),
    quote(args.text),
  );
}

/** UC ADD WRFD "BC Lund" 142 /fire and rescue; UC OK WRFD 142; UC LEFT WRFD 142. */
export function unified(args: Args, world: World): Built | Problem {
  const what = args.words.shift()?.upper;
  if (what === "ADD") return addMember(args, world);
  if (what === "SINGLE") return single(args, world);
  if (what !== "OK" && what !== "LEFT") return new Problem(`UC ADD, UC OK, UC LEFT or UC SINGLE? ${ADD}.`);
  const usage = `UC ${what} WRFD GRHS`;
  const agency = args.take((one) => world.agencies.has(one.upper));
  if (!agency) return new Problem(`Of which agency? ${usage}.`);
  const subject = subjectOf(args, world, usage);
  if (subject instanceof Problem) return subject;
  const extra = args.leftover([], usage);
  if (extra) return extra;
  const member = subject.incident?.members.find((one) => one.commander.agency === agency.upper);
  if (!subject.incident || !member) {
    return new Problem(`${agency.upper} has no member in unified command of ${subject.named}: ${ADD}.`);
  }
  const fields = { incident: subject.incident.id, member: member.id, how: "radio" as const };
  const name = commander(member.commander);
  return what === "OK"
    ? built(
        [{ do: "send", kind: "ConfirmUnifiedMember", fields, label: `${name} confirms unified command` }],
        thing(name),
        word("confirms unified command of"),
        thing(subject.named),
        aside("by radio"),
      )
    : built(
        [{ do: "send", kind: "LeaveUnified", fields, label: `${name} leaves unified command` }],
        thing(name),
        word("leaves unified command of"),
        thing(subject.named),
      );
}

function addMember(args: Args, world: World): Built | Problem {
  const subject = subjectOf(args, world, ADD);
  if (subject instanceof Problem) return subject;
  if (!subject.incident) return new Problem(`${subject.named} is no incident yet: ${ESTABLISH}.`);
  const who = namedBy(args, world, ADD);
  if (who instanceof Problem) return who;
  if (args.text === null) return new Problem(`By what authority? Say it after a slash: ${ADD}.`);
  return built(
    [
      {
        do: "send",
        kind: "AddUnifiedMember",
        fields: { incident: subject.incident.id, ...who.fields, authority: args.text, how: "radio" },
        label: `${who.spoken} for unified command`,
      },
    ],
    thing(who.spoken),
    word("stands in unified command of"),
    thing(subject.named),
    quote(args.text),
    aside("confirmed by radio"),
  );
}
