// What a school's page says, worked out from the board's rows and from what this phone has asked for. Pure: rows in, words out.
import { clockSeconds, count } from "../../lib/format";
import { ACTIONS, actionTerm } from "../../link/catalog";
import { isOpen, type Entry } from "../../link/outbox";
import { SRT_ROLES, type SrtRoleTerm } from "../../link/roles";
import type {
  ActionTextView,
  ActionType,
  ActionView,
  AppPanicView,
  Command,
  HeadlineView,
  MessageView,
  NoticeView,
  RoomClear,
  SrtExpected,
  SrtHeld,
  SrtRole,
  SrtView,
} from "../../link/wire";

// --- a press, from this phone's outbox to the units ------------------------------------------------------------------------------------

type Press = Extract<Command, { kind: "RaisePanic" }>;
type Answer = Extract<Command, { kind: "AnswerPanic" }>;

/** What its sender has said after a press, sent or not. */
export interface Said {
  readonly safe: boolean | null;
  readonly medical: boolean | null;
  readonly people: number | null;
  readonly room: string | null;
}

/** A press of this person that is not over. */
export interface OwnPress {
  readonly id: string;
  readonly level: "LOCKDOWN" | "STAFF_ASSIST" | "OTHER";
  /** In this phone's outbox; null: the log has it, and the outbox has forgotten it. */
  readonly entry: Entry | null;
  /** As the log has it; null: not there yet. */
  readonly record: AppPanicView | null;
  readonly said: Said;
  /** Its sender has said that it was a mistake, sent or not. */
  readonly withdrawn: boolean;
}

/** The last press of this person that still matters; null: there is none. */
export function ownPress(
  entries: readonly Entry[],
  panics: Iterable<AppPanicView>,
  person: string,
): OwnPress | null {
  const records = [...panics].filter((one) => one.by === person && !one.test);
  const pressed = entries.filter((one) => one.command.kind === "RaisePanic");
  const ids = new Set([...records.map((one) => one.id), ...pressed.map((one) => one.command.id)]);
  const found = [...ids].map((id) => {
    const record = records.find((one) => one.id === id) ?? null;
    const entry = pressed.find((one) => one.command.id === id) ?? null;
    return { id, record, entry, at: record ? Date.parse(record.pressed_at) : (entry?.givenAt ?? 0) };
  });
  const last = found.filter((one) => (one.record?.over_at ?? null) === null).sort((a, b) => b.at - a.at)[0];
  if (last === undefined) return null;
  const press = last.entry?.command as Press | undefined;
  const answers = entries
    .map((one) => one.command)
    .filter((one): one is Answer => one.kind === "AnswerPanic" && one.panic === last.id);
  return {
    id: last.id,
    level: last.record?.level ?? press?.level ?? "LOCKDOWN",
    entry: last.entry,
    record: last.record,
    said: saidOf(last.record, press, answers),
    withdrawn:
      (last.record?.withdrawn_at ?? null) !== null ||
      entries.some((one) => one.command.kind === "WithdrawPanic" && one.command.panic === last.id),
  };
}

function saidOf(record: AppPanicView | null, press: Press | undefined, answers: readonly Answer[]): Said {
  const start: Said = {
    safe: record?.safe ?? null,
    medical: record?.medical ?? null,
    people: record?.people ?? null,
    room: record?.room ?? press?.room ?? null,
  };
  return answers.reduce<Said>(
    (said, one) => ({
      safe: one.safe ?? said.safe,
      medical: one.medical ?? said.medical,
      people: one.people ?? said.people,
      room: one.room ?? said.room,
    }),
    start,
  );
}

export interface Stage {
  readonly words: string;
  readonly at: string | null;
  /** ``done``: a fact of the log. ``waiting``: not yet. ``wrong``: it will not happen by itself. */
  readonly tone: "done" | "waiting" | "wrong";
}

/** How far a press has got: never more than is known. */
export function pressStages(
  press: OwnPress,
  headline: HeadlineView | undefined,
  live: boolean,
): readonly Stage[] {
  const { entry, record } = press;
  if (record === null && entry?.outcome === "refused") {
    const said = entry.result && "message" in entry.result ? entry.result.message : "";
    return [{ words: `Not taken. ${said} Call 911.`, at: null, tone: "wrong" }];
  }
  if (record === null && entry?.outcome !== "saved") return [unsent(entry, live)];
  const sentAt = record?.received_at ?? null;
  const sent: Stage = { words: "Sent", at: sentAt === null ? null : clockSeconds(sentAt), tone: "done" };
  const answeredAt = record?.desk_at ?? null;
  const desk: Stage =
    answeredAt !== null
      ? { words: "Received at the desk", at: clockSeconds(answeredAt), tone: "done" }
      : { words: "Rings at the desk. Nobody there has answered yet", at: null, tone: "waiting" };
  return [sent, desk, unitsStage(headline)];
}

