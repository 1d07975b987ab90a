// The act of sharing an incident with other agencies.
import type { Act } from "./registry";

export const PARTNER_ACTS: readonly Act[] = [
  {
    id: "partners.open",
    label: "Partner agencies of the selected incident: share, invite, revoke",
    group: "Calls",
    keys: ["Alt+0"],
    context: "console",
    verb: "SHARE",
    run: (desk) => {
      const incident = desk.selectedIncident;
      if (incident) desk.open({ name: "partners", incident: incident.id });
      else desk.command("SHARE ");
    },
  },
];
