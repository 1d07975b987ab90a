// One dispatcher's console: what is shown, selected and open, and how an act becomes a command. It draws nothing.
import type { Desk, Pane } from "../../actions/desk";
import { incidentOf } from "../../actions/command";
import { byWeight, shortNumber } from "../../actions/names";
import { neighbours, offeredNear } from "../../actions/neighbours";
import { asksDesk, isSilence } from "../../actions/notices";
import type { Form, Order, Send } from "../../actions/orders";
import type { Session } from "../../link/http";
import type { Settled } from "../../link/outbox";
import type {
  ActionView,
  AlarmView,
  CallView,
  DeskPositionView,
  DistrictView,
  IncidentView,
  RollCallView,
  UnitView,
} from "../../link/wire";
import { leftover } from "../../keys/command/past.svelte";
import type { World } from "../../keys/command/world";
import { SvelteSet } from "svelte/reactivity";
import { readRecommendation } from "../../link/http";
import { Advice } from "../../state/advice.svelte";
import { elapsed } from "../../lib/format";
import { Alarms } from "../../state/alarms.svelte";
import { Companions, type Screen } from "../../state/companions.svelte";
import { keepBoard } from "../../state/keeper";
import { Layout, type Panel } from "../../state/layout.svelte";
import { Live } from "../../state/live.svelte";
import { prefs } from "../../state/prefs.svelte";
import { Selection } from "../../state/selection.svelte";
import { clock } from "../../state/time.svelte";
import { DatabaseStore, holdTab, Shelf, tabName } from "../../state/shelf";
import { openPanel } from "../windows/opening";
import { Drafts } from "./drafts.svelte";
import { Finder } from "./find/finder.svelte";
import { HELP_FOR, proposalOf, type Proposal } from "./helpers";
import { Acts } from "./done.svelte";
import { activeOf, pendingOf } from "./lists";
import { shownOf } from "./queue";
import { worldOf } from "./world";

const NOTICE_MS = 20_000;
/** Whoever accepted a handover has the desk for so long, also before sitting down. */
const RELIEVED_MS = 30 * 60_000;
const BLOCKED =
  "The browser kept a window closed. Allow pop-up windows for this address (the sign in the address bar), then ask again.";

export class ConsoleDesk implements Desk {
  readonly live: Live;
  readonly alarms: Alarms;
  readonly advice = new Advice();
  /** Units marked on the board, to be sent together. */
  readonly marked = new SvelteSet<string>();
  readonly selection = new Selection();
  readonly drafts: Drafts;
  readonly finder = new Finder(this);
  readonly #tab: string;
  readonly done: Acts;
  readonly session: Session;
  readonly #leave: () => void;

  readonly screen: Screen;
  readonly layout: Layout;
  readonly companions: Companions;

  form = $state.raw<Form | null>(null);
  /** What this screen could not do, in a sentence. */
  notice = $state<string | null>(null);
  /** Counts up to ask the map for the selection. */
  mapAsked = $state(0);
  /** Counts up to bring the roll call to the front. */
  rollAsked = $state(0);
  /** Counts up to ask for the timeline and its search. */
  searchAsked = $state(0);
  /** Counts up to put the focus into the command line; with the text to begin with. */
  commandAsked = $state.raw<{ readonly n: number; readonly text: string | null }>({ n: 0, text: null });

  readonly calls = $derived.by(() => [...this.tables.calls.values()]);
  readonly pending = $derived(pendingOf(this.calls));
  readonly active = $derived(activeOf(this.calls));
  /** The active calls that the filter leaves. */
  readonly looked = $derived.by(() =>
    shownOf(
      this.active,
      { filter: this.layout.active, person: this.session.person, sector: this.layout.sector },
      this.tables.sites,
    ),
  );
  readonly units = $derived.by(() => [...this.tables.units.values()]);
  readonly actions = $derived.by(() =>
    [...this.tables.actions.values()].filter((one) => one.status !== "ENDED").sort(byWeight),
  );

