// Where this device is, if its person shares it and is on duty. A page has no position in the background, so its age is always said.
import type { Place as Point } from "../lib/geo";
import { iso } from "../lib/format";
import { localStore } from "../lib/store";
import type { Live } from "./live.svelte";
import { isDue, RULES, type Pace } from "./pace";
import { clock } from "./time.svelte";

export interface Fix extends Point {
  readonly at: number;
  readonly accuracy_m: number;
}

interface Battery {
  /** From 0 to 1. */
  readonly level: number;
}

const KEY = "dispatch.position";

export class Whereabouts {
  fix = $state.raw<Fix | null>(null);
  sharing = $state(false);
  problem = $state<string | null>(null);
  readonly #live: Live;
  #pace: Pace = "off";
  #watch: number | null = null;
  #told: Fix | null = null;
  #battery: Battery | null = null;

  constructor(live: Live) {
    this.#live = live;
  }

  /** Goes on with what was chosen before. */
  start(): void {
    if (localStore()?.getItem(KEY) === "shared") this.share();
    // Not every browser says how full it is.
    const browser = navigator as Navigator & { getBattery?: () => Promise<Battery> };
    void browser.getBattery?.().then(
      (battery) => (this.#battery = battery),
      () => undefined,
    );
  }

  share(): void {
    if (!("geolocation" in navigator)) {
      this.problem = "This browser does not tell where it is.";
      return;
    }
    try {
      localStore()?.setItem(KEY, "shared");
    } catch {
      // A full store: it is shared now, and asked again after a reload.
    }
    this.sharing = true;
    this.#look();
  }

  /** Off duty nobody looks: nothing is measured, sent or remembered. */
  keep(pace: Pace): void {
    if (pace === this.#pace) return;
    this.#pace = pace;
    this.stop();
    if (pace === "off") this.#forget();
    else if (this.sharing) this.#look();
  }

  stop(): void {
    if (this.#watch !== null) navigator.geolocation.clearWatch(this.#watch);
    this.#watch = null;
  }

  keepPrivate(): void {
    this.stop();
    localStore()?.removeItem(KEY);
    this.sharing = false;
    this.#forget();
  }

  #forget(): void {
    this.fix = null;
    this.#told = null;
    this.problem = null;
  }

  #look(): void {
    if (this.#pace === "off") return;
    const { fine, leastMs } = RULES[this.#pace];
    this.#watch ??= navigator.geolocation.watchPosition(
      (position) => this.#take(position),
      (failure) => (this.problem = `No position: ${failure.message}`),
      { enableHighAccuracy: fine, maximumAge: leastMs },
    );
  }

  #take({ coords, timestamp }: GeolocationPosition): void {
    this.problem = null;
    const fix: Fix = {
      lat_e7: Math.round(coords.latitude * 1e7),
      lon_e7: Math.round(coords.longitude * 1e7),
      accuracy_m: Math.min(100_000, Math.round(coords.accuracy)),
      // By the server's clock: the position of a phone that is fast would not be believed.
      at: timestamp + clock.claim() - Date.now(),
    };
    this.fix = fix;
    if (!isDue(this.#pace, this.#told, fix)) return;
    this.#told = fix;
    this.#live.report({
      at: iso(fix.at),
      lat_e7: fix.lat_e7,
      lon_e7: fix.lon_e7,
      accuracy_m: fix.accuracy_m,
      heading_deg:
        coords.heading === null || Number.isNaN(coords.heading) ? null : Math.round(coords.heading) % 360,
      speed_kmh: coords.speed === null ? null : Math.round(coords.speed * 3.6),
      battery_pct: this.#battery === null ? null : Math.round(this.#battery.level * 100),
    });
  }
}
