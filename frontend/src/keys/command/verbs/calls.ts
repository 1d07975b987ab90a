// Verbs about calls.
import { hold, psap, setPriority } from "../calls";
import { cancel } from "../closing";
import { newCall } from "../newcall";
import { merge, split, take, tie, transfer, untie } from "../ties";
import { verb, type Verb } from "./verb";

export const CALLS: readonly Verb[] = [
  verb("Calls", ["N"], "New call", "N FIGHT GRHS cafeteria /two students", [["type"], ["site"], []], newCall),
  verb("Calls", ["P"], "Priority", "P 142 2", [["call"], []], setPriority),
  verb("Calls", ["H"], "Put a call on hold", "H 142 20m", [["call"], []], hold),
  verb("Calls", ["X"], "Cancel, refer, mark as duplicate", "X 142 DUP 139", [["call"], [], ["call"]], cancel),
  verb("Calls", ["TAKE"], "I work this call", "TAKE 142", [["call"]], take),
  verb("Calls", ["TIE"], "Link two calls", "TIE 142 139 PARENT", [["call"], ["call"], []], tie),
  verb("Calls", ["UNTIE"], "Calls no longer belong together", "UNTIE 142 139", [["call"], ["call"]], untie),
  verb(
    "Calls",
    ["MERGE"],
    "The first is a duplicate of the second",
    "MERGE 142 139",
    [["call"], ["call"]],
    merge,
  ),
  verb("Calls", ["SPLIT"], "Make a call of some reports", "SPLIT 142", [["call"]], split),
  verb("Calls", ["XFER"], "Words for a warm transfer to 911", "XFER 142", [["call"]], transfer),
  verb("Calls", ["911"], "The PSAP has the call", "911 142 TAMCOM", [["call"], ["agency"]], psap),
];
