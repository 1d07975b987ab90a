// Who effectively does what, from what a school is shown: the function's holder, else its own team's role, else command. Pure.
import { commander, inCommand } from "../../../actions/command";
import type { FunctionTerm } from "../../../link/conduct";
import type { FunctionView, InChargeView, SrtView } from "../../../link/wire";
import { chargeOf } from "../model";

export interface Row {
  readonly id: string;
  readonly label: string;
  readonly who: string;
  readonly note: string;
  readonly nobody: boolean;
}

/** Command, the functions that somebody holds, and those that a role of the school's team does in the building. */
export function picture(
  terms: readonly FunctionTerm[],
  functions: readonly FunctionView[],
  charge: Pick<InChargeView, "names" | "form" | "since" | "said" | "assumed" | "post" | "no_command_since">,
  team: SrtView | undefined,
): Row[] {
  const names = inCommand(charge);
  const command: Row = {
    id: "COMMAND",
    label: charge.form === "unified" ? "Unified command" : "Command",
    who: names === "" ? "Nobody is in command" : names,
    note: charge.assumed ? "Assumed, not ratified" : "",
    nobody: names === "",
  };
  const rows = terms.flatMap((term): Row[] => {
    const own = functions.find((one) => one.role === term.role);
    const held = own?.held ?? own?.deputy ?? null;
    const school = term.srt === null ? { held: null, expected: null } : chargeOf(team, term.srt);
    if (held === null && term.srt === null) return [];
    const inside = school.held === null ? "" : `In the building: ${school.held.name}`;
    if (held !== null) {
      const deputy = own?.held === null ? "Deputy" : "";
      return [
        {
          id: term.role,
          label: term.label,
          who: commander(held.who),
          note: [deputy, inside].filter((one) => one !== "").join(". "),
          nobody: false,
        },
      ];
    }
    if (school.held !== null) {
      const row = {
        id: term.role,
        label: term.label,
        who: school.held.name,
        note: "The school's team",
        nobody: false,
      };
      return [row];
    }
    const falls = school.expected === null ? "" : `In the building it falls to ${school.expected.name}`;
    const who = names === "" ? "Nobody" : "Nobody named: command has it";
    return [{ id: term.role, label: term.label, who, note: falls, nobody: true }];
  });
  return [command, ...rows];
}
