// What an act may ask of the screen that it is done on. The registry knows this and no component.
import type { Settled } from "../link/outbox";
import type { ActionView, AlarmView, CallView, IncidentView } from "../link/wire";
import type { Panel } from "../state/layout.svelte";
import type { Form, Order, Send } from "./orders";

export type Pane = "pending" | "active" | "units" | "sites" | "timers" | "map" | "incident";

export interface Desk {
  readonly topAlarm: AlarmView | null;
  readonly selectedCall: CallView | null;
  readonly selectedUnit: string | null;
  /** The units that were marked on the board, else the selected one; undefined: nobody has chosen. */
  readonly chosenUnits: readonly string[] | undefined;
  readonly selectedSite: string | null;
  /** The open incident of what is selected. */
  readonly selectedIncident: IncidentView | null;
  /** What people must know about the selection, by its id. */
  readonly selectedNotice: string | null;
  /** Drills that are running, worst first. */
  readonly drills: readonly ActionView[];
  give(order: Order): void;
  /** Gives a command and waits for what becomes of it, however long that takes. */
  send(order: Send): Promise<Settled>;
  /** Whether the server hears this console now. */
  readonly linked: boolean;
  open(form: Form): void;
  /** Opens the form for an action at the sites near the selected one. */
  near(): void;
  /** Puts the focus into a pane. */
  enter(pane: Pane): void;
  /** Puts the focus into the command line, with this text in it when given. */
  command(text?: string): void;
  /** To the next call of the board or the one before. */
  step(by: 1 | -1): void;
  showOnMap(): void;
  /** Begins a roll call of the selected call, or shows the one that runs. */
  rollCall(): void;
  toggleTraffic(): void;
  /** Sends the units that stand beside the top alarm. */
  sendNearest(): void;
  /** Opens a pane in a window of its own, or brings that window to the front. */
  openWindow(panel: Panel): void;
  /** The windows that were open when somebody last worked at this position. */
  openWindows(): void;
  /** The status board for paper, in a tab of its own. */
  openBoard(): void;
  /** To the timeline of what is selected, with the focus in its search. */
  searchTimeline(): void;
  switchTheme(): void;
  /** Ends the innermost thing that is open. False: nothing was. */
  back(): boolean;
  testSound(): void;
  /** Lets this page be heard and asks where its person sits. */
  startShift(): void;
  signOut(): void;
}
