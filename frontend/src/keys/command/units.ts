// Verbs about units: sending, statuses, clearing, radio, checks, emergency.
import { shortNumber, siteName } from "../../actions/names";
import type { Order } from "../../actions/orders";
import { elapsed } from "../../lib/format";
import { DISPOSITIONS, statusTerm } from "../../link/catalog";
import type { CallView, UnitStatus, UnitView } from "../../link/wire";
import { priorityOf, type Args } from "./args";
import { closeCall } from "./closing";
import type { Word } from "./lex";
import { aside, built, callToken, quote, thing, unit, warn, word, type Built, type Token } from "./sentence";
import {
  brief,
  callAt,
  callOf,
  endedCall,
  isCallWord,
  listed,
  meant,
  noUnit,
  Problem,
  siteOf,
  unitOf,
  type World,
} from "./world";

function isPriority(text: Word, world: World): boolean {
  return /^P[1-5]$/.test(text.upper) && !unitOf(world, text);
}

/** The call that the rest of a clause names: a number, a site with one open call, or the selected one. */
function target(args: Args, world: World, what: string): CallView | Problem {
  const [last] = args.words;
  if (!last) {
    const selected = world.selectedCall === null ? undefined : world.calls.get(world.selectedCall);
    if (selected) return endedCall(selected) ?? selected;
    return new Problem(`${what} Type the call's number, as 142, or select a call first.`);
  }
  args.words.shift();
  if (isCallWord(last)) {
    const call = callOf(world, last);
    return call instanceof Problem ? call : (endedCall(call) ?? call);
  }
  const site = siteOf(world, last);
  if (site instanceof Problem) return site;
  if (site) return callAt(world, site.id, last);
  return /^[A-Z]{1,4}\d+$/i.test(last.text)
    ? noUnit(world, last)
    : new Problem(`${last.text} is no unit, call or site. Type D A7 142.`);
}

export function sendUnits(status: UnitStatus) {
  return (args: Args, world: World): Built | Problem => {
    const preempt = args.take((one) => one.upper === "PRE" || one.upper === "PREEMPT") !== undefined;
    const level = args.take((one) => isPriority(one, world));
    const priority = level ? priorityOf(level) : null;
    const units = args
      .takeWhile((one) => unitOf(world, one) !== undefined)
      .flatMap((one) => unitOf(world, one) ?? []);
    if (units.length === 0) {
      const [first] = args.words;
      if (first && !isCallWord(first)) return noUnit(world, first);
      return new Problem(`Say which units: ${args.verb} A7 142.`);
    }
    const call = target(args, world, "Sent to which call?");
    if (call instanceof Problem) return call;
    const extra = args.leftover([], `${args.verb} A7 142`);
    if (extra) return extra;
    const free = units.filter((one) => isFree(one)).length;
    const names = [...new Set(units.map((one) => one.id))];
    const order: Order = {
      do: "send",
      kind: "AssignUnits",
      fields: {
        call: call.id,
        units: names,
        status,
        preempt,
        ...(priority === null ? {} : { priority }),
      },
      label: `Send ${names.join(", ")} to ${shortNumber(call.number)}`,
    };
    const more: Order[] = [order, ...note(args, call, null)];
    return built(
      more,
      word(status === "DP" ? "Dispatch" : `Dispatch, ${statusTerm(status).label.toLowerCase()},`),
      ...names.map(unit),
      word("to"),
      callToken(call, world.sites),
      ...(priority === null ? [] : [word(`as P${priority}`)]),
      ...(preempt ? [word("pulled off their calls")] : []),
      ...(args.text ? [word("and note"), quote(args.text)] : []),
      aside([`${free} of ${units.length} available`, ...nearest(world, call, names)].join(" · ")),
      ...units.flatMap((one) => waits(one, call, priority ?? call.priority, preempt)),
    );
  };
}

/** How soon the first of them could be there, once the server has said. */
function nearest(world: World, call: CallView, names: readonly string[]): string[] {
  const found = world.advise({ call: call.id }, call.version);
  const etas = (found?.candidates ?? []).flatMap((one) =>
    names.includes(one.unit) && one.eta_s !== null ? [one.eta_s] : [],
  );
  return etas.length === 0 ? [] : [`closest ${elapsed(Math.min(...etas) * 1000)}`];
}

