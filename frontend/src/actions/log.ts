// Acts that write the log and read in it.
import { clock } from "../state/time.svelte";
import type { Act } from "./registry";

export const LOG_ACTS: readonly Act[] = [
  {
    id: "radio.last",
    label: "Log the last transmission",
    group: "Log",
    keys: ["Alt+V"],
    context: "console",
    verb: "R",
    // It was heard now, however long the writing takes.
    run: (desk) => desk.open({ name: "last-radio", at: clock.exact() }),
  },
  {
    id: "radio.log",
    label: "Radio log",
    group: "Log",
    keys: ["Alt+Y"],
    context: "console",
    run: (desk) => desk.open({ name: "radio-log", unit: desk.selectedUnit ?? undefined }),
  },
  {
    id: "shift.log",
    label: "Shift log",
    group: "Log",
    keys: ["Alt+J"],
    context: "console",
    verb: "SL",
    run: (desk) => desk.open({ name: "shift-log" }),
  },
  {
    id: "shift.handover",
    label: "Shift handover",
    group: "Log",
    keys: ["Alt+Shift+H"],
    context: "console",
    verb: "HO",
    run: (desk) => desk.open({ name: "handover" }),
  },
  {
    id: "timeline.search",
    label: "Search the timeline",
    group: "Log",
    keys: ["Alt+L"],
    context: "console",
    run: (desk) => desk.searchTimeline(),
  },
];
