// Who sits here. Asked once when a page opens; a page for another role sends its visitor to where the role works.
import { Failure, signOut, whoAmI, type Session } from "../link/http";

export type { Session };

export type Who =
  | { readonly kind: "asking" }
  | { readonly kind: "nobody"; readonly demo: boolean }
  | { readonly kind: "known"; readonly session: Session }
  | { readonly kind: "unreachable"; readonly message: string };

export class Door {
  who = $state.raw<Who>({ kind: "asking" });
  #timer: ReturnType<typeof setTimeout> | null = null;

  /** Asks until the server has said who this is: a page that is opened while the server restarts must not stay empty. */
  async ask(): Promise<void> {
    this.stop();
    try {
      this.who = { kind: "known", session: await whoAmI() };
    } catch (failure) {
      if (failure instanceof Failure && failure.status === 401) {
        this.who = { kind: "nobody", demo: failure.demo };
        return;
      }
      this.who = { kind: "unreachable", message: (failure as Error).message };
      this.#timer = setTimeout(() => void this.ask(), 2_000);
    }
  }

  known(session: Session): void {
    this.stop();
    this.who = { kind: "known", session };
  }

  async leave(): Promise<void> {
    const demo = this.who.kind === "known" && this.who.session.demo;
    await signOut();
    this.who = { kind: "nobody", demo };
  }

  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }
}
