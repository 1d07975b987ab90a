// What a notice is about and how far it has got, in the words that a row, a chip and a dialog share. Pure.
import type {
  ActionView,
  AlarmKind,
  BoloView,
  DeviceView,
  LedgerRow,
  LedgerView,
  MessageView,
  NoticeView,
  SiteView,
  UnitView,
} from "../link/wire";
import { clockSeconds } from "../lib/format";
import { soughtName } from "../state/bolos";
import { actionName, siteName, type Lookup } from "./names";

export interface Told {
  readonly actions: Lookup<ActionView>;
  readonly bolos: Lookup<BoloView>;
  readonly messages: Lookup<MessageView>;
  readonly sites: Lookup<SiteView>;
}

/** Lockdown at Granite Ridge High; Emergency of A7; Message from Dana Reyes. */
export function noticeName(notice: Pick<NoticeView, "notice_kind" | "record">, told: Told): string {
  switch (notice.notice_kind) {
    case "action": {
      const action = told.actions.get(notice.record);
      return action ? `${actionName(action)}, ${siteName(told.sites, action.site)}` : "Protective action";
    }
    case "emergency":
      return `Emergency of ${notice.record}`;
    case "all_call":
      return "All-call";
    case "bolo": {
      const bolo = told.bolos.get(notice.record);
      return bolo ? `BOLO ${bolo.number}, ${soughtName(bolo)}` : "BOLO";
    }
    case "message": {
      const message = told.messages.get(notice.record);
      return message ? messageName(message) : "Message";
    }
  }
}

/** Whether an alarm is about people who have not said that they know: its id is that of the notice, behind "silence:". */
export function isSilence(kind: AlarmKind): boolean {
  return kind === "not_reached" || kind === "bolo_unread";
}

/** Whether a console is asked for its word: what is for the desk, and what is for the position where its person sits. */
export function asksDesk(message: MessageView, known: readonly string[], seat: string | null): boolean {
  if (message.desk && !known.includes("desk")) return true;
  return seat !== null && message.positions.includes(seat) && !known.includes(`position:${seat}`);
}

/** To A7 and GRHS; From A7. */
export function messageName(message: MessageView): string {
  if (message.everyone) return "All-call";
  const from = message.unit ?? message.site;
  if (from !== null) return `Message from ${from}`;
  return `Message to ${toWhom(message)}`;
}

export function toWhom(message: MessageView): string {
  if (message.everyone) return "everybody";
  const units = message.groups.length > 0 ? [...message.groups] : [...message.units];
  const all = [...units, ...message.sites, ...message.positions, ...(message.desk ? ["the desk"] : [])];
  return all.length > 5 ? `${all.slice(0, 4).join(", ")} and ${all.length - 4} more` : all.join(", ");
}

const PROGRESS: Readonly<Record<LedgerRow["progress"], string>> = {
  not_reached: "Not reached",
  delivered: "On the device",
  painted: "Shown",
  known: "Acknowledged",
};
const WAYS: Readonly<Record<NonNullable<LedgerRow["way"]>, string>> = {
  acknowledged: "Acknowledged",
  ordered: "Gave it",
  announced: "Announced there",
  phone: "Told by phone",
  radio: "Told by radio",
  in_person: "Told in person",
};

/** How far it got to a device. A push that failed is said until the device has it: nobody was woken by it. */
export function deviceWords(one: DeviceView): string {
  const [word, at] =
    one.painted_at !== null
      ? ["shown", one.painted_at]
      : one.delivered_at !== null
        ? ["sent", one.delivered_at]
        : one.push_failed_at !== null
          ? ["not reached: push failed", one.push_failed_at]
          : ["sent", null];
  return at === null ? word : `${word} ${clockSeconds(at)}`;
}

/** How far it has got to somebody, in words. */
export function progressWords(row: Pick<LedgerRow, "progress" | "way">): string {
  return row.progress === "known" && row.way !== null ? WAYS[row.way] : PROGRESS[row.progress];
}

/** 3 of 5 know. */
export function knowWords(view: Pick<LedgerView, "known" | "asked">): string {
  return `${view.known} of ${view.asked} know`;
}

/** 96 of 104 rooms have it: what is known of an order room by room. */
export function roomsWords(rooms: NonNullable<LedgerView["rooms"]>): string {
  return `${rooms.had} of ${rooms.asked} rooms ${rooms.asked === 1 ? "has" : "have"} it`;
}

/** What is still missing, the worst first; null: nothing. */
export function missingWords(view: LedgerView): string | null {
  const said = [
    view.not_reached > 0 ? `${view.not_reached} not reached` : null,
    view.delivered > 0 ? `${view.delivered} on the device only` : null,
    view.painted > 0 ? `${view.painted} shown` : null,
  ].filter((one) => one !== null);
  return said.length > 0 ? said.join(", ") : null;
}

/** What is said over the air to a unit whose screen is silent. */
export function radioPrompt(unit: string, callsign: string, about: string): string {
  return `${unit}, ${callsign}: ${about.replace(/[.!?]?\s*$/, "")}. Acknowledge.`;
}

/** Whether an officer is asked for his word: it is for him, and his unit has not said that it knows. */
export function asksUnit(notice: NoticeView, me: UnitView, told: Told): boolean {
  if (notice.known.includes(`unit:${me.id}`)) return false;
  switch (notice.notice_kind) {
    case "message":
    case "all_call":
      return told.messages.get(notice.record)?.units.includes(me.id) ?? false;
    case "bolo":
      // The bar of BOLOs asks for it, with the words to be read.
      return false;
    case "emergency":
      return notice.record !== me.id;
    case "action": {
      const action = told.actions.get(notice.record);
      if (!action || action.ended_at !== null) return false;
      const site = told.sites.get(action.site);
      return (
        me.site === action.site ||
        me.home_site === action.site ||
        (site !== undefined &&
          (site.sros.includes(me.id) ||
            site.csos.includes(me.id) ||
            (action.type === "LOCKDOWN" && site.sector !== "" && site.sector === me.sector)))
      );
    }
  }
}

const ORDER: Readonly<Record<NoticeView["notice_kind"], number>> = {
  emergency: 0,
  action: 1,
  all_call: 2,
  bolo: 3,
  message: 4,
};

/** What an officer must say that he knows: real before drill, the graver kind first, urgent before the rest, then the oldest. */
export function asked(notices: Iterable<NoticeView>, me: UnitView, told: Told): NoticeView[] {
  return [...notices]
    .filter((one) => asksUnit(one, me, told))
    .sort(
      (a, b) =>
        Number(a.mode !== "ACTUAL") - Number(b.mode !== "ACTUAL") ||
        ORDER[a.notice_kind] - ORDER[b.notice_kind] ||
        Number(b.urgent) - Number(a.urgent) ||
        a.since.localeCompare(b.since),
    );
}
