import { expect, test } from "vitest";
import { answered, given, type Entry } from "../../link/outbox";
import type { ActionView, AppPanicView, Command, HeadlineView, SrtView } from "../../link/wire";
import { codeFromAddress, deviceName, written } from "./code";
import {
  cardOf,
  chargeOf,
  doorsOf,
  fills,
  mayRelease,
  nextQuestion,
  ownPress,
  pressStages,
  readsNames,
  releaseWords,
  startPhrase,
  unitsStage,
} from "./model";
import { knownRoom, rememberRoom } from "./room";

const AT = "2026-11-27T10:42:49Z";

function entry(command: object): Entry {
  return given({ type: "command", site: "GRHS", ...command } as unknown as Command, "x", Date.parse(AT), 0);
}

const PRESS = entry({ kind: "RaisePanic", id: "p1", level: "LOCKDOWN", room: "204" });

function record(more: Partial<AppPanicView> = {}): AppPanicView {
  return {
    id: "p1",
    version: 1,
    site: "GRHS",
    call: "c1",
    number: "26-000001",
    level: "LOCKDOWN",
    building: null,
    zone: null,
    room: "204",
    by: "tea",
    by_name: "Tea Cher",
    pressed_at: AT,
    received_at: AT,
    test: false,
    desk_at: null,
    desk_by: null,
    withdrawn_at: null,
    over_at: null,
    safe: null,
    medical: null,
    people: null,
    told_at: null,
    ...more,
  };
}

function words(
  entries: Entry[],
  panics: AppPanicView[],
  headline?: Partial<HeadlineView>,
  live = true,
): string[] {
  const press = ownPress(entries, panics, "tea");
  if (press === null) return [];
  return pressStages(press, headline as HeadlineView | undefined, live).map((one) => one.words);
}

test("a press says what is known of it, step by step, and never more", () => {
  expect(words([PRESS], [], undefined, false)).toEqual([
    "NOT SENT YET. This phone keeps trying. If you can, call 911",
  ]);
  expect(words([{ ...PRESS, tries: 1 }], [])).toEqual([
    "On its way, not recorded yet. This phone keeps trying",
  ]);
  expect(words([], [record()])).toEqual([
    "Sent",
    "Rings at the desk. Nobody there has answered yet",
    "No unit sent yet",
  ]);
  expect(words([], [record({ desk_at: AT })], { units: ["A7"], status: "DISPATCHED" })).toEqual([
    "Sent",
    "Received at the desk",
    "Sent, not moving yet: 1 unit",
  ]);
  expect(unitsStage({ units: ["A7", "A3"], status: "EN_ROUTE" } as unknown as HeadlineView).words).toBe(
    "On the way: first of 2 units",
  );
  expect(unitsStage({ units: [], status: "EN_ROUTE" } as unknown as HeadlineView).tone).toBe("waiting");
});

test("a refused press says so and whom to call", () => {
  const no = answered(
    PRESS,
    { type: "result", id: "p1", outcome: "refused", code: "x", message: "No such school." },
    0,
  );
  expect(words([no], [])).toEqual(["Not taken. No such school. Call 911."]);
});

test("a press is its person's own, and over when the desk has ended it", () => {
  expect(ownPress([], [record({ by: "somebody else" })], "tea")).toBeNull();
  expect(ownPress([], [record({ over_at: AT })], "tea")).toBeNull();
  expect(ownPress([], [record({ test: true })], "tea")).toBeNull();
  expect(ownPress([PRESS], [record()], "tea")?.record).not.toBeNull();
});

test("one question after another, whether what was said has been sent or not", () => {
  const asked = (entries: Entry[], panics: AppPanicView[]): unknown => {
    const press = ownPress(entries, panics, "tea");
    return press === null ? "none" : nextQuestion(press, true);
  };
  const nowhere = entry({ kind: "RaisePanic", id: "p1", level: "LOCKDOWN" });
  expect(asked([nowhere], [])).toBe("room");
  expect(asked([PRESS], [])).toBe("safe");
  const safe = entry({ kind: "AnswerPanic", id: "a1", panic: "p1", safe: false });
  expect(asked([PRESS, safe], [])).toBe("medical");
  expect(asked([safe], [record({ medical: true })])).toBe("people");
  expect(asked([], [record({ safe: true, medical: false, people: 0 })])).toBeNull();
  const withdrawn = ownPress([PRESS, entry({ kind: "WithdrawPanic", id: "w", panic: "p1" })], [], "tea");
  expect(withdrawn?.withdrawn).toBe(true);
});

test("who is in charge is who said so; whose it is meanwhile is another thing", () => {
  const team = {
    held: [{ role: "COMMUNICATIONS", name: "Lee", person: null, since: AT, by: "Lee" }],
    expected: [{ role: "INCIDENT_COMMANDER", name: "Ana", title: "Principal", phone: "", why: "default" }],
    ticks: [{ action: "x", role: "COMMUNICATIONS", item: "PA", by: "Lee", at: AT }],
  } as unknown as SrtView;
  expect(chargeOf(team).held).toBeNull();
  expect(chargeOf(team).expected?.name).toBe("Ana");
  expect(chargeOf(team, "COMMUNICATIONS").held?.name).toBe("Lee");
  const action = { id: "x", type: "LOCKDOWN", hazard: null } as unknown as ActionView;
  const card = cardOf("COMMUNICATIONS", action, undefined, team);
  expect(card.filter((one) => one.done !== null).map((one) => one.code)).toEqual(["PA"]);
  expect(card.find((one) => one.code === "PA")?.words).toContain("Lockdown! Locks, Lights, Out of Sight!");
  const doors = cardOf("SECURITY_PERIMETER", action, undefined, team)[0]?.words;
  expect(doors).toBe("Do not send anyone to lock outside doors; leave the perimeter as it is");
});

