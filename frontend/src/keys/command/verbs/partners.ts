// Verbs about partner agencies, and the papers of an incident.
import { forms, past } from "../papers";
import { share } from "../partners";
import { verb, type Verb } from "./verb";

export const PARTNERS: readonly Verb[] = [
  verb(
    "Calls",
    ["SHARE"],
    "Share an incident with other agencies, invite and revoke",
    "SHARE RTHS",
    [["call", "site"]],
    share,
  ),
  verb(
    "Calls",
    ["FORM"],
    "Forms of an incident, as page or PDF: report, decision log, ICS 201 to 214",
    "FORM 214 RTHS",
    [
      ["paper", "site", "call"],
      ["site", "call"],
    ],
    forms,
  ),
  verb(
    "Calls",
    ["PAST"],
    "Incidents that are over, by name, number, school or word",
    "PAST RTHS",
    [["site"]],
    past,
  ),
];
