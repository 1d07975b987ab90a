// Acts about the papers of an incident, and incidents that are over.
import type { Act } from "./registry";

export const PAPER_ACTS: readonly Act[] = [
  {
    id: "papers.open",
    label: "Forms of an incident, as page or PDF: ICS 201 to 214, decision log, report",
    group: "Calls",
    keys: ["Alt+Shift+G"],
    context: "console",
    verb: "FORM",
    run: (desk) => desk.open({ name: "papers", incident: desk.selectedIncident?.id }),
  },
  {
    id: "incidents.open",
    label: "Incidents that are over: who commanded, what was decided, their forms",
    group: "Calls",
    keys: ["Alt+Shift+V"],
    context: "console",
    verb: "PAST",
    run: (desk) => desk.open({ name: "incidents" }),
  },
];
