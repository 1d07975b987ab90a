// Acts about protective actions that need no form first, and the way back from the last act.
import type { ActionView } from "../link/wire";
import type { Send } from "./orders";
import type { Act } from "./registry";

/** The drill ends and the same action starts as an actual one, in one step. */
export function realEmergency(drill: Pick<ActionView, "id" | "site">): Send {
  return {
    do: "send",
    kind: "MakeReal",
    fields: { action: drill.id },
    label: `REAL EMERGENCY at ${drill.site}`,
  };
}

export const PROTECTIVE_ACTS: readonly Act[] = [
  {
    id: "action.real",
    label: "REAL EMERGENCY: the drill at the selected site, or the only one, becomes an actual action",
    group: "Protective actions",
    keys: ["Alt+Shift+R"],
    context: "console",
    verb: "REAL",
    run: (desk) => {
      const here = desk.drills.filter((one) => one.site === desk.selectedSite);
      const [drill] = here.length > 0 ? here : desk.drills.length === 1 ? desk.drills : [];
      if (drill) desk.give(realEmergency(drill));
      else desk.command("REAL ");
    },
  },
  {
    id: "action.neighbours",
    label: "Order an action at the sites near the selected one",
    group: "Protective actions",
    keys: ["Alt+Shift+N"],
    context: "console",
    verb: "NEAR",
    run: (desk) => desk.near(),
  },
  {
    id: "rooms.open",
    label: "Rooms of the selected site: who is missing, extra or hurt",
    group: "Protective actions",
    keys: ["Alt+6"],
    context: "console",
    verb: "ROOM",
    run: (desk) => {
      if (desk.selectedSite) desk.open({ name: "rooms", site: desk.selectedSite });
      else desk.command("ROOM ");
    },
  },
  {
    id: "drills.switch",
    label: "Suspend drills, or allow them again",
    group: "Protective actions",
    keys: ["Alt+Shift+D"],
    context: "console",
    verb: "DRILLS",
    run: (desk) => desk.open({ name: "drills" }),
  },
  {
    id: "take-back",
    label: "Take back the last act, by an entry that puts it right",
    group: "Screen",
    keys: ["Alt+Z"],
    context: "console",
    verb: "BACK",
    run: (desk) => desk.open({ name: "take-back" }),
  },
];
