// Verbs that start a protective action. Starting needs a site and nothing else.
import { actionName, shortNumber } from "../../actions/names";
import { HAZARDS, strategyFor } from "../../actions/hazards";
import { NEAR_M, neighbours } from "../../actions/neighbours";
import type { Order } from "../../actions/orders";
import { stepBeside } from "../../actions/steps";
import { kilometres } from "../../lib/format";
import { actionTerm } from "../../link/catalog";
import type { ActionType, CallView, EntryMode, Mode, SiteView } from "../../link/wire";
import type { Args } from "./args";
import { aside, built, quote, thing, warn, word, type Built, type Token } from "./sentence";
import { actionTypeOf, notTheProtocol } from "./srp";
import { actionsAt, callOf, ENDED, isCallWord, listed, noSite, Problem, siteOf, type World } from "./world";

const ENTRY: Readonly<Record<string, EntryMode>> = {
  NOENTRY: "no_entry_no_exit",
  CLOSED: "no_entry_no_exit",
  MONITORED: "monitored_entry",
  CONTROLLED: "controlled_release",
};

const PARAMETERS = [
  "reason",
  "zone",
  "room",
  "entry",
  "area",
  "location",
  "hazard",
  "strategy",
  "authority",
  "source",
];

/** Where an order goes: to the sites that are named, to all of a sector or district, or to those around the named ones. */
type Reach = "named" | "all" | "near";

/** PA LOCK GRHS, LOCK GRHS, DR LOCK GRHS, ALL SEC zone=north, SEC ALL */
export function start(mode: Mode, fixed: ActionType | null, reach: Reach = "named") {
  return (args: Args, world: World): Built | Problem => {
    const odd = notTheProtocol(args.words);
    if (odd) return odd;
    let type = fixed;
    let old = args.verb === "LOCKOUT";
    let usage = `${args.verb} GRHS`;
    if (type === null) {
      const [first] = args.words.splice(0, 1);
      type = first ? (actionTypeOf(first.upper) ?? null) : null;
      old ||= first?.upper === "LOCKOUT";
      usage = `${args.verb} ${first?.upper ?? "LOCK"} GRHS`;
      if (type === null) {
        if (!first) {
          return built(
            [{ do: "open", form: { name: "start-action" } }],
            word("Choose a site and its action"),
          );
        }
        return new Problem(
          `${first.text} is no protective action. Type HOLD, SEC, LOCK, EVAC or SHEL, then a site.`,
        );
      }
    }
    return startAt(args, world, { mode, type, reach, old, usage });
  };
}

interface Wanted {
  readonly mode: Mode;
  readonly type: ActionType;
  readonly reach: Reach;
  /** By its old name. */
  readonly old: boolean;
  /** How to type it. */
  readonly usage: string;
}

function startAt(args: Args, world: World, wanted: Wanted): Built | Problem {
  const { mode, type, reach, old, usage } = wanted;
  const term = actionTerm(type).term;
  const all = reach === "all" || args.take((one) => one.upper === "ALL") !== undefined;
  const callWord = args.take(isCallWord);
  const call = callWord ? callOf(world, callWord) : null;
  if (call instanceof Problem) return call;
  const sites = all ? allSites(args, world) : namedSites(args, world);
  if (sites instanceof Problem) return sites;
  const selected = world.selectedSite === null ? undefined : world.sites.get(world.selectedSite);
  if (sites.length === 0 && args.words.length === 0 && selected) sites.push(selected);
  if (sites.length === 0) {
    const [first] = args.words;
    return first ? noSite(first, world) : new Problem(`Say where: ${usage}.`);
  }
  if (reach === "near") {
    const around = sites.flatMap((one) => neighbours(one, world.sites.values()).map(({ site }) => site));
    const others = [...new Set(around)].filter((one) => !sites.includes(one));
    if (others.length === 0)
      return new Problem(
        `No site stands within ${kilometres(NEAR_M)} of ${listed(sites.map((one) => one.name))}.`,
      );
    sites.splice(0, sites.length, ...others);
  }
  const parameters = parametersOf(args, type, usage);
  if (parameters instanceof Problem) return parameters;
  const only = sites.length === 1 ? sites[0] : undefined;
  const behind = call ?? selectedThere(world, sites);
  const order: Order = {
    do: "send",
    kind: "StartAction",
    fields: {
      sites: sites.map((one) => one.id),
      action_type: type,
      mode,
      ...(behind ? { call: behind.id } : {}),
      ...parameters,
    },
    label: `${mode === "ACTUAL" ? "" : `${mode}: `}${term} at ${only ? only.id : `${sites.length} sites`}`,
  };
  const sentence = built(
    [order],
    word(mode === "ACTUAL" ? "Start" : `Start as ${mode}`),
    thing(term),
    word("at"),
    ...sites.slice(0, 4).map((one) => thing(one.name)),
    ...(sites.length > 4 ? [word(`and ${sites.length - 4} more sites`)] : []),
    ...(behind ? [word("for"), thing(shortNumber(behind.number))] : []),
    ...(parameters.reason ? [quote(parameters.reason)] : []),
    ...(old ? [aside("Lockout is called Secure")] : []),
    ...sites.slice(0, 2).flatMap((one) => inForce(world, one.id, type, mode, parameters)),
  );
  // Each of the district's sites typed out is all of them too.
  const whole = sites.length > 1 && sites.length === [...world.sites.keys()].length;
  return all || whole ? { ...sentence, danger: `${sites.length} sites at once` } : sentence;
}

