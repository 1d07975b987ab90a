// Verbs that find and show, and the one that says a person has seen an alarm.
import { alarmName, placeName, shortNumber, siteName } from "../../actions/names";
import { metresBetween, type Place } from "../../lib/geo";
import { miles } from "../../lib/format";
import { statusTerm } from "../../link/catalog";
import type { AlarmView } from "../../link/wire";
import type { Args } from "./args";
import { aside, built, callToken, thing, unit, word, type Built, type Token } from "./sentence";
import { callOf, isCallWord, noSite, Problem, siteOf, unitOf, type World } from "./world";

export function about(alarm: AlarmView, world: World): string {
  const call = alarm.call === null ? undefined : world.calls.get(alarm.call);
  const what = alarm.site === null ? null : siteName(world.sites, alarm.site);
  return [alarm.unit, what ?? (call ? shortNumber(call.number) : null)]
    .filter((one) => one !== null)
    .join(", ");
}

export function acknowledge(args: Args, world: World): Built | Problem {
  const extra = args.leftover([], "ACK");
  if (extra) return extra;
  const [top] = world.alarms;
  if (!top) return new Problem("No alarm waits to be acknowledged.");
  return built(
    [
      {
        do: "send",
        kind: "AcknowledgeAlarm",
        fields: { alarm: top.id },
        label: `Acknowledge ${alarmName(top.alarm_kind).toLowerCase()}`,
      },
    ],
    word("Acknowledge"),
    thing([alarmName(top.alarm_kind), about(top, world)].filter((one) => one !== "").join(", ")),
    ...(world.alarms.length > 1 ? [aside(`${world.alarms.length - 1} more after it`)] : []),
  );
}

/** GO 142, GO A7, GO GRHS */
export function go(args: Args, world: World): Built | Problem {
  const [what] = args.words.splice(0, 1);
  if (!what) return new Problem("Say where to: GO 142, GO A7 or GO GRHS.");
  const extra = args.leftover([], "GO 142");
  if (extra) return extra;
  const found = unitOf(world, what);
  if (found) return built([{ do: "go", kind: "unit", id: found.id }], word("Show"), unit(found.id));
  if (isCallWord(what)) {
    const call = callOf(world, what);
    if (call instanceof Problem) return call;
    return built([{ do: "go", kind: "call", id: call.id }], word("Show"), callToken(call, world.sites));
  }
  const site = siteOf(world, what);
  if (site instanceof Problem) return site;
  if (!site) return noSite(what);
  return built([{ do: "go", kind: "site", id: site.id }], word("Show"), thing(site.name));
}

/** WHO GRHS, WHO 142: who is free and near, as the crow flies. */
export function who(args: Args, world: World): Built | Problem {
  const [what] = args.words.splice(0, 1);
  if (!what) return new Problem("Say near what: WHO GRHS or WHO 142.");
  const extra = args.leftover([], "WHO GRHS");
  if (extra) return extra;
  let place: Place | null = null;
  let name = "";
  if (isCallWord(what)) {
    const call = callOf(world, what);
    if (call instanceof Problem) return call;
    const site = call.place.site === null ? undefined : world.sites.get(call.place.site);
    if (call.place.lat_e7 !== null && call.place.lon_e7 !== null) {
      place = { lat_e7: call.place.lat_e7, lon_e7: call.place.lon_e7 };
    } else if (site) place = site;
    name = placeName(call.place, world.sites);
  } else {
    const site = siteOf(world, what);
    if (site instanceof Problem) return site;
    if (!site) return noSite(what);
    place = site;
    name = site.name;
  }
  if (!place) return new Problem(`The place of ${what.text} is not on the map.`);
  const near = nearest(world, place).slice(0, 5);
  const tokens: Token[] = near.flatMap((one) => [unit(one.id), aside(one.said)]);
  return built(
    [],
    word("Free near"),
    thing(name),
    ...(tokens.length > 0 ? tokens : [aside("nobody is available")]),
  );
}

function nearest(world: World, place: Place): { id: string; said: string }[] {
  return [...world.units.values()]
    .filter((one) => one.call === null && statusTerm(one.status).group === "AVL")
    .map((one) => {
      const home = world.sites.get(one.site ?? one.home_site ?? "");
      return { id: one.id, metres: home ? metresBetween(home, place) : Number.POSITIVE_INFINITY };
    })
    .sort((a, b) => a.metres - b.metres)
    .map((one) => ({
      id: one.id,
      said: Number.isFinite(one.metres) ? miles(one.metres) : "place not known",
    }));
}

export function help(args: Args): Built | Problem {
  const verb = args.words.shift()?.upper;
  return built(
    [{ do: "open", form: { name: "help", verb } }],
    word(verb === undefined ? "Show keys and verbs" : `Show how ${verb} works`),
  );
}
