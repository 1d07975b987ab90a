// Codes that let the devices of wall displays in: asked for over HTTP, because a code is told once and stands in no log.
import { ask } from "./http";

export interface WallCode {
  readonly code: string;
  readonly link: string;
  readonly expires_at: string;
}

/** A display's device: since when it is in, and when it was last heard of. */
export interface WallDevice {
  readonly wall: string;
  readonly entered_at: string | null;
  readonly last_seen: string | null;
}

export function makeWallCode(wall: string): Promise<WallCode> {
  return ask("POST", `/api/walls/${encodeURIComponent(wall)}/code`, { address: location.origin });
}

export function readWalls(): Promise<readonly WallDevice[]> {
  return ask("GET", "/api/walls");
}
