// Verbs that end a call: cancelled, referred, a duplicate of another, or closed with what came of it.
import { callName, shortNumber } from "../../actions/names";
import { DISPOSITIONS } from "../../link/catalog";
import type { Args } from "./args";
import { namedCall } from "./calls";
import { aside, built, callToken, quote, thing, word, type Built } from "./sentence";
import { brief, callOf, meant, Problem, type World } from "./world";

/** X 142, X 142 PSAP, X 142 REF "Harlan PD", X 142 DUP 139 */
export function cancel(args: Args, world: World): Built | Problem {
  const usage = "X 142, X 142 PSAP, X 142 REF MPD or X 142 DUP 139";
  const call = namedCall(args, world, usage);
  if (call instanceof Problem) return call;
  const way = args.words.shift();
  const name = callToken(call, world.sites);
  const number = shortNumber(call.number);
  if (way?.upper === "DUP") {
    const other = args.words.shift();
    if (!other) return new Problem("Say of which call it is a duplicate: X 142 DUP 139.");
    const into = callOf(world, other);
    if (into instanceof Problem) return into;
    if (into.id === call.id) return new Problem("That is the same call. Type the other one's number.");
    const extra = args.leftover([], usage);
    if (extra) return extra;
    return built(
      [
        {
          do: "send",
          kind: "MergeCall",
          fields: { call: call.id, into: into.id },
          label: `${number} is a duplicate of ${shortNumber(into.number)}`,
        },
      ],
      name,
      word("is a duplicate of"),
      thing(`${callName(into)}, ${shortNumber(into.number)}`),
    );
  }
  const referred =
    way?.upper === "REF"
      ? args.words
          .splice(0)
          .map((each) => each.text)
          .join(" ")
      : null;
  if (referred === "") return new Problem('Say to whom: X 142 REF "Harlan PD".');
  if (way && way.upper !== "PSAP" && way.upper !== "REF" && way.upper !== "CALLER") {
    return new Problem(`${way.text} is no way to cancel a call. Type ${usage}.`);
  }
  const extra = args.leftover([], usage);
  if (extra) return extra;
  const end =
    referred !== null ? "REFERRED" : way?.upper === "PSAP" ? "CANCELLED_BY_PSAP" : "CANCELLED_BY_CALLER";
  const how = {
    REFERRED: "Refer",
    CANCELLED_BY_PSAP: "Cancel (PSAP)",
    CANCELLED_BY_CALLER: "Cancel (caller)",
  }[end];
  return built(
    [
      {
        do: "send",
        kind: "EndCall",
        fields: {
          call: call.id,
          end,
          ...(referred === null ? {} : { referred_to: referred }),
          ...(args.text ? { text: args.text } : {}),
        },
        label: `${how} ${number}`,
      },
    ],
    word(how),
    name,
    ...(referred === null ? [] : [word("to"), thing(referred)]),
    ...(args.text ? [quote(args.text)] : []),
    ...(call.units.length > 0 ? [aside("units are on it: close it with a disposition instead")] : []),
  );
}

/** C 142 RPT /outcome */
export function closeCall(args: Args, world: World): Built | Problem {
  const usage = "C 142 RPT /outcome";
  const call = namedCall(args, world, usage);
  if (call instanceof Problem) return call;
  const code = args.words.shift();
  if (!code) {
    return built(
      [{ do: "open", form: { name: "close-call", call: call.id } }],
      word("Open the form to close"),
      thing(`${callName(call)}, ${shortNumber(call.number)}`),
    );
  }
  const disposition = DISPOSITIONS.find((each) => each.code === code.upper);
  if (!disposition) {
    return meant(
      `${brief(code.text)} is no disposition.{?} Tab shows them; as ${usage}.`,
      code,
      DISPOSITIONS.map((each) => each.code),
    );
  }
  const extra = args.leftover([], usage);
  if (extra) return extra;
  const needsWords = call.priority <= 2 || call.actions.length > 0;
  if (needsWords && args.text === null) {
    return new Problem(`P1, P2 and calls with a protective action need an outcome: ${usage}.`);
  }
  return built(
    [
      {
        do: "send",
        kind: "CloseCall",
        fields: {
          call: call.id,
          disposition: disposition.code,
          ...(args.text ? { outcome: args.text } : {}),
        },
        label: `Close ${shortNumber(call.number)}`,
      },
    ],
    word("Close"),
    callToken(call, world.sites),
    word("with"),
    thing(disposition.label),
    ...(args.text ? [quote(args.text)] : []),
    ...(call.units.length > 0 ? [aside(`${call.units.join(", ")} still on it`)] : []),
  );
}
