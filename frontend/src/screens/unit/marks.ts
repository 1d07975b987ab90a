// Where marks and their names stand on the small map when they would cover one another. Pure: pixels in, pixels out.

export type Point = readonly [number, number];

/** Nearer than this to a site's mark, a unit would hide it. */
const CROWDED = 30;
const RING = 42;

/** Units that stand on a site's mark are set round it, in the order given, from the north clockwise; the others stay. */
export function spread(units: readonly Point[], sites: readonly Point[]): Point[] {
  const at = units.map((unit) => sites.findIndex((site) => distance(unit, site) < CROWDED));
  return units.map((unit, i) => {
    const site = sites[at[i] ?? -1];
    if (!site) return unit;
    const group = at.flatMap((one, j) => (one === at[i] ? [j] : []));
    const angle = (2 * Math.PI * group.indexOf(i)) / Math.max(group.length, 3) - Math.PI / 2;
    return [site[0] + RING * Math.cos(angle), site[1] + RING * Math.sin(angle)];
  });
}

function distance(one: Point, other: Point): number {
  return Math.hypot(one[0] - other[0], one[1] - other[1]);
}

export interface Label {
  /** Middle of the text. */
  readonly at: Point;
  readonly length: number;
}

const CHARACTER = 7.2;
const HEIGHT = 15;

/** Which names can be read: each is kept unless it would cover one before it. Give the important ones first. */
export function readable(labels: readonly Label[]): boolean[] {
  const kept: Label[] = [];
  return labels.map((label) => {
    const free = kept.every((other) => !overlap(label, other));
    if (free) kept.push(label);
    return free;
  });
}

function overlap(one: Label, other: Label): boolean {
  const [dx, dy] = [Math.abs(one.at[0] - other.at[0]), Math.abs(one.at[1] - other.at[1])];
  return dx < ((one.length + other.length) * CHARACTER) / 2 && dy < HEIGHT;
}
