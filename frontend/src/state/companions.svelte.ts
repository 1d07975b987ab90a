// One person's windows on one machine: what is selected in one is selected in all, and each knows which others are open. The browser
// carries it, nothing goes to the server; a window whose console is closed or has crashed goes on alone.
import type { Panel } from "./layout.svelte";
import type { Selected, Selection } from "./selection.svelte";

export type Screen = Panel | "console";

type Said =
  | { readonly type: "selection"; readonly selected: Selected | null; readonly answer: boolean }
  | { readonly type: "look" }
  | { readonly type: "hello" };

const LOOK_MS = 2_000;

export class Companions {
  /** Which windows are open now, this one among them; null: this browser cannot tell. */
  present = $state.raw<readonly Screen[] | null>(null);
  /** A page that came without TLS from another machine has no locks. */
  readonly #locks = (navigator as { readonly locks?: LockManager | null }).locks ?? null;
  readonly #name: string;
  readonly #screen: Screen;
  readonly #selection: Selection;
  readonly #look: () => void;
  #channel: BroadcastChannel | null = null;
  #known: Selected | null = null;
  #stops: (() => void)[] = [];

  /** ``look``: another window asked the map to show the selection. */
  constructor(
    who: { readonly log: string; readonly person: string },
    screen: Screen,
    selection: Selection,
    look: () => void,
  ) {
    // Two people signed in on one machine do not move each other's screens.
    this.#name = `dispatch.windows.${who.log}.${who.person}`;
    this.#screen = screen;
    this.#selection = selection;
    this.#look = look;
  }

  start(): void {
    const channel = new BroadcastChannel(this.#name);
    channel.onmessage = (event: MessageEvent<Said>) => this.#hear(event.data);
    this.#channel = channel;
    this.#say({ type: "hello" });
    const unwatch = $effect.root(() => {
      $effect(() => {
        const { current } = this.#selection;
        if (current === this.#known) return;
        this.#known = current;
        this.#say({ type: "selection", selected: current, answer: false });
      });
    });
    const release = this.#holdPlace();
    void this.#count();
    const timer = setInterval(() => void this.#count(), LOOK_MS);
    this.#stops = [unwatch, release, () => clearInterval(timer), () => channel.close()];
  }

  stop(): void {
    for (const stop of this.#stops) stop();
    this.#stops = [];
    this.#channel = null;
  }

  showOnMap(): void {
    this.#say({ type: "look" });
  }

  #say(said: Said): void {
    this.#channel?.postMessage(said);
  }

  #hear(said: Said): void {
    switch (said.type) {
      case "hello":
        if (this.#selection.current !== null) {
          this.#say({ type: "selection", selected: { ...this.#selection.current }, answer: true });
        }
        break;
      case "look":
        this.#look();
        break;
      case "selection":
        // An answer is for a window that has nothing yet; a choice is for all.
        if (said.answer && this.#selection.current !== null) break;
        this.#known = said.selected;
        this.#selection.current = said.selected;
        break;
    }
  }

  /** A lock that ends with the window, however the window ends. */
  #holdPlace(): () => void {
    let release = (): void => undefined;
    const held = new Promise<void>((done) => (release = done));
    void this.#locks?.request(this.#place(this.#screen), { mode: "shared" }, () => held);
    return release;
  }

  #place(screen: string): string {
    return `${this.#name}.${screen}`;
  }

  async #count(): Promise<void> {
    if (this.#locks === null) return;
    const { held } = await this.#locks.query();
    const names = (held ?? []).map((lock) => lock.name);
    const screens: readonly Screen[] = ["console", "map", "units", "sites", "incident", "big", "figures"];
    const found = screens.filter((screen) => names.includes(this.#place(screen)));
    if (this.present?.join() !== found.join()) this.present = found;
  }
}
