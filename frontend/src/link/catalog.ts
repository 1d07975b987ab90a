// The field's terms and codes, as the server names them. No screen writes them a second time.
import { isStatusGroup, type StatusGroup } from "../theme/status";
import raw from "./catalog.gen.json";
import type { ActionType, UnitStatus } from "./wire";

export interface StatusTerm {
  readonly code: UnitStatus;
  readonly label: string;
  readonly group: StatusGroup;
  readonly legal: readonly UnitStatus[];
  /** Part of the work on an assignment. */
  readonly onCall: boolean;
  readonly tenCode: string | null;
}

export type ActionTerm = (typeof raw.actions)[number];
export type IncidentType = (typeof raw.incident_types)[number];
export type Disposition = (typeof raw.dispositions)[number];

const statuses = new Map<string, StatusTerm>(
  raw.unit_statuses.map((one) => {
    if (!isStatusGroup(one.group)) throw new Error(`The catalog names a status group ${one.group}.`);
    const term: StatusTerm = {
      code: one.code as UnitStatus,
      label: one.label,
      group: one.group,
      legal: one.legal as UnitStatus[],
      onCall: one.on_call,
      tenCode: one.ten_code,
    };
    return [one.code, term];
  }),
);
const actions = new Map<string, ActionTerm>(raw.actions.map((one) => [one.type, one]));
const types = new Map<string, IncidentType>(raw.incident_types.map((one) => [one.code, one]));
const dispositions = new Map<string, Disposition>(raw.dispositions.map((one) => [one.code, one]));

export const UNIT_STATUSES: readonly StatusTerm[] = [...statuses.values()];
export const ACTIONS: readonly ActionTerm[] = raw.actions;
export const INCIDENT_TYPES: readonly IncidentType[] = raw.incident_types;
export const DISPOSITIONS: readonly Disposition[] = raw.dispositions;

export type MessageTemplate = (typeof raw.message_templates)[number];
export const MESSAGE_TEMPLATES: readonly MessageTemplate[] = raw.message_templates;

export function statusTerm(code: UnitStatus): StatusTerm {
  const found = statuses.get(code);
  if (!found) throw new Error(`The catalog has no unit status ${code}.`);
  return found;
}

export function actionTerm(type: ActionType): ActionTerm {
  const found = actions.get(type);
  if (!found) throw new Error(`The catalog has no protective action ${type}.`);
  return found;
}

/** What a call is called. A type that this build does not know is shown by its code. */
export function typeLabel(code: string | null): string {
  return code === null ? "Restricted" : (types.get(code)?.label ?? code);
}

export function dispositionLabel(code: string | null): string {
  return code === null ? "" : (dispositions.get(code)?.label ?? code);
}

/** What a room may report, in the order in which a person is asked. */
export type RoomStatusTerm = (typeof raw.room_statuses)[number];
export const ROOM_STATUSES: readonly RoomStatusTerm[] = raw.room_statuses;

export function roomStatusTerm(code: string): RoomStatusTerm {
  const found = ROOM_STATUSES.find((one) => one.code === code);
  if (!found) throw new Error(`The catalog has no room status ${code}.`);
  return found;
}
