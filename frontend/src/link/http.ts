// The few questions that go over HTTP: who am I, sign in and out, and log lines of the past.
import type { Recommendation, Wanted } from "./recommend";
import type { ActionView, AssignmentView, CallView, LineView } from "./wire";

export interface Session {
  readonly person: string;
  readonly username: string;
  readonly name: string;
  readonly role: string;
  readonly agency: string;
  readonly unit: string | null;
  readonly site: string | null;
  /** Where this person works: "Law position 04". */
  readonly position: string;
  readonly log: string;
  readonly parts: readonly string[];
  readonly permissions: readonly string[];
  readonly expires_at: string;
  /** The page that this role works on. */
  readonly page: string;
  readonly demo: boolean;
}

/** What the server said when it did not do it; status 0: it could not be reached. */
export class Failure extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly retryAfter: number | null = null,
    /** The server that said so serves a demo. */
    readonly demo = false,
  ) {
    super(message);
  }
}

const UNREACHABLE =
  "The server does not answer. Nothing was sent. Check the network, then try again; by phone or radio if it is urgent.";

export async function ask<Answer>(
  method: string,
  path: string,
  body?: unknown,
  asked?: AbortSignal,
): Promise<Answer> {
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      headers: body === undefined ? {} : { "content-type": "application/json" },
      body: body === undefined ? null : JSON.stringify(body),
      signal: asked ? AbortSignal.any([asked, AbortSignal.timeout(15_000)]) : AbortSignal.timeout(15_000),
    });
  } catch {
    throw new Failure(0, "unreachable", UNREACHABLE);
  }
  if (!response.ok) throw await failure(response);
  return (response.status === 204 ? undefined : await response.json()) as Answer;
}

export interface StoredFile {
  readonly sha256: string;
  readonly size: number;
  readonly media_type: string;
  /** There is a copy that others than the desk may have. */
  readonly shared: boolean;
}

/** A photo over a weak signal takes its time. */
const FILE_MS = 600_000;

/** Stores the bytes of a file; what comes back is its address, which a command then names. ``sent`` hears which share of it has left. */
export async function sendFile(bytes: Blob, sent: (share: number) => void = () => {}): Promise<StoredFile> {
  const response = await new Promise<Response>((resolve, reject) => {
    // The only way of a browser to say how far it is.
    const request = new XMLHttpRequest();
    const lost = (): void => reject(new Failure(0, "unreachable", UNREACHABLE));
    request.open("PUT", "/api/files");
    request.setRequestHeader("content-type", "application/octet-stream");
    request.timeout = FILE_MS;
    request.onerror = request.ontimeout = request.onabort = lost;
    request.upload.onprogress = ({ loaded, total }) => sent(total > 0 ? loaded / total : 0);
    request.onload = () => {
      const headers = new Headers();
      for (const name of ["retry-after", "dispatch-demo"]) {
        const value = request.getResponseHeader(name);
        if (value !== null) headers.set(name, value);
      }
      resolve(new Response(request.responseText, { status: request.status, headers }));
    };
    request.send(bytes);
  });
  if (!response.ok) throw await failure(response);
  return (await response.json()) as StoredFile;
}

/** The bytes of a file that this person may see. */
export async function readFile(sha256: string): Promise<Blob> {
  let response: Response;
  try {
    response = await fetch(`/api/files/${sha256}`, { signal: AbortSignal.timeout(60_000) });
  } catch {
    throw new Failure(0, "unreachable", UNREACHABLE);
  }
  if (!response.ok) throw await failure(response);
  return response.blob();
}

async function failure(response: Response): Promise<Failure> {
  const wait = Number(response.headers.get("retry-after") ?? Number.NaN);
  const said = (await response.json().catch(() => ({}))) as { code?: unknown; message?: unknown };
  return new Failure(
    response.status,
    typeof said.code === "string" ? said.code : `http_${response.status}`,
    typeof said.message === "string" ? said.message : `The server answered ${response.status}.`,
    Number.isFinite(wait) ? wait : null,
    response.headers.has("dispatch-demo"),
  );
}

export function whoAmI(): Promise<Session> {
  return ask("GET", "/api/session");
}

export function signIn(username: string, password: string): Promise<Session> {
  return ask("POST", "/api/session", { username, password });
}

/** Who is in by a code, and in which room the code's sheet says that they are. */
export interface Entered {
  readonly session: Session;
  readonly room: string | null;
}

/** In the body, never in the address: addresses stand in logs. ``device`` is the same when this device asks again. */
export function enterByCode(code: string, device: string): Promise<Entered> {
  return ask("POST", "/api/session/code", { code, device });
}

/** Who comes in with the link and the code of an invitation, as they say it. */
export interface GuestSaid {
  readonly link: string;
  readonly code: string;
  readonly device: string;
  readonly name: string;
  readonly title: string;
  readonly agency: string;
}

export function enterAsGuest(said: GuestSaid): Promise<Session> {
  return ask("POST", "/api/session/guest", said);
}

/** What lets a guest in, shown this once; ``link`` null: the one they have goes on being good. */
export interface Ticket {
  readonly link: string | null;
  /** The link for a camera: dark modules as an SVG path on a square of ``side`` units. */
  readonly camera: { readonly path: string; readonly side: number } | null;
  readonly code: string;
  readonly expires_at: string;
}

export function makeTicket(guest: string, newLink: boolean): Promise<Ticket> {
  return ask("POST", `/api/guests/${encodeURIComponent(guest)}/ticket`, {
    new_link: newLink,
    address: location.origin,
  });
}

export function signOut(): Promise<void> {
  return ask("DELETE", "/api/session");
}

export interface LogQuery {
  readonly after?: string;
  readonly limit?: number;
  readonly incident?: string;
  readonly site?: string;
  readonly unit?: string;
  readonly q?: string;
}

export interface LogPage {
  readonly lines: readonly LineView[];
  readonly next: string | null;
}

export function readLog(query: LogQuery): Promise<LogPage> {
  return ask("GET", `/api/log?${inWords(query)}`);
}

export function readRecommendation(wanted: Wanted): Promise<Recommendation> {
  return ask("GET", `/api/recommend?${inWords(wanted)}`);
}

/** The query of an address. What is not given, or empty, is not asked for. */
export function inWords(query: object): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query) as [string, unknown][]) {
    if (value !== "" && (typeof value === "string" || typeof value === "number"))
      params.set(name, String(value));
  }
  return params.toString();
}

export interface HistoryQuery {
  readonly q?: string;
  readonly number?: string;
  readonly site?: string;
  readonly unit?: string;
  readonly type?: string;
  readonly from?: string;
  readonly until?: string;
  readonly limit?: number;
  readonly after?: string;
}

/** Calls as the desk sees them: in full. */
export interface HistoryPage {
  readonly calls: readonly CallView[];
  readonly next: string | null;
  /** False: history is still being made, calls may be missing. */
  readonly complete: boolean;
  readonly oldest: string | null;
}

export interface CallReport {
  readonly call: CallView;
  readonly assignments: readonly AssignmentView[];
  readonly actions: readonly ActionView[];
  readonly lines: readonly LineView[];
  readonly made_at: string;
  readonly head: string;
}

/** Calls, live and past, newest first. */
export function findCalls(query: HistoryQuery, asked: AbortSignal): Promise<HistoryPage> {
  return ask("GET", `/api/history?${inWords(query)}`, undefined, asked);
}

/** All that there is of one call, live or past. */
export function readReport(call: string, asked: AbortSignal): Promise<CallReport> {
  return ask("GET", `/api/reports/calls/${encodeURIComponent(call)}`, undefined, asked);
}
