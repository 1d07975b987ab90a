// Verbs about an action that is in force: that it was heard, that a drill became real, and the doors of its release.
import { actionName, siteName } from "../../actions/names";
import { actionTerm } from "../../link/catalog";
import type { ActionView } from "../../link/wire";
import type { Args } from "./args";
import { built, quote, thing, word, type Built } from "./sentence";
import { actionTypeOf } from "./srp";
import { actionsAt, listed, noSite, Problem, siteOf, type World } from "./world";

/** The action in force that a clause names: by type and site, or by the site alone when there is one. */
export function actionOf(args: Args, world: World, usage: string): ActionView | Problem {
  const typeWord = args.take((one) => actionTypeOf(one.upper) !== undefined);
  const type = typeWord ? actionTypeOf(typeWord.upper) : undefined;
  const [where] = args.words;
  const site = where ? siteOf(world, where) : world.sites.get(world.selectedSite ?? "");
  if (site instanceof Problem) return site;
  if (!site) return where ? noSite(where, world) : new Problem(`Say where: ${usage}.`);
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

/** DRILLS OFF /storm, DRILLS ON */
export function drills(args: Args): Built | Problem {
  const usage = "DRILLS OFF /storm";
  const which = args.words.shift();
  const extra = args.leftover([], usage);
  if (extra) return extra;
  if (!which)
    return built([{ do: "open", form: { name: "drills" } }], word("Suspend drills or allow them again"));
  if (which.upper !== "OFF" && which.upper !== "ON")
    return new Problem(`Say OFF or ON: ${usage}, DRILLS ON.`);
  const suspended = which.upper === "OFF";
  return built(
    [
      {
        do: "send",
        kind: "SuspendDrills",
        fields: { suspended, ...(args.text ? { reason: args.text } : {}) },
        label: suspended ? "Suspend drills" : "Allow drills again",
      },
    ],
    word(suspended ? "Suspend drills in the whole district" : "Allow drills again in the whole district"),
    ...(args.text ? [quote(args.text)] : []),
  );
}

const ROOM_STATES = [
  "NOT_REACHED",
  "CLEARING",
  "CLEARED_OCCUPIED",
  "CLEARED_EMPTY",
  "RELEASED",
  "HOLD_FOR_EMS",
  "EVIDENCE_HOLD",
  "INACCESSIBLE",
] as const;

/** RM GRHS 214 RELEASED */
export function room(args: Args, world: World): Built | Problem {
  const usage = "RM GRHS 214 RELEASED";
  const [where, door, stateWord] = args.words.splice(0, 3);
  const site = where ? siteOf(world, where) : undefined;
  if (site instanceof Problem) return site;
  if (!site) return where ? noSite(where, world) : new Problem(`Say which door: ${usage}.`);
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
