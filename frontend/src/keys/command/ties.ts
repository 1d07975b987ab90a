// Verbs about who works a call and how calls belong together.
import { callName, shortNumber } from "../../actions/names";
import type { CallView, LinkKind } from "../../link/wire";
import type { Args } from "./args";
import { namedCall } from "./calls";
import { aside, built, callToken, thing, word, type Built } from "./sentence";
import { callOf, Problem, type World } from "./world";

/** TAKE 142 */
export function take(args: Args, world: World): Built | Problem {
  const usage = "TAKE 142";
  const call = namedCall(args, world, usage);
  if (call instanceof Problem) return call;
  const extra = args.leftover([], usage);
  if (extra) return extra;
  return built(
    [{ do: "send", kind: "TakeCall", fields: { call: call.id }, label: `Take ${shortNumber(call.number)}` }],
    word("Take"),
    callToken(call, world.sites),
    ...(call.owner ? [aside(`from ${call.owner.name}`)] : []),
  );
}

function pair(args: Args, world: World, usage: string): readonly [CallView, CallView] | Problem {
  const [one, two] = args.words.splice(0, 2);
  if (!one || !two) return new Problem(`Say which two calls: ${usage}.`);
  const call = callOf(world, one);
  if (call instanceof Problem) return call;
  const other = callOf(world, two);
  if (other instanceof Problem) return other;
  if (call.id === other.id) return new Problem("That is the same call. Type the other one's number.");
  return [call, other];
}

const HOW: Readonly<Record<string, { link: LinkKind; words: string }>> = {
  RELATED: { link: "RELATED", words: "has to do with" },
  PARENT: { link: "PARENT", words: "is the larger matter of" },
  CHILD: { link: "CHILD", words: "is part of" },
};

/** TIE 142 139, TIE 142 139 PARENT; TIE 142 opens the dialog */
export function tie(args: Args, world: World): Built | Problem {
  const usage = "TIE 142 139, or TIE 142 139 PARENT";
  if (args.words.length < 2) {
    const call = namedCall(args, world, usage);
    if (call instanceof Problem) return call;
    return built(
      [{ do: "open", form: { name: "ties", call: call.id } }],
      word("What belongs to"),
      callToken(call, world.sites),
    );
  }
  const found = pair(args, world, usage);
  if (found instanceof Problem) return found;
  const [call, other] = found;
  const said = args.words.shift();
  const how = HOW[said?.upper ?? "RELATED"];
  if (!how) return new Problem(`${said?.text ?? ""} is no way to link calls. Type RELATED, PARENT or CHILD.`);
  const extra = args.leftover([], usage);
  if (extra) return extra;
  return built(
    [
      {
        do: "send",
        kind: "LinkCalls",
        fields: { call: call.id, other: other.id, link: how.link },
        label: `Link ${shortNumber(call.number)} and ${shortNumber(other.number)}`,
      },
    ],
    callToken(call, world.sites),
    word(how.words),
    callToken(other, world.sites),
  );
}

/** UNTIE 142 139 */
export function untie(args: Args, world: World): Built | Problem {
  const usage = "UNTIE 142 139";
  const found = pair(args, world, usage);
  if (found instanceof Problem) return found;
  const [call, other] = found;
  const extra = args.leftover([], usage);
  if (extra) return extra;
  return built(
    [
      {
        do: "send",
        kind: "LinkCalls",
        fields: { call: call.id, other: other.id, link: "UNLINK" },
        label: `Unlink ${shortNumber(call.number)} and ${shortNumber(other.number)}`,
      },
    ],
    callToken(call, world.sites),
    word("no longer belongs to"),
    callToken(other, world.sites),
  );
}

/** MERGE 142 139: 142 is a duplicate of 139 */
export function merge(args: Args, world: World): Built | Problem {
  const usage = "MERGE 142 139 (142 becomes part of 139)";
  const found = pair(args, world, usage);
  if (found instanceof Problem) return found;
  const [call, into] = found;
  const extra = args.leftover([], usage);
  if (extra) return extra;
  return built(
    [
      {
        do: "send",
        kind: "MergeCall",
        fields: { call: call.id, into: into.id },
        label: `${shortNumber(call.number)} is a duplicate of ${shortNumber(into.number)}`,
      },
    ],
    callToken(call, world.sites),
    word("is a duplicate of"),
    thing(`${callName(into)}, ${shortNumber(into.number)}`),
  );
}

/** SPLIT 142 */
export function split(args: Args, world: World): Built | Problem {
  const usage = "SPLIT 142";
  const call = namedCall(args, world, usage);
  if (call instanceof Problem) return call;
  const extra = args.leftover([], usage);
  if (extra) return extra;
  return built(
    [{ do: "open", form: { name: "split", call: call.id } }],
    word("Choose the reports to split off"),
    callToken(call, world.sites),
  );
}

/** XFER 142: the words for a warm transfer to the PSAP */
export function transfer(args: Args, world: World): Built | Problem {
  const usage = "XFER 142";
  const call = namedCall(args, world, usage);
  if (call instanceof Problem) return call;
  const extra = args.leftover([], usage);
  if (extra) return extra;
  return built(
    [{ do: "open", form: { name: "transfer", call: call.id } }],
    word("Words for 911 about"),
    callToken(call, world.sites),
  );
}
