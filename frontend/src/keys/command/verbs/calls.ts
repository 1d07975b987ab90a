// Verbs about calls.
import { hold, psap, setPriority } from "../calls";
import { cancel } from "../closing";
import { newCall } from "../newcall";
import { verb, type Verb } from "./verb";

export const CALLS: readonly Verb[] = [
  verb("Calls", ["N"], "New call", "N FIGHT GRHS cafeteria /two students", [["type"], ["site"], []], newCall),
  verb("Calls", ["P"], "Priority", "P 142 2", [["call"], []], setPriority),
  verb("Calls", ["H"], "Put a call on hold", "H 142 20m", [["call"], []], hold),
  verb("Calls", ["X"], "Cancel, refer, mark as duplicate", "X 142 DUP 139", [["call"], [], ["call"]], cancel),
  verb("Calls", ["911"], "The PSAP has the call", "911 142 TAMCOM", [["call"], ["agency"]], psap),
];
