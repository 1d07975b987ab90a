// The forms of an incident: their addresses, and the briefing as the server made it, to be shown on a screen; and incidents of the past.
import { ask, inWords } from "./http";
import type { DecisionView, IncidentView } from "./wire";

export interface Words {
  readonly text: string;
  /** They stand for what this reader is not given. */
  readonly withheld: boolean;
}
/** Lines of words, one under the other. */
export type Cell = readonly Words[];

export interface Box {
  readonly title: string;
  readonly names: readonly string[];
  /** Somebody is named for it; else those above hold it. */
  readonly own: boolean;
}
interface Framed {
  readonly no: string;
  readonly label: string;
}
export type Block =
  | (Framed & { readonly kind: "text"; readonly lines: Cell })
  | (Framed & { readonly kind: "sketch"; readonly lines: Cell })
  | (Framed & {
      readonly kind: "table";
      readonly columns: readonly { readonly label: string }[];
      readonly rows: readonly (readonly Cell[])[];
      readonly nothing: string;
    })
  | (Framed & {
      readonly kind: "chart";
      readonly top: Box;
      readonly staff: readonly Box[];
      readonly sections: readonly { readonly head: Box; readonly below: readonly Box[] }[];
    })
  | (Framed & { readonly kind: "sign" });

export interface Sheet {
  readonly code: string;
  readonly title: string;
  readonly made: string;
  readonly zone: string;
  readonly rows: readonly (readonly Block[])[];
}

const at = (incident: string, form: string): string =>
  `/api/incidents/${encodeURIComponent(incident)}/forms/${form}`;

export interface Asked {
  readonly incident: string;
  readonly code: string;
  readonly format: "html" | "pdf";
  readonly copy: "full" | "release";
  readonly position?: string | undefined;
  /** Times of the district, as its clocks show them: 2026-11-27T08:00. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** For whom it is. */
  readonly for?: string | undefined;
  /** Why data of students may go out with it. */
  readonly basis?: string | undefined;
  readonly decided_by?: string | undefined;
  readonly threat?: string | undefined;
}

type Unformed = Omit<Asked, "format">;

function addressed({ incident, code, ...given }: Unformed & { readonly format: string }): string {
  return `${at(incident, code)}?${inWords(given)}`;
}

/** Where a form is. */
export function paperAt(asked: Asked): string {
  return addressed(asked);
}

/** ICS 201 as it stands now: what whoever takes command is told. */
export function readBriefing(incident: string, asked?: AbortSignal): Promise<Sheet> {
  return ask("GET", `${at(incident, "201")}?format=json`, undefined, asked);
}

/** The boxes of a chart in which somebody is named, from the top down. */
export function named(block: Extract<Block, { kind: "chart" }>): Box[] {
  return [
    block.top,
    ...[...block.staff, ...block.sections.flatMap((one) => [one.head, ...one.below])].filter(
      (one) => one.own,
    ),
  ];
}

export interface FormMarks {
  /** The marks of what is withheld, and how often each stands there. */
  readonly withheld: readonly { readonly text: string; readonly count: number }[];
  /** Data of students stands in it. */
  readonly students: boolean;
}

/** What is withheld in a form, before it is taken. */
export function readMarks(asked: Unformed, signal?: AbortSignal): Promise<FormMarks> {
  return ask("GET", addressed({ ...asked, format: "marks" }), undefined, signal);
}

export interface PastIncident {
  readonly incident: IncidentView;
  readonly decisions: readonly DecisionView[];
  /** Of whom an activity log can be made. */
  readonly positions: readonly { readonly code: string; readonly title: string }[];
  /** The district's time zone. */
  readonly zone: string;
}

/** One incident, live or long in history. */
export function readIncident(incident: string, signal?: AbortSignal): Promise<PastIncident> {
  return ask("GET", `/api/incidents/${encodeURIComponent(incident)}`, undefined, signal);
}

export interface IncidentQuery {
  readonly q?: string | undefined;
  readonly number?: string | undefined;
  readonly site?: string | undefined;
  readonly from?: string | undefined;
  readonly until?: string | undefined;
  readonly limit?: number | undefined;
  readonly after?: string | undefined;
}

export interface IncidentsPage {
  readonly incidents: readonly IncidentView[];
  readonly next: string | null;
  readonly complete: boolean;
}

/** Incidents that are over, newest first. */
export function findIncidents(query: IncidentQuery, signal?: AbortSignal): Promise<IncidentsPage> {
  return ask("GET", `/api/incidents?${inWords(query)}`, undefined, signal);
}
