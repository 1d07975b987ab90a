// Why a sign-in did not work, in words that say what to do.
import { count } from "../../lib/format";
import { Failure } from "../../link/http";

export function explain(problem: unknown): string {
  if (!(problem instanceof Failure)) return "Something in this page broke. Load it again.";
  if (problem.status === 401) {
    return "Username or password is not right. Nothing else was checked; try again.";
  }
  if (problem.status === 429) {
    const wait = problem.retryAfter === null ? "a minute" : count(Math.ceil(problem.retryAfter), "second");
    return `Too many tries from here. Try again in ${wait}. If somebody is at risk, use phone or radio.`;
  }
  return problem.message;
}
