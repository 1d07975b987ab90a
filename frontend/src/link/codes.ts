// Codes with which people of a school's team sign in: asked for over HTTP, because a code is told once and stands in no log.
import { ask } from "./http";

export interface CodeInfo {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly site: string | null;
  readonly room: string | null;
  readonly made_at: string;
  readonly made_by: string;
  readonly expires_at: string;
  readonly used_at: string | null;
  readonly revoked_at: string | null;
}

/** A new code; it is told this once. */
export interface CodeMade {
  readonly username: string;
  readonly name: string;
  readonly site: string | null;
  readonly room: string | null;
  readonly code: string;
  readonly link: string | null;
  /** The link for a camera: dark modules as an SVG path on a square of ``side`` units. */
  readonly camera: { readonly path: string; readonly side: number } | null;
}

export interface CodeFor {
  readonly username: string;
  readonly room?: string;
}

export function readCodes(site: string): Promise<readonly CodeInfo[]> {
  return ask("GET", `/api/invites?site=${encodeURIComponent(site)}`);
}

/** New codes for these people, or (null) for everybody of the school's team; codes before them that nobody used are void. */
export function makeCodes(site: string, people: readonly CodeFor[] | null): Promise<readonly CodeMade[]> {
  const whom = people === null ? { site } : { people };
  return ask("POST", "/api/invites", { ...whom, address: location.origin });
}

/** The code is void, and whoever signed in with it is signed out. */
export function endCode(id: string): Promise<void> {
  return ask("DELETE", `/api/invites/${id}`);
}

/** What became of a code, in words. */
export function codeState(one: CodeInfo, now: number): "used" | "ended" | "expired" | "waiting" {
  if (one.revoked_at !== null) return "ended";
  if (one.used_at !== null) return "used";
  return Date.parse(one.expires_at) <= now ? "expired" : "waiting";
}
