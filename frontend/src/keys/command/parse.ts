// A typed line to orders and a sentence. Pure: line and board in, the same answer out. Nothing is done here and nothing is guessed; a
// line that is not complete says what to type next.
import { thousands } from "../../lib/format";
import type { Order } from "../../actions/orders";
import { tooLong } from "../../link/limits";
import { visible } from "../../lib/visible";
import { translated } from "./aliases";
import { Args } from "./args";
import { lex, type Clause } from "./lex";
import { after } from "./made";
import { print } from "./print";
import { word, type Token } from "./sentence";
import { notTheProtocol } from "./srp";
import { VERBS, verbNamed, type Verb } from "./verbs";
import { brief, meant, Problem, type Candidate, type World } from "./world";

/** One command of a chain. */
export interface Link {
  readonly orders: readonly Order[];
  /** The clause as it would be typed again. */
  readonly text: string;
}

export interface Choices {
  /** The word that each of them would replace. */
  readonly from: number;
  readonly to: number;
  readonly list: readonly Candidate[];
}

/** What one entry of the log takes. */
const TEXT_MAX = 4_000;

export interface Parsed {
  readonly orders: readonly Order[];
  /** The same orders, by the command of the chain that they belong to. */
  readonly links: readonly Link[];
  readonly tokens: readonly Token[];
  /** What is wrong or missing, and what to type; null: it can be run. */
  readonly problem: string | null;
  /** What could stand in the place of the word that is at fault; null: nothing is known. */
  readonly choices: Choices | null;
  /** Why it needs Ctrl+Enter; null: Enter runs it. */
  readonly danger: string | null;
  /** The verb being typed, for its example. */
  readonly verb: Verb | null;
}

const EMPTY: Parsed = {
  orders: [],
  links: [],
  tokens: [],
  problem: null,
  choices: null,
  danger: null,
  verb: null,
};

export function parse(line: string, world: World): Parsed {
  const clauses = lex(line).filter((one) => one.words.length > 0);
  if (clauses.length === 0) return EMPTY;
  let result = EMPTY;
  let board = world;
  for (const [at, clause] of clauses.entries()) {
    const one = parseClause(clause, board);
    board = after(board, one.orders, at);
    const joined = result.tokens.length > 0 && one.tokens.length > 0 ? [word("then")] : [];
    result = {
      orders: [...result.orders, ...one.orders],
      links: [...result.links, { orders: one.orders, text: print([clause]) }],
      tokens: [...result.tokens, ...joined, ...one.tokens],
      problem: result.problem ?? one.problem,
      choices: result.problem === null ? one.choices : result.choices,
      danger: result.danger ?? one.danger,
      verb: one.verb ?? result.verb,
    };
  }
  // A chain runs whole or not at all: half of what somebody meant is not what they meant.
  return result.problem === null ? result : { ...result, orders: [], links: [] };
}

function parseClause(typed: Clause, world: World): Parsed {
  const clause = translated(typed, world);
  if (clause instanceof Problem) return wrong(clause, null);
  const [first] = clause.words;
  if (!first) return EMPTY;
  const verb = verbNamed(first.upper);
  if (!verb || first.key !== null) {
    const odd = notTheProtocol(clause.words);
    const unknown = meant(
      `There is no verb ${brief(first.text)}.{?} Type ? for all verbs.`,
      first,
      VERBS.flatMap((one) => one.names),
    );
    return wrong(odd ?? unknown, null);
  }
  const length = clause.text?.length ?? 0;
  if (length > TEXT_MAX) {
    return {
      ...EMPTY,
      problem: `The text has ${thousands(length)} characters; ${thousands(TEXT_MAX)} fit one entry. Nothing is lost: shorten it here, or paste it into the form (F2), which makes several entries of it.`,
      verb,
    };
  }
  const found = notTheProtocol(clause.words) ?? verb.build(new Args(clause, first.upper, 1), world);
  if (found instanceof Problem) return wrong(found, verb);
  const long = found.orders.flatMap((one) =>
    one.do === "send" ? (tooLong(one.kind, one.fields) ?? []) : [],
  )[0];
  return {
    ...EMPTY,
    orders: long === undefined ? found.orders : [],
    tokens: found.tokens,
    problem: long ?? null,
    danger: found.danger ?? null,
    verb,
  };
}

function wrong(problem: Problem, verb: Verb | null): Parsed {
  const { word: at, choices } = problem;
  return {
    ...EMPTY,
    problem: visible(problem.message),
    choices: at === null || choices.length === 0 ? null : { from: at.at, to: at.end, list: choices },
    verb,
  };
}
