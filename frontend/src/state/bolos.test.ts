import { expect, test } from "vitest";
import type { BoloView } from "../link/wire";
import { boloMatches, soughtName, vehicleName } from "./bolos";

const NOW = Date.parse("2026-11-27T10:00:00Z");
const text = (value: string): BoloView["subject"] => ({ text: value, text_class: "operational" });

function bolo(number: string, more: Partial<BoloView> = {}): BoloView {
  return {
    id: number,
    version: 1,
    number,
    category: "trespass_order",
    subject: text("Dale Poe, 41, beard"),
    vehicle: null,
    last_seen: { at: null, site: null, place: null, direction: null },
    reason: null,
    cautions: [],
    handling: "identify_only",
    agency: null,
    contact: null,
    sites: ["GRHS"],
    units: [],
    agencies: [],
    call_number: null,
    effective: "2026-11-20T10:00:00Z",
    expires: "2026-12-20T10:00:00Z",
    issued_at: "2026-11-20T10:00:00Z",
    issued_by: "Maria",
    approved_at: "2026-11-20T10:00:00Z",
    approved_by: "Maria",
    photo: null,
    photo_evidence: null,
    ...more,
  };
}
const car = bolo("B26-0002", {
  category: "vehicle",
  subject: null,
  sites: [],
  vehicle: {
    plate: text("KPR-4412"),
    state: text("CO"),
    make: text("Honda"),
    model: text("Civic"),
    colour: text("silver"),
  },
});
const why = (said: string | null, site: string | null, ...bolos: BoloView[]): string[] =>
  boloMatches(bolos, { site, said: [said, null, undefined] }, NOW).map(
    (one) => `${one.bolo.number} ${one.why}`,
  );

test("an order at the site is there whatever was said, and nowhere else", () => {
  expect(why(null, "GRHS", bolo("B26-0001"))).toEqual(["B26-0001 site"]);
  expect(why(null, "ELMS", bolo("B26-0001"))).toEqual([]);
  expect(why(null, null, bolo("B26-0001"))).toEqual([]);
  expect(why(null, "GRHS", bolo("B26-0003", { category: "person" }))).toEqual([]);
});

test("a name is heard at any site, in any order, accents or not, and only as whole words", () => {
  expect(why("it is POE, Dale he says", "ELMS", bolo("B26-0001"))).toEqual(["B26-0001 name"]);
  expect(why("Renée Söderberg is here", null, bolo("B1", { subject: text("Renee Soderberg") }))).toEqual([
    "B1 name",
  ]);
  expect(why("a dale with a poem", "ELMS", bolo("B26-0001"))).toEqual([]);
  expect(why("just Dale", "ELMS", bolo("B26-0001"))).toEqual([]);
  expect(why("a tall man", "ELMS", bolo("B1", { subject: text("tall man in a red coat") }))).toEqual([]);
  expect(why("beard, 41", "ELMS", bolo("B26-0001"))).toEqual([]);
});

test("a plate is read however it is written; a short one is no plate", () => {
  expect(why("plate kpr 4412 in the lot", null, car)).toEqual(["B26-0002 plate"]);
  expect(why("K.P.R. 4412", null, car)).toEqual(["B26-0002 plate"]);
  expect(
    why(
      "room 12",
      null,
      bolo("B1", {
        subject: null,
        sites: [],
        vehicle: { plate: text("12"), state: null, make: null, model: null, colour: null },
      }),
    ),
  ).toEqual([]);
});

test("who was named comes first, and what is over is not shown", () => {
  const named = bolo("B26-0009", { subject: text("Nora Vale") });
  expect(why("Nora Vale is at the door", "GRHS", bolo("B26-0001"), named)).toEqual([
    "B26-0009 name",
    "B26-0001 site",
  ]);
  expect(why(null, "GRHS", bolo("B26-0001", { expires: "2026-11-27T09:59:59Z" }))).toEqual([]);
});

test("a BOLO is called by its subject and its vehicle", () => {
  expect(vehicleName(car)).toBe("silver Honda Civic, plate CO KPR-4412");
  expect(soughtName(bolo("B1", { vehicle: car.vehicle }))).toBe(
    "Dale Poe, 41, beard, silver Honda Civic, plate CO KPR-4412",
  );
  expect(soughtName(bolo("B1", { subject: { text: null, text_class: "operational" } }))).toBe(
    "Trespass order",
  );
});
