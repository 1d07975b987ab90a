// What phones of 2021 lack of what this application uses. Each is added where it is missing, and nowhere else.

function lend(owner: object, name: string, value: unknown): void {
  if (name in owner) return;
  Object.defineProperty(owner, name, { value, configurable: true, writable: true });
}

function timeout(milliseconds: number): AbortSignal {
  const controller = new AbortController();
  setTimeout(() => controller.abort(), milliseconds);
  return controller.signal;
}

function any(signals: readonly AbortSignal[]): AbortSignal {
  const controller = new AbortController();
  for (const signal of signals) {
    if (signal.aborted) controller.abort();
    else signal.addEventListener("abort", () => controller.abort(), { once: true });
  }
  return controller.signal;
}

function at(this: ArrayLike<unknown>, place: number): unknown {
  const index = Math.trunc(place) || 0;
  return this[index < 0 ? this.length + index : index];
}

function toReversed(this: ArrayLike<unknown>): unknown[] {
  return Array.from(this).reverse();
}

lend(AbortSignal, "timeout", timeout);
lend(AbortSignal, "any", any);
lend(Array.prototype, "at", at);
lend(String.prototype, "at", at);
lend(Array.prototype, "toReversed", toReversed);