function unsent(entry: Entry | null, live: boolean): Stage {
  const server = entry?.result?.outcome === "unknown" && entry.result.journalled;
  if (server) {
    return {
      words: "The server has it, and has not recorded it yet. It keeps trying",
      at: null,
      tone: "waiting",
    };
  }
  const words =
    live && (entry?.tries ?? 0) > 0
      ? "On its way, not recorded yet. This phone keeps trying"
      : "NOT SENT YET. This phone keeps trying. If you can, call 911";
  return { words, at: null, tone: live ? "waiting" : "wrong" };
}

/** What is known of units: that they were sent is not that they move, and that they move is not that they are there. */
export function unitsStage(headline: HeadlineView | undefined): Stage {
  const many = headline?.units.length ?? 0;
  if (headline === undefined || many === 0) return { words: "No unit sent yet", at: null, tone: "waiting" };
  const units = count(many, "unit");
  if (headline.status === "ON_SCENE") return { words: `On scene: first of ${units}`, at: null, tone: "done" };
  if (headline.status === "EN_ROUTE")
    return { words: `On the way: first of ${units}`, at: null, tone: "done" };
  return { words: `Sent, not moving yet: ${units}`, at: null, tone: "waiting" };
}

export type Question = "room" | "safe" | "medical" | "people";

/** The one thing to ask now; null: everything is said. */
export function nextQuestion(press: OwnPress, rooms: boolean): Question | null {
  const { said } = press;
  if (rooms && said.room === null) return "room";
  if (said.safe === null) return "safe";
  if (said.medical === null) return "medical";
  return said.people === null ? "people" : null;
}

/** So long after a press its screen offers to take it back with one touch; later it is said to the desk. */
export const CANCEL_MS = 5_000;

// --- protective actions ----------------------------------------------------------------------------------------------------------------

/** What is said over the public address, with the place, the hazard and the strategy where they are known. */
export function startPhrase(
  action: Pick<ActionView, "type" | "hazard">,
  texts: ActionTextView | undefined,
): string {
  const strategy = texts?.strategy?.text;
  return actionTerm(action.type)
    .start_phrase.replace("{location}", texts?.location?.text ?? "the location you are told")
    .replace(
      "{hazard}",
      action.hazard === null ? "the hazard you are told" : action.hazard.replace(/_/g, " "),
    )
    .replace("{strategy}", strategy ?? "Do as you are told");
}

/** How far the desk is known to have an action: ordered or acknowledged there, or not yet. */
export function deskStage(action: Pick<ActionView, "desk_at">): Stage {
  return action.desk_at === null
    ? { words: "The desk has not answered yet", at: null, tone: "waiting" }
    : { words: "The desk has it", at: clockSeconds(action.desk_at), tone: "done" };
}

/** Why one orders an action: the protocol's words, the gravest first. */
export const ORDERS: readonly ActionType[] = [...ACTIONS]
  .sort((a, b) => b.rank - a.rank)
  .map((one) => one.type as ActionType);

/** What a door of a Lockdown's release is, the usual one first. */
export const CLEAR_WORDS: Readonly<Record<RoomClear, string>> = {
  RELEASED: "Released",
  CLEARING: "Clearing",
  CLEARED_OCCUPIED: "Cleared, occupied",
  CLEARED_EMPTY: "Cleared, empty",
  HOLD_FOR_EMS: "Hold for EMS",
  EVIDENCE_HOLD: "Evidence hold",
  INACCESSIBLE: "Inaccessible",
  NOT_REACHED: "Not reached",
};

export interface Door {
  readonly room: string;
  readonly state: RoomClear;
}

/** The doors of a release: those that are left before those that are released, in the order of their numbers. */
export function doorsOf(action: Pick<ActionView, "board">): readonly Door[] {
  return Object.entries(action.board ?? {})
    .map(([room, state]) => ({ room, state }))
    .sort(
      (a, b) =>
        Number(a.state === "RELEASED") - Number(b.state === "RELEASED") ||
        a.room.localeCompare(b.room, "en", { numeric: true }),
    );
}

// --- who is in charge ------------------------------------------------------------------------------------------------------------------

export interface Charge {
  readonly held: SrtHeld | null;
  readonly expected: SrtExpected | null;
}

export function chargeOf(team: SrtView | undefined, role: SrtRole = "INCIDENT_COMMANDER"): Charge {
  return {
    held: team?.held.find((one) => one.role === role) ?? null,
    expected: team?.expected.find((one) => one.role === role) ?? null,
  };
}

const WHY: Readonly<Record<SrtExpected["why"], string>> = {
  default: "meant for it",
  deputy: "deputy",
  rank: "highest-ranked there",
};