function isFree(one: UnitView): boolean {
  return one.call === null && ["AV", "AP", "BC", "IV", "RW", "ML", "MT"].includes(one.status);
}

/** A unit that has a call already: what will become of this one, before Enter. */
function waits(one: UnitView, call: CallView, priority: number, preempt: boolean): Token[] {
  if (one.call === null || one.call === call.id || preempt) return [];
  const on = shortNumber(one.call_number ?? "");
  return [
    warn(
      priority === 1
        ? `${one.id} is on ${on} and a P1 never waits: add PRE to pull it off`
        : `${one.id} is on ${on}: this call waits behind it; PRE pulls it off`,
    ),
  ];
}

function note(args: Args, call: CallView | null, about: string | null): Order[] {
  if (args.text === null) return [];
  return [
    {
      do: "send",
      kind: "AddNote",
      fields: {
        text: args.text,
        ...(call ? { call: call.id } : {}),
        ...(about === null ? {} : { unit: about }),
      },
      label: call ? `Note on ${shortNumber(call.number)}` : `Note on ${about ?? "the log"}`,
    },
  ];
}

/** OS A7; several units at once; with a call or a site where that matters. */
export function setStatus(status: UnitStatus) {
  const term = statusTerm(status);
  return (args: Args, world: World): Built | Problem => {
    const units = args.takeWhile((one) => unitOf(world, one) !== undefined).map((one) => one.upper);
    if (units.length === 0) {
      const [first] = args.words;
      if (first) return noUnit(world, first);
      if (world.selectedUnit === null) return new Problem(`Say which unit: ${args.verb} A7.`);
      units.push(world.selectedUnit);
    }
    let call: CallView | null = null;
    let site: string | null = null;
    const [place] = args.words.splice(0, 1);
    if (place) {
      if (isCallWord(place)) {
        const found = callOf(world, place);
        if (found instanceof Problem) return found;
        call = found;
      } else {
        const found = siteOf(world, place);
        if (found instanceof Problem) return found;
        if (!found) return new Problem(`${place.text} is no unit, call or site. Type ${args.verb} A7 142.`);
        site = found.id;
      }
    }
    const extra = args.leftover([], `${args.verb} A7`);
    if (extra) return extra;
    const orders = [...new Set(units)].map((one): Order => ({
      do: "send",
      kind: "SetUnitStatus",
      fields: {
        unit: one,
        status,
        ...(call ? { call: call.id } : {}),
        ...(site ? { site } : {}),
        ...(args.text ? { text: args.text } : {}),
      },
      label: `${one} ${term.label.toLowerCase()}`,
    }));
    const marks = units.flatMap((one) => illegal(world, one, status));
    return built(
      orders,
      ...units.map(unit),
      word(term.label.toLowerCase()),
      ...(call ? [word("on"), callToken(call, world.sites)] : []),
      ...(site ? [word("at"), thing(siteName(world.sites, site))] : []),
      ...(args.text ? [quote(args.text)] : []),
      ...marks,
    );
  };
}

function illegal(world: World, id: string, status: UnitStatus): Token[] {
  const one = world.units.get(id);
  if (!one || one.status === status) return [];
  const term = statusTerm(one.status);
  return term.legal.includes(status)
    ? []
    : [warn(`${id} is ${term.label.toLowerCase()}: unusual, it is marked in the log`)];
}

