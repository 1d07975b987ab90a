// Verbs about protective actions. Starting needs a site and nothing else; every end has its own guarded way.
import { actionName, siteName } from "../../actions/names";
import type { Order } from "../../actions/orders";
import { HAZARDS, strategyFor } from "../../actions/hazards";
import { actionTerm } from "../../link/catalog";
import type { ActionType, ActionView, EntryMode, Mode, SiteView } from "../../link/wire";
import type { Args } from "./args";
import type { Word } from "./lex";
import { aside, built, quote, thing, word, type Built } from "./sentence";
import { actionsAt, isCallWord, callOf, listed, noSite, Problem, siteOf, type World } from "./world";

const SRP_WORDS: Readonly<Record<string, ActionType>> = {
  HOLD: "HOLD",
  SEC: "SECURE",
  SECURE: "SECURE",
  LOCKOUT: "SECURE",
  LOCK: "LOCKDOWN",
  LOCKDOWN: "LOCKDOWN",
  EVAC: "EVACUATE",
  EVACUATE: "EVACUATE",
  SHEL: "SHELTER",
  SHELTER: "SHELTER",
};

const ENTRY: Readonly<Record<string, EntryMode>> = {
  NOENTRY: "no_entry_no_exit",
  CLOSED: "no_entry_no_exit",
  MONITORED: "monitored_entry",
  CONTROLLED: "controlled_release",
};

