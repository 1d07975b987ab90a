// What was said here and the server has not confirmed yet: said so, never shown as done, and not sent twice. What it refuses may be said again.
import type { Settled } from "../link/outbox";

export class Told {
  #sent = $state.raw<readonly string[]>([]);

  has(id: string): boolean {
    return this.#sent.includes(id);
  }

  async tell(id: string, send: () => Promise<Settled>): Promise<void> {
    if (this.has(id)) return;
    this.#sent = [...this.#sent, id];
    const done = await send();
    if (done.outcome !== "saved") this.#sent = this.#sent.filter((one) => one !== id);
  }
}
