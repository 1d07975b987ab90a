// Where units are drawn that stand at one place: round its mark instead of behind it. Pure. A unit keeps its slot as long as it can, so
// that nobody has to look for it again when another one comes or goes.

/** Pixels from the middle of the mark; y grows downwards. */
export interface Slot {
  readonly x: number;
  readonly y: number;
}

/** Room for one line of text between neighbours: six on either side, names outwards. */
const WIDE: readonly Slot[] = [
  ...[-40, -24, -8, 8, 24, 40].map((y, n) => ({ x: [17, 27, 32, 32, 27, 17][n] ?? 0, y })),
  ...[-40, -24, -8, 8, 24, 40].map((y, n) => ({ x: -([17, 27, 32, 32, 27, 17][n] ?? 0), y })),
];
/** Beside the small mark of a site where nothing is in force, above its name. */
const NARROW: readonly Slot[] = [
  { x: 21, y: -8 },
  { x: -21, y: -8 },
  { x: 21, y: -24 },
  { x: -21, y: -24 },
];

/** Every slot there is, by the number that a feature carries; 0: where it is. */
export const SLOTS: readonly Slot[] = [{ x: 0, y: 0 }, ...WIDE, ...NARROW];

/** How far a wide fan reaches from the middle, in pixels. */
export const REACH = 46;

/** Whether so many round such a mark need the wide fan. */
export function isWide(units: number, large: boolean): boolean {
  return large || units > NARROW.length;
}

export interface Fan {
  /** Slot numbers by unit. */
  readonly slots: ReadonlyMap<string, number>;
  /** The slot that says how many more there are; null: there are no more. */
  readonly more: { readonly slot: number; readonly count: number } | null;
}

/** Sets the units of one place round it. ``first``: has a slot whatever happens. ``large``: the mark in the middle is. */
export function fan(units: readonly string[], large: boolean, first: string | null): Fan {
  const wide = isWide(units.length, large);
  const table = wide ? WIDE : NARROW;
  const base = wide ? 1 : WIDE.length + 1;
  const sorted = [...units].sort((a, b) => Number(b === first) - Number(a === first) || (a < b ? -1 : 1));
  const tooMany = sorted.length > table.length;
  const room = tooMany ? table.length - 1 : table.length;
  const shown = sorted.slice(0, room);
  // Taken in the order of names, not with the selected one first: selecting a unit must not move the others.
  const slots = new Map<string, number>();
  const free = new Set(table.keys());
  if (tooMany) free.delete(LAST);
  for (const unit of shown.sort()) {
    let at = hash(unit) % table.length;
    while (!free.has(at)) at = (at + 1) % table.length;
    free.delete(at);
    slots.set(unit, base + at);
  }
  return { slots, more: tooMany ? { slot: base + LAST, count: sorted.length - room } : null };
}

/** At the lower right, where one looks last. */
const LAST = 5;

/** FNV-1a: spreads names that differ in one digit. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const char of text) value = Math.imul(value ^ char.charCodeAt(0), 0x01000193);
  return (value ^ (value >>> 15)) >>> 0;
}
