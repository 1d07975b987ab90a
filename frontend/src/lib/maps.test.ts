import { expect, test } from "vitest";
import { coordinates, mapLink } from "./maps";

const PLACE = { lat_e7: 397_445_000, lon_e7: -1_051_062_000 };

test("a place goes to the phone's own map application", () => {
  expect(mapLink(PLACE, "Ridgeline High (Lot C)", "Mozilla/5.0 (Linux; Android 14)")).toBe(
    "geo:39.7445,-105.1062?q=39.7445,-105.1062(Ridgeline%20High%20(Lot%20C))",
  );
  expect(mapLink(PLACE, "Ridgeline High", "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X)")).toBe(
    "maps://?daddr=39.7445,-105.1062&q=Ridgeline%20High",
  );
});

test("coordinates can be read out", () => {
  expect(coordinates(PLACE)).toBe("39.744500, -105.106200");
});
