import { expect, test } from "vitest";
import type { IncidentView } from "../link/wire";
import { askUnified, authorityOf, standsAlone, waiting } from "./apart";

const at = "2026-09-14T15:07:00Z";
const agencies = new Map([
  ["DSS", { agency_kind: "district" as const }],
  ["MPD", { agency_kind: "law" as const }],
  ["WRFD", { agency_kind: "fire_ems" as const }],
  ["MESAPSAP", { agency_kind: "psap" as const }],
]);
const there = (...names: string[]): IncidentView["present"] => names.map((agency) => ({ agency, since: at }));
const green = { name: "Green", title: "Chief", agency: "DSS", unit: null };
const incident = (more: Partial<IncidentView>): IncidentView =>
  ({
    present: [],
    apart_since: null,
    members: [],
    single: null,
    command: { form: "single", commander: green, members: [] },
    ...more,
  }) as unknown as IncidentView;

test("who is on scene and not in command is asked about, with the time it came", () => {
  const one = incident({ present: there("DSS", "MPD"), apart_since: at });
  expect(askUnified(one, agencies)).toMatch(/^MPD on scene since \d\d:\d\d: form unified command\?$/);
  expect(askUnified(incident({ present: there("DSS") }), agencies)).toBeNull();
});

test("a 911 centre shares no command, and a member that has been named is not asked for again", () => {
  const one = incident({ present: there("DSS", "MESAPSAP", "MPD", "WRFD"), apart_since: at });
  expect(waiting(one, agencies).map((each) => each.agency)).toEqual(["MPD", "WRFD"]);
  const members = [{ commander: { ...green, agency: "MPD" }, confirmed: null }];
  const half = incident({
    present: there("DSS", "MPD"),
    apart_since: at,
    members: members as unknown as IncidentView["members"],
  });
  expect(askUnified(half, agencies)).toMatch(/^Separate commands since/);
});

test("one commander for all who were there is said, and only a further agency is asked about", () => {
  const single = {
    agencies: ["DSS", "MPD"],
    said: { said_by: "Green", how: "radio" as const, by: "Maria", at },
    reason: { text: "one room", text_class: "operational" as const },
  } as IncidentView["single"];
  expect(standsAlone(incident({ present: there("DSS", "MPD"), single }))).toBe(
    "One commander for DSS, MPD, said Green: one room",
  );
  const further = incident({ present: there("DSS", "MPD", "WRFD"), single, apart_since: at });
  expect(standsAlone(further)).toBeNull();
  expect(waiting(further, agencies).map((each) => each.agency)).toEqual(["WRFD"]);
});

test("an agency's authority is proposed by its kind", () => {
  expect([authorityOf("law"), authorityOf("psap"), authorityOf(undefined)]).toEqual([
    "Law enforcement",
    "",
    "",
  ]);
});
