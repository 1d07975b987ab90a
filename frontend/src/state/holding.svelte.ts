// One button that is held: from the finger or key going down to the two seconds being over, or to letting go. What it looks like is the
// button's own.
import { advance, press, progress, RELEASED, type Hold } from "../lib/hold";

export class Holding {
  /** How much of the two seconds is over: 0 to 1. */
  share = $state(0);
  #hold: Hold = RELEASED;
  readonly #done: () => void;

  constructor(done: () => void) {
    this.#done = done;
  }

  /** Whether this began it: what is held already goes on. */
  begin(): boolean {
    if (this.#hold.since !== null) return false;
    this.#hold = press(this.#hold, performance.now());
    requestAnimationFrame((now) => this.#turn(now));
    return true;
  }

  end(): void {
    this.#hold = RELEASED;
    this.share = 0;
  }

  #turn(now: number): void {
    if (this.#hold.since === null) return;
    this.share = progress(this.#hold, now);
    const next = advance(this.#hold, now);
    const fires = next.done && !this.#hold.done;
    this.#hold = next;
    if (fires) this.#done();
    else if (!next.done) requestAnimationFrame((later) => this.#turn(later));
  }
}

/** The keys that hold a button. */
export function isHoldKey(event: KeyboardEvent): boolean {
  return event.key === "Enter" || event.key === " ";
}
