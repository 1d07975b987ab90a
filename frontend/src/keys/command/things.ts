// What the board has of each thing that a verb may expect, to be offered while typing. Pure.
import { HAZARDS } from "../../actions/hazards";
import { callName, placeName, spokenNumber } from "../../actions/names";
import { targets } from "../../actions/targets";
import { VERIFY } from "../../actions/threats";
import { FUNCTIONS, matrixOf } from "../../link/conduct";
import { PAPERS } from "../../lib/papers";
import { ACTIONS, DISPOSITIONS, INCIDENT_TYPES, statusTerm } from "../../link/catalog";
import { VERBS, type Expects } from "./verbs";
import { ENDED, type World } from "./world";

export interface Thing {
  /** What replaces the word being typed. */
  readonly insert: string;
  readonly label: string;
  readonly hint: string;
  readonly aliases?: readonly string[];
  /** Likelier ones first among equals. */
  readonly rank?: number;
}

/** As somebody types it; the protocol's word stands beside it. */
const TYPED: Readonly<Record<string, string>> = {
  HOLD: "HOLD",
  SECURE: "SEC",
  LOCKDOWN: "LOCK",
  EVACUATE: "EVAC",
  SHELTER: "SHEL",
};

const THINGS: Readonly<Record<Expects, (world: World) => Thing[]>> = {
  verb: () => verbs(),
  unit: (world) =>
    [...world.units.values()].map((one) => ({
      insert: one.id,
      label: one.name === "" ? one.id : one.name,
      hint: statusTerm(one.status).label,
      rank: one.call === null && statusTerm(one.status).group === "AVL" ? 0 : 1,
    })),
  call: (world) =>
    [...world.calls.values()]
      .filter((one) => !ENDED.has(one.status))
      .map((one) => ({
        insert: spokenNumber(one.number),
        label: callName(one),
        hint: placeName(one.place, world.sites),
        rank: one.priority + (one.id === world.selectedCall ? -10 : 0),
      })),
  site: (world) =>
    [...world.sites.values()].map((one) => ({
      insert: one.id,
      label: one.name,
      hint: one.sector,
      aliases: one.aliases,
      rank: one.id === world.selectedSite ? -1 : 0,
    })),
  type: () =>
    INCIDENT_TYPES.map((one) => ({
      insert: one.code,
      label: one.label,
      hint: `P${one.priority}`,
      rank: one.priority,
    })),
  disposition: () => DISPOSITIONS.map((one) => ({ insert: one.code, label: one.label, hint: "" })),
  action: () =>
    ACTIONS.map((one) => ({
      insert: TYPED[one.type] ?? one.type,
      label: one.term,
      hint: one.directive,
      rank: -one.rank,
    })),
  target: (world) =>
    targets(world).map((one, rank) => ({
      insert: one.id,
      label: one.label,
      hint: one.hint,
      aliases: one.aliases,
      rank,
    })),
  paper: () =>
    PAPERS.map((one, rank) => ({
      insert: one.words[0] ?? one.code,
      label: one.label,
      hint: "",
      aliases: one.words,
      rank: rank - 100,
    })),
  agency: (world) =>
    [...world.agencies.values()].map((one) => ({
      insert: one.id,
      label: one.name,
      hint: one.agency_kind,
      rank: one.agency_kind === "psap" ? 0 : 1,
    })),
  incident: (world) =>
    [...world.incidents.values()]
      .filter((one) => one.closed_at === null)
      .map((one) => ({ insert: one.number, label: one.name?.text ?? one.number, hint: "incident", rank: 2 })),
  decision: (world) =>
    matrixOf(world.matrix).map((one, rank) => ({
      insert: one.code,
      label: one.label,
      hint: one.question,
      rank: rank + 50,
    })),
  group: () =>
    FUNCTIONS.filter((one) => one.part === "school_group").map((one) => ({
      insert: one.role,
      label: one.label,
      hint: "group",
    })),
  point: () =>
    VERIFY.map((one, rank) => ({ insert: one.point.toUpperCase(), label: one.ask, hint: "", rank })),
  finding: () => FINDINGS,
  wall: (world) =>
    [...world.walls.values()].map((one) => ({ insert: wallWord(one.name), label: one.name, hint: one.show })),
  hazard: () => HAZARDS.map((one) => ({ insert: one, label: one.replaceAll("_", " "), hint: "" })),
};

/** What a point that was asked comes to. */
const FINDINGS: Thing[] = [
  { insert: "FOR", label: "Speaks for a threat that is real", hint: "", rank: 0 },
  { insert: "AGAINST", label: "Speaks against it", hint: "", rank: 1 },
  { insert: "UNKNOWN", label: "Could not be found out", hint: "", rank: 2 },
];

/** A name of several words is typed in quotation marks. */
export const wallWord = (name: string): string => (/\s/.test(name) ? `"${name}"` : name);

export function verbs(): Thing[] {
  return VERBS.map((one, rank) => ({
    insert: one.names[0],
    label: one.means,
    hint: one.example,
    aliases: one.names,
    rank,
  }));
}

export function things(kind: Expects, world: World): Thing[] {
  return THINGS[kind](world);
}
