// Every verb of the command line, once. Help, completion and parser read this one list. A new topic adds a file under verbs/ and one line
// here; a test asserts that no two verbs share a name and that each has an example that is understood.
import { ACTIONS } from "./verbs/actions";
import { BUILDING } from "./verbs/building";
import { CALLS } from "./verbs/calls";
import { COMMAND } from "./verbs/command";
import { DESK } from "./verbs/desk";
import { LOG } from "./verbs/log";
import { MESSAGES } from "./verbs/messages";
import { PARTNERS } from "./verbs/partners";
import { RARER, UNITS } from "./verbs/units";
import type { Verb } from "./verbs/verb";

export { VERB_GROUPS, type Expects, type Verb } from "./verbs/verb";

export const VERBS: readonly Verb[] = [
  ...CALLS,
  ...COMMAND,
  ...UNITS,
  ...ACTIONS,
  ...BUILDING,
  ...PARTNERS,
  ...LOG,
  ...MESSAGES,
  ...DESK,
  ...RARER,
];

const byName = new Map(VERBS.flatMap((one) => one.names.map((name) => [name, one] as const)));

export function verbNamed(name: string): Verb | undefined {
  return byName.get(name.toUpperCase());
}
