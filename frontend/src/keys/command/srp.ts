// The protocol's words, and those that are not. What means more than one thing is asked back, never guessed.
import type { ActionType } from "../../link/wire";
import type { Word } from "./lex";
import { Problem } from "./world";

const SRP_WORDS: Readonly<Record<string, ActionType>> = {
  HOLD: "HOLD",
  SEC: "SECURE",
  SECURE: "SECURE",
  LOCKOUT: "SECURE",
  LOCK: "LOCKDOWN",
  LOCKDOWN: "LOCKDOWN",
  EVAC: "EVACUATE",
  EVACUATE: "EVACUATE",
  SHEL: "SHELTER",
  SHELTER: "SHELTER",
};

export function actionTypeOf(upper: string): ActionType | undefined {
  return SRP_WORDS[upper];
}

/** Words that are not the protocol's and mean more than one thing: asked back, never guessed. */
export function notTheProtocol(words: readonly Word[]): Problem | null {
  const said = words.map((one) => one.upper).join(" ");
  if (/\bSHELTER IN PLACE\b/.test(said)) {
    return new Problem(
      "“Shelter in place” can mean several things. For which hazard? Type SHEL GRHS tornado, or HOLD, SEC or LOCK.",
    );
  }
  if (/\bCODE (RED|YELLOW|BLUE|GREEN)\b/.test(said)) {
    return new Problem(
      "Colour codes differ from school to school. Which action: HOLD, SEC, LOCK, EVAC or SHEL?",
    );
  }
  if (/\b(SOFT|HARD|MODIFIED|PARTIAL) (LOCK|LOCKDOWN)\b/.test(said)) {
    return new Problem(
      "There is one Lockdown. Threat inside: LOCK GRHS. Threat outside: SEC GRHS. Halls to be cleared: HOLD GRHS.",
    );
  }
  if (/\bLOCK ?IN\b|\bLOCKIN\b/.test(said)) {
    return new Problem("“Lock in” is no action here. Threat inside: LOCK GRHS. Threat outside: SEC GRHS.");
  }
  return null;
}
