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
  | "incident"
  | "decision"
  | "group"
  | "point"
  | "finding"
  | "wall"
  | "verb";

/** Words that may stand right after a verb and say what it does, each with its meaning. */
export type Subs = Readonly<Record<string, string>>;

/** The headings of the help sheet, in its order. */
export const VERB_GROUPS = ["Calls", "Units", "Protective actions", "Log and screen"] as const;

export interface Verb {
  readonly names: readonly [string, ...string[]];
  readonly means: string;
  readonly example: string;
  readonly group: (typeof VERB_GROUPS)[number];
  /** Offered at the first place; what follows such a word counts as if it stood at that place. */
  readonly subs: Subs;
  /** What may stand at each place after the verb and its word; the last one may repeat. */
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
  subs: Subs = {},
): Verb => ({ group, names, means, example, expects, build, subs });
