// Several agencies on scene, each under its own command: who asks for unified command, since when. Pure: views in, words out.
import { clock } from "../lib/format";
import type { AgencyView, IncidentView } from "../link/wire";

interface Agencies {
  get(id: string): Pick<AgencyView, "agency_kind"> | undefined;
}
type Asked = Pick<IncidentView, "present" | "apart_since" | "command" | "members" | "single">;

/** The target of K14: from the second agency on scene to unified command. */
export const UNIFIED_WITHIN = 15 * 60_000;

const LIAISES: ReadonlySet<string> = new Set(["other", "psap"]);

/** The agencies on scene that are not in command and have no member in unified command yet, the first arrived first. */
export function waiting(incident: Asked, agencies: Agencies): readonly IncidentView["present"][number][] {
  const named = new Set([
    ...(incident.command?.commander ? [incident.command.commander.agency] : []),
    ...(incident.members.length > 0 ? incident.members.map((one) => one.commander.agency) : []),
  ]);
  const sharing = incident.present.filter(
    (one) => !LIAISES.has(agencies.get(one.agency)?.agency_kind ?? "law") && !named.has(one.agency),
  );
  const stands = new Set(incident.single?.agencies ?? []);
  const further = sharing.filter((one) => !stands.has(one.agency));
  return further.length > 0 ? further : sharing;
}

/** MPD on scene since 14:07: form unified command? */
export function askUnified(incident: Asked, agencies: Agencies): string | null {
  if (incident.apart_since === null) return null;
  const there = waiting(incident, agencies);
  const since = clock(incident.apart_since);
  if (there.length === 0) return `Separate commands since ${since}: who has not confirmed unified command?`;
  const names = there.map((one) => one.agency).join(", ");
  return `${names} on scene since ${clock(there[0]?.since ?? incident.apart_since)}: form unified command?`;
}

/** What is asked about several agencies on scene, with its clock, or what was said instead. */
export interface Unity {
  readonly asked: string | null;
  readonly since: string | null;
  readonly alone: string | null;
}

export function unityOf(incident: Asked, agencies: Agencies): Unity {
  return {
    asked: askUnified(incident, agencies),
    since: incident.apart_since,
    alone: standsAlone(incident),
  };
}

/** One commander stands for these agencies: who said so. */
export function standsAlone(incident: Asked): string | null {
  const { single } = incident;
  if (single === null || incident.apart_since !== null || incident.command?.form === "unified") return null;
  const why = single.reason?.text ?? null;
  return `One commander for ${single.agencies.join(", ")}, said ${single.said.said_by}${why === null ? "" : `: ${why}`}`;
}

const AUTHORITY: Readonly<Record<string, string>> = {
  law: "Law enforcement",
  fire_ems: "Fire, rescue and patient care",
  district: "The school: students, families, custody",
};

/** By what authority an agency of this kind usually stands in unified command. */
export function authorityOf(kind: string | undefined): string {
  return AUTHORITY[kind ?? ""] ?? "";
}
