// The one clock of the page. Elapsed times read it, nothing else ticks. It shows the server's time: a desk and a phone whose own
// clocks differ must not show different ages for the same call.

/** Milliseconds that never jump: the difference of two is real time, whatever happens to the wall clock. */
export function monotonic(): number {
  return performance.now();
}

/** A device's clock that differs by more than this is wrong. The server holds it to the same. */
const WRONG_MS = 120_000;
/** A difference that travel time does not explain. */
const SET_MS = 5_000;

class Clock {
  #offset = 0;
  /** What this device's own clock is ahead of the server's; null: the server has not been heard yet. */
  #ahead: number | null = null;
  /** How far this device's own clock is ahead, in milliseconds, if it is wrong; 0: it is right or nobody knows. */
  wrongBy = $state(0);
  #start = Date.now() - performance.now();
  /** The server's time in milliseconds, moved once a second. */
  now = $state(Date.now());

  /** The server's time at this very moment. */
  exact(): number {
    return this.#start + performance.now() + this.#offset;
  }

  /** When something happens here, for the record: the device's own clock, put right by what is known of it. The other one may have stood
   * still while the device slept. */
  claim(): number {
    return Date.now() - (this.#ahead ?? 0);
  }

  /** The server said what time it is. Small differences are travel time and are left alone. */
  learn(serverTime: string): void {
    const ahead = Date.now() - Date.parse(serverTime);
    if (Number.isFinite(ahead)) {
      // The message was under way for a while: of what is heard the least is nearest. A clock that was set is another one.
      const set = this.#ahead === null || Math.abs(ahead - this.#ahead) > SET_MS;
      this.#ahead = set ? ahead : Math.min(ahead, this.#ahead ?? ahead);
      this.wrongBy = Math.abs(ahead) > WRONG_MS ? Math.round(ahead / 10_000) * 10_000 : 0;
    }
    const difference = Date.parse(serverTime) - this.exact();
    if (!Number.isFinite(difference) || Math.abs(difference) < 400) return;
    this.#offset += difference;
    this.now = this.exact();
  }

  /** Starts the tick; returns what ends it. */
  run(): () => void {
    let timer: ReturnType<typeof setTimeout>;
    const tick = (): void => {
      this.now = this.exact();
      timer = setTimeout(tick, 1000 - (this.now % 1000));
    };
    tick();
    return () => clearTimeout(timer);
  }
}

export const clock = new Clock();
