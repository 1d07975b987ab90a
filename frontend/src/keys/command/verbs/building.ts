// Verbs of a school's people.
import { opens, team } from "../building";
import { verb, type Verb } from "./verb";

export const BUILDING: readonly Verb[] = [
  verb(
    "Protective actions",
    ["SRT"],
    "A school's own team; who has which role there now",
    'SRT GRHS IC is="Renata Vance"',
    [["site"], []],
    team,
  ),
  verb(
    "Protective actions",
    ["ABSENT"],
    "Who is absent or away today at a school",
    "ABSENT GRHS",
    [["site"]],
    opens("day-list", "Absent today at", "ABSENT GRHS"),
  ),
  verb(
    "Log and screen",
    ["CODES"],
    "Sign-in codes of a school's team",
    "CODES GRHS",
    [["site"]],
    opens("codes", "Sign-in codes of", "CODES GRHS"),
  ),
  verb(
    "Log and screen",
    ["SHOWN"],
    "Names of students were shown outside the district",
    "SHOWN GRHS",
    [["site"]],
    opens("disclosure", "Names shown outside of", "SHOWN GRHS"),
  ),
];
