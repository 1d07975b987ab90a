// The verb that enters a call: what, where, and what was said.
import type { Order } from "../../actions/orders";
import { INCIDENT_TYPES } from "../../link/catalog";
import { clock, iso } from "../../lib/format";
import { coordinatesIn } from "../../lib/geo";
import { momentGone, momentToCome } from "../../lib/moments";
import type { SiteView } from "../../link/wire";
import { priorityOf, type Args } from "./args";
import type { Word } from "./lex";
import { aside, built, quote, thing, word, type Built } from "./sentence";
import { brief, meant, Problem, siteOf, type World } from "./world";

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

/** A moment under a key, null when it was not given. */
function moment(
  args: Args,
  name: string,
  read: (text: string, now: number) => number | null,
  world: World,
): number | null | Problem {
  const text = args.key(name);
  if (text === undefined) return null;
  return read(text, world.now) ?? new Problem(`${text} is no time. Type ${name}=20m or ${name}=14:30.`);
}

/** N FIGHT GRHS cafeteria P2 caller="Ms Odell" /two students */
export function newCall(args: Args, world: World): Built | Problem {
  const usage = "N FIGHT GRHS cafeteria /two students";
  const [typeWord] = args.words.splice(0, 1);
  if (!typeWord) {
    return built([{ do: "open", form: { name: "new-call" } }], word("Open the form for a new call"));
  }
  const type = INCIDENT_TYPES.find((each) => each.code === typeWord.upper);
  if (!type) {
    return meant(
      `${brief(typeWord.text)} is no type of call.{?} Tab shows them; as ${usage}.`,
      typeWord,
      INCIDENT_TYPES.map((each) => each.code),
    );
  }
  const level = args.take((each) => /^P[1-5]$/.test(each.upper));
  args.take((each) => each.text === "@");
  const [where] = args.words;
  const site = where ? siteOf(world, where) : undefined;
  if (site instanceof Problem) return site;
  if (site) args.words.shift();
  const address = args.key("address");
  const at = args.key("at");
  const spotted = at === undefined ? null : coordinatesIn(at);
  if (at !== undefined && spotted === null) return new Problem('Write coordinates as at="39.74,-105.2".');
  const happened = moment(args, "happened", momentGone, world);
  if (happened instanceof Problem) return happened;
  const later = moment(args, "for", momentToCome, world);
  if (later instanceof Problem) return later;
  const rest = args.words.splice(0);
  const spot = spotOf(rest, site ?? null, world);
  if (!site && !spot.address && address === undefined && spotted === null) {
    return new Problem(`Say where: a site's code, or the place in words. As ${usage}.`);
  }
  const room = args.key("room");
  const caller = args.key("caller");
  const callback = args.key("callback");
  const extra = args.leftover(["caller", "callback", "room", "address", "at", "happened", "for"], usage);
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
      ...(spotted ?? {}),
      ...(happened === null ? {} : { t_event: iso(happened) }),
      ...(later === null ? {} : { scheduled_for: iso(later) }),
      ...(args.text ? { text: args.text } : {}),
    },
    label: `New call ${type.code} ${site ? site.id : (spot.address ?? address ?? "")}`.trim(),
  };
  const place = [
    site?.name,
    spot.room ? `Rm ${spot.room}` : (spot.zone ?? spot.building),
    spot.address,
    address,
    spotted === null ? undefined : at,
  ];
  return built(
    [order],
    word("New call"),
    thing(type.label),
    word("at"),
    thing(place.filter((each) => each !== undefined).join(", ")),
    ...(args.text ? [quote(args.text)] : []),
    ...(happened === null ? [] : [aside(`it happened at ${clock(happened)}`)]),
    ...(later === null ? [] : [aside(`scheduled for ${clock(later)}`)]),
    aside(`P${priority ?? type.priority}${type.action ? `, suggests ${type.action.toLowerCase()}` : ""}`),
  );
}
