// Verbs of the desk's own books: who is looked for.
import { bolos } from "../books";
import { verb, type Verb } from "./verb";

export const DESK: readonly Verb[] = [
  verb("Log and screen", ["BOLO", "ATL"], "BOLOs; a new one for a site", "BOLO GRHS", [["site"]], bolos),
];
