// How things stand before a command is given, kept with what was done: what taking it back starts from.
import type { ActionView, CallView, DistrictView, SiteView, UnitView } from "../link/wire";
import type { Lookup } from "./names";
import type { Send } from "./orders";

/** The records that taking back looks at. */
export interface Records {
  readonly units: Lookup<UnitView>;
  readonly calls: Lookup<CallView>;
  readonly actions: Lookup<ActionView>;
  readonly sites: Lookup<SiteView>;
  readonly district: { values(): Iterator<DistrictView, undefined> };
}

/** How things stood just before a command, as far as it can change them. */
export interface Before {
  readonly unit?: Pick<UnitView, "status" | "call" | "site">;
  readonly call?: Pick<CallView, "status" | "priority" | "until">;
  readonly door?: string;
  readonly suspended?: boolean;
}

/** Something that was done here and is recorded. */
export interface Done {
  readonly order: Send;
  readonly refs: Readonly<Record<string, unknown>>;
  readonly before: Before;
  /** Server's time in milliseconds. */
  readonly at: number;
}

export function before(order: Send, records: Records): Before {
  switch (order.kind) {
    case "SetUnitStatus":
    case "ClearUnit": {
      const unit = records.units.get(order.fields.unit);
      return unit ? { unit: { status: unit.status, call: unit.call, site: unit.site } } : {};
    }
    case "HoldCall":
    case "ResumeCall":
    case "UpdateCall": {
      const call = records.calls.get(order.fields.call);
      return call ? { call: { status: call.status, priority: call.priority, until: call.until } } : {};
    }
    case "MarkRoom": {
      const door = records.actions.get(order.fields.action)?.board?.[order.fields.room];
      return door === undefined ? {} : { door };
    }
    case "SuspendDrills":
      return { suspended: records.district.values().next().value?.drills_suspended ?? false };
    default:
      return {};
  }
}
