// Acts that open more of the picture on another screen.
import type { Panel } from "../state/layout.svelte";
import type { Act } from "./registry";

export const PANEL_NAMES: Readonly<Record<Panel, string>> = {
  map: "Map",
  units: "Units",
  sites: "Site board",
  incident: "Incident",
  big: "Big board",
  figures: "Figures",
};

const LETTERS: Readonly<Record<Panel, string>> = {
  map: "M",
  units: "U",
  sites: "L",
  incident: "I",
  big: "B",
  figures: "F",
};

const opened = Object.entries(PANEL_NAMES) as [Panel, string][];

export const WINDOW_ACTS: readonly Act[] = [
  ...opened.map(([panel, name]): Act => ({
    id: `window.${panel}`,
    label: `${name} on another screen`,
    group: "Screen",
    keys: [`Alt+Shift+${LETTERS[panel]}`],
    context: "console",
    run: (desk) => desk.openWindow(panel),
  })),
  {
    id: "walls.open",
    label: "Wall displays: what each shows",
    group: "Screen",
    keys: ["Alt+Shift+Z"],
    context: "console",
    run: (desk) => desk.open({ name: "walls" }),
  },
  {
    id: "window.all",
    label: "Open the windows of this position again",
    group: "Screen",
    keys: ["Alt+Shift+W"],
    context: "console",
    run: (desk) => desk.openWindows(),
  },
  {
    id: "window.board",
    label: "Printable status board",
    group: "Screen",
    keys: ["Alt+Shift+P"],
    context: "console",
    run: (desk) => desk.openBoard(),
  },
];
