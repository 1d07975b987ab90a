import { expect, test } from "vitest";
import { action, call, site, unit } from "../../keys/command/board.fixture";
import { psapOf, transferScript, type Knows } from "./transfer";

const sites = new Map([
  [
    "GRHS",
    site("GRHS", "Granite Ridge High School", {
      psap: "TAMCOM",
      address: "100 Ridge Rd",
      lat_e7: 395_000_000,
      lon_e7: -1_051_000_000,
    }),
  ],
  [
    "JFMS",
    site("JFMS", "Juniper Flats Middle School", {
      psap: "HARCOM",
      lat_e7: 397_000_000,
      lon_e7: -1_051_000_000,
    }),
  ],
]);
const knows: Knows = {
  district: { callsign: "Mesa", name: "Pine Mesa School District" } as Knows["district"],
  sites,
  premises: new Map(),
  agencies: new Map(),
  units: [unit("A7", "ER", { call: "call-26-000142" })],
  actions: [action("a1", "GRHS", { type: "LOCKDOWN", announced_at: null })],
};
const words = (text: string) => ({ text, text_class: "operational" as const });
const place = {
  site: "GRHS",
  building: null,
  zone: null,
  room: "214",
  address: null,
  lat_e7: null,
  lon_e7: null,
};

test("the words say who, what, where, by whom, what is done, and ask for their number", () => {
  const one = call("26-000142", "GRHS", {
    type: "WEAPON",
    place,
    caller: words("Ms Bell"),
    callback: words("303-555-0101"),
    text: words("a knife"),
    units: ["A7"],
  });
  const said = transferScript(one, knows).join("\n");
  for (const part of [
    "This is Mesa, dispatch of Pine Mesa School District",
    "Weapon seen or reported on campus at Granite Ridge High School, 100 Ridge Rd.",
    "Inside: room 214.",
    "by Ms Bell, call back 303-555-0101.",
    "“a knife”",
    "Lockdown in force",
    "not confirmed as heard yet",
    "A7 en route",
    "26-000142",
  ]) {
    expect(said).toContain(part);
  }
});

test("an exercise says so first, and a drill is not told to 911 at all", () => {
  expect(transferScript(call("26-000142", "GRHS", { mode: "EXERCISE" }), knows)[0]).toMatch(/^EXERCISE/);
  expect(transferScript(call("26-000142", "GRHS", { mode: "DRILL" }), knows)).toEqual([]);
});

test("the PSAP is that of the site, else that of the nearest one, else nobody's guess", () => {
  expect(psapOf(call("26-000142", "JFMS"), sites)).toEqual({ code: "HARCOM", by: null });
  const away = (lat_e7: number | null) =>
    call("26-000142", "X", {
      place: { ...place, site: null, room: null, lat_e7, lon_e7: lat_e7 === null ? null : -1_051_000_000 },
    });
  expect(psapOf(away(396_900_000), sites)).toMatchObject({ code: "HARCOM", by: { id: "JFMS" } });
  expect(psapOf(away(null), sites)).toBeNull();
});