test("of a release the doors that are left stand first, in the order of their numbers", () => {
  const board = { "110": "NOT_REACHED", "20": "RELEASED", "9": "CLEARING" } as const;
  expect(doorsOf({ board }).map((one) => one.room)).toEqual(["9", "110", "20"]);
  expect(doorsOf({ board: null })).toEqual([]);
});

test("what is said over the public address names the place only when it is known", () => {
  const evacuate = { type: "EVACUATE", hazard: null } as const;
  expect(startPhrase(evacuate, undefined)).toBe("Evacuate! To the location you are told.");
  const texts = { location: { text: "the track", text_class: "operational" } };
  expect(startPhrase(evacuate, texts as never)).toBe("Evacuate! To the track.");
});

test("a code comes from behind the # and does not stay in the address", () => {
  const urls: string[] = [];
  const past = { replaceState: (_data: unknown, _unused: string, url: string) => void urls.push(url) };
  const address = { hash: "#code=ABCD-EFGH-JKLM", pathname: "/school/", search: "" };
  expect(codeFromAddress(address, past)).toBe("ABCD-EFGH-JKLM");
  expect(urls).toEqual(["/school/"]);
  expect(codeFromAddress({ ...address, hash: "" }, past)).toBeNull();
  expect(codeFromAddress({ ...address, hash: "#code=%E0%A4" }, past)).toBeNull();
  expect(written("abcd efghjklm9")).toBe("ABCD-EFGH-JKLM");
  expect(written("abcd")).toBe("ABCD");
});

test("a device keeps its name, and a phone the room that was said last", () => {
  const kept = new Map<string, string>();
  const store = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  };
  expect(deviceName(store)).toBe(deviceName(store));
  expect(deviceName(null)).not.toBe(deviceName(null));
  expect(knownRoom(store, "GRHS")).toBeNull();
  rememberRoom(store, "GRHS", "MAIN", "204");
  expect(knownRoom(store, "GRHS")).toEqual({ building: "MAIN", room: "204" });
  expect(knownRoom(store, "ELMS")).toBeNull();
  kept.set("dispatch.room.GRHS", "{broken");
  expect(knownRoom(store, "GRHS")).toBeNull();
});

const seat = (name: string, person: string | null = null) =>
  ({ role: "INCIDENT_COMMANDER", name, person, since: "2026-11-23T16:00:00Z", by: "x" }) as const;
const meant = (name: string, why: "default" | "deputy" | "rank") =>
  ({ role: "INCIDENT_COMMANDER", name, title: "", phone: "", why }) as const;
const teamOf = (more: Partial<SrtView>): SrtView => ({
  id: "GRHS",
  version: 1,
  seats: [],
  held: [],
  expected: [],
  away: [],
  ticks: [],
  ...more,
});

test("a role is its holder's, else of whoever is meant for it, and never of whoever only stands highest", () => {
  const fill = (team: SrtView | undefined, person: string, name: string) =>
    fills(team, "INCIDENT_COMMANDER", person, name);
  expect(fill(teamOf({ held: [seat("Ana", "a")] }), "a", "Anna")).toBe(true);
  expect(fill(teamOf({ held: [seat("Ana", "a")] }), "b", "Ana")).toBe(false);
  expect(fill(teamOf({ held: [seat("Ana  Lopez")] }), "b", "ana lopez")).toBe(true);
  expect(fill(teamOf({ expected: [meant("Bo", "deputy")] }), "b", "Bo")).toBe(true);
  expect(fill(teamOf({ expected: [meant("Bo", "rank")] }), "b", "Bo")).toBe(false);
  expect(fill(undefined, "b", "Bo")).toBe(false);
  expect(readsNames(teamOf({ held: [seat("Bo", "b")] }), "b", "Bo")).toBe(true);
});

test("a Lockdown is never released from a school, an evacuation only as a drill, the rest by who is in charge", () => {
  const held = teamOf({ held: [seat("Bo", "b")] });
  const may = (type: ActionView["type"], mode: ActionView["mode"] = "ACTUAL", who = "b", team = held) =>
    mayRelease({ type, mode, status: "ACTIVE" }, team, who, "Bo");
  expect(["HOLD", "SECURE", "SHELTER"].map((one) => may(one as ActionView["type"]))).toEqual([
    true,
    true,
    true,
  ]);
  expect(may("LOCKDOWN")).toBe(false);
  expect(may("LOCKDOWN", "DRILL")).toBe(false);
  expect(may("EVACUATE")).toBe(false);
  expect(may("EVACUATE", "DRILL")).toBe(true);
  expect(may("HOLD", "ACTUAL", "c")).toBe(false);
  expect(may("HOLD", "ACTUAL", "c", teamOf({}))).toBe(true);
  expect(releaseWords({ type: "SECURE" })).toContain("The Secure is released. All clear.");
});
