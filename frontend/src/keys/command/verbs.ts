// The verbs of the command line: names, what they mean, an example, what they expect and who builds them. Help, completion and parser
// read this one table.
import { UNIT_STATUSES } from "../../link/catalog";
import type { Args } from "./args";
import { hold, note, psap, setPriority } from "./calls";
import { cancel } from "./closing";
import { heard, real, room } from "./inforce";
import { acknowledge, go, help, who } from "./looking";
import { newCall } from "./newcall";
import { inError, release } from "./release";
import type { Built } from "./sentence";
import { start } from "./start";
import { clear, emergency, radio, resetCheck, sendUnits, setStatus } from "./units";
import type { Problem, World } from "./world";

export type Expects =
  "unit" | "call" | "site" | "type" | "disposition" | "action" | "agency" | "hazard" | "verb";

export interface Verb {
  readonly names: readonly [string, ...string[]];
  readonly means: string;
  readonly example: string;
  readonly group: "Calls" | "Units" | "Protective actions" | "Log and screen";
  /** What may stand at each place after the verb; the last one may repeat. */
  readonly expects: readonly (readonly Expects[])[];
  readonly build: (args: Args, world: World) => Built | Problem;
}

const verb = (
  group: Verb["group"],
  names: readonly [string, ...string[]],
  means: string,
  example: string,
  expects: Verb["expects"],
  build: Verb["build"],
): Verb => ({ group, names, means, example, expects, build });

const CALLS: readonly Verb[] = [
  verb("Calls", ["N"], "New call", "N FIGHT GRHS cafeteria /two students", [["type"], ["site"], []], newCall),
  verb("Calls", ["P"], "Priority", "P 142 2", [["call"], []], setPriority),
  verb("Calls", ["H"], "Put a call on hold", "H 142 20m", [["call"], []], hold),
  verb("Calls", ["X"], "Cancel, refer, mark as duplicate", "X 142 DUP 139", [["call"], [], ["call"]], cancel),
  verb("Calls", ["911"], "The PSAP has the call", "911 142 TAMCOM", [["call"], ["agency"]], psap),
];

const MORE_STATUSES = UNIT_STATUSES.filter(
  (one) => !["ER", "OS", "AI", "AV", "TR", "SG", "AK", "DP", "EM"].includes(one.code),
);

const UNITS: readonly Verb[] = [
  verb(
    "Units",
    ["D"],
    "Dispatch units",
    "D A7 A9 142",
    [["unit"], ["unit", "call", "site"]],
    sendUnits("DP"),
  ),
  verb(
    "Units",
    ["DE"],
    "Dispatch, en route",
    "DE A7 142",
    [["unit"], ["unit", "call", "site"]],
    sendUnits("ER"),
  ),
  verb(
    "Units",
    ["DO"],
    "Dispatch, on scene",
    "DO A7 142",
    [["unit"], ["unit", "call", "site"]],
    sendUnits("OS"),
  ),
  verb("Units", ["AK"], "Acknowledged", "AK A7", [["unit"]], setStatus("AK")),
  verb("Units", ["ER"], "En route", "ER A7", [["unit"], ["unit", "call", "site"]], setStatus("ER")),
  verb("Units", ["SG"], "Staged", "SG A7", [["unit"], ["unit", "site"]], setStatus("SG")),
  verb("Units", ["OS"], "On scene", "OS A7", [["unit"], ["unit", "call", "site"]], setStatus("OS")),
  verb("Units", ["AI"], "Inside, at room or person", "AI A7", [["unit"]], setStatus("AI")),
  verb("Units", ["TR"], "Transporting or escorting", "TR A7", [["unit"], ["unit", "site"]], setStatus("TR")),
  verb("Units", ["AV"], "Available", "AV A7", [["unit"]], setStatus("AV")),
  verb(
    "Units",
    ["C"],
    "Clear a unit, or close a call",
    "C A7 NRPT /handled",
    [["unit", "call"], ["disposition"]],
    clear,
  ),
  verb("Units", ["RT"], "Status check answered", "RT A7 20", [["unit"], []], resetCheck),
  verb("Units", ["EM"], "Officer emergency", "EM A7", [["unit"]], emergency),
];

