// Rooms under a protective action: what they report, in words, and how a site stands. Pure: rows in, words and numbers out.
import { roomStatusTerm } from "../link/catalog";
import type {
  AccountingView,
  ActionView,
  Fields,
  MatchesView,
  PersonStatus,
  PremiseView,
  ProposalView,
  RoomPersonView,
  RoomStatus,
  RoomView,
  Severity,
} from "../link/wire";

/** Which room an alarm of a room is about; null: it is of something else. */
export function roomOfAlarm(id: string): string | null {
  return /^room:[^/]+\/([^:]+):/.exec(id)?.[1] ?? null;
}

export interface RoomRow {
  readonly code: string;
  readonly name: string;
  readonly status: RoomStatus;
  readonly settled: boolean;
  /** Undefined: nothing is known of it yet. */
  readonly record: RoomView | undefined;
}

export interface RollUp {
  /** The worst first, then by number. */
  readonly rows: readonly RoomRow[];
  readonly asked: number;
  readonly reported: number;
  readonly settled: number;
  readonly missing: number;
  readonly extra: number;
  readonly hurt: number;
  readonly threats: number;
  /** Every occupied room is accounted for and nobody is missing. */
  readonly allAccounted: boolean;
}

/** How the rooms of a site stand: those of the roster that the order covers, and whichever reported besides. */
export function rollUp(
  site: string,
  rooms: Iterable<RoomView>,
  premise: PremiseView | undefined,
  scope: Pick<ActionView, "zones" | "rooms"> | undefined,
): RollUp {
  const known = new Map([...rooms].filter((one) => one.site === site).map((one) => [one.room, one]));
  const whole = scope === undefined || scope.zones.length + scope.rooms.length === 0;
  const roster = (premise?.rooms ?? []).filter(
    (one) =>
      whole ||
      scope.rooms.includes(one.code) ||
      (one.zone !== null && one.zone !== undefined && scope.zones.includes(one.zone)),
  );
  const names = new Map((premise?.rooms ?? []).map((one) => [one.code, one.name]));
  const told = [...known.values()].filter((one) => one.status !== "NO_REPORT").map((one) => one.room);
  const rows = [...new Set([...roster.map((one) => one.code), ...told])].map((code): RoomRow => {
    const record = known.get(code);
    const name = names.get(code) ?? "";
    return {
      code,
      name: name.includes(code) ? "" : name,
      status: record?.status ?? "NO_REPORT",
      settled: record?.settled ?? false,
      record,
    };
  });
  rows.sort(
    (a, b) =>
      Number(a.settled) - Number(b.settled) ||
      roomStatusTerm(a.status).rank - roomStatusTerm(b.status).rank ||
      a.code.localeCompare(b.code, "en", { numeric: true }),
  );
  const sum = (of: (room: RoomView) => number): number =>
    rows.reduce((all, one) => all + (one.record === undefined ? 0 : of(one.record)), 0);
  const settled = rows.filter((one) => one.settled).length;
  const missing = sum((one) => one.missing_open);
  return {
    rows,
    asked: rows.length,
    reported: rows.filter((one) => one.status !== "NO_REPORT").length,
    settled,
    missing,
    extra: sum((one) => one.extra_open),
    hurt: sum((one) => one.injured.reduce((all, hurt) => all + hurt.count, 0)),
    threats: rows.filter((one) => one.status === "THREAT_HERE").length,
    allAccounted: rows.length > 0 && settled === rows.length && missing === 0,
  };
}

/** How a room's card looks: a word, a mark and a colour, so that none is needed alone. */
export const CARD_LOOK: Readonly<Record<string, { readonly mark: string; readonly token: string }>> = {
  none: { mark: "?", token: "--fg3" },
  green: { mark: "✓", token: "--evacuate" },
  red: { mark: "!", token: "--lockdown" },
  med: { mark: "+", token: "--hold" },
  alert: { mark: "!!", token: "--lockdown" },
};

export const SEVERITY_WORDS: Readonly<Record<Severity, string>> = {
  RED_immediate: "red, immediate",
  YELLOW_delayed: "yellow, delayed",
  GREEN_minor: "green, minor",
  BLACK_expectant_or_deceased: "black",
};

/** 2 missing, 1 extra, 1 hurt (red, immediate): the numbers of a report. */
export function countsOf(room: RoomView): string {
  const parts = [
    room.missing > 0 ? `${room.missing} missing${found(room.missing, room.missing_open)}` : "",
    room.extra > 0 ? `${room.extra} extra${found(room.extra, room.extra_open)}` : "",
    ...room.injured.map((one) => `${one.count} hurt (${SEVERITY_WORDS[one.severity]})`),
  ];
  return parts.filter((one) => one !== "").join(", ");
}

