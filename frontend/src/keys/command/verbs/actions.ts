// Verbs about protective actions.
import { drills, heard, real, room } from "../inforce";
import { inError, release } from "../release";
import { roomReport } from "../roomreport";
import { start } from "../start";
import { verb, type Verb } from "./verb";

export const ACTIONS: readonly Verb[] = [
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
    start("ACTUAL", null, "all"),
  ),
  verb(
    "Protective actions",
    ["NEAR"],
    "Start at the sites within 1.2 km",
    "NEAR SEC GRHS",
    [["action"], ["site"]],
    start("ACTUAL", null, "near"),
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
  verb("Protective actions", ["DRILLS"], "Suspend drills or allow them", "DRILLS OFF /storm", [[]], drills),
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
    ["ROOM"],
    "Rooms of a site, or what one says by telephone or radio",
    'ROOM GRHS 214 OK by="Ms Park"',
    [["site"], []],
    roomReport,
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