const ACTIONS: readonly Verb[] = [
  verb(
    "Protective actions",
    ["PA"],
    "Start an action",
    "PA LOCK GRHS",
    [["action"], ["site"]],
    start("ACTUAL", null),
  ),
  verb("Protective actions", ["HOLD"], "Start Hold", "HOLD GRHS", [["site"]], start("ACTUAL", "HOLD")),
  verb(
    "Protective actions",
    ["SEC", "SECURE", "LOCKOUT"],
    "Start Secure",
    'SEC GRHS reason="police activity"',
    [["site"]],
    start("ACTUAL", "SECURE"),
  ),
  verb(
    "Protective actions",
    ["LOCK", "LOCKDOWN"],
    "Start Lockdown",
    "LOCK GRHS",
    [["site"]],
    start("ACTUAL", "LOCKDOWN"),
  ),
  verb(
    "Protective actions",
    ["EVAC", "EVACUATE"],
    "Start Evacuate",
    "EVAC GRHS stadium",
    [["site"], []],
    start("ACTUAL", "EVACUATE"),
  ),
  verb(
    "Protective actions",
    ["SHEL", "SHELTER"],
    "Start Shelter",
    "SHEL GRHS tornado",
    [["site"], ["hazard"]],
    start("ACTUAL", "SHELTER"),
  ),
  verb(
    "Protective actions",
    ["ALL"],
    "Start at all sites, or those of a sector",
    "ALL SEC zone=north",
    [["action"], []],
    start("ACTUAL", null, true),
  ),
  verb(
    "Protective actions",
    ["DR"],
    "Start a drill",
    "DR LOCK GRHS",
    [["action"], ["site"]],
    start("DRILL", null),
  ),
  verb("Protective actions", ["REAL"], "The drill is an emergency", "REAL GRHS", [["site"]], real),
  verb(
    "Protective actions",
    ["HEARD"],
    "Announced or heard at the site",
    "HEARD GRHS",
    [["site", "action"], ["site"]],
    heard,
  ),
  verb("Protective actions", ["REL"], "Release", "REL SEC GRHS", [["action", "site"], ["site"]], release),
  verb(
    "Protective actions",
    ["RM"],
    "State of a door during a release",
    "RM GRHS 214 RELEASED",
    [["site"], []],
    room,
  ),
  verb(
    "Protective actions",
    ["ERR"],
    "End as entered in error",
    'ERR SEC GRHS called="Ms Odell" /wrong school',
    [["action", "site"], ["site"]],
    inError,
  ),
];

const LOOKING: readonly Verb[] = [
  verb("Log and screen", ["ACK", "K"], "Acknowledge the top alarm", "ACK", [[]], acknowledge),
  verb(
    "Log and screen",
    ["L"],
    "Note in the log",
    "L 142 /principal advises doors locked",
    [["call", "unit", "site"]],
    note,
  ),
  verb("Log and screen", ["R"], "Radio log", "R A7 /north doors secure", [["unit"]], radio),
  verb(
    "Log and screen",
    ["GO", "G", "FIND"],
    "Show on board and map",
    "GO 142",
    [["call", "unit", "site"]],
    go,
  ),
  verb("Log and screen", ["WHO", "W"], "Who is free and near", "WHO GRHS", [["site", "call"]], who),
  verb("Log and screen", ["?", "HELP"], "Help", "? PA", [["verb"]], help),
];

// Last, so that a rarer status is never offered before what it looks like.
const RARER: readonly Verb[] = MORE_STATUSES.map((one) =>
  verb("Units", [one.code], one.label, `${one.code} A7`, [["unit"], ["unit", "site"]], setStatus(one.code)),
);

export const VERBS: readonly Verb[] = [...CALLS, ...UNITS, ...ACTIONS, ...LOOKING, ...RARER];

const byName = new Map(VERBS.flatMap((one) => one.names.map((name) => [name, one] as const)));

export function verbNamed(name: string): Verb | undefined {
  return byName.get(name.toUpperCase());
}
