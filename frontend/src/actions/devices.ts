// Panic devices as a list: each as it is, those that somebody has to look after first. Pure.
import { elapsedWords } from "../lib/format";
import type { DeviceInfo } from "../link/devices";
import type { PressView, TestWindowView } from "../link/wire";

const KINDS: Readonly<Record<DeviceInfo["device_kind"], string>> = {
  wearable: "Badge",
  fixed_button: "Button",
  app: "Application",
  alarm_panel: "Alarm panel",
};

export function kindName(kind: DeviceInfo["device_kind"]): string {
  return KINDS[kind];
}

export interface DeviceRow {
  readonly device: DeviceInfo;
  /** Presses of the calls that are open now that are not known to come from it. */
  readonly unverified: number;
  readonly test: TestWindowView | null;
  /** What somebody has to do about it, the worst first; none: it is well. */
  readonly faults: readonly string[];
}

/** The window that a device is tested in now: its own, or its site's. */
function testOf(device: DeviceInfo, windows: Iterable<TestWindowView>): TestWindowView | null {
  for (const one of windows) {
    if (one.device === device.id || (one.device === null && one.site === device.site)) return one;
  }
  return null;
}

function faultsOf(device: DeviceInfo, unverified: number, now: number): string[] {
  if (!device.in_service) return [];
  const faults: string[] = [];
  if (unverified > 0) faults.push(`${unverified} unverified ${unverified === 1 ? "press" : "presses"}`);
  if (device.silent_since !== null) {
    faults.push(`silent for ${elapsedWords(now - Date.parse(device.heard_at))}`);
  }
  if (device.low) faults.push(`battery ${device.battery ?? 0} %`);
  if (!device.has_key) faults.push("no key: its presses can't be verified");
  return faults;
}

/** A press that nobody could verify before a device that fails, and that before one that was never given its key. */
function urgency({ unverified, faults, device }: DeviceRow): number {
  if (unverified > 0) return 3;
  if (faults.length === 0) return 0;
  return device.silent_since !== null || device.low ? 2 : 1;
}

/** Where it is, beside its site. */
export function spotOf(device: DeviceInfo): string {
  return [device.building, device.floor === "" ? null : `floor ${device.floor}`, device.room]
    .filter((one) => one !== null)
    .join(" ");
}

/** Everything that is asked for, faults first, then by site and id. */
export function deviceRows(
  devices: readonly DeviceInfo[],
  presses: Iterable<PressView>,
  windows: Iterable<TestWindowView>,
  now: number,
): DeviceRow[] {
  const doubtful = new Map<string, number>();
  for (const one of presses) {
    if (one.device === null || one.trust === "verified") continue;
    doubtful.set(one.device, (doubtful.get(one.device) ?? 0) + one.count);
  }
  const open = [...windows];
  return devices
    .map((device): DeviceRow => {
      const unverified = doubtful.get(device.id) ?? 0;
      return {
        device,
        unverified,
        test: testOf(device, open),
        faults: faultsOf(device, unverified, now),
      };
    })
    .sort(
      (a, b) =>
        urgency(b) - urgency(a) ||
        a.device.site.localeCompare(b.device.site) ||
        a.device.id.localeCompare(b.device.id, undefined, { numeric: true }),
    );
}

export type Show = "all" | "faults" | "test";

/** Those of a site, of what is shown, that have all these words in them. */
export function wanted(
  rows: readonly DeviceRow[],
  show: Show,
  site: string | null,
  words: string,
): readonly DeviceRow[] {
  const said = words.trim().toLowerCase().split(/\s+/);
  return rows.filter(({ device, faults, test }) => {
    if (site !== null && device.site !== site) return false;
    if (show === "faults" && faults.length === 0) return false;
    if (show === "test" && test === null) return false;
    const text = [
      device.id,
      device.name,
      device.vendor,
      device.site,
      spotOf(device),
      kindName(device.device_kind),
    ]
      .join(" ")
      .toLowerCase();
    return said.every((word) => text.includes(word));
  });
}
