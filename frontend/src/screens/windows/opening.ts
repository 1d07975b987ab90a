// Opening a pane in a window of its own, where it stood before.
import type { Panel, Spot } from "../../state/layout.svelte";

const USUAL = { w: 1280, h: 800 };

export function featuresOf(spot: Spot | undefined): string {
  const { w, h } = spot ?? USUAL;
  const place = spot === undefined ? "" : `,left=${spot.x},top=${spot.y}`;
  return `popup,width=${w},height=${h}${place}`;
}

/** False: the browser did not let it open. Asked again, the window that is there comes to the front. */
export function openPanel(panel: Panel, spot: Spot | undefined): boolean {
  const opened = window.open(`/console?panel=${panel}`, `dispatch-${panel}`, featuresOf(spot));
  opened?.focus();
  return opened !== null;
}
