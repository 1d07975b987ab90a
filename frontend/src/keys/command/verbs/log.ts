// Verbs that write lines, find, show and acknowledge.
import { note } from "../calls";
import { acknowledge, back, find, go, help, who } from "../looking";
import { position } from "../position";
import { radio } from "../units";
import { verb, type Verb } from "./verb";

export const LOG: readonly Verb[] = [
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
  verb("Log and screen", ["GO", "G"], "Show on board and map", "GO 142", [["call", "unit", "site"]], go),
  verb("Log and screen", ["FIND", "F"], "Search everything, open and closed", "FIND white van", [[]], find),
  verb("Log and screen", ["WHO", "W"], "Who is free and near", "WHO GRHS", [["site", "call"]], who),
  verb("Log and screen", ["POS"], "Take a position of the desk, or leave it", "POS 2", [[]], position),
  verb("Log and screen", ["BACK"], "Take back the last act", "BACK", [[]], back),
  verb("Log and screen", ["?", "HELP"], "Help", "? PA", [["verb"]], help),
];
