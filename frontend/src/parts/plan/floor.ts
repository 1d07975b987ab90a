// A floor plan as a drawing: shapes in a box of their own, north up. Pure.
import type { CallView, FloorShape, PremiseView, PressView, RoomClear, RoomStatus } from "../../link/wire";

type Floor = PremiseView["floors"][number];

export interface Drawn {
  readonly shape: FloorShape;
  readonly building: string;
  /** ``points`` of a polygon; a door is one point. */
  readonly points: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Level {
  readonly level: number;
  readonly name: string;
  readonly drawn: readonly Drawn[];
  readonly box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
}

/** 1e-7 degree of latitude in metres; a drawing is in metres. */
const METRE = 0.0111319;
const MARGIN = 8;

function drawn(shape: FloorShape, building: string, squeeze: number): Drawn {
  const spots: [number, number][] = [];
  for (let at = 0; at + 1 < shape.points.length; at += 2) {
    spots.push([(shape.points[at] ?? 0) * METRE * squeeze, -(shape.points[at + 1] ?? 0) * METRE]);
  }
  const [xs, ys] = [spots.map(([x]) => x), spots.map(([, y]) => y)];
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  return {
    shape,
    building,
    points: spots.map(([x, y]) => `${x.toFixed(2)},${y.toFixed(2)}`).join(" "),
    x: (left + Math.max(...xs)) / 2,
    y: (top + Math.max(...ys)) / 2,
    width: Math.max(...xs) - left,
    height: Math.max(...ys) - top,
  };
}

/** All buildings' floors of one height together, the lowest first. */
export function levelsOf(floors: readonly Floor[], latitudeE7: number): Level[] {
  const squeeze = Math.cos(((latitudeE7 / 1e7) * Math.PI) / 180);
  return [...new Set(floors.map((one) => one.level))]
    .sort((a, b) => a - b)
    .map((level) => {
      const here = floors.filter((one) => one.level === level);
      const all = here.flatMap((floor) =>
        (floor.shapes ?? []).map((shape) => drawn(shape, floor.building, squeeze)),
      );
      const edges = all.flatMap((one) => [
        [one.x - one.width / 2, one.y - one.height / 2] as const,
        [one.x + one.width / 2, one.y + one.height / 2] as const,
      ]);
      const [left, top] = [Math.min(...edges.map(([x]) => x), 0), Math.min(...edges.map(([, y]) => y), 0)];
      const [right, bottom] = [
        Math.max(...edges.map(([x]) => x), 1),
        Math.max(...edges.map(([, y]) => y), 1),
      ];
      return {
        level,
        name: here[0]?.name ?? `Level ${level}`,
        drawn: all,
        box: {
          x: left - MARGIN,
          y: top - MARGIN,
          width: right - left + 2 * MARGIN,
          height: bottom - top + 2 * MARGIN,
        },
      };
    });
}

/** How many reports of these calls came from each room of a site. */
export function reportsByRoom(
  calls: readonly CallView[],
  site: string,
  presses: Iterable<PressView> = [],
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const pressed = [...presses];
  // What a device said stands in its call and among the presses: it counts once.
  const devices = new Set(pressed.map((one) => `${one.call} ${one.device ?? ""}`));
  const said = calls.flatMap((call) =>
    call.reports.filter((one) => !devices.has(`${call.id} ${one.device ?? ""}`)),
  );
  for (const { place } of said) {
    if (place.site === site && place.room !== null) counts.set(place.room, (counts.get(place.room) ?? 0) + 1);
  }
  const open = new Set(calls.map((call) => call.id));
  for (const { call, place, count } of pressed) {
    if (open.has(call) && place.site === site && place.room !== null)
      counts.set(place.room, (counts.get(place.room) ?? 0) + count);
  }
  return counts;
}

/** How a room looks on a plan: a word, and colour, pattern and mark together, so that none of them is needed alone. */
export interface RoomLook {
  readonly word: string;
  readonly token: string;
  readonly pattern: "lines" | "dots" | "cross" | "empty" | "full" | "plus" | "grid" | "back";
  /** Under the room's number; empty: the pattern says it. */
  readonly mark: string;
}

/** Of the doors of a Lockdown's release. */
export const CLEAR_LOOK: Readonly<Record<RoomClear, RoomLook>> = {
  NOT_REACHED: { word: "Not reached", token: "--lockdown", pattern: "lines", mark: "" },
  CLEARING: { word: "Clearing", token: "--warn", pattern: "dots", mark: "" },
  CLEARED_OCCUPIED: { word: "Cleared, occupied", token: "--secure", pattern: "cross", mark: "" },
  CLEARED_EMPTY: { word: "Cleared, empty", token: "--enr", pattern: "empty", mark: "" },
  RELEASED: { word: "Released", token: "--evacuate", pattern: "full", mark: "" },
  HOLD_FOR_EMS: { word: "Hold for EMS", token: "--hold", pattern: "plus", mark: "" },
  EVIDENCE_HOLD: { word: "Evidence hold", token: "--shelter", pattern: "grid", mark: "" },
  INACCESSIBLE: { word: "Inaccessible", token: "--fg3", pattern: "back", mark: "" },
};

/** Of what rooms report under a protective action, in the words of the protocol's cards. */
export const STATUS_LOOK: Readonly<Record<RoomStatus, RoomLook>> = {
  THREAT_HERE: { word: "Threat in or at room", token: "--lockdown", pattern: "cross", mark: "!!" },
  INJURED: { word: "Medical help needed", token: "--hold", pattern: "plus", mark: "+" },
  MISSING: { word: "Missing people", token: "--lockdown", pattern: "lines", mark: "M" },
  EXTRA: { word: "Extra people here", token: "--warn", pattern: "back", mark: "E" },
  NO_REPORT: { word: "No report yet", token: "--fg3", pattern: "dots", mark: "?" },
  ALL_ACCOUNTED: { word: "All accounted for", token: "--evacuate", pattern: "full", mark: "✓" },
  NOT_OCCUPIED: { word: "Empty / no class", token: "--enr", pattern: "empty", mark: "–" },
};

export type LookKey = RoomClear | RoomStatus;
export const LOOKS: Readonly<Record<LookKey, RoomLook>> = { ...CLEAR_LOOK, ...STATUS_LOOK };

/** Which looks a storey shows, each once, in the order of the tables. */
export function looksOn(
  level: Level | undefined,
  look: (code: string) => LookKey | null,
): readonly LookKey[] {
  const found = new Set((level?.drawn ?? []).map((one) => look(one.shape.code ?? "")));
  return (Object.keys(LOOKS) as LookKey[]).filter((one) => found.has(one));
}
