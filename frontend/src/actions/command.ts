// Who is in charge, in the words of every screen. Pure: views in, words out.
import { clock } from "../lib/format";
import type {
  AlarmView,
  CommanderView,
  InChargeView,
  IncidentView,
  SaidView,
  TenureView,
  TransferView,
} from "../link/wire";

/** What is shown of a command, whether it came whole or as a school's team gets it. */
export type Charge = Pick<
  InChargeView,
  "form" | "names" | "since" | "said" | "assumed" | "post" | "no_command_since"
>;

export const HOW: Readonly<Record<SaidView["how"], string>> = {
  self: "themselves",
  radio: "by radio",
  phone: "by telephone",
  in_person: "in person",
};

export const COMPLEXITY: Readonly<Record<number, string>> = {
  5: "Type 5: one commander, fewer than six units",
  4: "Type 4: one operational period",
  3: "Type 3: several periods, written plan",
  2: "Type 2: regional",
  1: "Type 1: national resources",
};

export function namesOf(tenure: TenureView): readonly CommanderView[] {
  return tenure.commander ? [tenure.commander] : tenure.members;
}

export function chargeOf(incident: Pick<IncidentView, "command" | "post" | "no_command_since">): Charge {
  const { command } = incident;
  return {
    form: command?.form ?? null,
    names: command ? [...namesOf(command)] : [],
    since: command?.since ?? null,
    said: command?.said ?? null,
    assumed: command !== null && command.assumed && command.ratified === null,
    post: incident.post,
    no_command_since: incident.no_command_since,
  };
}

/** Lt. Moreno (MPD). */
export function commander(one: CommanderView): string {
  return `${one.title === "" ? "" : `${one.title} `}${one.name} (${one.agency})`;
}

export function inCommand(charge: Charge): string {
  return charge.names.map(commander).join(", ");
}

/** Since 14:32, said A7 by radio, entered by Maria. */
export function since(charge: Charge): string {
  if (charge.since === null || charge.said === null) return "";
  const { said } = charge;
  const by = said.how === "self" ? "from their own unit" : `${HOW[said.how]}, entered by ${said.by}`;
  return `since ${clock(charge.since)}, said ${said.said_by} ${by}`;
}

/** Members are named, and fewer than two have confirmed: each still commands for itself. */
export function separate(incident: Pick<IncidentView, "members" | "command">): string | null {
  if (incident.members.length === 0 || incident.command?.form === "unified") return null;
  const confirmed = incident.members.filter((one) => one.confirmed !== null).length;
  return `Separate commands: ${confirmed} of ${incident.members.length} confirmed unified command`;
}

/** What a transfer still waits for. */
export function waitsFor(incident: Pick<IncidentView, "transfer">): string | null {
  const { transfer } = incident;
  if (transfer === null) return null;
  const open = [
    transfer.incoming_said === null ? transfer.incoming.name : "",
    transfer.outgoing_said === null ? transfer.outgoing.name : "",
  ].filter((one) => one !== "");
  const to = `Transfer to ${commander(transfer.incoming)}`;
  if (open.length > 0) return `${to}: ${open.join(" and ")} to confirm`;
  return `${to}, effective ${transfer.effective_at === null ? "now" : clock(transfer.effective_at)}`;
}

/** The id of the incident whose command is asked for, as its alarm has it; null: it is another alarm. */
export function askedId(alarm: Pick<AlarmView, "id" | "alarm_kind">): string | null {
  return alarm.alarm_kind === "command_asked" ? alarm.id.replace(/^command_asked:/, "") : null;
}

/** That incident, if it is shown. */
export function askedOf(
  alarm: Pick<AlarmView, "id" | "alarm_kind">,
  incidents: Pick<ReadonlyMap<string, IncidentView>, "get">,
): IncidentView | undefined {
  return incidents.get(askedId(alarm) ?? "");
}

/** Officer Adam (PMSD) asks for command from Lt. Moreno (MPD): hurt. Ask both on the air. */
export function askedWords(incident: Pick<IncidentView, "transfer"> | undefined): string {
  const transfer = incident?.transfer ?? null;
  if (transfer === null) return "";
  const [to, from] = [commander(transfer.incoming), commander(transfer.outgoing)];
  const why = transfer.reason?.text ? `: ${transfer.reason.text.replace(/[.\s]+$/, "")}` : "";
  return transfer.outgoing_said === null
    ? `${to} asks for command from ${from}${why}. Ask both on the air.`
    : `${from} gives command to ${to}${why}. ${transfer.incoming.name} has to confirm.`;
}

/** What the desk says with one key: whoever has not confirmed yet has done so on the air, the incoming after the briefing. */
export function bothConfirm(transfer: TransferView): string | null {
  const { incoming, outgoing } = transfer;
  if (transfer.incoming_said !== null && transfer.outgoing_said !== null) return null;
  if (transfer.incoming_said !== null) return `${outgoing.name} confirms`;
  if (transfer.outgoing_said !== null) return `${incoming.name} is briefed and confirms`;
  return `${incoming.name} is briefed, both confirm`;
}

/** The open incident of a call, else the one at a site. */
export function incidentOf(
  incidents: Iterable<IncidentView>,
  call: string | null,
  site: string | null,
): IncidentView | undefined {
  const open = [...incidents].filter((one) => one.closed_at === null);
  return (
    open.find((one) => call !== null && one.calls.some((tied) => tied.id === call)) ??
    open.find((one) => site !== null && one.sites.includes(site))
  );
}

/** Titles that stand before a name: Lt. Moreno, BC Lund. What has none is the incident commander by function. */
const TITLE = /^((?:\S+\.)|BC|AC|DC|Chief|Captain|Sheriff|Deputy|Principal|Officer|Commander)\s+(.+)$/i;

export function titled(
  said: string,
  otherwise = "Incident Commander",
): { readonly title: string; readonly name: string } {
  const match = TITLE.exec(said.trim());
  return match ? { title: match[1] ?? "", name: match[2] ?? "" } : { title: otherwise, name: said.trim() };
}
