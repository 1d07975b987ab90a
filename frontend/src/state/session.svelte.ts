// Who sits here. Asked once when a page opens; a page for another role sends its visitor to where the role works.
import { Failure, signOut, whoAmI, type Session } from "../link/http";
import { forgetBoard } from "./keeper";
import { forgetPictures, lastPicture, oweSignOut, owesSignOut, type Picture } from "./picture";

export type { Session };

export type Who =
  | { readonly kind: "asking" }
  | { readonly kind: "nobody"; readonly demo: boolean }
  | { readonly kind: "known"; readonly session: Session }
  | { readonly kind: "unreachable"; readonly message: string };

/** What this browser kept of a person goes. */
async function forgetAll(): Promise<void> {
  await Promise.all([forgetBoard(), forgetPictures()]);
}

export class Door {
  who = $state.raw<Who>({ kind: "asking" });
  #timer: ReturnType<typeof setTimeout> | null = null;

  /** Asks until the server has said who this is: a page that is opened while the server restarts must not stay empty. */
  async ask(): Promise<void> {
    this.stop();
    try {
      if (owesSignOut()) await this.#tellOwed();
      this.who = { kind: "known", session: await whoAmI() };
    } catch (failure) {
      if (failure instanceof Failure && failure.status === 401) {
        this.who = { kind: "nobody", demo: failure.demo };
        // The session has ended somewhere else: what it kept here ends with it.
        await forgetAll();
        return;
      }
      await this.unreachable((failure as Error).message);
      this.again();
    }
  }

  /** The server does not say who this is. */
  protected unreachable(message: string): Promise<void> {
    this.who = { kind: "unreachable", message };
    return Promise.resolve();
  }

  protected again(): void {
    this.stop();
    this.#timer = setTimeout(() => void this.ask(), 2_000);
  }

  /** Somebody signed out here while the server could not be told. */
  async #tellOwed(): Promise<void> {
    try {
      await signOut();
    } catch (failure) {
      if (!(failure instanceof Failure) || failure.status === 0) throw failure;
    }
    oweSignOut(false);
  }

  async known(session: Session): Promise<void> {
    this.stop();
    // What another person's console left here is not for this one.
    await forgetAll();
    this.who = { kind: "known", session };
  }

  async leave(): Promise<void> {
    const demo = this.who.kind === "known" && this.who.session.demo;
    await signOut();
    await forgetAll();
    this.who = { kind: "nobody", demo };
  }

  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }
}

/** A server that does not answer within this is taken for one that does not. */
const PATIENCE_MS = 1_500;

/** The door of a phone: without a network it lets in who was in last, with the last picture; the server decides again when it answers. */
export class PhoneDoor extends Door {
  picture = $state.raw<Picture | null>(null);

  override async ask(): Promise<void> {
    const late = setTimeout(() => void this.unreachable("The server does not answer yet."), PATIENCE_MS);
    await super.ask();
    clearTimeout(late);
  }

  override async leave(): Promise<void> {
    try {
      await super.leave();
    } catch (failure) {
      if (!(failure instanceof Failure) || failure.status !== 0) throw failure;
      oweSignOut(true);
      await forgetAll();
      this.picture = null;
      this.who = { kind: "unreachable", message: SIGNED_OUT };
      this.again();
    }
  }

  protected override async unreachable(message: string): Promise<void> {
    // Whoever is in stays in: the page says itself how old its picture is.
    if (this.#answered()) return;
    const picture = await lastPicture(Date.now());
    // The server may have said meanwhile who this is, or that it is nobody.
    if (this.#answered()) return;
    if (picture === null) {
      await super.unreachable(owesSignOut() ? SIGNED_OUT : message);
      return;
    }
    this.picture = picture;
    this.who = { kind: "known", session: picture.session };
  }

  #answered(): boolean {
    return this.who.kind === "known" || this.who.kind === "nobody";
  }
}

const SIGNED_OUT =
  "You are signed out on this phone and nothing of you is kept on it. The server is told as soon as it answers.";
