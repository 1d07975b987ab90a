// Presses of panic devices in words: which device, where, whether it is known to be that device, and whether it is of now.
import { clockSeconds, count } from "../lib/format";
import { visible } from "../lib/visible";
import type { AlarmView, PanicDeviceView, PressTrust, PressView } from "../link/wire";

const TRUST: Readonly<Record<PressTrust, string>> = {
  verified: "verified",
  wrong_signature: "UNVERIFIED, wrong signature",
  no_signature: "UNVERIFIED, no signature",
  no_counter: "UNVERIFIED, no counter: it may be a copy",
  no_key: "UNVERIFIED, no key to check it with",
  unknown_device: "UNVERIFIED, device not registered",
  out_of_service: "UNVERIFIED, device out of service",
};

export function trustWords(trust: PressTrust): string {
  return TRUST[trust];
}

/** The presses of a call, the first one first. */
export function pressesOf(presses: Iterable<PressView>, call: string): PressView[] {
  return [...presses]
    .filter((one) => one.call === call)
    .sort((a, b) => a.first_at.localeCompare(b.first_at) || a.id.localeCompare(b.id));
}

export function pressCount(presses: readonly PressView[]): number {
  return presses.reduce((sum, one) => sum + one.count, 0);
}

/** What somebody must know of a press beside its device and place. */
export function pressMarks(press: PressView): string[] {
  const marks: string[] = [];
  if (press.late)
    marks.push(press.pressed_at === null ? "LATE" : `LATE, pressed ${clockSeconds(press.pressed_at)}`);
  if (press.unordered) marks.push("out of order");
  if (press.count > 1) marks.push(`${press.count} presses, last ${clockSeconds(press.last_at)}`);
  if (press.also.length > 0) marks.push(`also ${press.also.map(visible).join(", ")}`);
  if (press.battery !== null && press.battery <= 20) marks.push(`battery ${press.battery} %`);
  if (press.category !== null) marks.push(`panel alarm ${press.category.toLowerCase()}`);
  return marks;
}

/** A panic as its alarm says it: what speaks against it first, then how much of it there is. */
export function panicWords(alarm: AlarmView, presses: readonly PressView[]): string[] {
  const said: string[] = [];
  if (alarm.unverified) said.push("UNVERIFIED: not known to come from the device it names. Call the school.");
  if (alarm.late) said.push("LATE: pressed some time ago, come in only now.");
  if (presses.length > 0) {
    const doubtful = pressCount(presses.filter((one) => one.trust !== "verified"));
    const devices = new Set(presses.map((one) => one.device ?? one.id)).size;
    said.push(
      `${count(pressCount(presses), "press", "presses")} of ${count(devices, "device")}${
        presses.some((one) => one.level === "LOCKDOWN") ? ", Lockdown asked for" : ""
      }${doubtful > 0 && !alarm.unverified ? `, ${doubtful} UNVERIFIED` : ""}.`,
    );
  }
  return said;
}

/** The devices that an alarm of a site is about. */
export function deviceWords(alarm: AlarmView, devices: Iterable<PanicDeviceView>): string | null {
  const silent = alarm.alarm_kind === "device_silent";
  if (!silent && alarm.alarm_kind !== "device_battery") return null;
  const here = [...devices]
    .filter((one) => one.site === alarm.site && (silent ? one.silent_since !== null : one.low))
    .sort((a, b) => a.id.localeCompare(b.id));
  const named = here.slice(0, 3).map((one) => {
    const spot = one.room ?? one.building;
    const detail = silent ? `silent since ${clockSeconds(one.heard_at)}` : `${one.battery ?? 0} %`;
    return `${visible(one.id)}${spot === null ? "" : ` in ${spot}`} (${detail})`;
  });
  const more = here.length > named.length ? ` and ${here.length - named.length} more` : "";
  return `${named.join(", ")}${more}.`;
}
