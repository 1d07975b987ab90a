// Key presses to acts. Pure: what was pressed and where the focus is in, the act out. A layout without Latin letters is matched by the
// physical key.
import type { Act, Context } from "../actions/registry";

export interface Press {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  readonly metaKey: boolean;
}

/** Where the focus is: in a dialog, in a field that takes letters, or on the board. */
export interface Focus {
  readonly dialog: boolean;
  readonly field: boolean;
}

const NAMES: Readonly<Record<string, string>> = {
  ArrowUp: "Up",
  ArrowDown: "Down",
  ArrowLeft: "Left",
  ArrowRight: "Right",
  " ": "Space",
  Escape: "Esc",
};

function named(key: string): string {
  const name = NAMES[key] ?? key;
  return name.length === 1 ? name.toUpperCase() : name;
}

function physical(code: string): string | null {
  const match = /^(?:Key([A-Z])|Digit(\d))$/.exec(code);
  return match ? (match[1] ?? match[2] ?? null) : null;
}

/** The chords that a press may stand for: what its key says, then where the key is. */
export function chordsOf(press: Press): string[] {
  const held = (press.ctrlKey || press.metaKey ? "Ctrl+" : "") + (press.altKey ? "Alt+" : "");
  const shift = press.shiftKey ? "Shift+" : "";
  const key = named(press.key);
  // A sign that needs Shift on some layouts is that sign on all of them.
  const isSign = key.length === 1 && !/[A-Z0-9]/.test(key);
  const chords = [held + (isSign ? "" : shift) + key];
  const at = held === "" ? null : physical(press.code);
  if (at !== null) chords.push(held + shift + at);
  return [...new Set(chords)];
}

function worksIn(context: Context, focus: Focus): boolean {
  switch (context) {
    case "anywhere":
      return true;
    case "console":
      return !focus.dialog;
    case "board":
      return !focus.dialog && !focus.field;
  }
}

export function actFor(acts: readonly Act[], press: Press, focus: Focus): Act | null {
  for (const chord of chordsOf(press)) {
    const found = acts.find((act) => act.keys.includes(chord) && worksIn(act.context, focus));
    if (found) return found;
  }
  return null;
}

/** Whether a press begins something for the command line: a letter or digit with nothing held, or ``?``. */
export function startsCommand(press: Press, focus: Focus): boolean {
  if (focus.dialog || focus.field || press.ctrlKey || press.altKey || press.metaKey) return false;
  return /^[\p{L}\p{N}?]$/u.test(press.key);
}

/** Pairs of acts whose keys clash somewhere; for the test of the registry. */
export function clashes(acts: readonly Act[]): string[] {
  const places: Focus[] = [
    { dialog: false, field: false },
    { dialog: false, field: true },
    { dialog: true, field: true },
  ];
  const found = new Set<string>();
  for (const place of places) {
    const owner = new Map<string, string>();
    for (const act of acts.filter((one) => worksIn(one.context, place))) {
      for (const chord of act.keys) {
        const other = owner.get(chord);
        if (other !== undefined && other !== act.id) found.add(`${chord}: ${other} and ${act.id}`);
        owner.set(chord, act.id);
      }
    }
  }
  return [...found];
}
