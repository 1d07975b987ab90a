// What the command line knows of the board, and how a word becomes one thing of it. Exact or not at all: what fits several is asked
// back, what fits none says what to type. Nothing here guesses.
import { callName, placeName, shortNumber, siteName, spokenNumber, words } from "../../actions/names";
import type {
  ActionView,
  AgencyView,
  AlarmView,
  Alias,
  BoloView,
  CallView,
  DeskPositionView,
  IncidentView,
  MatrixRow,
  ObjectiveView,
  Room,
  SiteView,
  UnitView,
  WallRecordView,
} from "../../link/wire";
import type { Recommendation, Wanted } from "../../link/recommend";
import type { Word } from "./lex";
import { nearest } from "./nearest";

export type Rows<Value> = Pick<Map<string, Value>, "get" | "has" | "keys" | "values">;

export interface World {
  readonly calls: Rows<CallView>;
  readonly units: Rows<UnitView>;
  readonly sites: Rows<SiteView>;
  readonly agencies: Rows<AgencyView>;
  readonly positions: Rows<DeskPositionView>;
  /** The position at which this console's person sits. */
  readonly seat: string | null;
  /** What this district says for words of the command line. */
  readonly aliases: readonly Alias[];
  /** Its own decision matrix; none: the one that is built in. */
  readonly matrix: readonly MatrixRow[];
  readonly incidents: Rows<IncidentView>;
  readonly walls: Rows<Pick<WallRecordView, "id" | "name" | "show">>;
  readonly objectives: Rows<Pick<ObjectiveView, "id" | "incident" | "place" | "status" | "text">>;
  /** BOLOs in force. */
  readonly bolos: Rows<Pick<BoloView, "id" | "number">>;
  /** In force, worst first. */
  readonly actions: readonly ActionView[];
  /** Unacknowledged, worst first. */
  readonly alarms: readonly AlarmView[];
  readonly rooms: (site: string) => readonly Room[];
  /** Whom the server recommends; undefined while it has not answered. ``version``: of the call that is asked about. */
  readonly advise: (wanted: Wanted, version?: number) => Recommendation | undefined;
  readonly selectedCall: string | null;
  readonly selectedUnit: string | null;
  readonly selectedSite: string | null;
  /** What was last said that people must know, by its id. */
  readonly lastNotice: string | null;
  /** Server's time in milliseconds. */
  readonly now: number;
}

/** Something that can be put in the place of a word. */
export interface Candidate {
  /** What replaces the word. */
  readonly insert: string;
  readonly label: string;
  readonly hint: string;
}

/** Why a line is no command yet: what happened and what to type instead; and, where one word is at fault, what could stand there. */
export class Problem {
  constructor(
    readonly message: string,
    readonly word: Word | null = null,
    readonly choices: readonly Candidate[] = [],
  ) {}
}

const CALL_WORD = /^#?(?:(\d{2})-)?(\d{1,6})$/;
export const ENDED: ReadonlySet<string> = new Set(["CLOSED", "DUPLICATE", "CANCELLED", "REFERRED"]);
export const WAITING: ReadonlySet<string> = new Set(["PENDING", "HELD", "SCHEDULED"]);

export function isCallWord(word: Word): boolean {
  return word.key === null && CALL_WORD.test(word.text);
}

export function unitOf(world: World, word: Word): UnitView | undefined {
  return world.units.get(word.upper);
}

/** Sites by code, alias or full name, whatever the case. */
export function siteOf(world: World, word: Word): SiteView | Problem | undefined {
  const exact = world.sites.get(word.upper);
  if (exact) return exact;
  const found = [...world.sites.values()].filter(
    (site) =>
      site.name.toUpperCase() === word.upper || site.aliases.some((one) => one.toUpperCase() === word.upper),
  );
  if (found.length > 1) {
    return new Problem(
      `${word.text} is the name of ${listed(found.map((site) => site.id))}. Type the code.`,
      word,
      found.map((site) => ({ insert: site.id, label: site.name, hint: site.sector })),
    );
  }
  return found[0];
}

