// Names for what wire.gen.ts makes from the server's types: records by collection, commands by kind.
import type { ClientMessage, Collections } from "./wire.gen";

export type * from "./wire.gen";

/** The record that each collection holds. */
export type Rows = { [Name in keyof Collections]-?: NonNullable<Collections[Name]>[number] };
export type CollectionName = keyof Rows;
export type Row = Rows[CollectionName];

export const COLLECTIONS = Object.keys({
  district: 0,
  agencies: 0,
  sites: 0,
  premises: 0,
  plans: 0,
  units: 0,
  me: 0,
  calls: 0,
  headlines: 0,
  assignments: 0,
  actions: 0,
  action_texts: 0,
  alarms: 0,
  timers: 0,
  work_orders: 0,
  roll_calls: 0,
  bolos: 0,
  bolo_acks: 0,
  desk_positions: 0,
  shift_entries: 0,
  handovers: 0,
  messages: 0,
  notices: 0,
  devices: 0,
  presses: 0,
  test_windows: 0,
  crews: 0,
  incidents: 0,
  in_charge: 0,
  decisions: 0,
  facts: 0,
  functions: 0,
  objectives: 0,
  requests: 0,
  check_ins: 0,
  patients: 0,
  panics: 0,
  srt: 0,
  accountings: 0,
  rooms: 0,
  room_names: 0,
  matches: 0,
  day_lists: 0,
  pictures: 0,
  shared_matrix: 0,
  shared_sites: 0,
  shared_plans: 0,
  shared_people: 0,
  shared_units: 0,
  shared_log: 0,
  seats: 0,
  partner_units: 0,
  walls: 0,
  wall_pictures: 0,
  unsaved: 0,
} satisfies Record<CollectionName, 0>) as CollectionName[];

export type Command = Extract<ClientMessage, { kind: string }>;
export type CommandKind = Command["kind"];

/** What a person fills in: the command without what the sender's machine adds. */
export type Fields<Kind extends CommandKind> = Omit<
  Extract<Command, { kind: Kind }>,
  "type" | "id" | "kind" | "log" | "occurred_at" | "expect" | "valid_until"
>;
