// Brings what a school's page does not need at first, once for all who use it.
import { later } from "../../lib/later";

export type More = typeof import("./more");

let found = $state.raw<More | null>(null);
let asked = false;

/** Null until it is there. */
export function more(): More | null {
  if (!asked) {
    asked = true;
    later(
      () => import("./more"),
      (it) => (found = it),
    );
  }
  return found;
}
