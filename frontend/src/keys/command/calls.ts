// Verbs about a call that is open: holding, priority, notes, and who else has it.
import { shortNumber, siteName } from "../../actions/names";
import type { Order } from "../../actions/orders";
import { momentToCome } from "../../lib/moments";
import type { CallView } from "../../link/wire";
import { priorityOf, type Args } from "./args";
import { aside, built, callToken, quote, thing, unit, word, type Built } from "./sentence";
import { callOf, ENDED, endedCall, isCallWord, noSite, Problem, siteOf, unitOf, type World } from "./world";

/** The call that a clause begins with, or the selected one. */
export function namedCall(args: Args, world: World, usage: string): CallView | Problem {
  const [first] = args.words;
  if (!first || !isCallWord(first)) {
    const selected = world.selectedCall === null ? undefined : world.calls.get(world.selectedCall);
    if (selected && !ENDED.has(selected.status)) return selected;
    return new Problem(`Say which call: ${usage}.`);
  }
  args.words.shift();
  const call = callOf(world, first);
  return call instanceof Problem ? call : (endedCall(call) ?? call);
}

/** H 142 20m, H 142 14:30 */
export function hold(args: Args, world: World): Built | Problem {
  const usage = "H 142 20m";
  const [first] = args.words;
  if (first && !isCallWord(first) && siteOf(world, first)) {
    return new Problem(`H holds a call. To start Hold at ${first.upper} type HOLD ${first.upper}.`);
  }
  const call = namedCall(args, world, usage);
  if (call instanceof Problem) return call;
  const when = args.words.shift();
  if (!when) return new Problem(`Say how long: ${usage}, or until when: H 142 14:30.`);
  const until = momentToCome(when.text, world.now);
  if (until === null) return new Problem(`${when.text} is no time. Type 20m, 2h or 14:30.`);
  const extra = args.leftover([], usage);
  if (extra) return extra;
  return built(
    [
      {
        do: "send",
        kind: "HoldCall",
        fields: {
          call: call.id,
          until: new Date(until).toISOString(),
          ...(args.text ? { reason: args.text } : {}),
        },
        label: `Hold ${shortNumber(call.number)}`,
      },
    ],
    word("Put"),
    callToken(call, world.sites),
    word(`on hold until ${localTime(until)}`),
    ...(args.text ? [quote(args.text)] : []),
  );
}

function localTime(moment: number): string {
  const date = new Date(moment);
  return `${String(date.getHours()).padStart(2, "0")}:${String(date.getMinutes()).padStart(2, "0")}`;
}

/** P 142 2 */
export function setPriority(args: Args, world: World): Built | Problem {
  const usage = "P 142 2";
  const level = args.words.length > 1 ? args.words.pop() : args.take((each) => /^P[1-5]$/.test(each.upper));
  const call = namedCall(args, world, usage);
  if (call instanceof Problem) return call;
  const priority = level ? priorityOf(level) : null;
  if (priority === null) return new Problem(`Say which priority, 1 to 5: ${usage}.`);
  const extra = args.leftover([], usage);
  if (extra) return extra;
  return built(
    [
      {
        do: "send",
        kind: "UpdateCall",
        fields: { call: call.id, priority },
        label: `Priority ${priority} for ${shortNumber(call.number)}`,
        expect: { [call.id]: call.version },
      },
    ],
    word("Make"),
    callToken(call, world.sites),
    word(`priority ${priority}`),
    aside(`now ${call.priority}`),
  );
}

/** L 142 /principal advises …, L GRHS /…, L A7 /…, L /… for the shift log */
export function note(args: Args, world: World): Built | Problem {
  const usage = "L 142 /principal advises doors are locked";
  const [about] = args.words.splice(0, 1);
  const extra = args.leftover([], usage);
  if (extra) return extra;
  if (args.text === null) return new Problem(`Write the note after a slash: ${usage}.`);
  const text = args.text;
  const make = (fields: { call?: string; site?: string; unit?: string }, label: string): Order => ({
    do: "send",
    kind: "AddNote",
    fields: { text, ...fields },
    label,
  });
  if (!about) {
    return built([make({}, "Note in the shift log")], word("Note in the shift log"), quote(text));
  }
  if (isCallWord(about)) {
    const call = callOf(world, about);
    if (call instanceof Problem) return call;
    return built(
      [make({ call: call.id }, `Note on ${shortNumber(call.number)}`)],
      word("Note on"),
      callToken(call, world.sites),
      quote(text),
    );
  }
  const found = unitOf(world, about);
  if (found) {
    return built(
      [make({ unit: found.id }, `Note on ${found.id}`)],
      word("Note on"),
      unit(found.id),
      quote(text),
    );
  }
  const site = siteOf(world, about);
  if (site instanceof Problem) return site;
  if (!site) return noSite(about, world);
  return built(
    [make({ site: site.id }, `Note on ${site.id}`)],
    word("Note on"),
    thing(siteName(world.sites, site.id)),
    quote(text),
  );
}

/** 911 142, 911 142 TAMCOM */
export function psap(args: Args, world: World): Built | Problem {
  const usage = "911 142 TAMCOM";
  const call = namedCall(args, world, usage);
  if (call instanceof Problem) return call;
  const agency = args.words.shift();
  if (agency && !world.agencies.has(agency.upper)) {
    const known = [...world.agencies.values()]
      .filter((each) => each.agency_kind === "psap")
      .map((each) => each.id);
    return new Problem(`There is no agency ${agency.text}. PSAPs: ${known.join(" ")}.`);
  }
  const extra = args.leftover([], usage);
  if (extra) return extra;
  return built(
    [
      {
        do: "send",
        kind: "NotifyPsap",
        fields: {
          call: call.id,
          ...(agency ? { agency: agency.upper } : {}),
          ...(args.text ? { text: args.text } : {}),
        },
        label: `PSAP has ${shortNumber(call.number)}`,
      },
    ],
    thing(agency ? agency.upper : "The PSAP"),
    word("confirms that it has"),
    callToken(call, world.sites),
  );
}
