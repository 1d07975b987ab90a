// Where this device is, if its person shares it. A page has no position in the background, so its age is always said.
import { metresBetween, type Place as Point } from "../lib/geo";
import { iso } from "../lib/format";
import { localStore } from "../lib/store";
import type { Live } from "./live.svelte";

export interface Fix extends Point {
  readonly at: number;
  readonly accuracy_m: number;
}

const KEY = "dispatch.position";
const LEAST_MS = 5_000;
const LEAST_M = 15;
const STILL_MS = 30_000;

export class Whereabouts {
  fix = $state.raw<Fix | null>(null);
  sharing = $state(false);
  problem = $state<string | null>(null);
  readonly #live: Live;
  #watch: number | null = null;
  #told: Fix | null = null;

  constructor(live: Live) {
    this.#live = live;
  }

  /** Goes on with what was chosen before. */
  start(): void {
    if (localStore()?.getItem(KEY) === "shared") this.share();
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
    this.#watch ??= navigator.geolocation.watchPosition(
      (position) => this.#take(position),
      (failure) => (this.problem = `No position: ${failure.message}`),
      { enableHighAccuracy: true, maximumAge: 5_000 },
    );
  }

  stop(): void {
    if (this.#watch !== null) navigator.geolocation.clearWatch(this.#watch);
    this.#watch = null;
  }

  keepPrivate(): void {
    this.stop();
    localStore()?.removeItem(KEY);
    this.sharing = false;
    this.fix = null;
    this.problem = null;
  }

  #take({ coords, timestamp }: GeolocationPosition): void {
    this.problem = null;
    const fix: Fix = {
      lat_e7: Math.round(coords.latitude * 1e7),
      lon_e7: Math.round(coords.longitude * 1e7),
      accuracy_m: Math.min(100_000, Math.round(coords.accuracy)),
      at: timestamp,
    };
    this.fix = fix;
    const last = this.#told;
    if (last) {
      const [age, moved] = [fix.at - last.at, metresBetween(last, fix)];
      if (age < LEAST_MS || (moved < LEAST_M && age < STILL_MS)) return;
    }
    this.#told = fix;
    this.#live.report({
      at: iso(fix.at),
      lat_e7: fix.lat_e7,
      lon_e7: fix.lon_e7,
      accuracy_m: fix.accuracy_m,
      heading_deg:
        coords.heading === null || Number.isNaN(coords.heading) ? null : Math.round(coords.heading) % 360,
      speed_kmh: coords.speed === null ? null : Math.round(coords.speed * 3.6),
    });
  }
}
