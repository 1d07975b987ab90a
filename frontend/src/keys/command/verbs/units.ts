// Verbs about units: sending, status, clearing.
import { UNIT_STATUSES } from "../../../link/catalog";
import { rollCall, traffic } from "../net";
import { clear, emergency, resetCheck, sendUnits, setStatus } from "../units";
import { verb, type Verb } from "./verb";

export const UNITS: readonly Verb[] = [
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
  verb(
    "Units",
    ["PAR"],
    "Roll call of a call and its answers; of a whole incident: PAR I26-0001, PAR ALL; an agency: PAR RTHS WRFD 4 1",
    "PAR 142",
    [["call", "unit", "site", "incident"], ["unit", "agency"], ["group"]],
    rollCall,
    { ALL: "Everybody at the incident is asked at once" },
  ),
  verb("Units", ["TRAF"], "Emergency traffic only, on and off", "TRAF A7 /shots heard", [["unit"]], traffic),
  verb("Units", ["EM"], "Officer emergency", "EM A7", [["unit"]], emergency),
];

const MORE_STATUSES = UNIT_STATUSES.filter(
  (one) => !["ER", "OS", "AI", "AV", "TR", "SG", "AK", "DP", "EM"].includes(one.code),
);

/** Last of all verbs, so that a rarer status is never offered before what it looks like. */
export const RARER: readonly Verb[] = MORE_STATUSES.map((one) =>
  verb("Units", [one.code], one.label, `${one.code} A7`, [["unit"], ["unit", "site"]], setStatus(one.code)),
);
