// Runs the commands of a line one after another: each is given when the one before it is recorded, so that a refusal stops the rest and a
// later one may name what an earlier one made. No state of its own; whoever asks is told after each step what is still to be done.
import type { Order, Send } from "../../actions/orders";
import type { Settled } from "../../link/outbox";
import { named } from "./made";
import type { Link } from "./parse";

export interface Hands {
  send(order: Send): Promise<Settled>;
  /** What only this screen does. */
  give(order: Exclude<Order, Send>): void;
}

export interface Outcome {
  /** Commands of the line that are done whole. */
  readonly done: number;
  /** Why the next one was not; null: all are done. */
  readonly refused: string | null;
  /** What is left of the line, to be put right and given again; empty: nothing. */
  readonly rest: string;
  readonly warnings: readonly string[];
}

const textOf = (links: readonly Link[]): string => links.map((link) => link.text).join(" ; ");

/** ``progress`` is told what would still have to be given if this page went away now. */
export async function run(
  links: readonly Link[],
  hands: Hands,
  progress: (rest: string) => void,
): Promise<Outcome> {
  const made = new Map<number, string>();
  const warnings: string[] = [];
  for (const [at, link] of links.entries()) {
    progress(textOf(links.slice(at + 1)));
    for (const order of link.orders) {
      if (order.do !== "send") {
        hands.give(order);
        continue;
      }
      const whole = named(order, made);
      if (whole === null) return stopped(links, at, "What it is about was not made.", warnings);
      const answer = await hands.send(whole);
      if (answer.outcome === "refused") return refused(links, at, answer, warnings);
      warnings.push(...answer.warnings);
      const { call } = answer.refs as { call?: unknown };
      if (order.kind === "CreateCall" && typeof call === "string") made.set(at, call);
    }
  }
  progress("");
  return { done: links.length, refused: null, rest: "", warnings };
}

function refused(
  links: readonly Link[],
  at: number,
  answer: Extract<Settled, { outcome: "refused" }>,
  warnings: readonly string[],
): Outcome {
  // The desk asks in a form of its own whether it is the same matter: that form now holds the call.
  const asked = answer.code === "possible_duplicate";
  return stopped(links, asked ? at + 1 : at, answer.message, warnings);
}

function stopped(links: readonly Link[], at: number, refused: string, warnings: readonly string[]): Outcome {
  return { done: at, refused, rest: textOf(links.slice(at)), warnings };
}
