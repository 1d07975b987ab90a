// Hazards and what to do about them, from the catalog.
import raw from "../link/catalog.gen.json";
import type { Hazard } from "../link/wire";

export const HAZARDS = raw.hazards as readonly Hazard[];

const strategies: Readonly<Record<string, string>> = raw.strategies;

/** The protocol's strategy for a hazard; null where the desk says one in words. */
export function strategyFor(hazard: Hazard): string | null {
  return strategies[hazard] ?? null;
}
