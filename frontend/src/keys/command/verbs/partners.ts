// Verbs about partner agencies.
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
];
