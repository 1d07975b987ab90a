// Verbs of the radio net: roll calls and emergency traffic only.
import { shortNumber } from "../../actions/names";
import type { Order } from "../../actions/orders";
import type { CallView } from "../../link/wire";
import { headCount, parOfAll } from "./conduct";
import type { Args } from "./args";
import { aside, built, callToken, quote, unit, word, type Built } from "./sentence";
import { callAt, callOf, isCallWord, noUnit, Problem, siteOf, unitOf, type World } from "./world";

const EXAMPLE = "PAR 142, PAR A7 OK or PAR 142 END /reason";

/** PAR 142 begins one, PAR A7 OK is an answer, PAR 142 END /reason ends it without the rest. */
export function rollCall(args: Args, world: World): Built | Problem {
  const whole = args.take((one) => one.upper === "ALL") !== undefined;
  if (whole || (args.words.length === 1 && /^I\d{2}-/.test(args.words[0]?.upper ?? "")))
    return parOfAll(args, world);
  const agency = args.take((one) => world.agencies.has(one.upper) && unitOf(world, one) === undefined);
  if (agency) return headCount(args, world, agency.upper);
  const units = args.takeWhile((one) => unitOf(world, one) !== undefined).map((one) => one.upper);
  if (units.length > 0) return answers(args, world, units);
  const call = which(args, world);
  if (call instanceof Problem) return call;
  const end = args.take((one) => one.upper === "END") !== undefined;
  const extra = args.leftover([], EXAMPLE);
  if (extra) return extra;
  if (end) {
    if (args.text === null) return new Problem("Say why after a slash: PAR 142 END /seen by the supervisor.");
    const fields = { call: call.id, reason: args.text };
    return built(
      [{ do: "send", kind: "EndRollCall", fields, label: `End roll call ${shortNumber(call.number)}` }],
      word("End the roll call of"),
      callToken(call, world.sites),
      quote(args.text),
    );
  }
  return built(
    [
      {
        do: "send",
        kind: "StartRollCall",
        fields: { call: call.id, cause: "asked" },
        label: `Roll call ${shortNumber(call.number)}`,
      },
    ],
    word("Roll call of"),
    callToken(call, world.sites),
    ...(call.units.length > 0 ? call.units.map(unit) : [aside("no unit is on it")]),
  );
}

function answers(args: Args, world: World, units: readonly string[]): Built | Problem {
  args.take((one) => one.upper === "OK");
  const extra = args.leftover([], "PAR A7 OK");
  if (extra) return extra;
  const orders: Order[] = [];
  for (const id of new Set(units)) {
    const call = world.units.get(id)?.call ?? null;
    if (call === null) return new Problem(`${id} is on no call, so no roll call asks it.`);
    orders.push({
      do: "send",
      kind: "AnswerRollCall",
      fields: { call, unit: id, ...(args.text === null ? {} : { text: args.text }) },
      label: `Roll call ${id}`,
    });
  }
  return built(
    orders,
    ...units.map(unit),
    word("answered the roll call"),
    ...(args.text === null ? [] : [quote(args.text)]),
  );
}

function which(args: Args, world: World): CallView | Problem {
  const first = args.words[0];
  if (!first || first.upper === "END") {
    const selected = world.selectedCall === null ? undefined : world.calls.get(world.selectedCall);
    return selected ?? new Problem(`Type the call's number, or select a call: ${EXAMPLE}.`);
  }
  args.words.shift();
  if (isCallWord(first)) return callOf(world, first);
  const site = siteOf(world, first);
  if (site instanceof Problem) return site;
  return site ? callAt(world, site.id) : noUnit(world, first);
}

/** TRAF, TRAF A7 /shots; TRAF OFF. */
export function traffic(args: Args, world: World): Built | Problem {
  const off = args.take((one) => one.upper === "OFF") !== undefined;
  const first = args.words[0];
  const found = first ? unitOf(world, first) : undefined;
  if (found) args.words.shift();
  const channel = args.key("channel");
  const extra = args.leftover(["channel"], "TRAF A7 channel=D1 /shots heard");
  if (extra) return extra;
  if (off) {
    return built(
      [{ do: "send", kind: "ReleaseTraffic", fields: {}, label: "Channel free for all traffic" }],
      word("Free the channel for all traffic"),
    );
  }
  return built(
    [
      {
        do: "send",
        kind: "HoldTraffic",
        fields: {
          ...(found ? { unit: found.id } : {}),
          ...(channel === undefined ? {} : { channel }),
          ...(args.text === null ? {} : { reason: args.text }),
        },
        label: "Emergency traffic only",
      },
    ],
    word("Emergency traffic only"),
    ...(found ? [word("for"), unit(found.id)] : []),
    ...(channel === undefined ? [] : [aside(`on ${channel}`)]),
    ...(args.text === null ? [] : [quote(args.text)]),
  );
}