function found(all: number, open: number): string {
  return open === all ? "" : open <= 0 ? ", all found" : `, ${all - open} found`;
}

const PERSON_WORDS: Readonly<Record<string, string>> = {
  UNKNOWN: "not placed yet",
  PRESENT: "present",
  ABSENT_EXCUSED: "absent, excused",
  MISSING: "missing",
  EXTRA_AT_OTHER_ROOM: "in another room",
  INJURED: "hurt",
  TRANSPORTED: "transported",
  DECEASED_CONFIRMED_BY_LE: "deceased, confirmed by law enforcement",
  RELEASED_TO_GUARDIAN: "released to guardian",
  SELF_RELEASED: "left on their own",
  OFF_SITE_ACTIVITY: "off-site activity",
};

export function personWords(person: Pick<RoomPersonView, "status" | "room">): string {
  const words = PERSON_WORDS[person.status] ?? person.status;
  return person.room === null ? words : `${words}: ${person.room}`;
}

const WHY: Readonly<Record<ProposalView["likeness"], string>> = {
  same: "same name",
  nickname: "short form of the name",
  initials: "initials fit",
  spelling: "one letter differs",
  part: "part of the name fits",
};
const AWAY: Readonly<Record<string, string>> = {
  absent: "absent today",
  early_checkout: "checked out early",
  field_trip: "on a field trip",
  substitute: "on the substitute list",
  visitor: "on the visitor list",
};

/** Extra in GYM (same name): whom somebody may be, and why. */
export function proposalWords(one: ProposalView): string {
  const where = one.other === null ? (AWAY[one.away ?? ""] ?? "on today's list") : `extra in ${one.other}`;
  return `${where} (${WHY[one.likeness]})`;
}

export interface MissingRow {
  readonly room: string;
  readonly person: RoomPersonView;
  readonly name: string;
  /** The surest. */
  readonly proposal: ProposalView | undefined;
  readonly open: boolean;
}

const OPEN: ReadonlySet<string> = new Set(["UNKNOWN", "MISSING"]);

/** Everybody whom a room names as missing (or extra), those nobody has found first. */
export function missingOf(
  site: string,
  rooms: Iterable<Pick<RoomView, "site" | "room" | "people">>,
  matches: MatchesView | undefined,
  side: RoomPersonView["side"] = "missing",
): readonly MissingRow[] {
  return [...rooms]
    .filter((one) => one.site === site)
    .flatMap((room) =>
      room.people
        .filter((one) => one.side === side)
        .map((person) => ({
          room: room.room,
          person,
          name: person.name?.text ?? "Erased",
          proposal: (matches?.proposals ?? []).find((one) => one.person === person.id),
          open: OPEN.has(person.status),
        })),
    )
    .sort((a, b) => Number(b.open) - Number(a.open) || a.name.localeCompare(b.name));
}

/** What confirming a proposal asks for. */
export function confirmed(site: string, one: ProposalView): Fields<"SetPersonStatus"> {
  return {
    site,
    room: one.room,
    person: one.person,
    status: one.status,
    match: one.match,
    ...(one.other === null ? {} : { found_in: one.other }),
  };
}

/** What may be said of somebody, in the order in which it is usual, each with the key that says it. */
export interface PersonChoice {
  readonly status: PersonStatus;
  readonly key: string;
  readonly word: string;
  /** Where he is must be said with it. */
  readonly where?: true;
}
export const PERSON_CHOICES: readonly PersonChoice[] = [
  { status: "PRESENT", key: "P", word: "Present" },
  { status: "EXTRA_AT_OTHER_ROOM", key: "R", word: "In another room", where: true },
  { status: "ABSENT_EXCUSED", key: "A", word: "Absent, excused" },
  { status: "RELEASED_TO_GUARDIAN", key: "G", word: "Released to guardian" },
  { status: "OFF_SITE_ACTIVITY", key: "F", word: "Off-site activity" },
  { status: "SELF_RELEASED", key: "L", word: "Left on their own" },
  { status: "INJURED", key: "H", word: "Hurt" },
  { status: "TRANSPORTED", key: "T", word: "Transported" },
  { status: "MISSING", key: "M", word: "Missing again" },
];
export const DECEASED: PersonStatus = "DECEASED_CONFIRMED_BY_LE";

/** What a choice says of somebody. */
export function saidOf(
  site: string,
  one: Pick<MissingRow, "room" | "person">,
  status: PersonStatus,
  where: string | null = null,
): Fields<"SetPersonStatus"> {
  return {
    site,
    room: one.room,
    person: one.person.id,
    status,
    ...(where === null ? {} : { found_in: where }),
  };
}

/** What a room has last said under the action that its site is asked for. */
export function underOf(asked: AccountingView | undefined): string | null {
  return asked === undefined || asked.ended_at !== null ? null : asked.action;
}