/** What is there already and what the order does to it: said before Enter, and the order is never held up by it. */
/** An order at the site of the call that is being worked belongs to that call. */
function selectedThere(world: World, sites: readonly SiteView[]): CallView | null {
  const call = world.selectedCall === null ? undefined : world.calls.get(world.selectedCall);
  if (!call || ENDED.has(call.status)) return null;
  return sites.some((one) => one.id === call.place.site) ? call : null;
}

function inForce(world: World, site: string, type: ActionType, mode: Mode, said: Parameters): Token[] {
  const there = actionsAt(world, site);
  if (there.length === 0) return [];
  const step = stepBeside(there, type, mode);
  const missing =
    step.verdict !== "guarded"
      ? ""
      : type === "EVACUATE" && said.police_led !== true
        ? " Add POLICE."
        : type === "SHELTER" && said.authority === undefined
          ? ' Add authority="who ordered it".'
          : "";
  const sentence = `${site} is in ${listed(there.map(actionName))}. ${step.says}${missing}`.trim();
  return [step.verdict === "allowed" ? aside(sentence) : warn(sentence)];
}

function namedSites(args: Args, world: World): SiteView[] | Problem {
  const sites: SiteView[] = [];
  for (const one of [...args.words]) {
    const site = siteOf(world, one);
    if (site instanceof Problem) return site;
    if (!site) break;
    args.words.shift();
    if (!sites.includes(site)) sites.push(site);
  }
  return sites;
}

/** Every site, or those of a sector. */
function allSites(args: Args, world: World): SiteView[] | Problem {
  const sector = args.key("zone") ?? args.key("sector");
  const sites = [...world.sites.values()].filter(
    (one) => sector === undefined || one.sector.toUpperCase() === sector.toUpperCase(),
  );
  if (sites.length > 0) return sites.sort((a, b) => a.id.localeCompare(b.id));
  const known = [...new Set([...world.sites.values()].map((one) => one.sector))].filter((one) => one !== "");
  return new Problem(`There is no sector ${sector ?? ""}. Sectors: ${known.join(", ")}.`);
}

interface Parameters {
  zones?: string[];
  rooms?: string[];
  entry_mode?: EntryMode;
  hazard?: (typeof HAZARDS)[number];
  strategy?: string;
  location?: string;
  area?: string;
  reason?: string;
  authority?: string;
  police_led?: boolean;
}

function parametersOf(args: Args, type: ActionType, usage: string): Parameters | Problem {
  const found: Parameters = {};
  if (args.take((one) => one.upper === "POLICE" || one.upper === "LED")) found.police_led = true;
  const hazardWord = args.key("hazard") ?? (type === "SHELTER" ? args.words.shift()?.text : undefined);
  if (hazardWord !== undefined) {
    const hazard = HAZARDS.find((one) => one === hazardWord.toLowerCase().replaceAll("-", "_"));
    if (!hazard) return new Problem(`${hazardWord} is no hazard. Hazards: ${HAZARDS.join(", ")}.`);
    found.hazard = hazard;
    const strategy = strategyFor(hazard);
    if (strategy) found.strategy = strategy;
  }
  const entry = args.key("entry");
  if (entry !== undefined) {
    const mode = ENTRY[entry.toUpperCase()];
    if (!mode) return new Problem(`entry= is one of: ${Object.keys(ENTRY).join(", ").toLowerCase()}.`);
    found.entry_mode = mode;
  }
  const rest = args.words.splice(0).map((one) => one.text);
  if (rest.length > 0) {
    const said = rest.join(" ");
    if (type === "EVACUATE") found.location = said.replace(/^to /i, "");
    else if (type === "HOLD") found.area = said;
    else return new Problem(`I don't know what ${said} means here. Write it as reason="${said}".`);
  }
  const zone = args.key("zone");
  const room = args.key("room");
  if (zone !== undefined && args.verb !== "ALL") found.zones = [zone.toUpperCase()];
  if (room !== undefined) found.rooms = [room.toUpperCase()];
  for (const name of ["reason", "area", "location", "strategy", "authority"] as const) {
    const value = args.key(name);
    if (value !== undefined) found[name] = value;
  }
  if (args.text !== null && found.reason === undefined) found.reason = args.text;
  return args.leftover(PARAMETERS, usage) ?? found;
}
