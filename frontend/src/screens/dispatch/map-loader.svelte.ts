// Brings the drawing of the map: later than the board, again when it failed, and small where the large one can't be had. A server that is
// down gives no files either, so that only what fails while the link stands counts against the large map.
import type { Component } from "svelte";

const TRIES = 3;
/** Longer than a dead link takes to be known for one. */
const AGAIN_MS = 4_000;
/** The board first. */
const LATER_MS = 50;

function hasWebGl(): boolean {
  try {
    return document.createElement("canvas").getContext("webgl2") !== null;
  } catch {
    return false;
  }
}

export class MapLoader {
  // Two drawings with different properties: which ones is the business of whoever places it.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  View = $state.raw<Component<any> | null>(null);
  /** ``resting``: it failed a moment ago. */
  kind = $state<"waiting" | "resting" | "gl" | "svg">("waiting");
  #tries = 0;
  #loading = false;
  readonly #linked: () => boolean;

  constructor(linked: () => boolean) {
    this.#linked = linked;
  }

  /** Inside an effect: loads now or as soon as the link stands. */
  ask(): (() => void) | undefined {
    if (!this.#linked() || this.kind !== "waiting") return undefined;
    const timer = setTimeout(() => void this.#load(), LATER_MS);
    return () => clearTimeout(timer);
  }

  /** The drawing that is shown has failed. */
  failed(reason: unknown): void {
    this.View = null;
    this.kind = "resting";
    setTimeout(() => {
      // A server that came back meanwhile is counted against the map once too often: there are more tries.
      if (this.#linked()) this.#tries += 1;
      if (this.#tries === TRIES) console.warn("The map failed and is drawn small.", reason);
      this.kind = "waiting";
    }, AGAIN_MS);
  }

  async #load(): Promise<void> {
    if (this.#loading) return;
    this.#loading = true;
    const large = this.#tries < TRIES && hasWebGl();
    try {
      this.View = large
        ? (await import("../../map/MapView.svelte")).default
        : (await import("../../map/SvgMap.svelte")).default;
      this.kind = large ? "gl" : "svg";
    } catch (failure) {
      this.failed(failure);
    } finally {
      this.#loading = false;
    }
  }
}
