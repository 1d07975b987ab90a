// The communications plan that was prepared for a site, as command's plan has it. Pure.
import type { PremiseItem } from "../link/wire";

const MOST = 200;

/** Command DSS CMD 1, Tactical LE TAC 3; as many whole channels as the field holds. */
export function channelsOf(items: readonly Pick<PremiseItem, "item_kind" | "what" | "where">[]): string {
  let said = "";
  for (const one of items) {
    if (one.item_kind !== "radio") continue;
    const next = [said, `${one.what} ${one.where}`.trim()].filter((part) => part !== "").join(", ");
    if (next.length > MOST) break;
    said = next;
  }
  return said;
}
