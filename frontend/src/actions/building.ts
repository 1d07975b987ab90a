// Acts about the people of a school: who is away today, the school's own team and its sign-in codes, names shown outside.
import type { Act } from "./registry";

type Screen = "day-list" | "disclosure" | "team" | "codes";

const of = (name: Screen, id: string, label: string, key: string, verb: string): Act => ({
  id,
  label,
  group: "Protective actions",
  keys: [key],
  context: "console",
  verb,
  run: (desk) => {
    if (desk.selectedSite) desk.open({ name, site: desk.selectedSite });
    else desk.command(`${verb} `);
  },
});

export const BUILDING_ACTS: readonly Act[] = [
  of("team", "team.open", "Team of the selected school: who holds which role now", "Alt+Shift+K", "SRT"),
  of("day-list", "daylist.open", "Absent today at the selected school", "Alt+8", "ABSENT"),
  of("codes", "codes.open", "Sign-in codes of the selected school's team", "Alt+Shift+C", "CODES"),
  of(
    "disclosure",
    "disclosure.open",
    "Names of students shown outside the district: write it down",
    "Alt+Shift+X",
    "SHOWN",
  ),
];
