// What every page does first: type and themes, the clock, then its screen.
import "../theme/all";
import { mount, type Component } from "svelte";
import { prefs } from "../state/prefs.svelte";
import { clock } from "../state/time.svelte";

export function boot(screen: Component): void {
  const target = document.getElementById("app");
  if (!target) throw new Error("The page has no #app to draw into.");
  prefs.start();
  clock.run();
  mount(screen, { target });
}
