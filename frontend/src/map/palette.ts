// The map's colours, from the theme's tokens: the map is redrawn when the theme changes.
import {
  ACTION_LOOK,
  ACTION_TYPES,
  STATUS_GROUPS,
  STATUS_LOOK,
  type ActionName,
  type StatusGroup,
} from "../theme/status";

export interface Palette {
  readonly night: boolean;
  readonly ground: string;
  readonly outside: string;
  readonly city: string;
  readonly cityLine: string;
  readonly county: string;
  readonly water: string;
  readonly road: string;
  readonly roadMajor: string;
  readonly roadCase: string;
  readonly text: string;
  readonly quiet: string;
  readonly halo: string;
  readonly site: string;
  readonly focus: string;
  readonly ink: string;
  readonly drill: string;
  readonly actions: Readonly<Record<ActionName, string>>;
  readonly statuses: Readonly<Record<StatusGroup, string>>;
}

const NIGHT = {
  ground: "#0b0f14",
  outside: "#080b0f",
  city: "#111822",
  cityLine: "#2b3746",
  county: "#5b6e85",
  water: "#0f2233",
  road: "#1f2935",
  roadMajor: "#3a4a5c",
  roadCase: "#0b0f14",
  text: "#e4eaf2",
  quiet: "#8293a8",
  halo: "#06080b",
  site: "#8493a6",
};
const DAY = {
  ground: "#eef1f5",
  outside: "#e2e7ed",
  city: "#f7f9fb",
  cityLine: "#c3ccd7",
  county: "#7d8b9c",
  water: "#cfe0ef",
  road: "#d9e0e8",
  roadMajor: "#b3bfcc",
  roadCase: "#ffffff",
  text: "#141a22",
  quiet: "#5c6a7c",
  halo: "#ffffff",
  site: "#5c6a7c",
};

export function palette(night: boolean, token: (name: string) => string): Palette {
  const actions = Object.fromEntries(ACTION_TYPES.map((one) => [one, token(ACTION_LOOK[one].token)]));
  const statuses = Object.fromEntries(STATUS_GROUPS.map((one) => [one, token(STATUS_LOOK[one].token)]));
  return {
    night,
    ...(night ? NIGHT : DAY),
    focus: token("--focus"),
    ink: token("--on-fill"),
    drill: token("--drill"),
    actions: actions as Record<ActionName, string>,
    statuses: statuses as Record<StatusGroup, string>,
  };
}