/** C A7, C A7 NRPT /handled, C 142 RPT /outcome. */
export function clear(args: Args, world: World): Built | Problem {
  const units = args.takeWhile((one) => unitOf(world, one) !== undefined).map((one) => one.upper);
  if (units.length === 0) {
    const [first] = args.words;
    if (!first) return new Problem("Say what is done: C A7, C A7 NRPT /handled or C 142 RPT /outcome.");
    if (!isCallWord(first)) return noUnit(world, first);
    return closeCall(args, world);
  }
  const code = args.words.shift();
  const disposition = code ? DISPOSITIONS.find((one) => one.code === code.upper) : undefined;
  if (code && !disposition) {
    return meant(
      `${brief(code.text)} is no disposition.{?} Tab shows them; NRPT is handled, no report.`,
      code,
      DISPOSITIONS.map((one) => one.code),
    );
  }
  const extra = args.leftover([], "C A7 NRPT /handled");
  if (extra) return extra;
  const orders = [...new Set(units)].map((one): Order => ({
    do: "send",
    kind: "ClearUnit",
    fields: {
      unit: one,
      ...(disposition ? { disposition: disposition.code } : {}),
      ...(args.text ? { outcome: args.text } : {}),
    },
    label: `Clear ${one}`,
  }));
  const idle = units.filter((one) => world.units.get(one)?.call === null);
  return built(
    orders,
    word("Clear"),
    ...units.map(unit),
    ...(disposition ? [word("with"), thing(disposition.label)] : []),
    ...(args.text ? [quote(args.text)] : []),
    ...(idle.length > 0 ? [aside(`${listed(idle)} on no call`)] : []),
  );
}

/** R A7 /north doors secure */
export function radio(args: Args, world: World): Built | Problem {
  const from = args.words[0] && unitOf(world, args.words[0]) ? args.words.shift()?.upper : undefined;
  const to = args.key("to");
  const channel = args.key("channel");
  const extra = args.leftover(["to", "channel"], "R A7 /north doors secure");
  if (extra) return extra;
  if (args.text === null)
    return new Problem("Say what was transmitted after a slash: R A7 /north doors secure.");
  const call = from === undefined ? world.selectedCall : (world.units.get(from)?.call ?? null);
  return built(
    [
      {
        do: "send",
        kind: "LogRadio",
        fields: {
          text: args.text,
          ...(from === undefined ? {} : { unit: from }),
          ...(to === undefined ? {} : { to }),
          ...(channel === undefined ? {} : { channel }),
          ...(call === null ? {} : { call }),
        },
        label: `Radio ${from ?? ""}`.trim(),
      },
    ],
    word("Log radio"),
    ...(from === undefined ? [] : [word("from"), unit(from)]),
    ...(to === undefined ? [] : [word("to"), thing(to)]),
    quote(args.text),
  );
}

/** RT A7, RT A7 20 */
export function resetCheck(args: Args, world: World): Built | Problem {
  const units = args.takeWhile((one) => unitOf(world, one) !== undefined).map((one) => one.upper);
  const [first] = args.words;
  if (units.length === 0) return first ? noUnit(world, first) : new Problem("Say which unit: RT A7.");
  const minutes = first && /^\d{1,4}m?$/i.test(first.text) ? Number.parseInt(first.text, 10) : null;
  if (minutes !== null) args.words.shift();
  const extra = args.leftover([], "RT A7 20");
  if (extra) return extra;
  if (minutes !== null && (minutes < 1 || minutes > 1440)) {
    return new Problem("Say 1 to 1440 minutes: RT A7 20.");
  }
  const orders = units.map((one): Order => ({
    do: "send",
    kind: "ResetCheck",
    fields: { unit: one, ...(minutes === null ? {} : { minutes }) },
    label: `Status check ${one}`,
  }));
  return built(
    orders,
    ...units.map(unit),
    word("answered, check again"),
    aside(minutes === null ? "after the usual time" : `in ${minutes} min`),
  );
}

/** EM A7: an officer emergency that was heard by voice. */
export function emergency(args: Args, world: World): Built | Problem {
  const [first] = args.words.splice(0, 1);
  if (!first) return new Problem("Say which unit: EM A7.");
  const found = unitOf(world, first);
  if (!found) return noUnit(world, first);
  const extra = args.leftover([], "EM A7");
  if (extra) return extra;
  return built(
    [
      {
        do: "send",
        kind: "DeclareEmergency",
        fields: { unit: found.id, source: "voice", ...(args.text ? { text: args.text } : {}) },
        label: `EMERGENCY ${found.id}`,
      },
    ],
    word("Officer emergency,"),
    unit(found.id),
    ...(args.text ? [quote(args.text)] : []),
  );
}
