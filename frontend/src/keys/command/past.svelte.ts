// What was typed before, in this tab. Up and Down walk through it; the line that was being typed waits at the end.
const KEY = "dispatch.line.history";
const KEPT = 50;

export class Past {
  #lines: readonly string[] = remembered();
  #at = $state<number | null>(null);
  #draft = "";

  /** Whether an old line is being looked at. */
  get shown(): boolean {
    return this.#at !== null;
  }

  add(line: string): void {
    this.#lines = [...this.#lines.filter((one) => one !== line), line].slice(-KEPT);
    this.leave();
    try {
      sessionStorage.setItem(KEY, JSON.stringify(this.#lines));
    } catch {
      // A browser that keeps nothing still has the lines of this page.
    }
  }

  leave(): void {
    this.#at = null;
  }

  /** The line to show after a step; null: there is none that way. ``line``: what stands there now. */
  step(by: -1 | 1, line: string): string | null {
    if (this.#lines.length === 0 || (this.#at === null && by > 0)) return null;
    if (this.#at === null) this.#draft = line;
    const at = (this.#at ?? this.#lines.length) + by;
    if (at >= this.#lines.length) {
      this.leave();
      return this.#draft;
    }
    this.#at = Math.max(0, at);
    return this.#lines[this.#at] ?? "";
  }
}

function remembered(): readonly string[] {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? "[]");
    return Array.isArray(kept) ? kept.filter((one) => typeof one === "string") : [];
  } catch {
    return [];
  }
}

const REST = "dispatch.line.rest";

/** What is left of a chain that is on its way: it outlives a reload of this tab. */
export const leftover = {
  keep: (text: string): void => put(REST, text),
  /** What was left when the page went away. */
  take(): string {
    try {
      const found = sessionStorage.getItem(REST) ?? "";
      put(REST, "");
      return found;
    } catch {
      return "";
    }
  },
};

function put(key: string, text: string): void {
  try {
    if (text === "") sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, text);
  } catch {
    // A browser that keeps nothing still has the line of this page.
  }
}