  /** ``screen``: the console itself, or one pane of it in a window of its own. */
  constructor(session: Session, leave: () => void, screen: Screen = "console") {
    this.session = session;
    this.screen = screen;
    this.layout = new Layout(session.log, session.position);
    this.companions = new Companions(session, screen, this.selection, () => (this.mapAsked += 1));
    this.#leave = leave;
    this.live = new Live(session, sessionStorage);
    this.alarms = new Alarms(this.live.board, () => this.seat?.id ?? null);
    this.#tab = tabName(sessionStorage);
    this.drafts = new Drafts(new Shelf(new DatabaseStore(), session.person), this.#tab);
    this.done = new Acts(session.person);
  }

  start(): () => void {
    this.live.start();
    this.companions.start();
    const keeping = keepBoard();
    // One window sounds: two would be out of step. The others say so when there is none.
    if (this.screen === "console") this.alarms.start();
    holdTab(this.#tab);
    // Half-typed calls belong to the console; its other windows only look.
    if (this.screen === "console") void this.drafts.load();
    return () => {
      this.alarms.stop();
      this.companions.stop();
      keeping();
      this.live.stop();
    };
  }

  /** Something is always in view: when nobody has chosen yet, what weighs most. */
  settle(): void {
    if (this.selection.current !== null) return;
    const alarm = this.topAlarm?.call;
    const call = alarm ?? this.active[0]?.id ?? this.pending[0]?.id;
    if (call !== undefined) this.selection.select("call", call);
  }

  get tables(): Live["board"]["tables"] {
    return this.live.board.tables;
  }

  get district(): DistrictView | undefined {
    return this.tables.district.values().next().value;
  }

  /** Where this console's person sits, whatever the browser. */
  get seat(): DeskPositionView | null {
    const { person } = this.session;
    return [...this.tables.desk_positions.values()].find((one) => one.person === person) ?? null;
  }

  get topAlarm(): AlarmView | null {
    return this.alarms.list[0] ?? null;
  }

  get selectedCall(): CallView | null {
    const { current } = this.selection;
    if (current?.kind === "call") return this.tables.calls.get(current.id) ?? null;
    if (current?.kind === "unit") {
      const unit = this.tables.units.get(current.id);
      return unit?.call ? (this.tables.calls.get(unit.call) ?? null) : null;
    }
    if (current?.kind === "action") {
      const action = this.tables.actions.get(current.id);
      return action?.call ? (this.tables.calls.get(action.call) ?? null) : null;
    }
    return null;
  }

  get selectedUnit(): string | null {
    return this.selection.idOf("unit");
  }

  get chosenUnits(): readonly string[] | undefined {
    if (this.marked.size > 0) return [...this.marked];
    return this.selectedUnit === null ? undefined : [this.selectedUnit];
  }

  mark(unit: string): void {
    if (!this.marked.delete(unit)) this.marked.add(unit);
  }

  get selectedSite(): string | null {
    const { current } = this.selection;
    switch (current?.kind) {
      case "site":
        return current.id;
      case "action":
        return this.tables.actions.get(current.id)?.site ?? null;
      case "call":
        return this.tables.calls.get(current.id)?.place.site ?? null;
      case "unit":
        return this.tables.units.get(current.id)?.site ?? null;
      case undefined:
        return null;
    }
  }

  /** The open incident of what is selected. */
  get selectedIncident(): IncidentView | null {
    const call = this.selectedCall;
    return incidentOf(this.tables.incidents.values(), call?.id ?? null, this.selectedSite) ?? null;
  }

  /** What people must know about the selection; else the worst that is still silent. */
  get selectedNotice(): string | null {
    const silent = this.alarms.list.find((one) => isSilence(one.alarm_kind));
    return this.noticeOfSelection ?? silent?.id.replace(/^silence:/, "") ?? null;
  }

  get noticeOfSelection(): string | null {
    const { current } = this.selection;
    const site = this.selectedSite;
    const [action] = site === null ? [] : this.actionsAt(site);
    const call = this.selectedCall;
    const ids = [
      current?.kind === "action" ? `action:${current.id}` : null,
      current?.kind === "unit" ? `emergency:${current.id}` : null,
      // The call of an officer's emergency names the unit as its first reporter.
      call?.type === "OFCEMR" ? `emergency:${call.reports[0]?.device ?? ""}` : null,
      action ? `action:${action.id}` : null,
    ];
    return ids.find((id) => id !== null && this.tables.notices.has(id)) ?? null;
  }

  /** Messages to the desk, or to the position of this person, that nobody has answered or acknowledged, the oldest first. */
  readonly unread = $derived.by(() =>
    [...this.tables.messages.values()]
      .filter((one) =>
        asksDesk(one, this.tables.notices.get(`message:${one.id}`)?.known ?? [], this.seat?.id ?? null),
      )
      .sort((a, b) => a.sent_at.localeCompare(b.sent_at)),
  );

  get linked(): boolean {
    return this.live.health === "live";
  }

  actionsAt(site: string): ActionView[] {
    return this.actions.filter((one) => one.site === site);
  }

  unitsOf(call: CallView): UnitView[] {
    return call.units.flatMap((id) => this.tables.units.get(id) ?? []);
  }

  /** The board as the command line knows it, now. */
  world(): World {
    return worldOf(this);
  }

  give(order: Order): void {
    switch (order.do) {
      case "send":
        void this.send(order);
        break;
      case "go":
        this.selection.select(order.kind, order.id);
        this.mapAsked += 1;
        break;
      case "open":
        this.open(order.form);
        break;
    }
  }

  /** ``own``: it is something that a person did and may want to take back. */
  async send(order: Send, { own = true }: { own?: boolean } = {}): Promise<Settled> {
    const { label, expect, happenedAt } = order;
    const options = {
      label,
      ...(expect ? { expect } : {}),
      ...(happenedAt === undefined ? {} : { happenedAt }),
    };
    const before = this.done.look(order, this.tables);
    const answer = await this.live.send(order.kind, order.fields, options);
    if (answer.outcome === "saved") {
      if (own) this.done.add({ order, refs: answer.refs, before, at: clock.exact() });
      this.#saved(order, answer.refs);
    } else this.#refused(order, answer.code, answer.current ?? {});
    return answer;
  }

  #saved(order: Send, refs: Readonly<Record<string, unknown>>): void {
    if (order.kind === "CreateCall" && typeof refs["call"] === "string") {
      this.selection.select("call", refs["call"]);
    }
    if (order.kind === "AssignUnits") void this.#backup(order.fields.call);
    if (order.kind === "StartAction" && Array.isArray(refs["actions"])) {
      const [first] = refs["actions"] as unknown[];
      // The desk now reads the words aloud and is asked for what is missing: beside the board, never over it.
      if (typeof first === "string") this.selection.select("action", first);
    }
  }

  /** Fewer went to a P1 or P2 than its plan asks for: who else is proposed. */
  async #backup(id: string): Promise<void> {
    const call = this.tables.calls.get(id);
    if (!call || call.priority > 2) return;
    const found = await readRecommendation({ call: id }).catch(() => null);
    const proposed = found?.candidates.filter((one) => one.recommended) ?? [];
    if (proposed.length === 0) return;
    const named = proposed.slice(0, 3).map((one) => {
      const eta = one.eta_s === null ? "" : ` ${elapsed(one.eta_s * 1000)}`;
      return `${one.unit}${eta}${one.fills === "BACKUP" ? " as backup" : ""}`;
    });
    const said = `${shortNumber(call.number)} still asks for ${named.join(", ")}. F3 sends them.`;
    this.notice = said;
    setTimeout(() => {
      if (this.notice === said) this.notice = null;
    }, NOTICE_MS);
  }

