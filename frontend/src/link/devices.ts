// Panic devices as the server lists them over HTTP: those that are well are not on the live link.
import { ask } from "./http";
import type { DeviceKind } from "./wire";

export interface DeviceInfo {
  readonly id: string;
  readonly device_kind: DeviceKind;
  readonly name: string;
  readonly vendor: string;
  readonly site: string;
  readonly building: string | null;
  readonly floor: string;
  readonly room: string | null;
  readonly in_service: boolean;
  /** Whether a press of it could be verified. */
  readonly has_key: boolean;
  readonly battery: number | null;
  readonly low: boolean;
  /** Its last sign that was written down; not each one is. */
  readonly heard_at: string;
  readonly silent_since: string | null;
  /** 0: nobody waits for a sign of it. */
  readonly silence_hours: number;
}

/** Every panic device as it is now. */
export async function readDevices(): Promise<readonly DeviceInfo[]> {
  return (await ask<{ devices: DeviceInfo[] }>("GET", "/api/devices")).devices;
}
