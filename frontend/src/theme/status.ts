// What a state looks like: always a colour, a shape and a word together. Which code belongs to which group is the catalog's business.

export const STATUS_GROUPS = ["AVL", "DSP", "ENR", "ONS", "TRN", "BSY", "OOS", "EMG"] as const;
export type StatusGroup = (typeof STATUS_GROUPS)[number];

export type Glyph = "circle" | "quarter" | "half" | "full" | "triangle" | "diamond" | "cross" | "square";

export interface StatusLook {
  /** Name of the colour token. */
  readonly token: string;
  readonly glyph: Glyph;
  readonly word: string;
}

export const STATUS_LOOK: Readonly<Record<StatusGroup, StatusLook>> = {
  AVL: { token: "--avl", glyph: "circle", word: "Available" },
  DSP: { token: "--dsp", glyph: "quarter", word: "Dispatched" },
  ENR: { token: "--enr", glyph: "half", word: "En route" },
  ONS: { token: "--ons", glyph: "full", word: "On scene" },
  TRN: { token: "--trn", glyph: "triangle", word: "Transport" },
  BSY: { token: "--bsy", glyph: "diamond", word: "Busy" },
  OOS: { token: "--oos", glyph: "cross", word: "Out of service" },
  EMG: { token: "--emg", glyph: "square", word: "Emergency" },
};

export function isStatusGroup(group: string): group is StatusGroup {
  return group in STATUS_LOOK;
}

export const ACTION_TYPES = ["LOCKDOWN", "EVACUATE", "SHELTER", "SECURE", "HOLD"] as const;
export type ActionName = (typeof ACTION_TYPES)[number];

export type ActionShape = "octagon" | "shield" | "square" | "arrow" | "house";

export interface ActionLook {
  readonly token: string;
  /** Token of the quiet ground behind a bar of this action. */
  readonly ground: string;
  readonly shape: ActionShape;
  readonly letter: string;
  readonly word: string;
}

// Shapes are our own drawings; terms and directives belong to The "I Love U Guys" Foundation.
export const ACTION_LOOK: Readonly<Record<ActionName, ActionLook>> = {
  LOCKDOWN: {
    token: "--lockdown",
    ground: "--lockdown-bg",
    shape: "square",
    letter: "L",
    word: "Lockdown",
  },
  EVACUATE: {
    token: "--evacuate",
    ground: "--evacuate-bg",
    shape: "arrow",
    letter: "E",
    word: "Evacuate",
  },
  SHELTER: {
    token: "--shelter",
    ground: "--shelter-bg",
    shape: "house",
    letter: "Sh",
    word: "Shelter",
  },
  SECURE: { token: "--secure", ground: "--secure-bg", shape: "shield", letter: "S", word: "Secure" },
  HOLD: { token: "--hold", ground: "--hold-bg", shape: "octagon", letter: "H", word: "Hold" },
};

/** From when on a pending call's age is shown in yellow (text), and from when as overdue (filled chip); milliseconds. */
export const PENDING_LIMITS: Readonly<Record<number, { warn: number; overdue: number }>> = {
  1: { warn: 30_000, overdue: 60_000 },
  2: { warn: 90_000, overdue: 180_000 },
  3: { warn: 300_000, overdue: 600_000 },
  4: { warn: 1_200_000, overdue: 2_400_000 },
  5: { warn: 1_200_000, overdue: 2_400_000 },
};
