// Verbs about calls: entering, cancelling, holding, priority, closing, notes.
import { callName, placeName, shortNumber, siteName } from "../../actions/names";
import type { Order } from "../../actions/orders";
import { DISPOSITIONS, INCIDENT_TYPES } from "../../link/catalog";
import type { CallView, SiteView } from "../../link/wire";
import { priorityOf, type Args } from "./args";
import type { Word } from "./lex";
import { aside, built, quote, thing, unit, word, type Built } from "./sentence";
import { callOf, ENDED, isCallWord, noSite, Problem, siteOf, unitOf, type World } from "./world";

function one(args: Args, world: World, usage: string): CallView | Problem {
  const [first] = args.words;
  if (!first || !isCallWord(first)) {
    const selected = world.selectedCall === null ? undefined : world.calls.get(world.selectedCall);
    if (selected && !ENDED.has(selected.status)) return selected;
    return new Problem(`Say which call: ${usage}.`);
  }
  args.words.shift();
  return callOf(world, first);
}

interface Spot {
  building?: string;
  zone?: string;
  room?: string;
  address?: string;
}

/** Words after a site: one of its rooms, zones or buildings, else words for the place. */
function spotOf(words: readonly Word[], site: SiteView | null, world: World): Spot {
  if (words.length === 0) return {};
  const text = words.map((each) => each.text).join(" ");
  const upper = text.toUpperCase();
  if (site) {
    const room = world
      .rooms(site.id)
      .find((each) => each.code.toUpperCase() === upper || each.name.toUpperCase() === upper);
    if (room) return { room: room.code, building: room.building };
    for (const building of site.buildings) {
      if (building.code.toUpperCase() === upper || building.name.toUpperCase() === upper) {
        return { building: building.code };
      }
      const zone = building.zones?.find((each) => each.toUpperCase() === upper);
      if (zone !== undefined) return { building: building.code, zone };
    }
  }
  return { address: text };
}

/** N FIGHT GRHS cafeteria P2 caller="Ms Odell" /two students */
export function newCall(args: Args, world: World): Built | Problem {
  const usage = "N FIGHT GRHS cafeteria /two students";
  const [typeWord] = args.words.splice(0, 1);
  if (!typeWord) {
    return built([{ do: "open", form: { name: "new-call" } }], word("Open the form for a new call"));
  }
  const type = INCIDENT_TYPES.find((each) => each.code === typeWord.upper);
  if (!type) return new Problem(`${typeWord.text} is no type of call. Tab shows them; as ${usage}.`);
  const level = args.take((each) => /^P[1-5]$/.test(each.upper));
  args.take((each) => each.text === "@");
  const [where] = args.words;
  const site = where ? siteOf(world, where) : undefined;
  if (site instanceof Problem) return site;
  if (site) args.words.shift();
  const address = args.key("address");
  const rest = args.words.splice(0);
  const spot = spotOf(rest, site ?? null, world);
  if (!site && !spot.address && address === undefined) {
    return new Problem(`Say where: a site's code, or the place in words. As ${usage}.`);
  }
  const room = args.key("room");
  const caller = args.key("caller");
  const callback = args.key("callback");
  const extra = args.leftover(["caller", "callback", "room", "address"], usage);
  if (extra) return extra;
  const priority = level ? priorityOf(level) : null;
  const order: Order = {
    do: "send",
    kind: "CreateCall",
    fields: {
      call_type: type.code,
      ...(site ? { site: site.id } : {}),
      ...spot,
      ...(address === undefined ? {} : { address }),
      ...(room === undefined ? {} : { room: room.toUpperCase() }),
      ...(caller === undefined ? {} : { caller }),
      ...(callback === undefined ? {} : { callback }),
      ...(priority === null ? {} : { priority }),
      ...(args.text ? { text: args.text } : {}),
    },
    label: `New call ${type.code} ${site ? site.id : (spot.address ?? address ?? "")}`.trim(),
  };
  const place = [
    site?.name,
    spot.room ? `Rm ${spot.room}` : (spot.zone ?? spot.building),
    spot.address,
    address,
  ];
  return built(
    [order],
    word("New call"),
    thing(type.label),
    word("at"),
    thing(place.filter((each) => each !== undefined).join(", ")),
    ...(args.text ? [quote(args.text)] : []),
    aside(`P${priority ?? type.priority}${type.action ? `, suggests ${type.action.toLowerCase()}` : ""}`),
  );
}

