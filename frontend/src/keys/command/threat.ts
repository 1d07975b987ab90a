// What was found out about a violent threat that nobody has seen: VERIFY. It lowers nothing: neither priority nor response.
import { VERIFY } from "../../actions/threats";
import type { VerifiedView } from "../../link/wire";
import type { Args } from "./args";
import { aside, built, callToken, quote, thing, word, type Built } from "./sentence";
import { callOf, isCallWord, Problem, type World } from "./world";

const USAGE = "VERIFY 142 CALLBACK AGAINST /dead number";
const FINDINGS: ReadonlySet<string> = new Set(["for", "against", "unknown"]);

/** VERIFY 142 CALLBACK AGAINST /dead number */
export function verify(args: Args, world: World): Built | Problem {
  const numbered = args.take(isCallWord);
  const selected = world.selectedCall === null ? undefined : world.calls.get(world.selectedCall);
  const call = numbered ? callOf(world, numbered) : selected;
  if (call instanceof Problem) return call;
  if (call === undefined) return new Problem(`Which call? Type its number, or select it: ${USAGE}.`);
  const finding = args.take((one) => FINDINGS.has(one.text.toLowerCase()))?.text.toLowerCase();
  const named = args.take((one) => VERIFY.some((each) => each.point === one.text.toLowerCase()));
  const point = VERIFY.find((one) => one.point === named?.text.toLowerCase());
  const extra = args.leftover([], USAGE);
  if (extra) return extra;
  if (point === undefined) {
    const all = VERIFY.map((one) => one.point.toUpperCase()).join(", ");
    return new Problem(`Which point: ${all}? ${USAGE}.`);
  }
  if (finding === undefined) return new Problem(`FOR, AGAINST or UNKNOWN? ${USAGE}.`);
  const said = { for: point.speaks_for, against: point.speaks_against, unknown: "Not known" };
  const meant = said[finding as keyof typeof said];
  return built(
    [
      {
        do: "send",
        kind: "VerifyThreat",
        fields: {
          call: call.id,
          point: point.point as VerifiedView["point"],
          finding: finding as VerifiedView["finding"],
          ...(args.text === null ? {} : { note: args.text }),
        },
        label: `${call.number}: ${meant}`,
      },
    ],
    word("Threat of"),
    callToken(call, world.sites),
    thing(point.point),
    word(meant),
    ...(args.text === null ? [] : [quote(args.text)]),
    aside("lowers nothing"),
  );
}
