// What a verb of the command line is. A topic keeps its verbs in a file of its own beside this one; ../verbs.ts joins them.
import type { Args } from "../args";
import type { Built } from "../sentence";
import type { Problem, World } from "../world";

/** What may stand at a place; ../things.ts knows what the board has of each. */
export type Expects =
  | "unit"
  | "call"
  | "site"
  | "type"
  | "disposition"
  | "action"
  | "agency"
  | "hazard"
  | "target"
  | "paper"
  | "verb";

/** The headings of the help sheet, in its order. */
export const VERB_GROUPS = ["Calls", "Units", "Protective actions", "Log and screen"] as const;

export interface Verb {
  readonly names: readonly [string, ...string[]];
  readonly means: string;
  readonly example: string;
  readonly group: (typeof VERB_GROUPS)[number];
  /** What may stand at each place after the verb; the last one may repeat. */
  readonly expects: readonly (readonly Expects[])[];
  readonly build: (args: Args, world: World) => Built | Problem;
}

export const verb = (
  group: Verb["group"],
  names: readonly [string, ...string[]],
  means: string,
  example: string,
  expects: Verb["expects"],
  build: Verb["build"],
): Verb => ({ group, names, means, example, expects, build });
