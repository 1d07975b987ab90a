// A small board for tests of the command line. Not part of the application.
import type {
  ActionView,
  AlarmView,
  CallView,
  IncidentView,
  SiteView,
  UnitStatus,
  UnitView,
} from "../../link/wire";
import type { World } from "./world";

export const NOW = Date.parse("2026-11-23T17:00:00Z");

export function site(id: string, name: string, more: Partial<SiteView> = {}): SiteView {
  return {
    id,
    version: 1,
    name,
    level: "high",
    address: "",
    lat_e7: 397000000,
    lon_e7: -1050800000,
    law: "MPD",
    fire: "WRFD",
    psap: "TAMCOM",
    sros: [],
    csos: [],
    students: 100,
    staff: 10,
    sector: "North",
    aliases: [],
    buildings: [{ code: "MAIN", name: "Main building", zones: ["EAST", "WEST"] }],
    ...more,
  };
}

export function unit(id: string, status: UnitStatus = "AV", more: Partial<UnitView> = {}): UnitView {
  return {
    id,
    version: 1,
    unit_kind: "PAT",
    agency: "PMSD",
    name: "",
    home_site: null,
    sector: "",
    capabilities: [],
    status,
    since: "2026-11-23T16:00:00Z",
    call: null,
    call_number: null,
    site: null,
    members: [],
    check_due: null,
    emergency: null,
    assignment: null,
    stack: [],
    lines: 0,
    ...more,
  };
}

export function call(number: string, at: string | null, more: Partial<CallView> = {}): CallView {
  return {
    id: `call-${number}`,
    version: 3,
    number,
    type: "FIGHT",
    priority: 2,
    mode: "ACTUAL",
    status: "PENDING",
    source: "RADIO",
    place: { site: at, building: null, zone: null, room: null, address: null, lat_e7: null, lon_e7: null },
    caller: null,
    callback: null,
    text: null,
    reports: [],
    units: [],
    stacked: [],
    actions: [],
    times: { t_received: "2026-11-23T16:58:00Z" },
    links: [],
    until: null,
    preempted: false,
    disposition: null,
    secondary: null,
    outcome: null,
    owner: null,
    files: [],
    pattern: null,
    verified: [],
    lines: 0,
    ...more,
  };
}

export function action(id: string, at: string, more: Partial<ActionView> = {}): ActionView {
  return {
    id,
    version: 1,
    site: at,
    type: "SECURE",
    mode: "ACTUAL",
    status: "ACTIVE",
    source: "console",
    call: null,
    zones: [],
    rooms: [],
    entry_mode: null,
    hazard: null,
    police_led: false,
    started_at: "2026-11-23T16:59:00Z",
    started_by: "p1",
    started_by_name: "Dana Reyes",
    started_by_role: "dispatcher",
    desk_at: at,
    announced_at: null,
    announced_by: null,
    heard_due: null,
    release_requested_at: null,
    release_requested_by: null,
    release_authority: null,
    release_begun_at: null,
    board: null,
    ended_at: null,
    end: null,
    released_by: null,
    confirmed_by: null,
    superseded_by: null,
    lines: 0,
    ...more,
  };
}

export function alarm(id: string, more: Partial<AlarmView> = {}): AlarmView {
  return {
    id,
    version: 1,
    alarm_kind: "panic",
    raised_at: "2026-11-23T16:59:30Z",
    mode: "ACTUAL",
    call: null,
    site: "GRHS",
    unit: null,
    action: null,
    count: 1,
    stage: 0,
    step: "raised",
    rung_at: "2026-11-23T16:59:30Z",
    next_at: "2026-11-23T16:59:45Z",
    ring: [],
    late: false,
    unverified: false,
    ...more,
  };
}