/** A call by the end of its number, open ones before ended ones. */
export function callOf(world: World, word: Word): CallView | Problem {
  const match = CALL_WORD.exec(word.text);
  if (!match) return new Problem(`${word.text} is no call number. Type the last digits of one, as 142.`);
  const [, year, digits = ""] = match;
  const fits = [...world.calls.values()].filter(
    (call) =>
      shortNumber(call.number).endsWith(digits) && (year === undefined || call.number.startsWith(`${year}-`)),
  );
  const open = fits.filter((call) => !ENDED.has(call.status));
  const found = open.length > 0 ? open : fits;
  const [only] = found;
  if (found.length === 1 && only) return only;
  if (found.length === 0) return new Problem(`No call on the board ends in ${digits}.`);
  const choices = found.slice(0, 4).map((call) => unlike(call, found));
  return new Problem(
    `${digits} is ${listed(choices)}${found.length > 4 ? " or others" : ""}. Type more digits.`,
    word,
    found.slice(0, 8).map((call) => choice(world, call, found)),
  );
}

/** As much of a number as tells it from the others: of two years' 000142 also the year. */
function unlike(call: CallView, others: readonly CallView[]): string {
  const short = shortNumber(call.number);
  const twice = others.some((one) => one !== call && shortNumber(one.number) === short);
  return twice ? call.number : short;
}

function choice(world: World, call: CallView, others: readonly CallView[]): Candidate {
  return {
    insert: unlike(call, others),
    label: callName(call),
    hint: placeName(call.place, world.sites),
  };
}

/** Why nothing more is done with a call that has ended; null: it is open. */
export function endedCall(call: CallView): Problem | null {
  if (!ENDED.has(call.status)) return null;
  return new Problem(
    `${shortNumber(call.number)} is ${words(call.status).toLowerCase()}. Nothing was sent. A note still goes to it: L ${spokenNumber(call.number)} /…; its details reopen it.`,
  );
}

/** The one open call at a site. */
export function callAt(world: World, site: string, word: Word | null = null): CallView | Problem {
  const open = [...world.calls.values()].filter(
    (call) => call.place.site === site && !ENDED.has(call.status),
  );
  const [only] = open;
  if (open.length === 1 && only) return only;
  if (open.length === 0) {
    return new Problem(`There is no open call at ${siteName(world.sites, site)}. Type N to enter one.`);
  }
  return new Problem(
    `${siteName(world.sites, site)} has ${open.length} open calls: ${listed(open.slice(0, 4).map((call) => spokenNumber(call.number)))}. Type the number.`,
    word,
    open.slice(0, 8).map((call) => choice(world, call, open)),
  );
}

export function actionsAt(world: World, site: string): ActionView[] {
  return world.actions.filter((action) => action.site === site && action.status !== "ENDED");
}

export function noUnit(world: World, word: Word): Problem {
  const slipped = nearest(word.upper, world.units.keys(), 4);
  const alike = [...world.units.keys()].filter((id) => id.startsWith(word.upper.slice(0, 1)));
  const near = [...new Set([...slipped, ...alike])].slice(0, 4);
  const hint = near.length > 0 ? ` Units like it: ${near.join(" ")}.` : "";
  return new Problem(
    `There is no unit ${brief(word.upper)}.${hint}`,
    word,
    near.map((id) => ({ insert: id, label: world.units.get(id)?.name ?? "", hint: "" })),
  );
}

export function noSite(word: Word, world?: World): Problem {
  const near = world ? nearest(word.upper, world.sites.keys(), 3) : [];
  const hint = near.length > 0 ? ` Sites like it: ${near.join(" ")}.` : "";
  return new Problem(
    `There is no site ${brief(word.text)}.${hint} Type its code; Tab completes a name.`,
    word,
    near.map((id) => ({ insert: id, label: world ? siteName(world.sites, id) : "", hint: "" })),
  );
}

/** Another word in the place of one that is not known. */
export function meant(message: string, word: Word, known: Iterable<string>): Problem {
  const near = nearest(word.upper, known);
  const hint = near.length > 0 ? ` Did you mean ${listed(near)}?` : "";
  return new Problem(
    message.replace("{?}", hint),
    word,
    near.map((insert) => ({ insert, label: "", hint: "" })),
  );
}

/** A word as a sentence can hold it: what was pasted may be a whole page. */
export function brief(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}

/** A, B or C. */
export function listed(items: readonly string[]): string {
  if (items.length <= 1) return items.join("");
  return `${items.slice(0, -1).join(", ")} or ${items.at(-1) ?? ""}`;
}
