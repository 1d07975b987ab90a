// How a position has its screens: grouping, filters, and which windows stand where. Kept in this browser by position, because the chairs
// change and the desk does not; a value that is not understood is not used.

export const PANELS = ["map", "units", "sites", "incident", "big", "figures"] as const;
export type Panel = (typeof PANELS)[number];

/** The columns of the console whose width a person may choose. */
export const COLUMNS = ["left", "right", "timers"] as const;
export type Column = (typeof COLUMNS)[number];
export const COLUMN_LIMITS: Readonly<Record<Column, { readonly least: number; readonly most: number }>> = {
  left: { least: 240, most: 620 },
  right: { least: 280, most: 720 },
  timers: { least: 190, most: 560 },
};

/** Where a window stood, in the pixels of all screens together. */
export interface Spot {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

export interface Kept {
  readonly unitsBy: "incident" | "status" | "sector";
  readonly active: "mine" | "sector" | "all";
  /** The sector whose calls are looked at; null: none was chosen yet. */
  readonly sector: string | null;
  readonly pinned: boolean;
  /** Windows that were open when somebody last worked here. */
  readonly open: readonly Panel[];
  readonly spots: Partial<Record<Panel, Spot>>;
  /** Widths in pixels that somebody chose; the others are as usual. */
  readonly widths: Partial<Record<Column, number>>;
}

export const USUAL: Kept = {
  unitsBy: "incident",
  active: "all",
  sector: null,
  pinned: false,
  open: [],
  spots: {},
  widths: {},
};

export function isPanel(value: unknown): value is Panel {
  return PANELS.some((one) => one === value);
}

function isSpot(value: unknown): value is Spot {
  const spot = value as Record<string, unknown> | null;
  return (
    typeof spot === "object" &&
    spot !== null &&
    ["x", "y", "w", "h"].every((name) => Number.isFinite(spot[name])) &&
    Number(spot["w"]) >= 200 &&
    Number(spot["h"]) >= 150
  );
}

function isWidth(column: Column, value: unknown): boolean {
  const { least, most } = COLUMN_LIMITS[column];
  return typeof value === "number" && value >= least && value <= most;
}

/** What was kept, as far as it is understood. */
export function understood(text: string | null): Kept {
  let given: Record<string, unknown>;
  try {
    given = (JSON.parse(text ?? "{}") ?? {}) as Record<string, unknown>;
  } catch {
    return USUAL;
  }
  const one = <Value extends string>(name: string, of: readonly Value[], usual: Value): Value =>
    of.find((value) => value === given[name]) ?? usual;
  const spots = (given["spots"] ?? {}) as Record<string, unknown>;
  const widths = (given["widths"] ?? {}) as Record<string, unknown>;
  return {
    unitsBy: one("unitsBy", ["incident", "status", "sector"], USUAL.unitsBy),
    active: one("active", ["mine", "sector", "all"], USUAL.active),
    sector: typeof given["sector"] === "string" ? given["sector"] : null,
    pinned: given["pinned"] === true,
    open: Array.isArray(given["open"])
      ? PANELS.filter((panel) => (given["open"] as unknown[]).includes(panel))
      : [],
    spots: Object.fromEntries(
      PANELS.filter((panel) => isSpot(spots[panel])).map((panel) => [panel, spots[panel]]),
    ),
    widths: Object.fromEntries(
      COLUMNS.filter((one) => isWidth(one, widths[one])).map((one) => [one, widths[one]]),
    ),
  };
}

export class Layout {
  readonly #key: string;
  #kept = $state.raw<Kept>(USUAL);

  constructor(log: string, position: string) {
    this.#key = `dispatch.layout.${log}.${position}`;
    this.#kept = this.#read();
  }

  get unitsBy(): Kept["unitsBy"] {
    return this.#kept.unitsBy;
  }

  set unitsBy(unitsBy: Kept["unitsBy"]) {
    this.#keep({ unitsBy });
  }

  get active(): Kept["active"] {
    return this.#kept.active;
  }

  set active(active: Kept["active"]) {
    this.#keep({ active });
  }

  get sector(): string | null {
    return this.#kept.sector;
  }

  set sector(sector: string | null) {
    this.#keep({ sector });
  }

  get pinned(): boolean {
    return this.#kept.pinned;
  }

  set pinned(pinned: boolean) {
    this.#keep({ pinned });
  }

  get open(): readonly Panel[] {
    return this.#kept.open;
  }

  spot(panel: Panel): Spot | undefined {
    return this.#kept.spots[panel];
  }

  /** Undefined: as usual. */
  width(column: Column): number | undefined {
    return this.#kept.widths[column];
  }

  /** ``kept``: not only while a hand drags it. Null: as usual. */
  widen(column: Column, px: number | null, kept: boolean): void {
    const others = Object.entries(this.#kept.widths).filter(([name]) => name !== column);
    const widths = Object.fromEntries(px === null ? others : [...others, [column, px]]);
    if (kept) this.#keep({ widths });
    else this.#kept = { ...this.#kept, widths };
  }

  /** A window is open there. */
  opened(panel: Panel, spot: Spot): void {
    const { open, spots } = this.#read();
    this.#keep({
      open: PANELS.filter((one) => one === panel || open.includes(one)),
      spots: { ...spots, [panel]: spot },
    });
  }

  /** Somebody closed it; where it stood is kept. */
  closed(panel: Panel): void {
    this.#keep({ open: this.#read().open.filter((one) => one !== panel) });
  }

  #read(): Kept {
    try {
      return understood(localStorage.getItem(this.#key));
    } catch {
      return this.#kept;
    }
  }

  /** Other windows of this position write here too: what they kept stays. */
  #keep(changes: Partial<Kept>): void {
    this.#kept = { ...this.#read(), ...changes };
    try {
      localStorage.setItem(this.#key, JSON.stringify(this.#kept));
    } catch {
      // A browser that keeps nothing still has it so until it is closed.
    }
  }
}
