// The parsed line in plain words, shown before Enter: what will be done, with whom, where.
import { callName, placeName } from "../../actions/names";
import { visible } from "../../lib/visible";
import type { Order } from "../../actions/orders";
import type { CallView } from "../../link/wire";
import type { World } from "./world";

export interface Token {
  /** ``aside`` is said quietly: what the person should know but did not type; ``warn`` so that nobody overlooks it. */
  readonly kind: "word" | "unit" | "thing" | "text" | "aside" | "warn";
  readonly text: string;
}

export const word = (text: string): Token => ({ kind: "word", text });
export const unit = (text: string): Token => ({ kind: "unit", text });
export const thing = (text: string): Token => ({ kind: "thing", text: visible(text) });
export const aside = (text: string): Token => ({ kind: "aside", text });
export const warn = (text: string): Token => ({ kind: "warn", text });
/** Somebody's own words, shortened only for the eye. */
export const quote = (text: string): Token => ({
  kind: "text",
  text: `“${visible(text.length > 60 ? `${text.slice(0, 59)}…` : text)}”`,
});

/** A call as a person speaks of it: what and where. */
export function callToken(call: CallView, sites: World["sites"]): Token {
  return thing(`${callName(call)}, ${placeName(call.place, sites)}`);
}

export interface Built {
  readonly orders: readonly Order[];
  readonly tokens: readonly Token[];
  /** Why it needs Ctrl+Enter. */
  readonly danger?: string;
}

export function built(orders: readonly Order[], ...tokens: readonly Token[]): Built {
  return { orders, tokens };
}

export function spoken(tokens: readonly Token[]): string {
  return tokens.map((token) => token.text).join(" ");
}
