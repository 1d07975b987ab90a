// Verbs of the desk's own books: who is looked for, the shift log, the handover, tests of panic devices.
import { bolos, handover, shiftLog } from "../books";
import { test } from "../testing";
import { verb, type Verb } from "./verb";

export const DESK: readonly Verb[] = [
  verb("Log and screen", ["BOLO", "ATL"], "BOLOs; a new one for a site", "BOLO GRHS", [["site"]], bolos),
  verb(
    "Log and screen",
    ["SL"],
    "Shift log; carried forward with + at the front",
    "SL /A9 comes at 15:00",
    [[]],
    shiftLog,
  ),
  verb("Log and screen", ["HO"], "Shift handover", "HO", [[]], handover),
  verb(
    "Log and screen",
    ["TEST"],
    "Test of panic devices for some minutes",
    "TEST GRHS 30 /yearly test",
    [["site"]],
    test,
  ),
];
