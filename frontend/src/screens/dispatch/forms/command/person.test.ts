import { expect, test } from "vitest";
import type { SrtView } from "../../../../link/wire";
import { known, nobody, personFields, pickedOf } from "./person";

const team = {
  id: "GRHS",
  held: [
    { role: "INCIDENT_COMMANDER", name: "Ana Diaz", person: "p1", since: "", by: "" },
    { role: "COMMUNICATIONS", name: "Ana Diaz", person: "p1", since: "", by: "" },
  ],
  expected: [{ role: "FIRST_AID", name: "Bo Lee", title: "Nurse", phone: "", why: "default" }],
} as unknown as SrtView;
const crew = { id: "A7", members: ["Adam Cole"] };

test("names are completed from the schools of the incident and the units there, each person once", () => {
  const all = known([team, { ...team, id: "ELMS" }], ["GRHS"], [crew, { ...crew, id: "A3" }], ["A7"]);
  expect(all.map((one) => one.spoken)).toEqual(["Ana Diaz", "Nurse Bo Lee", "Adam Cole, A7"]);
  expect(pickedOf(all, " Ana Diaz ")?.person).toBe("p1");
  expect(pickedOf(all, "Ana D")).toBeNull();
});

test("of two who are spelled alike neither is taken", () => {
  const other = { ...team, held: team.held.map((one) => ({ ...one, person: "p2" })) } as SrtView;
  expect(pickedOf(known([team, other], ["GRHS"], [], []), "Ana Diaz")).toBeNull();
});

test("who is picked goes with account, title and unit; who is typed goes as typed", () => {
  const all = known([team], ["GRHS"], [crew], ["A7"]);
  const pick = (spoken: string) => ({ ...nobody("DSS"), name: spoken, picked: pickedOf(all, spoken) });
  expect(personFields(pick("Ana Diaz"))).toEqual({
    name: "Ana Diaz",
    title: "Incident Commander",
    agency: "DSS",
    person: "p1",
  });
  expect(personFields({ ...pick("Adam Cole, A7"), unit: "A7" })).toEqual({
    name: "Adam Cole",
    title: "Officer",
    agency: "DSS",
    unit: "A7",
  });
  expect(personFields({ ...nobody("MPD"), name: "Lt. Moreno" })).toEqual({
    name: "Moreno",
    title: "Lt.",
    agency: "MPD",
  });
});
