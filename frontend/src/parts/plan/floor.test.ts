import { expect, test } from "vitest";
import { CLEAR_LOOK, levelsOf, looksOn, STATUS_LOOK } from "./floor";

const room = (code: string, points: number[]) => ({ shape_kind: "room" as const, code, label: "", points });
const floors = [
  {
    building: "MAIN",
    level: 2,
    name: "Second floor",
    shapes: [room("201", [0, 0, 1000, 0, 1000, 500, 0, 500])],
  },
  {
    building: "MAIN",
    level: 1,
    name: "First floor",
    shapes: [room("101", [0, 0, 1000, 0, 1000, 500, 0, 500])],
  },
  {
    building: "EAST",
    level: 1,
    name: "East wing",
    shapes: [room("E-01", [2000, 0, 3000, 0, 3000, 500, 2000, 500])],
  },
];

test("buildings of one height are one drawing, the lowest first, north up and in metres", () => {
  const [first, second] = levelsOf(floors, 0);
  expect([first?.name, second?.name]).toEqual(["First floor", "Second floor"]);
  expect(first?.drawn.map((one) => `${one.building} ${one.shape.code ?? ""}`)).toEqual([
    "MAIN 101",
    "EAST E-01",
  ]);
  const [one] = first?.drawn ?? [];
  expect(one?.width).toBeCloseTo(11.13, 2);
  expect(one?.height).toBeCloseTo(5.57, 2);
  expect(one?.y).toBeLessThan(0);
  expect(first?.box.width).toBeCloseTo(33.4 + 16, 1);
});

test("away from the equator a degree of longitude is shorter", () => {
  const [first] = levelsOf(floors, 600_000_000);
  expect(first?.drawn[0]?.width).toBeCloseTo(11.13 / 2, 2);
});

test("no two states of a room look alike without their colour", () => {
  for (const table of [CLEAR_LOOK, STATUS_LOOK]) {
    const looks = Object.values(table).map((one) => `${one.pattern} ${one.mark}`);
    expect(new Set(looks).size).toBe(looks.length);
  }
  const marks = Object.values(STATUS_LOOK).map((one) => one.mark);
  expect(new Set(marks).size).toBe(marks.length);
});

test("a storey's legend names what is on it, the worst first", () => {
  const [first] = levelsOf(floors, 0);
  const look = (code: string) => (code === "101" ? "ALL_ACCOUNTED" : code === "E-01" ? "MISSING" : null);
  expect(looksOn(first, look)).toEqual(["MISSING", "ALL_ACCOUNTED"]);
  expect(looksOn(undefined, look)).toEqual([]);
});
