// A chain may name what an earlier link of it makes, before that is made: `N FIGHT GRHS ; D A7` sends A7 to the new call. While it is parsed
// the call stands for itself under a name that no record has; when the chain runs, the name gives way to the id that the server answered.
import type { Order, Send } from "../../actions/orders";
import type { CallView } from "../../link/wire";
import { INCIDENT_TYPES } from "../../link/catalog";
import type { World } from "./world";

const NAME = /^made:(\d+)$/;

/** The board as the links after this one find it. */
export function after(world: World, orders: readonly Order[], link: number): World {
  const order = orders.find(
    (one): one is Send & { kind: "CreateCall" } => one.do === "send" && one.kind === "CreateCall",
  );
  if (!order) return world;
  const call = standIn(order.fields, link, world.now);
  return {
    ...world,
    calls: new Map([...world.calls.values(), call].map((one) => [one.id, one])),
    selectedCall: call.id,
  };
}

function standIn(fields: (Send & { kind: "CreateCall" })["fields"], link: number, now: number): CallView {
  const type = INCIDENT_TYPES.find((one) => one.code === fields.call_type);
  // As much of a call as sentences and rules of the line read; it is never shown on a board and never sent.
  const call: Partial<CallView> = {
    id: `made:${link}`,
    version: 0,
    number: "the new call",
    type: fields.call_type,
    priority: fields.priority ?? ((type?.priority ?? 3) as CallView["priority"]),
    mode: "ACTUAL",
    status: "PENDING",
    source: "PHONE_DISTRICT_EMERGENCY_LINE",
    place: {
      site: fields.site ?? null,
      building: fields.building ?? null,
      zone: fields.zone ?? null,
      room: fields.room ?? null,
      address:
        fields.address === undefined || fields.address === null
          ? null
          : { text: fields.address, text_class: "operational" },
      lat_e7: null,
      lon_e7: null,
    },
    caller: null,
    callback: null,
    text: null,
    reports: [],
    units: [],
    stacked: [],
    actions: [],
    times: { t_received: new Date(now).toISOString() },
    links: [],
    until: null,
    preempted: false,
    disposition: null,
    secondary: null,
    outcome: null,
    lines: 0,
  };
  return call as CallView;
}

/** The order with the ids of what has been made meanwhile, by link. Null: what it names was not made. */
export function named<Kind extends Send>(order: Kind, made: ReadonlyMap<number, string>): Kind | null {
  const missing: string[] = [];
  const real = (value: unknown): unknown => {
    const match = typeof value === "string" ? NAME.exec(value) : null;
    if (!match) return value;
    const id = made.get(Number(match[1]));
    if (id === undefined) missing.push(match[0]);
    return id ?? value;
  };
  const fields = Object.fromEntries(Object.entries(order.fields).map(([name, value]) => [name, real(value)]));
  // A record that was not there when the line was typed has no version that the line rests on.
  const expect = Object.fromEntries(Object.entries(order.expect ?? {}).filter(([id]) => !NAME.test(id)));
  const rest = Object.fromEntries(Object.entries(order).filter(([name]) => name !== "expect"));
  const whole = { ...rest, fields, ...(Object.keys(expect).length > 0 ? { expect } : {}) };
  return missing.length > 0 ? null : (whole as unknown as Kind);
}