export const PARAMETERS = [
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

export function actionTypeOf(upper: string): ActionType | undefined {
  return SRP_WORDS[upper];
}

/** Words that are not the protocol's and mean more than one thing: asked back, never guessed. */
export function notTheProtocol(words: readonly Word[]): Problem | null {
  const said = words.map((one) => one.upper).join(" ");
  if (/\bSHELTER IN PLACE\b/.test(said)) {
    return new Problem(
      "“Shelter in place” can mean several things. For which hazard? Type SHEL GRHS tornado, or HOLD, SEC or LOCK.",
    );
  }
  if (/\bCODE (RED|YELLOW|BLUE|GREEN)\b/.test(said)) {
    return new Problem(
      "Colour codes differ from school to school. Which action: HOLD, SEC, LOCK, EVAC or SHEL?",
    );
  }
  if (/\b(SOFT|HARD|MODIFIED|PARTIAL) (LOCK|LOCKDOWN)\b/.test(said)) {
    return new Problem(
      "There is one Lockdown. Threat inside: LOCK GRHS. Threat outside: SEC GRHS. Halls to be cleared: HOLD GRHS.",
    );
  }
  if (/\bLOCK ?IN\b|\bLOCKIN\b/.test(said)) {
    return new Problem("“Lock in” is no action here. Threat inside: LOCK GRHS. Threat outside: SEC GRHS.");
  }
  return null;
}

/** PA LOCK GRHS, LOCK GRHS, DR LOCK GRHS, ALL SEC zone=north, SEC ALL */
export function start(mode: Mode, fixed: ActionType | null, everywhere = false) {
  return (args: Args, world: World): Built | Problem => {
    const odd = notTheProtocol(args.words);
    if (odd) return odd;
    let type = fixed;
    let old = args.verb === "LOCKOUT";
    if (type === null) {
      const [first] = args.words.splice(0, 1);
      type = first ? (actionTypeOf(first.upper) ?? null) : null;
      old ||= first?.upper === "LOCKOUT";
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
    return startAt(args, world, mode, type, everywhere, old);
  };
}

function startAt(
  args: Args,
  world: World,
  mode: Mode,
  type: ActionType,
  everywhere: boolean,
  old: boolean,
): Built | Problem {
  const term = actionTerm(type).term;
  const all = everywhere || args.take((one) => one.upper === "ALL") !== undefined;
  const callWord = args.take(isCallWord);
  const call = callWord ? callOf(world, callWord) : null;
  if (call instanceof Problem) return call;
  const sites = all ? allSites(args, world) : namedSites(args, world);
  if (sites instanceof Problem) return sites;
  const selected = world.selectedSite === null ? undefined : world.sites.get(world.selectedSite);
  if (sites.length === 0 && args.words.length === 0 && selected) sites.push(selected);
  if (sites.length === 0) {
    const [first] = args.words;
    return first ? noSite(first) : new Problem(`Say where: ${args.verb} GRHS.`);
  }
  const parameters = parametersOf(args, type);
  if (parameters instanceof Problem) return parameters;
  const only = sites.length === 1 ? sites[0] : undefined;
  const order: Order = {
    do: "send",
    kind: "StartAction",
    fields: {
      sites: sites.map((one) => one.id),
      action_type: type,
      mode,
      ...(call ? { call: call.id } : {}),
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
    ...(parameters.reason ? [quote(parameters.reason)] : []),
    ...(old ? [aside("Lockout is called Secure")] : []),
    ...sites.slice(0, 2).flatMap((one) => inForce(world, one.id)),
  );
  return all ? { ...sentence, danger: `${sites.length} sites at once` } : sentence;
}

function inForce(world: World, site: string): ReturnType<typeof aside>[] {
  const there = actionsAt(world, site);
  return there.length === 0 ? [] : [aside(`${site} is in ${listed(there.map(actionName))}`)];
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

function parametersOf(args: Args, type: ActionType): Parameters | Problem {
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
  return args.leftover(PARAMETERS, `${args.verb} GRHS`) ?? found;
}

/** The action in force that a clause names: by type and site, or by the site alone when there is one. */
function actionOf(args: Args, world: World, usage: string): ActionView | Problem {
  const typeWord = args.take((one) => actionTypeOf(one.upper) !== undefined);
  const type = typeWord ? actionTypeOf(typeWord.upper) : undefined;
  const [where] = args.words;
  const site = where ? siteOf(world, where) : world.sites.get(world.selectedSite ?? "");
  if (site instanceof Problem) return site;
  if (!site) return where ? noSite(where) : new Problem(`Say where: ${usage}.`);
  if (where) args.words.shift();
  const there = actionsAt(world, site.id).filter((one) => type === undefined || one.type === type);
  const [only] = there;
  if (there.length === 1 && only) return only;
  const name = siteName(world.sites, site.id);
  if (there.length > 1)
    return new Problem(`${name} is in ${listed(there.map(actionName))}. Type which: ${usage}.`);
  return new Problem(
    type === undefined ? `${name} has no action in force.` : `${name} is not in ${actionTerm(type).term}.`,
  );
}

/** REL SEC GRHS by="AP Nakai" confirmed="Sgt Ruiz" agency=MPD */
export function release(args: Args, world: World): Built | Problem {
  const usage = "REL SEC GRHS";
  const action = actionOf(args, world, usage);
  if (action instanceof Problem) return action;
  const by = args.key("by");
  const confirmed = args.key("confirmed");
  const agency = args.key("agency")?.toUpperCase();
  const extra = args.leftover(["by", "confirmed", "agency"], usage);
  if (extra) return extra;
  const site = thing(siteName(world.sites, action.site));
  if (action.type === "LOCKDOWN") return releaseLockdown(action, by, agency, world);
  if (by === undefined || (action.type === "SECURE" && confirmed === undefined)) {
    return built(
      [{ do: "open", form: { name: "release", action: action.id } }],
      word("Release the"),
      thing(actionName(action)),
      word("at"),
      site,
      aside("a form asks who releases it"),
    );
  }
  return built(
    [
      {
        do: "send",
        kind: "ReleaseAction",
        fields: {
          action: action.id,
          released_by: by,
          ...(confirmed === undefined ? {} : { confirmed_by: confirmed }),
          ...(agency === undefined ? {} : { confirmed_agency: agency }),
          ...(args.text ? { text: args.text } : {}),
        },
        label: `Release ${actionName(action)} at ${action.site}`,
      },
    ],
    word("Release the"),
    thing(actionName(action)),
    word("at"),
    site,
    word(`by ${by}`),
    ...(confirmed === undefined ? [] : [word(`confirmed by ${confirmed}`)]),
  );
}

function releaseLockdown(
  action: ActionView,
  by: string | undefined,
  agency: string | undefined,
  world: World,
): Built {
  const site = thing(siteName(world.sites, action.site));
  if (by !== undefined && action.status === "ACTIVE") {
    return {
      ...built(
        [
          {
            do: "send",
            kind: "RequestLockdownRelease",
            fields: {
              action: action.id,
              authority: by,
              ...(agency === undefined ? {} : { confirmed_agency: agency }),
            },
            label: `Ask for the release of the Lockdown at ${action.site}`,
          },
        ],
        word("Ask for the release of the Lockdown at"),
        site,
        word(`by authority of ${by}`),
        aside("a second person confirms, then each door"),
      ),
      danger: "the release of a Lockdown",
    };
  }
  const next = {
    ACTIVE: "a form asks by whose authority",
    RELEASE_REQUESTED: "a second person confirms it there",
    RELEASING: "opens the board of doors",
    ENDED: "",
  }[action.status];
  return built(
    [{ do: "open", form: { name: "release", action: action.id } }],
    word("Release the Lockdown at"),
    site,
    aside(next),
  );
}

/** HEARD GRHS, HEARD LOCK GRHS by="Ms Odell" */
export function heard(args: Args, world: World): Built | Problem {
  const usage = "HEARD GRHS";
  const action = actionOf(args, world, usage);
  if (action instanceof Problem) return action;
  const by = args.key("by");
  const extra = args.leftover(["by"], usage);
  if (extra) return extra;
  return built(
    [
      {
        do: "send",
        kind: "AnnounceAction",
        fields: {
          action: action.id,
          ...(by === undefined ? {} : { announced_by: by }),
          ...(args.text ? { text: args.text } : {}),
        },
        label: `${actionName(action)} heard at ${action.site}`,
      },
    ],
    thing(actionName(action)),
    word("was announced or heard at"),
    thing(siteName(world.sites, action.site)),
    ...(by === undefined ? [] : [word(`by ${by}`)]),
  );
}

/** ERR SEC GRHS reason="wrong school" called="Ms Odell" */
export function inError(args: Args, world: World): Built | Problem {
  const usage = 'ERR SEC GRHS called="Ms Odell" /wrong school';
  const action = actionOf(args, world, usage);
  if (action instanceof Problem) return action;
  const called = args.key("called");
  const reason = args.text ?? args.key("reason");
  const extra = args.leftover(["called", "reason"], usage);
  if (extra) return extra;
  const what = [
    word("End the"),
    thing(actionName(action)),
    word("at"),
    thing(siteName(world.sites, action.site)),
    word("as entered in error"),
  ];
  if (called === undefined || reason === undefined) {
    return built([{ do: "open", form: { name: "release", action: action.id, inError: true } }], ...what);
  }
  return {
    ...built(
      [
        {
          do: "send",
          kind: "EndActionInError",
          fields: { action: action.id, reason, called_back: called },
          label: `${actionName(action)} at ${action.site} entered in error`,
        },
      ],
      ...what,
      word(`called back: ${called}`),
      quote(reason),
    ),
    danger: "an order that ends as entered in error",
  };
}

/** REAL GRHS: the drill there is an emergency. */
export function real(args: Args, world: World): Built | Problem {
  const usage = "REAL GRHS";
  const action = actionOf(args, world, usage);
  if (action instanceof Problem) return action;
  const extra = args.leftover([], usage);
  if (extra) return extra;
  if (action.mode === "ACTUAL")
    return new Problem(`${action.site} is in an actual ${actionName(action)} already.`);
  return built(
    [
      {
        do: "send",
        kind: "MakeReal",
        fields: { action: action.id },
        label: `REAL EMERGENCY at ${action.site}`,
      },
    ],
    word("REAL EMERGENCY: end the drill and start"),
    thing(actionTerm(action.type).term),
    word("at"),
    thing(siteName(world.sites, action.site)),
  );
}

/** RM GRHS 214 RELEASED */
export function room(args: Args, world: World): Built | Problem {
  const usage = "RM GRHS 214 RELEASED";
  const [where, door, stateWord] = args.words.splice(0, 3);
  const site = where ? siteOf(world, where) : undefined;
  if (site instanceof Problem) return site;
  if (!site) return where ? noSite(where) : new Problem(`Say which door: ${usage}.`);
  const action = actionsAt(world, site.id).find((one) => one.type === "LOCKDOWN" && one.board !== null);
  if (!action?.board) return new Problem(`${site.name} has no board of doors open.`);
  const code = Object.keys(action.board).find((one) => one.toUpperCase() === door?.upper);
  if (!code) return new Problem(`${door?.text ?? "That"} is no door of ${site.name}. Type ${usage}.`);
  const states = ROOM_STATES.filter((one) => one.startsWith(stateWord?.upper ?? "RELEASED"));
  const [state] = states;
  if (states.length !== 1 || !state) return new Problem(`Say its state: ${ROOM_STATES.join(" ")}.`);
  const extra = args.leftover([], usage);
  if (extra) return extra;
  return built(
    [
      {
        do: "send",
        kind: "MarkRoom",
        fields: { action: action.id, room: code, state },
        label: `${site.id} ${code} ${state.replaceAll("_", " ").toLowerCase()}`,
      },
    ],
    thing(`${site.name}, ${code}`),
    word(state.replaceAll("_", " ").toLowerCase()),
  );
}

export const ROOM_STATES = [
  "NOT_REACHED",
  "CLEARING",
  "CLEARED_OCCUPIED",
  "CLEARED_EMPTY",
  "RELEASED",
  "HOLD_FOR_EMS",
  "EVIDENCE_HOLD",
  "INACCESSIBLE",
] as const;