  #refused(order: Send, code: string, current: Readonly<Record<string, unknown>>): void {
    // The form of a new call asks for itself, with what was typed still in it.
    if (order.kind !== "CreateCall" || code !== "possible_duplicate" || this.form?.name === "new-call")
      return;
    const found = Array.isArray(current["calls"]) ? (current["calls"] as { id?: unknown }[]) : [];
    const calls = found.flatMap((one) => (typeof one.id === "string" ? [one.id] : []));
    this.open({ name: "duplicate", fields: order.fields, calls });
  }

  near(): void {
    const here = this.selectedSite === null ? undefined : this.tables.sites.get(this.selectedSite);
    if (!here) {
      this.command("NEAR ");
      return;
    }
    const [first, ...others] = neighbours(here, this.tables.sites.values())
      .filter(({ site }) => this.actionsAt(site.id).length === 0)
      .map(({ site }) => site.id);
    const worst = this.actionsAt(here.id)[0];
    this.open({
      name: "start-action",
      site: first,
      also: others,
      around: here.id,
      suggest: (worst && offeredNear(worst.type)) ?? undefined,
    });
  }

  open(form: Form): void {
    this.form = form;
  }

  close(): void {
    this.form = null;
  }

  enter(pane: Pane): void {
    const place = document.querySelector<HTMLElement>(`[data-pane="${pane}"]`);
    const row = place?.querySelector<HTMLElement>('[data-row][tabindex="0"]');
    (row ?? place)?.focus();
  }

  /** What stands in the command line, so that it outlives this page. */
  keepLine(text: string): void {
    this.drafts.keepLine(text, clock.exact());
  }

  command(text?: string): void {
    this.commandAsked = { n: this.commandAsked.n + 1, text: text ?? null };
  }

  step(by: 1 | -1): void {
    const all = [...this.pending, ...this.active];
    if (all.length === 0) return;
    const at = all.findIndex((call) => this.selection.is("call", call.id));
    const next = all[(at === -1 && by === -1 ? all.length - 1 : at + by + all.length) % all.length];
    if (next) this.selection.select("call", next.id);
  }

  /** The last roll call of a call. */
  rollOf(call: string): RollCallView | undefined {
    return [...this.tables.roll_calls.values()].find((one) => one.call === call);
  }

  rollCall(): void {
    const call = this.selectedCall;
    if (!call) {
      this.command("PAR ");
      return;
    }
    this.rollAsked += 1;
    if (this.rollOf(call.id)?.ended_at === null) return;
    this.give({
      do: "send",
      kind: "StartRollCall",
      fields: { call: call.id, cause: this.#whyRollCall(call.id) },
      label: `Roll call ${shortNumber(call.number)}`,
    });
  }

  /** A roll call that was owed is taken for what it was owed for. */
  #whyRollCall(call: string): "asked" | "interval" {
    return this.tables.alarms.has(`par:${call}`) ? "interval" : "asked";
  }

  toggleTraffic(): void {
    if (this.district?.traffic) {
      this.give({ do: "send", kind: "ReleaseTraffic", fields: {}, label: "Channel free for all traffic" });
    } else {
      this.give({ do: "send", kind: "HoldTraffic", fields: {}, label: "Emergency traffic only" });
    }
  }

  /** Whom the top alarm proposes to send, and to which call. */
  get proposed(): Proposal | null {
    const alarm = this.topAlarm;
    const call = alarm?.call ? this.tables.calls.get(alarm.call) : undefined;
    if (!alarm || !call || !HELP_FOR.has(alarm.alarm_kind)) return null;
    const found = this.advice.look({ call: call.id }, call.version);
    return found ? proposalOf(alarm, call, found) : null;
  }

  sendNearest(): void {
    const proposal = this.proposed;
    if (!proposal) return;
    this.give({
      do: "send",
      kind: "AssignUnits",
      fields: { call: proposal.call, units: proposal.units.map((one) => one.unit) },
      label: `Send ${proposal.units.map((one) => one.unit).join(", ")} to ${shortNumber(proposal.number)}`,
    });
  }

  showOnMap(): void {
    this.mapAsked += 1;
    this.companions.showOnMap();
  }

  searchTimeline(): void {
    this.searchAsked += 1;
  }

  openWindow(panel: Panel): void {
    this.notice = null;
    if (!openPanel(panel, this.layout.spot(panel))) this.notice = BLOCKED;
  }

  openBoard(): void {
    window.open("/board", "dispatch-board");
  }

  openWindows(): void {
    const missing = this.layout.open.filter((panel) => this.companions.present?.includes(panel) !== true);
    if (missing.map((panel) => openPanel(panel, this.layout.spot(panel))).includes(false)) {
      this.notice = BLOCKED;
    }
  }

  switchTheme(): void {
    prefs.theme = prefs.shown === "night" ? "day" : "night";
  }

  back(): boolean {
    if (this.form === null && this.marked.size > 0) {
      this.marked.clear();
      return true;
    }
    if (this.form === null) return false;
    this.close();
    return true;
  }

  testSound(): void {
    void this.alarms.unlock();
  }

  startShift(): void {
    this.testSound();
    this.open({ name: "shift" });
  }

  get drills(): readonly ActionView[] {
    return this.actions.filter((one) => one.mode === "DRILL");
  }

  /** The last one at the desk is asked why nobody relieves him; he is never kept from going. */
  signOut(): void {
    const taken = [...this.tables.desk_positions.values()].filter((one) => one.person !== null);
    const alone = taken.length > 0 && taken.every((one) => one.person === this.session.person);
    if (alone && !this.#isRelieved()) this.open({ name: "unrelieved" });
    else this.leave();
  }

  leave(): void {
    // Whoever sits down here next must not find what this person had half typed.
    leftover.keep("");
    void this.drafts.clear().finally(() => this.#leave());
  }

  #isRelieved(): boolean {
    const since = clock.exact() - RELIEVED_MS;
    return [...this.tables.handovers.values()].some(
      (one) => one.accepted_at !== null && Date.parse(one.accepted_at) > since,
    );
  }
}
