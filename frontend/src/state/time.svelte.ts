// The one clock of the page. Elapsed times read it, nothing else ticks. It shows the server's time: a desk and a phone whose own
// clocks differ must not show different ages for the same call.

/** Milliseconds that never jump: the difference of two is real time, whatever happens to the wall clock. */
export function monotonic(): number {
  return performance.now();
}

class Clock {
  #offset = 0;
  #start = Date.now() - performance.now();
  /** The server's time in milliseconds, moved once a second. */
  now = $state(Date.now());

  /** The server's time at this very moment. */
  exact(): number {
    return this.#start + performance.now() + this.#offset;
  }

  /** The server said what time it is. Small differences are travel time and are left alone. */
  learn(serverTime: string): void {
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
