// A wall display's door and link. Nobody stands before it: whatever ends, it asks again by itself, and it is loaded anew only when the
// server has just given the page, because a browser that finds no server shows its own words and stays there.
import { localStore } from "../../lib/store";
import type { Ending, Health } from "../../link/connection";
import { ask, Failure, whoAmI, type Session } from "../../link/http";
import { Link } from "../../link/socket";
import type { ServerMessage, WallPictureView } from "../../link/wire";
import { clock, monotonic } from "../../state/time.svelte";
import { codeOf, entryOf, secretOf } from "./model";

const DEVICE = "dispatch.wall.device";
const USED = "dispatch.wall.code";
const AGAIN_MS = 5_000;
const ENDED_AGAIN_MS = 30_000;
/** A page that stays so long without its link is loaded anew, as a person would. */
const STUCK_MS = 90_000;
const CRASH_MS = 15_000;
const LOOK_MS = 600_000;
/** A browser that has run for so long is given a fresh start. */
const DAY_MS = 86_400_000;

/** ``unknown``: this screen is no display yet. ``person``: somebody is signed in here. */
export type Door = "asking" | "in" | "unknown" | "ended" | "person" | "unreachable";

export class WallScreen {
  door = $state<Door>("asking");
  /** Why a code that was brought did not open. */
  refused = $state<string | null>(null);
  name = $state("");
  picture = $state.raw<WallPictureView | null>(null);
  health = $state<Health>("connecting");
  /** When the picture was last known to be true, by the server's clock. */
  truthAt = $state<number | null>(null);
  #link: Link | null = null;
  #again: ReturnType<typeof setTimeout> | undefined;
  #look: ReturnType<typeof setInterval> | undefined;
  #secret: string | null = null;
  readonly #began = monotonic();
  #liveAt = monotonic();
  #gone = false;

  start(): void {
    void this.#come();
    this.#look = setInterval(() => void this.#renew(false), LOOK_MS);
    window.addEventListener("error", this.#crashed);
    window.addEventListener("unhandledrejection", this.#crashed);
    window.addEventListener("hashchange", this.#coded);
  }

  stop(): void {
    this.#gone = true;
    clearTimeout(this.#again);
    clearInterval(this.#look);
    window.removeEventListener("error", this.#crashed);
    window.removeEventListener("unhandledrejection", this.#crashed);
    window.removeEventListener("hashchange", this.#coded);
    this.#link?.stop();
  }

  /** A code that somebody typed on the screen's own keyboard. */
  async enter(code: string): Promise<void> {
    clearTimeout(this.#again);
    this.refused = null;
    await this.#ask(code);
  }

  get #device(): string {
    const store = localStore();
    this.#secret ??= store?.getItem(DEVICE) ?? secretOf(crypto.getRandomValues(new Uint8Array(32)));
    try {
      store?.setItem(DEVICE, this.#secret);
    } catch {
      // It is this display until the browser is closed.
    }
    return this.#secret;
  }

  /** By the session that is there, else by the device, or by a code that has not been used here. */
  async #come(): Promise<void> {
    const code = codeOf(location.hash);
    if (code !== null && localStore()?.getItem(USED) !== code) return this.#ask(code);
    try {
      const session = await whoAmI();
      if (session.role === "wall") {
        this.#open(session);
        return;
      }
      this.door = "person";
      this.#wait(ENDED_AGAIN_MS);
    } catch (problem) {
      if (problem instanceof Failure && problem.status === 401) return this.#ask(null);
      this.#unreached();
    }
  }

  async #ask(code: string | null): Promise<void> {
    const body = code === null ? { device: this.#device } : { device: this.#device, code };
    try {
      const session = await ask<Session>("POST", "/api/session/wall", body);
      if (code !== null) {
        try {
          localStore()?.setItem(USED, code);
        } catch {
          // It is brought again, and the device comes in all the same.
        }
      }
      this.#open(session);
    } catch (problem) {
      if (!(problem instanceof Failure) || problem.status !== 401) {
        this.#unreached();
        return;
      }
      this.picture = null;
      this.door = problem.code === "wall_ended" ? "ended" : "unknown";
      this.refused = problem.code === "bad_wall_code" ? problem.message : null;
      // Somebody may give it a new code; and what was a mistake at the desk is put right there.
      this.#wait(ENDED_AGAIN_MS);
    }
  }

  #open(session: Session): void {
    if (this.#gone) return;
    this.door = "in";
    this.name = session.name;
    this.refused = null;
    this.#link?.stop();
    const scheme = location.protocol === "https:" ? "wss:" : "ws:";
    this.#link = new Link(`${scheme}//${location.host}/live`, {
      message: (message) => this.#hear(message),
      // What took its place comes in the same breath; until then the wall is not empty.
      drop: () => undefined,
      state: (health, age, ending) => this.#note(health, age, ending),
      welcomed: () => void this.#renew(false),
    });
    this.#liveAt = monotonic();
    this.#link.start();
  }

  #hear(message: ServerMessage): void {
    if (message.type === "welcome") clock.learn(message.server_time);
    if (message.type === "beat") clock.learn(message.at);
    if (message.type === "snapshot") this.picture = message.state.wall_pictures?.[0] ?? this.picture;
    if (message.type === "frame") this.picture = message.upserts.wall_pictures?.[0] ?? this.picture;
  }

  #note(health: Health, age: number | null, ending: Ending | null): void {
    const now = monotonic();
    this.health = health;
    if (age !== null) this.truthAt = Math.round((clock.exact() - age) / 1000) * 1000;
    if (health === "live") this.#liveAt = now;
    if (ending !== null) {
      this.#link?.stop();
      this.#link = null;
      // Older than the server: the new page is there. Else the session is over, and the device asks for another.
      if (ending.code === "4426") void this.#renew(true);
      else void this.#come();
    } else if (now - this.#liveAt > STUCK_MS) {
      this.#liveAt = now;
      void this.#renew(true);
    } else if (health === "live" && now - this.#began > DAY_MS) void this.#renew(true);
  }

  #unreached(): void {
    if (this.picture === null) this.door = "unreachable";
    this.#wait(AGAIN_MS);
  }

  #wait(span: number): void {
    clearTimeout(this.#again);
    if (!this.#gone) this.#again = setTimeout(() => void this.#come(), span);
  }

  #coded = (): void => void this.#come();
  #crashed = (event: Event): void => {
    // Said by browsers of a layout that takes one more frame; nothing is broken.
    if (event instanceof ErrorEvent && event.message.startsWith("ResizeObserver")) return;
    setTimeout(() => void this.#renew(true), CRASH_MS);
  };

  /** Loads the page anew when there is a newer one, or in any case; never while the server does not give it. */
  async #renew(anyway: boolean): Promise<void> {
    try {
      const answer = await fetch("/wall/", { cache: "no-store", signal: AbortSignal.timeout(15_000) });
      const there = answer.ok ? entryOf(await answer.text()) : null;
      const here = entryOf(document.head.innerHTML);
      if (there !== null && here !== null && (anyway || there !== here)) location.reload();
    } catch {
      // Not now; it is asked again.
    }
  }
}
