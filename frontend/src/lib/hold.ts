// An act that must be held for two seconds: no single touch sets off an emergency, and nobody has to aim twice. Pure: moments in,
// progress out.

export const HOLD_MS = 2_000;

export interface Hold {
  readonly since: number | null;
  readonly done: boolean;
}

export const RELEASED: Hold = { since: null, done: false };

export function press(hold: Hold, now: number): Hold {
  return hold.since === null ? { since: now, done: false } : hold;
}

/** 0 to 1. */
export function progress(hold: Hold, now: number): number {
  if (hold.since === null) return 0;
  return Math.min(1, Math.max(0, (now - hold.since) / HOLD_MS));
}

/** Becomes done once, when it has been held long enough. */
export function advance(hold: Hold, now: number): Hold {
  return hold.since !== null && !hold.done && now - hold.since >= HOLD_MS ? { ...hold, done: true } : hold;
}
