// Every act of a console, once. Keys, palette, buttons, tooltips and the help sheet read this list and nothing else.
import { askedId } from "./command";
import type { Desk } from "./desk";
import { alarmName } from "./ringing";
import { isSilence } from "./notices";
import { BUILDING_ACTS } from "./building";
import { PAPER_ACTS } from "./papers";
import { PARTNER_ACTS } from "./partners";
import { LOG_ACTS } from "./log";
import { roomOfAlarm } from "./rooms";
import { PROTECTIVE_ACTS } from "./protective";
import { WINDOW_ACTS } from "./windows";

/** Where an act's keys work: ``anywhere`` also while typing and in a dialog, ``console`` also while typing, ``board`` outside fields. */
export type Context = "anywhere" | "console" | "board";

export interface Act {
  readonly id: string;
  readonly label: string;
  readonly group: "Calls" | "Messages" | "Units" | "Protective actions" | "Alarms" | "Log" | "Screen";
  /** The first one is shown. */
  readonly keys: readonly string[];
  readonly context: Context;
  /** A verb of the command line that does it too. */
  readonly verb?: string;
  /** Shown with the function keys at the foot. */
  readonly foot?: string;
  readonly run: (desk: Desk) => void;
}

const pane = (
  id: string,
  label: string,
  keys: readonly string[],
  name: Parameters<Desk["enter"]>[0],
): Act => ({
  id: `pane.${id}`,
  label,
  group: "Screen",
  keys,
  context: "console",
  run: (desk) => desk.enter(name),
});

const alarms: readonly Act[] = [
  {
    id: "alarm.acknowledge",
    label: "Acknowledge the top alarm",
    group: "Alarms",
    keys: ["F8", "Alt+K"],
    context: "anywhere",
    verb: "ACK",
    foot: "Acknowledge",
    run: (desk) => {
      const alarm = desk.topAlarm;
      if (!alarm) return;
      desk.give({
        do: "send",
        kind: "AcknowledgeAlarm",
        fields: { alarm: alarm.id },
        label: `Acknowledge ${alarmName(alarm.alarm_kind).toLowerCase()}`,
      });
    },
  },
  {
    id: "alarm.open",
    label: "Open what the top alarm is about",
    group: "Alarms",
    keys: ["F9", "Alt+O"],
    context: "console",
    verb: "GO",
    foot: "Open alert",
    run: (desk) => {
      const alarm = desk.topAlarm;
      const asked = alarm ? askedId(alarm) : null;
      if (alarm && isSilence(alarm.alarm_kind))
        desk.open({ name: "ledger", notice: alarm.id.replace(/^silence:/, "") });
      else if (asked !== null) desk.open({ name: "command", incident: asked });
      else if (alarm?.site && roomOfAlarm(alarm.id) !== null) desk.open({ name: "rooms", site: alarm.site });
      else if (alarm?.call) desk.give({ do: "go", kind: "call", id: alarm.call });
      else if (alarm?.site) desk.give({ do: "go", kind: "site", id: alarm.site });
      else if (alarm?.unit) desk.give({ do: "go", kind: "unit", id: alarm.unit });
    },
  },
  {
    id: "alarm.list",
    label: "All unacknowledged alarms",
    group: "Alarms",
    keys: ["Alt+Shift+O"],
    context: "console",
    run: (desk) => desk.open({ name: "alarms" }),
  },
];

