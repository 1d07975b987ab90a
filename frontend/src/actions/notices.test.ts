import { describe, expect, test } from "vitest";
import type {
  ActionView,
  BoloView,
  LedgerView,
  MessageView,
  NoticeView,
  SiteView,
  UnitView,
} from "../link/wire";
import {
  asked,
  asksDesk,
  deviceWords,
  isSilence,
  missingWords,
  noticeName,
  progressWords,
  toWhom,
} from "./notices";

const me = { id: "A7", site: null, home_site: null, sector: "North" } as UnitView;
const notice = (id: string, more: Partial<NoticeView>): NoticeView =>
  ({
    id,
    known: [],
    urgent: true,
    mode: "ACTUAL",
    since: "2026-11-23T10:00:00Z",
    record: id,
    ...more,
  }) as NoticeView;
const message = (more: Partial<MessageView>): MessageView =>
  ({
    units: [],
    sites: [],
    positions: [],
    groups: [],
    desk: false,
    everyone: false,
    unit: null,
    site: null,
    ...more,
  }) as MessageView;
const told = {
  bolos: new Map<string, BoloView>(),
  actions: new Map([
    ["secure", { site: "GRHS", type: "SECURE", mode: "ACTUAL", ended_at: null } as ActionView],
    ["lock", { site: "GRHS", type: "LOCKDOWN", mode: "ACTUAL", ended_at: null } as ActionView],
  ]),
  messages: new Map([
    ["m", message({ units: ["A7", "A3"] })],
    ["call", message({ units: ["A7", "A3"], everyone: true })],
    ["other", message({ units: ["A3"] })],
  ]),
  sites: new Map([
    [
      "GRHS",
      { id: "GRHS", name: "Granite Ridge High", sros: [], csos: [], sector: "North" } as unknown as SiteView,
    ],
  ]),
};

describe("what an officer is asked to acknowledge", () => {
  const ids = (list: NoticeView[], who = me): string[] => asked(list, who, told).map((one) => one.id);

  test("is what is for his unit and not known to it, the gravest first", () => {
    const all = [
      notice("m", { notice_kind: "message", urgent: false }),
      notice("other", { notice_kind: "message" }),
      notice("call", { notice_kind: "all_call" }),
      notice("A3", { notice_kind: "emergency" }),
      notice("A7", { notice_kind: "emergency" }),
      notice("lock", { notice_kind: "action" }),
    ];
    expect(ids(all)).toEqual(["A3", "lock", "call", "m"]);
    expect(ids([notice("m", { notice_kind: "message", known: ["unit:A7"] })])).toEqual([]);
  });

  test("an order concerns who is there or belongs there; a Lockdown the whole sector", () => {
    const secure = notice("secure", { notice_kind: "action" });
    expect(ids([secure])).toEqual([]);
    expect(ids([secure], { ...me, site: "GRHS" })).toEqual(["secure"]);
    expect(ids([notice("lock", { notice_kind: "action" })], { ...me, sector: "South" })).toEqual([]);
  });
});

test("a BOLO is named by its number and whom to look for, and its own bar asks for it", () => {
  const one = notice("bolo:b", { notice_kind: "bolo", record: "b" });
  const bolo = {
    number: "B26-0001",
    subject: { text: "Dale Poe", text_class: "operational" },
    vehicle: null,
  } as BoloView;
  expect(noticeName(one, { ...told, bolos: new Map([["b", bolo]]) })).toBe("BOLO B26-0001, Dale Poe");
  expect(noticeName(one, told)).toBe("BOLO");
  expect(asked([one], me, told)).toEqual([]);
  expect(isSilence("bolo_unread")).toBe(true);
  expect(isSilence("panic")).toBe(false);
});

test("what was written to a position is asked of who sits there, and what was written to the desk of everybody", () => {
  const one = message({ positions: ["POS2"] });
  expect(asksDesk(one, [], "POS2")).toBe(true);
  expect(asksDesk(one, ["position:POS2"], "POS2")).toBe(false);
  expect(asksDesk(one, [], "POS1")).toBe(false);
  expect(asksDesk(one, [], null)).toBe(false);
  expect(asksDesk(message({ desk: true }), [], null)).toBe(true);
  expect(asksDesk(message({ desk: true }), ["desk"], "POS1")).toBe(false);
});

test("words say what is missing, the worst first", () => {
  expect(missingWords({ not_reached: 2, delivered: 0, painted: 1 } as LedgerView)).toBe(
    "2 not reached, 1 shown",
  );
  expect(missingWords({ not_reached: 0, delivered: 0, painted: 0 } as LedgerView)).toBeNull();
  expect(progressWords({ progress: "known", way: "radio" })).toBe("Told by radio");
  expect(progressWords({ progress: "delivered", way: null })).toBe("On the device");
});

test("names say what and where", () => {
  expect(noticeName({ notice_kind: "action", record: "secure" }, told)).toBe("Secure, Granite Ridge High");
  expect(toWhom(message({ groups: ["all patrol"], units: ["A7", "A3"], sites: ["GRHS"] }))).toBe(
    "all patrol, GRHS",
  );
});

test("a push that failed is said until the device has it", () => {
  const at = (hour: number): string => new Date(2026, 10, 23, hour, 42).toISOString();
  const device = {
    person: "Jo",
    device: "Web Push",
    delivered_at: null,
    painted_at: null,
    push_failed_at: at(10),
  };
  expect(deviceWords(device)).toBe("not reached: push failed 10:42:00");
  expect(deviceWords({ ...device, delivered_at: at(11) })).toBe("sent 11:42:00");
  expect(deviceWords({ ...device, delivered_at: at(11), painted_at: at(12) })).toBe("shown 12:42:00");
});
