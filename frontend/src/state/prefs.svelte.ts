// What this person wants of this browser. Kept here, never on the server; a value that is not understood is not used.

/** ``sun`` is for a phone in full sunlight. */
export type ThemeChoice = "system" | "night" | "day" | "sun";
const THEMES: readonly string[] = ["system", "night", "day", "sun"];
const KEY = "dispatch.theme";

function stored(): ThemeChoice | null {
  try {
    const value = localStorage.getItem(KEY);
    return value !== null && THEMES.includes(value) ? (value as ThemeChoice) : null;
  } catch {
    return null;
  }
}

class Prefs {
  #light = typeof matchMedia === "function" ? matchMedia("(prefers-color-scheme: light)") : null;
  #systemIsLight = $state(false);
  #choice = $state<ThemeChoice>("night");

  /** Night unless the person or, if asked, the system says otherwise: the room is dark. */
  get theme(): ThemeChoice {
    return this.#choice;
  }

  get shown(): "night" | "day" | "sun" {
    if (this.#choice !== "system") return this.#choice;
    return this.#systemIsLight ? "day" : "night";
  }

  set theme(choice: ThemeChoice) {
    this.#choice = choice;
    try {
      localStorage.setItem(KEY, choice);
    } catch {
      // A browser that keeps nothing still shows what was chosen, until it is closed.
    }
    this.#paint();
  }

  /** Takes over what was chosen before and follows the system. Call once, before anything is drawn. */
  start(): void {
    this.#choice = stored() ?? "night";
    this.#systemIsLight = this.#light?.matches ?? false;
    this.#light?.addEventListener("change", (event) => {
      this.#systemIsLight = event.matches;
      this.#paint();
    });
    this.#paint();
  }

  #paint(): void {
    document.documentElement.dataset["theme"] = this.shown;
    const ground = getComputedStyle(document.documentElement).getPropertyValue("--bg").trim();
    document.querySelector('meta[name="theme-color"]')?.setAttribute("content", ground);
  }
}

export const prefs = new Prefs();