const calls: readonly Act[] = [
  {
    id: "call.new",
    label: "New call",
    group: "Calls",
    keys: ["F2", "Alt+N"],
    context: "console",
    verb: "N",
    foot: "New call",
    run: (desk) => desk.open({ name: "new-call", site: desk.selectedSite ?? undefined }),
  },
  {
    id: "call.dispatch",
    label: "Dispatch units to the selected call",
    group: "Calls",
    keys: ["F3", "Alt+D"],
    context: "console",
    verb: "D",
    foot: "Dispatch",
    run: (desk) =>
      desk.open({
        name: "send-units",
        call: desk.selectedCall?.id,
        units: desk.chosenUnits,
      }),
  },
  {
    id: "call.note",
    label: "Note on what is selected",
    group: "Calls",
    keys: ["Alt+T"],
    context: "console",
    verb: "L",
    run: (desk) =>
      desk.open({ name: "note", call: desk.selectedCall?.id, unit: desk.selectedUnit ?? undefined }),
  },
  {
    id: "call.attach",
    label: "Attach a photo or paper to the selected call",
    group: "Calls",
    keys: ["Alt+Shift+A"],
    context: "console",
    run: (desk) => {
      if (desk.selectedCall) desk.open({ name: "attach", call: desk.selectedCall.id });
    },
  },
  {
    id: "call.close",
    label: "Close the selected call",
    group: "Calls",
    keys: ["Alt+C"],
    context: "console",
    verb: "C",
    run: (desk) => {
      if (desk.selectedCall) desk.open({ name: "close-call", call: desk.selectedCall.id });
      else desk.command("C ");
    },
  },
  {
    id: "call.take",
    label: "I work the selected call",
    group: "Calls",
    keys: ["Alt+W"],
    context: "console",
    verb: "TAKE",
    run: (desk) => {
      const call = desk.selectedCall;
      if (!call) return;
      const number = call.number.slice(call.number.indexOf("-") + 1);
      desk.give({ do: "send", kind: "TakeCall", fields: { call: call.id }, label: `Take ${number}` });
    },
  },
  {
    id: "command.open",
    label: "Who is in charge: establish, transfer, unified command",
    group: "Calls",
    keys: ["Alt+A"],
    context: "console",
    verb: "IC",
    run: (desk) => {
      const incident = desk.selectedIncident;
      const call = desk.selectedCall;
      // Who is asked about unified command answers with the same key.
      const view = incident && incident.apart_since !== null ? ("unified" as const) : undefined;
      if (incident) desk.open({ name: "command", incident: incident.id, view });
      else if (call) desk.open({ name: "command", call: call.id });
      else if (desk.selectedSite !== null) desk.open({ name: "command", site: desk.selectedSite });
      else desk.command("IC ");
    },
  },
  {
    id: "conduct.open",
    label: "Decisions, critical facts, organisation and work of the incident",
    group: "Calls",
    keys: ["Alt+7"],
    context: "console",
    verb: "DEC",
    run: (desk) => {
      const incident = desk.selectedIncident;
      if (incident) desk.open({ name: "conduct", incident: incident.id });
      else act("command.open").run(desk);
    },
  },
  {
    id: "matrix.open",
    label: "Decision matrix in force: who decides, who is consulted, who is told",
    group: "Calls",
    keys: ["Alt+Shift+J"],
    context: "console",
    verb: "MATRIX",
    run: (desk) => desk.open({ name: "matrix", incident: desk.selectedIncident?.id }),
  },
  {
    id: "call.tie",
    label: "Link, merge or split the selected call",
    group: "Calls",
    keys: ["Alt+X"],
    context: "console",
    verb: "TIE",
    run: (desk) => {
      if (desk.selectedCall) desk.open({ name: "ties", call: desk.selectedCall.id });
      else desk.command("TIE ");
    },
  },
  {
    id: "call.transfer",
    label: "911: the words for a warm transfer",
    group: "Calls",
    keys: ["Alt+9"],
    context: "console",
    verb: "XFER",
    run: (desk) => {
      if (desk.selectedCall) desk.open({ name: "transfer", call: desk.selectedCall.id });
      else desk.command("XFER ");
    },
  },
  {
    id: "call.next",
    label: "Next call",
    group: "Calls",
    keys: ["Alt+Down"],
    context: "console",
    run: (desk) => desk.step(1),
  },
  {
    id: "call.previous",
    label: "Previous call",
    group: "Calls",
    keys: ["Alt+Up"],
    context: "console",
    run: (desk) => desk.step(-1),
  },
];

const messages: readonly Act[] = [
  {
    id: "message.open",
    label: "Message to units, groups, sites or everybody",
    group: "Messages",
    keys: ["F5", "Alt+Q"],
    context: "console",
    verb: "M",
    foot: "Message",
    run: (desk) =>
      desk.open({
        name: "message",
        to: desk.selectedUnit === null ? undefined : [desk.selectedUnit],
        call: desk.selectedCall?.id,
      }),
  },
  {
    id: "notice.open",
    label: "Who knows of what is selected",
    group: "Messages",
    keys: ["Alt+U"],
    context: "console",
    verb: "KNOW",
    run: (desk) => {
      const notice = desk.selectedNotice;
      if (notice !== null) desk.open({ name: "ledger", notice });
      else desk.command("KNOW ");
    },
  },
];