/** An incident with Lt. Moreno in command. */
export function incident(
  id: string,
  where: string,
  tied: string,
  more: Partial<IncidentView> = {},
): IncidentView {
  const said = { said_by: "A7", how: "radio" as const, by: "Maria", at: "2026-11-23T16:50:00Z" };
  const commander = { name: "Moreno", title: "Lt.", agency: "MPD", unit: null };
  return {
    id,
    version: 1,
    number: "I26-0001",
    name: { text: where, text_class: "operational" },
    cause: "command",
    mode: "ACTUAL",
    calls: [{ id: tied, number: "26-001142", site: where }],
    sites: [where],
    opened_at: said.at,
    opened_by: "Maria",
    complexity: null,
    proposed: 5,
    proposed_reason: "1 unit, 1 site.",
    period_from: said.at,
    period_to: null,
    post: null,
    command: {
      form: "single",
      commander,
      members: [],
      since: said.at,
      said,
      assumed: false,
      reason: null,
      ratified: null,
      until: null,
      end: null,
    },
    history: [],
    transfer: null,
    members: [],
    plan: {
      priorities: [],
      channels: null,
      next_meeting: null,
      spokesperson: null,
      operations: null,
    },
    times: {},
    no_command_since: null,
    owed: [],
    spans: [],
    head_counts: [],
    par: null,
    present: [],
    apart_since: null,
    single: null,
    reassessed_at: null,
    gap_ms: 0,
    terminated_at: null,
    closed_at: null,
    outcome: null,
    ...more,
  };
}

const byId = <Row extends { id: string }>(rows: readonly Row[]): Map<string, Row> =>
  new Map(rows.map((row) => [row.id, row]));

export function world(more: Partial<World> = {}): World {
  return {
    calls: byId([
      call("26-000142", "GRHS"),
      call("26-001142", "RTHS", { type: "MEDNON" }),
      call("26-000139", "GRHS", { type: "THEFT", priority: 3, status: "DISPATCHED", units: ["A3"] }),
      call("26-000007", "LKES", { status: "CLOSED" }),
    ]),
    units: byId([
      unit("A3", "DP", { call: "call-26-000139", call_number: "26-000139" }),
      unit("A5"),
      unit("A7"),
      unit("P3", "OFF"),
      unit("SUP1"),
    ]),
    sites: byId([
      site("GRHS", "Granite Ridge High School", { aliases: ["Granite"] }),
      site("RTHS", "Redtail High School"),
      site("LKES", "Larkspur Elementary", { sector: "South" }),
      site("LARK", "Lark Annex", { sector: "South", aliases: ["Annex"] }),
    ]),
    agencies: byId([
      {
        id: "TAMCOM",
        version: 1,
        name: "Tamcom 911",
        agency_kind: "psap" as const,
        phone: "303-555-0911",
        channel: "",
      },
      ...["MPD", "WRFD"].map((id) => ({
        id,
        version: 1,
        name: id,
        agency_kind: "law" as const,
        phone: "",
        channel: "",
      })),
    ]),
    incidents: byId([incident("i1", "RTHS", "call-26-001142")]),
    walls: new Map([["w1", { id: "w1", name: "Front hall", show: "district" as const }]]),
    objectives: new Map([
      [
        "o1",
        {
          id: "o1",
          incident: "i1",
          place: 1,
          status: "open" as const,
          text: { text: "Everybody out", text_class: "operational" as const },
        },
      ],
    ]),
    aliases: [],
    matrix: [],
    bolos: new Map([["bolo-4", { id: "bolo-4", number: "B26-0004" }]]),
    actions: [],
    alarms: [],
    positions: new Map(
      ["POS1", "POS2"].map((id, order) => [
        id,
        {
          id,
          version: 1,
          name: `Position ${order + 1}`,
          order,
          sector: "",
          supervisor: false,
          person: null,
          person_name: null,
          role: null,
          since: null,
        },
      ]),
    ),
    seat: null,
    rooms: (at) =>
      at === "GRHS" ? [{ code: "214", name: "Science 214", building: "MAIN", zone: "EAST" }] : [],
    advise: () => undefined,
    selectedCall: null,
    selectedUnit: null,
    selectedSite: null,
    lastNotice: null,
    now: NOW,
    ...more,
  };
}
