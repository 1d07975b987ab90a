import { describe, expect, it } from "vitest";
import type { PictureView, SharedLineView, SharedSiteView, TransferView } from "../../link/wire";
import { fitted, isOwed, linkOf, logOf, sideToConfirm, sitesOf } from "./model";

const picture = { id: "seat", agency: "MPD" } as PictureView;
const line = (id: string, at: string, more: Partial<SharedLineView> = {}): SharedLineView =>
  ({
    id,
    at,
    incident: "seat",
    tag: "information",
    asks: false,
    known: [],
    agency: null,
    ...more,
  }) as SharedLineView;

describe("the shared log", () => {
  it("shows what is owed first, then the latest", () => {
    const lines = [
      line("a", "2026-09-14T15:00:00Z", { asks: true }),
      line("b", "2026-09-14T15:02:00Z"),
      line("c", "2026-09-14T15:01:00Z"),
      line("d", "2026-09-14T15:09:00Z", { incident: "another" }),
    ];
    expect(logOf(lines, picture, null).map((one) => one.id)).toEqual(["a", "b", "c"]);
    expect(logOf(lines, picture, "hazard")).toEqual([]);
  });

  it("asks an agency once, and never for its own words", () => {
    expect(isOwed(line("a", "", { asks: true }), "MPD")).toBe(true);
    expect(isOwed(line("a", "", { asks: true, agency: "MPD" }), "MPD")).toBe(false);
    expect(isOwed(line("a", "", { asks: true, known: [{ agency: "MPD", by: "Lia", at: "" }] }), "MPD")).toBe(
      false,
    );
    expect(isOwed(line("a", ""), "MPD")).toBe(false);
  });
});

it("puts acting sites first, the gravest order first", () => {
  const site = (name: string, ...types: string[]): SharedSiteView =>
    ({
      id: name,
      name,
      orders: types.map((action_type) => ({ action_type, since: "" })),
    }) as unknown as SharedSiteView;
  const sites = [site("Annex"), site("Elm", "HOLD"), site("Ridge", "HOLD", "LOCKDOWN")];
  expect(sitesOf(sites).map((one) => one.name)).toEqual(["Ridge", "Elm", "Annex"]);
});

it("asks to confirm only our own side of a transfer", () => {
  const transfer = {
    incoming: { agency: "MPD" },
    outgoing: { agency: "WRFD" },
    incoming_said: null,
    outgoing_said: null,
  } as TransferView;
  expect(sideToConfirm(transfer, "MPD")).toBe("incoming");
  expect(sideToConfirm(transfer, "WRFD")).toBe("outgoing");
  expect(sideToConfirm(transfer, "SO")).toBeNull();
  expect(sideToConfirm(null, "MPD")).toBeNull();
});

it("makes a wall's words smaller until all of it stands there, and no smaller than can be read", () => {
  const settled = (height: number): number => {
    let fit = 1;
    for (let tick = 0; tick < 40; tick += 1) fit = fitted(fit, height * fit, 2100);
    return fit;
  };
  expect(settled(2000)).toBe(1);
  expect(settled(2500) * 2500).toBeLessThanOrEqual(2100);
  expect(settled(2500) * 2500).toBeGreaterThan(1900);
  expect(settled(9000)).toBe(0.7);
  expect(fitted(0.7, 1000, 2100)).toBeGreaterThan(0.7);
  expect(fitted(1, 0, 2100)).toBe(1);
});

it("finds the link behind the #", () => {
  expect(linkOf("#abcDEF0123456789_-xyz")).toBe("abcDEF0123456789_-xyz");
  expect(linkOf("#short")).toBeNull();
  expect(linkOf("")).toBeNull();
});