/** Renata Vance, Principal (meant for it). */
export function expectedWords(one: SrtExpected): string {
  return `${one.name}${one.title === "" ? "" : `, ${one.title}`} (${WHY[one.why]})`;
}

export function roleTerm(role: SrtRole): SrtRoleTerm {
  const found = SRT_ROLES.find((one) => one.role === role);
  if (!found) throw new Error(`The catalog has no role ${role}.`);
  return found;
}

export interface Item {
  readonly code: string;
  readonly words: string;
  readonly done: { readonly by: string; readonly at: string } | null;
}

/** A role's card in an action: its lines in the action's own words, and which are done. */
export function cardOf(
  role: SrtRole,
  action: ActionView,
  texts: ActionTextView | undefined,
  team: SrtView | undefined,
): readonly Item[] {
  return roleTerm(role).card.map((line) => {
    const instead = line.instead[action.type];
    const tick = team?.ticks.find(
      (one) => one.action === action.id && one.role === role && one.item === line.code,
    );
    return {
      code: line.code,
      words: (instead ?? line.words).replace("{start_phrase}", startPhrase(action, texts)),
      done: tick === undefined ? null : { by: tick.by, at: tick.at },
    };
  });
}

/** The same name, however it was typed. */
export function sameName(one: string, other: string): boolean {
  const plain = (name: string): string => name.trim().split(/\s+/).join(" ").toLowerCase();
  return plain(one) === plain(other);
}

/** Whether somebody has a role: holds it, or while nobody does is meant for it or its deputy. The server decides by the same rule. */
export function fills(team: SrtView | undefined, role: SrtRole, person: string, name: string): boolean {
  const { held, expected } = chargeOf(team, role);
  if (held !== null) return held.person === null ? sameName(held.name, name) : held.person === person;
  return expected !== null && expected.why !== "rank" && sameName(expected.name, name);
}

const NAMED: readonly SrtRole[] = ["INCIDENT_COMMANDER", "ACCOUNTABILITY", "STUDENT_SUPERVISION"];

/** Whether somebody's work here needs the names of students. */
export function readsNames(team: SrtView | undefined, person: string, name: string): boolean {
  return NAMED.some((role) => fills(team, role, person, name));
}

/** Whether somebody may end this action from here: never a Lockdown, and an evacuation only as a drill. */
export function mayRelease(
  action: Pick<ActionView, "type" | "mode" | "status">,
  team: SrtView | undefined,
  person: string,
  name: string,
): boolean {
  if (action.type === "LOCKDOWN" || action.status !== "ACTIVE") return false;
  if (action.type === "EVACUATE" && action.mode === "ACTUAL") return false;
  if (team === undefined || (team.seats.length === 0 && chargeOf(team).held === null)) return true;
  const administrators = team.seats.find((one) => one.role === "INCIDENT_COMMANDER")?.people ?? [];
  return (
    administrators.some((one) => sameName(one.name, name)) || fills(team, "INCIDENT_COMMANDER", person, name)
  );
}

/** What comes of a release, and what is said over the public address. */
export function releaseWords(action: Pick<ActionView, "type">): string {
  const term = actionTerm(action.type);
  const then: Partial<Record<ActionType, string>> = {
    HOLD: "The halls are open again.",
    SECURE: "Outside doors may be opened, and people come and go.",
    SHELTER: "Everybody may leave the shelter.",
    EVACUATE: "Everybody may go back into the building.",
  };
  const said = term.release_phrase === null ? "" : ` Say twice on the PA: “${term.release_phrase}”`;
  return `${then[action.type] ?? ""} The desk and every unit are told that it is over. A new one would have to be ordered.${said}`;
}

// --- messages --------------------------------------------------------------------------------------------------------------------------

/** Messages for this school that nobody here has said they have read, the urgent first, then the oldest. */
export function unread(
  notices: Iterable<NoticeView>,
  messages: { get(id: string): MessageView | undefined },
  site: string,
): { readonly notice: NoticeView; readonly message: MessageView }[] {
  return [...notices]
    .flatMap((notice) => {
      const message = notice.collection === "messages" ? messages.get(notice.record) : undefined;
      // Its own messages to the desk are nobody's here to acknowledge.
      const own = message?.site === site && message.sender_role === "site_team_member";
      return message === undefined || own || notice.known.includes(`site:${site}`)
        ? []
        : [{ notice, message }];
    })
    .sort(
      (a, b) =>
        Number(b.notice.urgent) - Number(a.notice.urgent) || a.notice.since.localeCompare(b.notice.since),
    );
}

/** What was asked for here and has no answer yet, of this kind. */
export function pending<Kind extends Command["kind"]>(
  entries: readonly Entry[],
  kind: Kind,
): readonly Extract<Command, { kind: Kind }>[] {
  return entries
    .filter((one) => isOpen(one) && one.command.kind === kind)
    .map((one) => one.command as Extract<Command, { kind: Kind }>);
}
