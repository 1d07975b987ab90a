import { expect, test } from "vitest";
import { call, NOW } from "../../keys/command/board.fixture";
import type { Mode } from "../../link/wire";
import { sameAs } from "./duplicates";
import cases from "../../../../tests/domain/duplicates.json";

interface Told {
  readonly type: string;
  readonly site?: string;
  readonly at?: readonly [number, number];
  readonly mode?: Mode;
  readonly ended?: boolean;
}
interface Shared {
  readonly sites: Record<string, readonly [number, number]>;
  readonly cases: readonly { name: string; call: Told; report: Told; age: number; same: boolean }[];
}
const shared = cases as unknown as Shared;
const sites = new Map(
  Object.entries(shared.sites).map(([code, [lat_e7, lon_e7]]) => [code, { lat_e7, lon_e7 }]),
);
const spot = (told: Told) => (told.at ? { lat_e7: told.at[0], lon_e7: told.at[1] } : null);

test.each(shared.cases)("$name", ({ call: told, report, age, same }) => {
  const there = call("26-000001", "GRHS", {
    type: told.type,
    mode: told.mode ?? "ACTUAL",
    status: told.ended ? "CLOSED" : "PENDING",
    times: { t_received: new Date(NOW - age * 1000).toISOString() },
    place: {
      site: told.site ?? null,
      building: null,
      zone: null,
      room: null,
      address: null,
      lat_e7: null,
      lon_e7: null,
      ...spot(told),
    },
  });
  const found = sameAs(
    { type: report.type, site: report.site ?? null, at: spot(report) },
    [there],
    sites,
    NOW,
  );
  expect(found.map((one) => one.call.number)).toEqual(same ? ["26-000001"] : []);
});

test("nothing typed yet is like nothing", () => {
  expect(sameAs({ type: null, site: "GRHS", at: null }, [call("26-000001", "GRHS")], sites, NOW)).toEqual([]);
});