/** H 142 20m, H 142 14:30 */
export function hold(args: Args, world: World): Built | Problem {
  const usage = "H 142 20m";
  const [first] = args.words;
  if (first && !isCallWord(first) && siteOf(world, first)) {
    return new Problem(`H holds a call. To start Hold at ${first.upper} type HOLD ${first.upper}.`);
  }
  const call = one(args, world, usage);
  if (call instanceof Problem) return call;
  const when = args.words.shift();
  if (!when) return new Problem(`Say how long: ${usage}, or until when: H 142 14:30.`);
  const until = momentOf(when.text, world.now);
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
    thing(`${callName(call)}, ${placeName(call.place, world.sites)}`),
    word(`on hold until ${localTime(until)}`),
    ...(args.text ? [quote(args.text)] : []),
  );
}

/** A moment in the future: 20m, 2h, 90 (minutes) or a time of day. */
export function momentOf(text: string, now: number): number | null {
  const span = /^(\d{1,4})(m|min|h)?$/i.exec(text);
  if (span) {
    const amount = Number(span[1]);
    if (amount === 0) return null;
    return now + amount * (span[2]?.toLowerCase() === "h" ? 3_600_000 : 60_000);
  }
  const time = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(text);
  if (!time) return null;
  const date = new Date(now);
  date.setHours(Number(time[1]), Number(time[2]), 0, 0);
  if (date.getTime() <= now) date.setDate(date.getDate() + 1);
  return date.getTime();
}

function localTime(moment: number): string {
  const date = new Date(moment);
  return `${String(date.getHours()).padStart(2, "0")}:${String(date.getMinutes()).padStart(2, "0")}`;
}

/** P 142 2 */
export function setPriority(args: Args, world: World): Built | Problem {
  const usage = "P 142 2";
  const level = args.words.length > 1 ? args.words.pop() : args.take((each) => /^P[1-5]$/.test(each.upper));
  const call = one(args, world, usage);
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
    thing(`${callName(call)}, ${placeName(call.place, world.sites)}`),
    word(`priority ${priority}`),
    aside(`now ${call.priority}`),
  );
}

/** X 142, X 142 PSAP, X 142 REF "Harlan PD", X 142 DUP 139 */
export function cancel(args: Args, world: World): Built | Problem {
  const usage = "X 142, X 142 PSAP, X 142 REF MPD or X 142 DUP 139";
  const call = one(args, world, usage);
  if (call instanceof Problem) return call;
  const way = args.words.shift();
  const name = `${callName(call)}, ${placeName(call.place, world.sites)}`;
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
      thing(name),
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
    thing(name),
    ...(referred === null ? [] : [word("to"), thing(referred)]),
    ...(args.text ? [quote(args.text)] : []),
    ...(call.units.length > 0 ? [aside("units are on it: close it with a disposition instead")] : []),
  );
}

/** C 142 RPT /outcome */
export function closeCall(args: Args, world: World): Built | Problem {
  const usage = "C 142 RPT /outcome";
  const call = one(args, world, usage);
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
  if (!disposition) return new Problem(`${code.text} is no disposition. Tab shows them; as ${usage}.`);
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
    thing(`${callName(call)}, ${placeName(call.place, world.sites)}`),
    word("with"),
    thing(disposition.label),
    ...(args.text ? [quote(args.text)] : []),
    ...(call.units.length > 0 ? [aside(`${call.units.join(", ")} still on it`)] : []),
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
      thing(`${callName(call)}, ${placeName(call.place, world.sites)}`),
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
  if (!site) return noSite(about);
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
  const call = one(args, world, usage);
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
    thing(`${callName(call)}, ${placeName(call.place, world.sites)}`),
  );
}
