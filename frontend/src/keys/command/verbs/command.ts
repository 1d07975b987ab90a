// Verbs about who is in charge.
import { inCharge, unified } from "../command";
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
];
