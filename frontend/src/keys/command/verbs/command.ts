// Verbs about who is in charge.
import { inCharge, unified } from "../command";
import { decide, objective, request } from "../conduct";
import { built, word } from "../sentence";
import { verb, type Verb } from "./verb";

export const COMMAND: readonly Verb[] = [
  verb(
    "Calls",
    ["IC"],
    "Who is in command: establish, XFER, IN, OUT, END",
    'IC GRHS "Lt. Moreno" MPD /north lot',
    [["call", "site"], [], ["agency"]],
    inCharge,
  ),
  verb(
    "Calls",
    ["UC"],
    "Unified command: ADD, OK, LEFT",
    'UC ADD WRFPD "BC Lund" RTHS /fire and rescue',
    [[], ["agency"], [], ["call", "site"]],
    unified,
  ),
  verb(
    "Calls",
    ["DEC"],
    "Who decided what; ASK puts it on the open list; alone it shows the list",
    'DEC RTHS LOCKDOWN_RELEASE "Lt. Moreno" MPD /east wing last',
    [["call", "site"], [], [], ["agency"]],
    decide,
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
    "An objective of command",
    "OBJ RTHS /everybody accounted for",
    [["call", "site"]],
    objective,
  ),
  verb(
    "Calls",
    ["REQ"],
    "What the incident needs, from whom, and who follows it up",
    "REQ RTHS 10 /school buses",
    [["call", "site"], [], ["agency"]],
    request,
  ),
];
