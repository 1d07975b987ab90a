// Why a sign-in did not work, in words that say what to do. The server's own words, where it could be asked.
import { Failure } from "../../link/http";

export function explain(problem: unknown): string {
  if (!(problem instanceof Failure)) return "Something in this page broke. Load it again.";
  if (problem.status !== 429) return problem.message;
  const wait = problem.retryAfter === null ? "" : ` Next try in ${minutes(problem.retryAfter)}.`;
  return `${problem.message}${wait} If somebody is at risk, use phone or radio.`;
}

function minutes(seconds: number): string {
  return seconds < 120 ? `${Math.ceil(seconds)} s` : `${Math.ceil(seconds / 60)} minutes`;
}
