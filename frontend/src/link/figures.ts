// Key figures over HTTP, and the addresses of the same as files.
import { ask, inWords } from "./http";

/** At least (where a share is to be small: less than) so many percent, of durations those within ``seconds``. */
export interface TargetView {
  readonly percent: number;
  readonly seconds: number | null;
  readonly within: number;
}

export interface FigureView {
  readonly id: string;
  readonly name: string;
  readonly basis: string;
  readonly applies: string;
  readonly form: "duration" | "share";
  readonly count: number;
  readonly missing: number;
  readonly hits: number | null;
  readonly median_ms: number | null;
  readonly p90_ms: number | null;
  readonly p95_ms: number | null;
  readonly max_ms: number | null;
  readonly targets: readonly TargetView[];
  readonly below: boolean;
  readonly met: boolean | null;
  readonly benchmark: string | null;
}

/** A key figure of one zone, the sector of its site; null: elsewhere. ``within``: within the longest target. */
export interface ZoneView {
  readonly kpi: string;
  readonly zone: string | null;
  readonly count: number;
  readonly missing: number;
  readonly within: number;
  readonly median_ms: number | null;
  readonly p90_ms: number | null;
  readonly p95_ms: number | null;
  readonly max_ms: number | null;
}

export interface FiguresBody {
  readonly since: string;
  readonly until: string;
  readonly made_at: string;
  readonly complete: boolean;
  readonly method: string;
  readonly figures: readonly FigureView[];
  readonly not_recorded: readonly { readonly id: string; readonly name: string }[];
  readonly zones: readonly ZoneView[];
  readonly hours: readonly { readonly at: string; readonly calls: number; readonly urgent: number }[];
  readonly sites: readonly {
    readonly site: string | null;
    readonly calls: number;
    readonly urgent: number;
  }[];
}

export interface CaseView {
  readonly call: string | null;
  readonly number: string | null;
  readonly type: string | null;
  readonly priority: number | null;
  readonly site: string | null;
  readonly unit: string | null;
  readonly at: string;
  readonly ms: number | null;
  readonly hit: boolean | null;
  /** Timestamps that are missing, apart by a space. */
  readonly lacks: string | null;
}

export interface CasesBody {
  readonly kpi: string;
  readonly total: number;
  readonly cases: readonly CaseView[];
}

/** A month of a site, by its first day. */
export interface MonthAlerts {
  readonly month: string;
  readonly alerts: number;
  readonly answered: number;
  readonly unanswered: number;
  readonly median_ms: number | null;
  readonly p90_ms: number | null;
  /** Protective actions by type. */
  readonly orders: Readonly<Record<string, number>>;
}

export interface SiteAlertsView {
  readonly site: string;
  readonly name: string;
  readonly alerts: number;
  readonly ordered: number;
  readonly trend: "slower" | "steady" | "faster" | "unknown";
  readonly trend_words: string;
  /** Why it is unlike the others, in words; empty: it is not. */
  readonly reasons: readonly string[];
  readonly months: readonly MonthAlerts[];
}

export interface AlertsBody {
  readonly complete: boolean;
  readonly method: string;
  readonly sites: readonly SiteAlertsView[];
}

export interface FigureQuery {
  readonly from: string;
  readonly until: string;
  readonly mode: "actual" | "drill" | "exercise";
  readonly site?: string;
}

const params = (query: FigureQuery, more: Record<string, string> = {}): string =>
  inWords({ ...query, ...more });

export function readFigures(query: FigureQuery): Promise<FiguresBody> {
  return ask("GET", `/api/figures?${params(query)}`);
}

export function readCases(kpi: string, query: FigureQuery, which: string): Promise<CasesBody> {
  return ask("GET", casesPath(kpi, query, which));
}

export function casesPath(kpi: string, query: FigureQuery, which: string, file = false): string {
  return `/api/figures/${kpi}?${params(query, file ? { which, format: "csv", limit: "1000" } : { which })}`;
}

export function figuresPath(query: FigureQuery, table: string): string {
  return `/api/figures?${params(query, { format: "csv", table })}`;
}

export function readAlerts(query: { mode: string; site?: string }): Promise<AlertsBody> {
  return ask("GET", alertsPath(query));
}

export function alertsPath(query: { mode: string; site?: string; format?: "csv" }): string {
  return `/api/alerts?${inWords(query)}`;
}
