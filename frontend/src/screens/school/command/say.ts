// What a school's person may say of an incident at the school: command, transfers, decisions, needs. Pure.
import { commander } from "../../../actions/command";
import type { InChargeView, SrtView } from "../../../link/wire";
import { fills, sameName } from "../model";

export type Page = "establish" | "incoming" | "outgoing" | "ask" | "end" | "fact" | "need" | "decide";

export interface Me {
  readonly person: string;
  readonly name: string;
  readonly agency: string;
}

type Seen = Pick<InChargeView, "names" | "transfer">;

const isMe = (one: { readonly name: string; readonly agency: string }, me: Me): boolean =>
  one.agency === me.agency && sameName(one.name, me.name);

/** Whether this person is in charge of the building: who may take command for the school. */
export function leads(team: SrtView | undefined, me: Me): boolean {
  return fills(team, "INCIDENT_COMMANDER", me.person, me.name);
}

/** Whether this person holds any role of the school's team, or is meant for one that nobody holds. */
export function works(team: SrtView | undefined, me: Me): boolean {
  return (
    leads(team, me) ||
    (team?.held.some((one) =>
      one.person === null ? sameName(one.name, me.name) : one.person === me.person,
    ) ??
      false) ||
    (team?.expected.some((one) => one.why !== "rank" && sameName(one.name, me.name)) ?? false)
  );
}

export function commands(charge: Seen | undefined, me: Me): boolean {
  return charge?.names.some((one) => isMe(one, me)) ?? false;
}

/** The incident that is meant when there are several: the own command, then one without a commander, then the longest. */
export function theCharge<Row extends Seen & { readonly since: string | null }>(
  charges: Iterable<Row>,
  me: Me,
): Row | undefined {
  const rank = (one: Row): number => (commands(one, me) ? 0 : one.names.length === 0 ? 1 : 2);
  return [...charges].sort((a, b) => rank(a) - rank(b) || (a.since ?? "").localeCompare(b.since ?? ""))[0];
}

/** The side of a transfer that waits for this person's word. */
export function sideOf(charge: Seen | undefined, me: Me): "incoming" | "outgoing" | null {
  const transfer = charge?.transfer ?? null;
  if (transfer === null) return null;
  if (!transfer.incoming_said && isMe(transfer.incoming, me)) return "incoming";
  if (!transfer.outgoing_said && isMe(transfer.outgoing, me)) return "outgoing";
  return null;
}

/** Command is to go to Lt. Moreno (MPD). Ana Lopez has not confirmed yet. */
export function transferWords(charge: Seen): string {
  const { transfer } = charge;
  if (transfer === null) return "";
  const open = [
    transfer.outgoing_said ? "" : transfer.outgoing.name,
    transfer.incoming_said ? "" : transfer.incoming.name,
  ].filter((one) => one !== "");
  const to = `Command is to go to ${commander(transfer.incoming)}.`;
  return open.length === 0 ? to : `${to} Not confirmed yet: ${open.join(", ")}.`;
}

/** What this person is called in command: the title on the list of the team. */
export function titleOf(team: SrtView | undefined, me: Me): string {
  for (const seat of team?.seats ?? []) {
    const found = seat.people.find((one) => sameName(one.name, me.name));
    if (found?.title) return found.title;
  }
  return "SRT Incident Commander";
}
