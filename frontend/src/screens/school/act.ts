// What a school's buttons ask for. One place, so that every button says the same thing in the same way.
import { newId } from "../../lib/uuid7";
import { actionTerm } from "../../link/catalog";
import type { ActionType, ActionView, Fields, RoomClear, SrtRole } from "../../link/wire";
import type { Live, Settled } from "../../state/live.svelte";
import { CLEAR_WORDS, roleTerm } from "./model";

export interface Where {
  readonly site: string;
  readonly building: string | null;
  readonly room: string | null;
}

type Answers = Omit<Fields<"AnswerPanic">, "site" | "panic">;

/** A press. Given at once; whether it was a mistake is said afterwards. */
export function press(live: Live, where: Where, level: "LOCKDOWN" | "STAFF_ASSIST"): string {
  const id = newId();
  const label = level === "LOCKDOWN" ? "PANIC: Lockdown" : "PANIC: staff help";
  void live.send(
    "RaisePanic",
    {
      site: where.site,
      level,
      source: "PANIC_APP",
      ...(where.building === null ? {} : { building: where.building }),
      ...(where.room === null ? {} : { room: where.room }),
    },
    { id, label, ownTime: true },
  );
  return id;
}

export function withdraw(live: Live, site: string, panic: string): Promise<Settled> {
  return live.send("WithdrawPanic", { site, panic }, { label: "The press was a mistake", ownTime: true });
}

export function tell(
  live: Live,
  site: string,
  panic: string,
  answers: Answers,
  label: string,
): Promise<Settled> {
  return live.send("AnswerPanic", { site, panic, ...answers }, { label, ownTime: true });
}

/** The order was announced, or heard, at the school. */
export function heard(live: Live, action: ActionView, name: string): Promise<Settled> {
  return live.send(
    "AnnounceAction",
    { action: action.id, announced_by: name },
    { label: `${actionTerm(action.type).term} heard here`, ownTime: true },
  );
}

export function order(live: Live, site: string, type: ActionType): Promise<Settled> {
  return live.send(
    "StartAction",
    { sites: [site], action_type: type, source: "site" },
    { label: `Order ${actionTerm(type).term}`, ownTime: true },
  );
}

export function acknowledge(live: Live, notice: string): Promise<Settled> {
  return live.send("AcknowledgeNotice", { notice }, { label: "Acknowledged", ownTime: true });
}

export function write(live: Live, text: string, replyTo: string | null = null): Promise<Settled> {
  return live.send(
    "SendMessage",
    { text, desk: true, ...(replyTo === null ? {} : { reply_to: replyTo }) },
    { label: `Message: ${text}`, ownTime: true },
  );
}

export function markRoom(live: Live, action: string, room: string, state: RoomClear): Promise<Settled> {
  return live.send(
    "MarkRoom",
    { action, room, state },
    { label: `${room}: ${CLEAR_WORDS[state].toLowerCase()}`, ownTime: true },
  );
}

export function take(live: Live, site: string, role: SrtRole): Promise<Settled> {
  return live.send("TakeSrtRole", { site, role }, { label: `I am ${roleTerm(role).label}`, ownTime: true });
}

export function pass(live: Live, site: string, role: SrtRole, to: string): Promise<Settled> {
  return live.send(
    "PassSrtRole",
    { site, role, to },
    { label: `${roleTerm(role).label} to ${to}`, ownTime: true },
  );
}

export function leave(live: Live, site: string, role: SrtRole): Promise<Settled> {
  return live.send(
    "LeaveSrtRole",
    { site, role },
    { label: `${roleTerm(role).label} given up`, ownTime: true },
  );
}

export function away(live: Live, site: string, name: string, gone: boolean): Promise<Settled> {
  return live.send(
    "MarkSrtAway",
    { site, name, away: gone },
    { label: gone ? `${name} is away` : `${name} is here`, ownTime: true },
  );
}

export function tick(
  live: Live,
  site: string,
  action: string,
  role: SrtRole,
  item: string,
  done: boolean,
): Promise<Settled> {
  return live.send(
    "TickSrtItem",
    { site, action, role, item, done },
    { label: `${roleTerm(role).label}: ${done ? "done" : "not done"}`, ownTime: true },
  );
}
