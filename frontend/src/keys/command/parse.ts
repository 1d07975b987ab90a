// A typed line to orders and a sentence. Pure: line and board in, the same answer out. Nothing is done here and nothing is guessed; a
// line that is not complete says what to type next.
import { thousands } from "../../lib/format";
import type { Order } from "../../actions/orders";
import { Args } from "./args";
import { lex, type Clause } from "./lex";
import { word, type Token } from "./sentence";
import { notTheProtocol } from "./srp";
import { verbNamed, type Verb } from "./verbs";
import { Problem, type World } from "./world";

/** What one entry of the log takes. */
const TEXT_MAX = 4_000;

export interface Parsed {
  readonly orders: readonly Order[];
  readonly tokens: readonly Token[];
  /** What is wrong or missing, and what to type; null: it can be run. */
  readonly problem: string | null;
  /** Why it needs Ctrl+Enter; null: Enter runs it. */
  readonly danger: string | null;
  /** The verb being typed, for its example. */
  readonly verb: Verb | null;
}

const EMPTY: Parsed = { orders: [], tokens: [], problem: null, danger: null, verb: null };

export function parse(line: string, world: World): Parsed {
  const clauses = lex(line).filter((one) => one.words.length > 0);
  if (clauses.length === 0) return EMPTY;
  let result = EMPTY;
  for (const clause of clauses) {
    const one = parseClause(clause, world);
    const joined = result.tokens.length > 0 && one.tokens.length > 0 ? [word("then")] : [];
    result = {
      orders: [...result.orders, ...one.orders],
      tokens: [...result.tokens, ...joined, ...one.tokens],
      problem: result.problem ?? one.problem,
      danger: result.danger ?? one.danger,
      verb: one.verb ?? result.verb,
    };
  }
  // A chain runs whole or not at all: half of what somebody meant is not what they meant.
  return result.problem === null ? result : { ...result, orders: [] };
}

function parseClause(clause: Clause, world: World): Parsed {
  const [first] = clause.words;
  if (!first) return EMPTY;
  const verb = verbNamed(first.upper);
  if (!verb || first.key !== null) {
    const odd = notTheProtocol(clause.words);
    return {
      ...EMPTY,
      problem: odd?.message ?? `There is no verb ${first.text}. Type ? for all verbs.`,
    };
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
  if (found instanceof Problem) return { ...EMPTY, problem: found.message, verb };
  return {
    orders: found.orders,
    tokens: found.tokens,
    problem: null,
    danger: found.danger ?? null,
    verb,
  };
}