const others: readonly Act[] = [
  {
    id: "unit.status",
    label: "Status of the selected unit",
    group: "Units",
    keys: ["F4", "Alt+S"],
    context: "console",
    verb: "OS",
    foot: "Status",
    run: (desk) => {
      if (desk.selectedUnit !== null) desk.open({ name: "unit", unit: desk.selectedUnit });
      else desk.enter("units");
    },
  },
  {
    id: "unit.roll",
    label: "Roll call of the selected call",
    group: "Units",
    keys: ["Alt+R"],
    context: "console",
    verb: "PAR",
    run: (desk) => desk.rollCall(),
  },
  {
    id: "unit.traffic",
    label: "Emergency traffic only, on and off",
    group: "Units",
    keys: ["Shift+F12", "Alt+Shift+E"],
    context: "anywhere",
    verb: "TRAF",
    run: (desk) => desk.toggleTraffic(),
  },
  {
    id: "unit.nearest",
    label: "Send whom the top alarm proposes",
    group: "Units",
    keys: ["Alt+E"],
    context: "console",
    verb: "D",
    run: (desk) => desk.sendNearest(),
  },
  {
    id: "action.start",
    label: "Site: start or change a protective action",
    group: "Protective actions",
    keys: ["F6", "Alt+P"],
    context: "console",
    verb: "PA",
    foot: "Protective action",
    run: (desk) =>
      desk.open({
        name: "start-action",
        site: desk.selectedSite ?? desk.selectedCall?.place.site ?? undefined,
        call: desk.selectedCall?.id,
      }),
  },
  {
    id: "map.show",
    label: "Show the selection on the map",
    group: "Screen",
    keys: ["F7", "Alt+G"],
    context: "console",
    verb: "GO",
    foot: "Map",
    run: (desk) => desk.showOnMap(),
  },
];

const screen: readonly Act[] = [
  {
    id: "bolos",
    label: "BOLOs in force",
    group: "Screen",
    keys: ["Alt+B"],
    context: "console",
    verb: "BOLO",
    run: (desk) => desk.open({ name: "bolos" }),
  },
  {
    id: "devices",
    label: "Panic devices: batteries, silence, tests, unverified presses",
    group: "Screen",
    keys: ["Alt+Shift+Y"],
    context: "console",
    run: (desk) => desk.open({ name: "devices" }),
  },
  {
    id: "help",
    label: "Keys and verbs",
    group: "Screen",
    keys: ["F1", "Alt+H"],
    context: "console",
    verb: "?",
    foot: "Help",
    run: (desk) => desk.open({ name: "help" }),
  },
  {
    id: "palette",
    label: "Find an act, a verb, a call, a unit or a site",
    group: "Screen",
    keys: ["Ctrl+K"],
    context: "console",
    run: (desk) => desk.open({ name: "palette" }),
  },
  {
    id: "find",
    label: "Search everything, open and closed",
    group: "Screen",
    keys: ["Ctrl+F", "Alt+F"],
    context: "console",
    verb: "FIND",
    run: (desk) => desk.open({ name: "find" }),
  },
  {
    id: "command",
    label: "Command line",
    group: "Screen",
    keys: ["/"],
    context: "board",
    run: (desk) => desk.command(),
  },
  pane("pending", "Pending calls", ["Alt+1"], "pending"),
  pane("active", "Active calls", ["Alt+2"], "active"),
  pane("units", "Units", ["Alt+3"], "units"),
  pane("sites", "Sites", ["Alt+4"], "sites"),
  { ...pane("timers", "Timers", ["F10", "Alt+5"], "timers"), verb: "RT", foot: "Timers" },
  pane("map", "Map", ["Alt+M"], "map"),
  pane("incident", "Incident", ["Alt+I"], "incident"),
  {
    id: "theme",
    label: "Switch between night and day",
    group: "Screen",
    keys: ["Alt+Shift+T"],
    context: "console",
    run: (desk) => desk.switchTheme(),
  },
  {
    id: "sound",
    label: "Start shift, test sound",
    group: "Screen",
    keys: ["Alt+Shift+S"],
    context: "console",
    verb: "POS",
    run: (desk) => desk.startShift(),
  },
  {
    id: "sign-out",
    label: "Sign out",
    group: "Screen",
    keys: ["Alt+Shift+Q"],
    context: "console",
    run: (desk) => desk.signOut(),
  },
];

export const ACTS: readonly Act[] = [
  ...alarms,
  ...calls,
  ...messages,
  ...others,
  ...PROTECTIVE_ACTS,
  ...BUILDING_ACTS,
  ...PAPER_ACTS,
  ...PARTNER_ACTS,
  ...LOG_ACTS,
  ...WINDOW_ACTS,
  ...screen,
];

const byId = new Map(ACTS.map((act) => [act.id, act]));

export function act(id: string): Act {
  const found = byId.get(id);
  if (!found) throw new Error(`There is no act ${id}.`);
  return found;
}

/** The key that a button or tooltip shows for an act. */
export function keyOf(id: string): string {
  return act(id).keys[0] ?? "";
}
