// Verbs about who is in charge.
import { inCharge, unified } from "../command";
import { decide, objective, request } from "../conduct";
import { verify } from "../threat";
import { wall } from "../walls";
import { built, word } from "../sentence";
import { verb, type Verb } from "./verb";

export const COMMAND: readonly Verb[] = [
  verb(
    "Calls",
    ["IC"],
    "Who is in command: establish, XFER, IN, OUT, END",
    'IC GRHS "Lt. Moreno" MPD /north lot',
    [["call", "site", "incident"], [], ["agency"]],
    inCharge,
    {
      XFER: "Command goes to somebody else, when both have confirmed",
      IN: "The incoming is briefed and confirms",
      OUT: "The outgoing confirms",
      END: "Command is terminated",
    },
  ),
  verb(
    "Calls",
    ["UC"],
    "Unified command: ADD, OK, LEFT; SINGLE: one commander stands for all who are there",
    'UC ADD WRFD "BC Lund" RTHS /fire and rescue',
    [
      ["agency", "incident", "call", "site"],
      ["call", "site", "incident"],
    ],
    unified,
    {
      ADD: "Somebody stands for an agency",
      OK: "A member confirms",
      LEFT: "A member leaves",
      SINGLE: "One commander stands for all agencies there, and why",
    },
  ),
  verb(
    "Calls",
    ["DEC"],
    "Who decided what; ASK puts it on the open list; alone it shows the list",
    'DEC RTHS LOCKDOWN_RELEASE "Lt. Moreno" MPD /east wing last',
    [
      ["call", "site", "incident", "decision"],
      ["decision", "agency", "call", "site", "incident"],
      ["agency", "decision"],
    ],
    decide,
    { ASK: "What is to be decided: onto the open list", MATRIX: "Who decides what" },
  ),
  verb(
    "Calls",
    ["MATRIX"],
    "The decision matrix in force: who decides, who is consulted, who is told",
    "MATRIX",
    [],
    () => built([{ do: "open", form: { name: "matrix" } }], word("The decision matrix in force")),
  ),
  verb(
    "Calls",
    ["OBJ"],
    "An objective of command; MET 2 and DROP 2 end the second",
    "OBJ RTHS /everybody accounted for",
    [["call", "site", "incident"]],
    objective,
    { MET: "An objective is reached, by its number", DROP: "An objective is given up, by its number" },
  ),
  verb(
    "Calls",
    ["REQ"],
    "What the incident needs, from whom, and who follows it up",
    "REQ RTHS 10 /school buses",
    [["call", "site", "incident"], [], ["agency"]],
    request,
  ),
  verb(
    "Calls",
    ["VERIFY"],
    "What was found out about a threat that nobody has seen: FOR, AGAINST, UNKNOWN",
    "VERIFY 142 CALLBACK AGAINST /dead number",
    [["call", "point"], ["point", "finding"], ["finding"]],
    verify,
  ),
  verb(
    "Log and screen",
    ["WALL"],
    "What a wall display shows: DISTRICT, WORST, or an incident; alone: all displays",
    'WALL "Front hall" RTHS',
    [["wall"], ["incident", "site", "call"]],
    wall,
  ),
];
