// Who sits here. Asked once when a page opens; a page for another role sends its visitor to where the role works.
import { Failure, signOut, whoAmI, type Session } from "../link/http";
import { forgetBoard } from "./keeper";

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
        // The session has ended somewhere else: what it kept here ends with it.
        await forgetBoard();
        return;
      }
      this.who = { kind: "unreachable", message: (failure as Error).message };
      this.#timer = setTimeout(() => void this.ask(), 2_000);
    }
  }

  async known(session: Session): Promise<void> {
    this.stop();
    // What another person's console left here is not for this one.
    await forgetBoard();
    this.who = { kind: "known", session };
  }

  async leave(): Promise<void> {
    const demo = this.who.kind === "known" && this.who.session.demo;
    await signOut();
    await forgetBoard();
    this.who = { kind: "nobody", demo };
  }

  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }
}
