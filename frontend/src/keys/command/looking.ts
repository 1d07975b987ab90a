// Verbs that find and show, and the one that says a person has seen an alarm.
import type { Order } from "../../actions/orders";
import { placeName, shortNumber, siteName } from "../../actions/names";
import { alarmName } from "../../actions/ringing";
import { metresBetween, type Place } from "../../lib/geo";
import { elapsed, miles } from "../../lib/format";
import { statusTerm } from "../../link/catalog";
import type { Recommendation } from "../../link/recommend";
import { targetOf } from "../../map/units";
import type { AlarmView } from "../../link/wire";
import type { Args } from "./args";
import { aside, built, callToken, quote, thing, unit, word, type Built, type Token } from "./sentence";
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
  if (!site) return noSite(what, world);
  return built([{ do: "go", kind: "site", id: site.id }], word("Show"), thing(site.name));
}

/** FIND white van: every word, in any order, begun or whole */
export function find(args: Args): Built | Problem {
  const words = args.words.splice(0).map((one) => one.text);
  const text = [...words, ...(args.text === null ? [] : [args.text])].join(" ");
  return built(
    [{ do: "open", form: { name: "find", ...(text === "" ? {} : { text }) } }],
    word("Search everything"),
    ...(text === "" ? [] : [quote(text)]),
  );
}

/** WHO GRHS, WHO 142: who can be sent and how soon. Until the server has answered, who is free and how far as the crow flies. */
export function who(args: Args, world: World): Built | Problem {
  const [what] = args.words.splice(0, 1);
  if (!what) return new Problem("Say near what: WHO GRHS or WHO 142.");
  const extra = args.leftover([], "WHO GRHS");
  if (extra) return extra;
  if (isCallWord(what)) {
    const call = callOf(world, what);
    if (call instanceof Problem) return call;
    const found = world.advise({ call: call.id }, call.version);
    const open: Order[] = [{ do: "open", form: { name: "send-units", call: call.id } }];
    return sayWho(world, open, placeName(call.place, world.sites), targetOf(call, world.sites), found);
  }
  const site = siteOf(world, what);
  if (site instanceof Problem) return site;
  if (!site) return noSite(what, world);
  return sayWho(world, [], site.name, site, world.advise({ type: ANYTHING, site: site.id }));
}

/** Of no particular plan: who is near counts. */
const ANYTHING = "ESCORT";
const SHOWN = 5;

function sayWho(
  world: World,
  orders: readonly Order[],
  name: string,
  place: Place | null,
  found: Recommendation | undefined,
): Built | Problem {
  if (!place && !found) return new Problem(`${name} is not on the map.`);
  const ready = found?.candidates.filter((one) => one.eligible && !one.pulled);
  const near = ready
    ? ready.map((one) => ({ id: one.unit, said: one.eta_s === null ? "no ETA" : elapsed(one.eta_s * 1000) }))
    : place
      ? nearest(world, place)
      : [];
  const tokens: Token[] = near.slice(0, SHOWN).flatMap((one) => [unit(one.id), aside(one.said)]);
  const missing = found?.needs.find((one) => one.missing !== null && one.need_kind === "unit")?.missing;
  return built(
    orders,
    word("Free near"),
    thing(name),
    ...(tokens.length > 0 ? tokens : [aside("nobody is available")]),
    ...(orders.length > 0 && missing ? [aside(missing)] : []),
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

/** BACK: shows what would put the last act right; nothing is done by the line itself. */
export function back(args: Args): Built | Problem {
  const extra = args.leftover([], "BACK");
  if (extra) return extra;
  return built(
    [{ do: "open", form: { name: "take-back" } }],
    word("Show how the last act can be taken back"),
  );
}

export function help(args: Args): Built | Problem {
  const verb = args.words.shift()?.upper;
  return built(
    [{ do: "open", form: { name: "help", verb } }],
    word(verb === undefined ? "Show keys and verbs" : `Show how ${verb} works`),
  );
}
