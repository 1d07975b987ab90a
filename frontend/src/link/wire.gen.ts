// Generated from the server's message types by `make types`. Change those, not this file.

/**
 * Every message of the websocket and every HTTP body.
 */
export type Wire = ServerMessage | ClientMessage;
export type ServerMessage =
  | Welcome
  | Snapshot
  | Frame
  | Drop
  | Positions
  | Ledgers
  | Saved
  | Refused
  | NotSaved
  | Unknown
  | ErrorMessage
  | Beat
  | Bye;
/**
 * What is shared with a partner agency, each by itself. Operational is what the others rest on.
 */
export type ShareClass = "operational" | "medical" | "student" | "floor_plans";
/**
 * Who a text is for. Set when it is written, never widened later: to show more, write a new line.
 */
export type TextClass =
  "operational" | "medical" | "student" | "security_plan" | "threat" | "personnel" | "public";
/**
 * In the live log things are ACTUAL, DRILL (it happens to real people) or TEST; in an exercise log everything is EXERCISE.
 */
export type Mode = "ACTUAL" | "DRILL" | "EXERCISE" | "TEST";
/**
 * One incident commander, or a unified command.
 */
export type CommandForm = "single" | "unified";
/**
 * How it is known that somebody said so: from their own screen, or heard and entered by the dispatcher.
 */
export type SaidHow = "self" | "radio" | "phone" | "in_person";
/**
 * How somebody's command ended.
 */
export type CommandEnd = "transferred" | "assumed" | "unified" | "one_left" | "terminated";
/**
 * What an agency is.
 */
export type AgencyKind = "law" | "fire_ems" | "psap" | "district" | "other";
/**
 * How an objective stands.
 */
export type ObjectiveStatus = "open" | "met" | "dropped";
/**
 * A function of the organisation below command.
 */
export type IcsRole =
  | "PIO"
  | "SAFETY"
  | "LIAISON"
  | "INTELLIGENCE"
  | "OPERATIONS"
  | "PLANNING"
  | "LOGISTICS"
  | "FINANCE"
  | "STAGING"
  | "ACCOUNTABILITY"
  | "REUNIFICATION"
  | "MEDICAL"
  | "PERIMETER"
  | "SEARCH"
  | "FACILITIES"
  | "FAMILY"
  | "TRANSPORT"
  | "EVIDENCE"
  | "RESOURCES"
  | "SITUATION"
  | "DOCUMENTATION"
  | "DEMOBILIZATION"
  | "SERVICE"
  | "SUPPORT";
/**
 * What kind of thing is asked for, in the terms of resource management.
 */
export type ResourceKind = "personnel" | "team" | "equipment" | "supplies" | "facility";
/**
 * How far something that was asked for has come.
 */
export type RequestStatus = "asked" | "ordered" | "en_route" | "arrived" | "declined" | "cancelled";
/**
 * How a question or its decision stands.
 */
export type DecisionStatus = "open" | "active" | "superseded" | "reversed" | "withdrawn";
/**
 * What nobody has taken: a decision that an order calls for, or a function.
 */
export type OpenKind = "decision" | "function";
/**
 * What command must know at once, and must be known to know.
 */
export type FactKind = "shots" | "victims" | "call_inside" | "threat" | "other";
/**
 * What command says once, as a standard timestamp of the incident.
 */
export type Benchmark = "t_contained" | "t_threat_neutralised" | "t_fire_control";
/**
 * What a site has been told to do.
 */
export type ActionType = "HOLD" | "SECURE" | "LOCKDOWN" | "EVACUATE" | "SHELTER";
/**
 * A protective action's life. RELEASING is a Lockdown whose doors are being opened one by one; it is still in force.
 */
export type ActionStatus = "ACTIVE" | "RELEASE_REQUESTED" | "RELEASING" | "ENDED";
/**
 * How badly somebody is hurt: the colours of START triage, which are not those of the rooms' cards.
 */
export type Severity = "RED_immediate" | "YELLOW_delayed" | "GREEN_minor" | "BLACK_expectant_or_deceased";
/**
 * What a premise item is, in the order in which a card shows them.
 */
export type PremiseKind =
  "hazard" | "keys" | "shut_off" | "alarm_panel" | "aed" | "naloxone" | "access" | "radio";
/**
 * What a shape of a floor plan is. ROOM names a room of the roster.
 */
export type ShapeKind = "outline" | "room" | "corridor" | "stairs" | "door" | "assembly";
/**
 * What is known of somebody whom a room reported as missing or extra.
 */
export type PersonStatus =
  | "UNKNOWN"
  | "PRESENT"
  | "ABSENT_EXCUSED"
  | "MISSING"
  | "EXTRA_AT_OTHER_ROOM"
  | "INJURED"
  | "TRANSPORTED"
  | "DECEASED_CONFIRMED_BY_LE"
  | "RELEASED_TO_GUARDIAN"
  | "SELF_RELEASED"
  | "OFF_SITE_ACTIVITY";
/**
 * The stored and shown two-letter codes.
 */
export type UnitStatus =
  | "OFF"
  | "LOG"
  | "AV"
  | "AP"
  | "BC"
  | "DP"
  | "AK"
  | "ER"
  | "SG"
  | "OS"
  | "AI"
  | "TR"
  | "AH"
  | "IV"
  | "RW"
  | "ML"
  | "MT"
  | "CT"
  | "OO"
  | "EM";
/**
 * What a line of the shared log is about.
 */
export type LineTag =
  "command" | "action" | "units" | "accountability" | "medical" | "request" | "hazard" | "information";
/**
 * Why a seat is no more.
 */
export type SeatEnd = "unshared" | "time";
/**
 * What a wall display shows.
 */
export type WallShow = "district" | "worst" | "incident";
/**
 * What a log is for. Outbound channels are off in every log but the live one.
 */
export type Nature = "live" | "exercise" | "canary";
/**
 * The all-hazards ladder: the lower the number, the larger the incident. Setting it is the commander's act.
 */
export type Complexity = 1 | 2 | 3 | 4 | 5;
/**
 * Who decides, is asked or is told.
 */
export type Party = "command" | "school" | "law" | "fire" | "district" | "pio" | "dispatch";
/**
 * What a site is.
 */
export type SiteLevel = "elementary" | "middle" | "high" | "k8" | "other";
/**
 * What kind of resource a unit is (the abbreviations of the response plans).
 */
export type UnitKind = "PAT" | "SUP" | "CSO" | "SRO" | "TM" | "CRT" | "EM" | "PIO";
/**
 * What raised an officer emergency.
 */
export type EmergencySource = "button" | "radio" | "voice" | "missed_checks";
/**
 * P1 life at risk now; P2 urgent; P3 prompt; P4 routine or scheduled; P5 record only.
 */
export type Priority = 1 | 2 | 3 | 4 | 5;
/**
 * Life cycle of a call for service. From DISPATCHED on it follows the most advanced unit.
 */
export type CallStatus =
  | "PENDING"
  | "HELD"
  | "SCHEDULED"
  | "DISPATCHED"
  | "EN_ROUTE"
  | "ON_SCENE"
  | "AWAITING_DISPOSITION"
  | "CLOSED"
  | "DUPLICATE"
  | "CANCELLED"
  | "REFERRED";
/**
 * Where a call for service came from.
 */
export type CallSource =
  | "PHONE_DISTRICT_EMERGENCY_LINE"
  | "PHONE_ADMIN"
  | "PSAP_TRANSFER"
  | "PSAP_CALLDOWN"
  | "RADIO"
  | "PANIC_WEARABLE"
  | "PANIC_APP"
  | "PANIC_FIXED"
  | "ALARM_INTRUSION"
  | "ALARM_FIRE"
  | "ALARM_DOOR"
  | "CAMERA_ANALYTIC"
  | "SAFE2TELL"
  | "EMAIL_OR_WEB_REPORT"
  | "WALK_IN"
  | "OFFICER_INITIATED"
  | "SCHEDULED"
  | "WEATHER_ALERT"
  | "PARENT"
  | "OTHER_AGENCY"
  | "AUTOMATED_CAD_LINK";
/**
 * How calls belong together, in EIDO's words.
 */
export type LinkKind = "PARENT" | "CHILD" | "RELATED" | "UNLINK" | "REPLACING" | "REPLACED" | "SPLIT";
/**
 * What may be stored, found from the bytes themselves and never from a name.
 */
export type MediaType = "image/jpeg" | "image/png" | "image/webp" | "image/heic" | "application/pdf";
/**
 * What is asked, in this order.
 */
export type VerifyPoint = "callback" | "second_source" | "staff" | "cameras" | "details" | "police";
/**
 * What an answer comes to.
 */
export type Finding = "for" | "against" | "unknown";
/**
 * A unit's work on one call. STACKED waits behind the unit's present call.
 */
export type AssignmentStatus = "STACKED" | "ACTIVE" | "CLEARED" | "PREEMPTED";
/**
 * Where the order for an action came from.
 */
export type ActionSource = "console" | "phone" | "radio" | "panic" | "alarm" | "le" | "site";
/**
 * How doors are worked during a Secure.
 */
export type EntryMode = "no_entry_no_exit" | "monitored_entry" | "controlled_release";
/**
 * Why people shelter.
 */
export type Hazard =
  "tornado" | "hazmat" | "earthquake" | "tsunami" | "severe_wind" | "hail" | "wildfire_smoke" | "other";
/**
 * State of a room on the release board of a Lockdown.
 */
export type RoomClear =
  | "NOT_REACHED"
  | "CLEARING"
  | "CLEARED_OCCUPIED"
  | "CLEARED_EMPTY"
  | "RELEASED"
  | "HOLD_FOR_EMS"
  | "EVIDENCE_HOLD"
  | "INACCESSIBLE";
/**
 * How a protective action ended.
 */
export type ActionEnd =
  "RELEASED" | "RELEASED_BY_OVERRIDE" | "SUPERSEDED" | "ENTERED_IN_ERROR" | "ENDED_BY_ACTUAL";
/**
 * Why the alarm bar shows something, worst first.
 */
export type AlarmKind =
  | "officer_emergency"
  | "panic"
  | "room_threat"
  | "room_injured"
  | "action_started"
  | "new_p1"
  | "unheard_action"
  | "missed_check"
  | "fact_unknown"
  | "no_command"
  | "command_asked"
  | "not_unified"
  | "overdue_timer"
  | "stacked_call"
  | "roll_call_missing"
  | "roll_call_due"
  | "par_missing"
  | "reassess"
  | "unrelieved_desk"
  | "psap_not_told"
  | "not_reached"
  | "bolo_unread"
  | "device_silent"
  | "device_battery";
/**
 * How far an unanswered alarm has gone. It never goes back: it is acknowledged, or its cause goes away.
 */
export type AlarmStep = "raised" | "louder" | "second_position" | "supervisor";
/**
 * What a timer waits for.
 */
export type TimerKind =
  | "status_check"
  | "action_heard"
  | "hold"
  | "scheduled"
  | "stacked"
  | "roll_call"
  | "roll_call_due"
  | "par"
  | "psap"
  | "alarm"
  | "retire"
  | "bolo_expiry"
  | "silence"
  | "message"
  | "devices"
  | "no_command"
  | "unified"
  | "command_transfer"
  | "fact"
  | "reassess"
  | "seat"
  | "test_window";
/**
 * Where a defect became known.
 */
export type WorkOrderSource = "drill" | "inspection" | "call" | "report";
/**
 * Why a roll call is taken.
 */
export type RollCallCause = "asked" | "command" | "action" | "emergency" | "interval" | "leaving";
/**
 * What a BOLO is about.
 */
export type BoloCategory =
  "person" | "vehicle" | "trespass_order" | "no_contact_order" | "custody_order" | "threat_subject";
/**
 * What one must know before going near.
 */
export type Caution = "armed" | "violent" | "suicidal" | "medical";
/**
 * What to do with who is found: there is cause to arrest, hold for the agency, or identify and tell only.
 */
export type Handling = "probable_cause" | "hold_for" | "identify_only";
/**
 * What somebody is here for. One table (``authority``) says what each may do, one lens what each may see.
 */
export type Role =
  | "dispatcher"
  | "supervisor"
  | "patrol_officer"
  | "campus_security_officer"
  | "sro"
  | "site_team_member"
  | "liaison"
  | "threat_team"
  | "trainer"
  | "administrator"
  | "auditor"
  | "device"
  | "wall"
  | "system";
/**
 * What an entry of the shift log is about.
 */
export type ShiftCategory =
  | "staffing"
  | "equipment"
  | "notable_call"
  | "pending"
  | "site_condition"
  | "weather"
  | "key_building"
  | "instruction";
/**
 * What a handover goes through, in this order.
 */
export type Topic =
  | "actions"
  | "open_calls"
  | "waiting_calls"
  | "alarms"
  | "units_out"
  | "timers"
  | "bolos_new"
  | "bolos_expiring"
  | "shift_entries";
/**
 * What people must know, and of whom it is asked who knows it. The worst first.
 */
export type NoticeKind = "emergency" | "action" | "all_call" | "bolo" | "message";
/**
 * What a panic device is.
 */
export type DeviceKind = "wearable" | "fixed_button" | "app" | "alarm_panel";
/**
 * Whether a press is known to come from the device it names, and why not. Nothing is dropped for it: it is shown.
 */
export type PressTrust =
  | "verified"
  | "wrong_signature"
  | "no_signature"
  | "no_counter"
  | "no_key"
  | "unknown_device"
  | "out_of_service";
/**
 * What a panic press asks for.
 */
export type PanicLevel = "STAFF_ASSIST" | "LOCKDOWN" | "OTHER";
/**
 * What an alarm panel says that it is, in the words of ASAP.
 */
export type AlarmCategory = "BURG" | "COMM" | "FIRE" | "HOLDUP" | "MEDICAL";
/**
 * Which shift somebody signs on for.
 */
export type DutyShift = "day" | "evening" | "night" | "extra";
/**
 * What is looked at before a shift.
 */
export type Equipment =
  "radio" | "vehicle" | "body_camera" | "keys" | "trauma_kit" | "aed" | "naloxone" | "vest";
/**
 * Why a call became an incident.
 */
export type IncidentCause =
  "p1_action" | "action" | "several_sites" | "command" | "panic_lockdown" | "by_hand";
/**
 * What does not fit the district's matrix. Flagged, never blocked.
 */
export type DecisionFlag = "unlisted" | "not_theirs";
/**
 * Why somebody is asked to acknowledge: they should have been consulted, or must be told.
 */
export type AskPart = "consult" | "tell";
/**
 * What somebody who is checked in does now.
 */
export type CheckInStatus = "staged" | "assigned" | "resting" | "out";
/**
 * What somebody of the school's team does; who is in charge first.
 */
export type SrtRole =
  | "INCIDENT_COMMANDER"
  | "COMMUNICATIONS"
  | "ACCOUNTABILITY"
  | "FIRST_AID"
  | "FACILITIES"
  | "SECURITY_PERIMETER"
  | "STUDENT_SUPERVISION"
  | "FAMILY_LIAISON"
  | "BUS_TRANSPORT"
  | "RUNNER_SCRIBE";
/**
 * Why a role that nobody holds falls to somebody.
 */
export type Fallback = "default" | "deputy" | "rank";
/**
 * What is reported of a room.
 */
export type RoomStatus =
  "NO_REPORT" | "ALL_ACCOUNTED" | "MISSING" | "EXTRA" | "INJURED" | "THREAT_HERE" | "NOT_OCCUPIED";
/**
 * On which list of a room somebody stands.
 */
export type Side = "missing" | "extra";
/**
 * How a room's report came: from the room itself, or by somebody who heard or saw it.
 */
export type ReportWay = "own" | "phone" | "radio" | "in_person";
/**
 * Why somebody is on a site's list of the day.
 */
export type Away = "absent" | "early_checkout" | "field_trip" | "substitute" | "visitor";
/**
 * Why two names may be the same person's, the surest first.
 */
export type Likeness = "same" | "nickname" | "initials" | "spelling" | "part";
/**
 * Whose clock an ``occurred_at`` is.
 */
export type TimeSource = "server" | "claimed" | "device" | "untrusted";
/**
 * How far something is known to have got to somebody.
 */
export type Progress = "not_reached" | "delivered" | "painted" | "known";
/**
 * How it is known that somebody knows.
 */
export type KnownWay = "acknowledged" | "ordered" | "announced" | "phone" | "radio" | "in_person";
export type ClientMessage =
  | Hello
  | Seen
  | ClientBeat
  | Resync
  | Position
  | DefineRosterCommand
  | SuspendDrillsCommand
  | TakePositionCommand
  | LeavePositionCommand
  | OpenWorkOrderCommand
  | CloseWorkOrderCommand
  | CreateCallCommand
  | AddReportCommand
  | UpdateCallCommand
  | HoldCallCommand
  | ResumeCallCommand
  | NotifyPsapCommand
  | TakeCallCommand
  | SplitCallCommand
  | EndCallCommand
  | LinkCallsCommand
  | MergeCallCommand
  | CloseCallCommand
  | ReopenCallCommand
  | AddNoteCommand
  | LogRadioCommand
  | CorrectLineCommand
  | AssignUnitsCommand
  | ClearUnitCommand
  | SetUnitStatusCommand
  | ResetCheckCommand
  | StartRollCallCommand
  | AnswerRollCallCommand
  | EndRollCallCommand
  | HoldTrafficCommand
  | ReleaseTrafficCommand
  | DeclareEmergencyCommand
  | ClearEmergencyCommand
  | StartActionCommand
  | ChangeActionCommand
  | AnnounceActionCommand
  | ReleaseActionCommand
  | RequestLockdownReleaseCommand
  | ConfirmLockdownReleaseCommand
  | MarkRoomCommand
  | OverrideLockdownReleaseCommand
  | EndActionInErrorCommand
  | MakeRealCommand
  | RaisePanicCommand
  | SendMessageCommand
  | AcknowledgeNoticeCommand
  | RecordReachedCommand
  | AcknowledgeAlarmCommand
  | AttachFileCommand
  | IssueBoloCommand
  | ExtendBoloCommand
  | CancelBoloCommand
  | AcknowledgeBoloCommand
  | AttachBoloPhotoCommand
  | WriteShiftEntryCommand
  | ClearShiftEntryCommand
  | PrepareHandoverCommand
  | SignHandoverCommand
  | AcceptHandoverCommand
  | LeaveUnrelievedCommand
  | SignOnCommand
  | SignOffCommand
  | AnswerPanicCommand
  | WithdrawPanicCommand
  | TakeSrtRoleCommand
  | PassSrtRoleCommand
  | LeaveSrtRoleCommand
  | MarkSrtAwayCommand
  | TickSrtItemCommand
  | OpenTestWindowCommand
  | EndTestWindowCommand
  | ReportRoomCommand
  | TakeRoomCommand
  | SetPersonStatusCommand
  | ListPeopleCommand
  | StrikeFromListCommand
  | ListDayCommand
  | RecordDisclosureCommand
  | PromoteCallCommand
  | JoinIncidentCommand
  | ChangeIncidentCommand
  | CloseIncidentCommand
  | EstablishCommandCommand
  | OfferTransferCommand
  | ConfirmTransferCommand
  | CancelTransferCommand
  | AssumeCommandCommand
  | RatifyCommandCommand
  | TerminateCommandCommand
  | AddUnifiedMemberCommand
  | ConfirmUnifiedMemberCommand
  | LeaveUnifiedCommand
  | KeepSingleCommandCommand
  | PlanCommandCommand
  | RaiseQuestionCommand
  | RecordDecisionCommand
  | WithdrawDecisionCommand
  | AcknowledgeDecisionCommand
  | RecordFactCommand
  | AcknowledgeFactCommand
  | EndFactCommand
  | ReassessCommand
  | AssignFunctionCommand
  | RelieveFunctionCommand
  | SetObjectiveCommand
  | EndObjectiveCommand
  | RequestResourceCommand
  | MoveRequestCommand
  | CheckInResourceCommand
  | StageUnitCommand
  | MoveCheckInCommand
  | MarkBenchmarkCommand
  | CountPatientsCommand
  | ReportHeadCountCommand
  | StartParCommand
  | ShareIncidentCommand
  | UnshareIncidentCommand
  | InviteGuestCommand
  | RevokeGuestCommand
  | ShareLineCommand
  | AcknowledgeSharedCommand
  | AddPartnerUnitCommand
  | SetPartnerUnitCommand
  | VerifyThreatCommand
  | AddWallCommand
  | SetWallCommand
  | EndWallCommand;
/**
 * How a pending call may end without units.
 */
export type CallEnd = "CANCELLED_BY_CALLER" | "CANCELLED_BY_PSAP" | "REFERRED";
/**
 * How the end of an officer emergency was confirmed.
 */
export type Confirmation = "voice" | "face_to_face";
/**
 * How the desk reached somebody whose screen is silent.
 */
export type ReachWay = "phone" | "radio" | "in_person";
/**
 * Why data of students may be shown to somebody outside the district.
 */
export type Basis = "health_or_safety_emergency" | "school_official" | "consent" | "court_order";
/**
 * What of a student's data was shown.
 */
export type DisclosedField = "name" | "room" | "status" | "injury" | "absence";
/**
 * Whose confirmation of a transfer of command it is.
 */
export type TransferSide = "outgoing" | "incoming";

/**
 * Answer to ``hello``: the parts of this person's lens, each with the number of its last frame here.
 */
export interface Welcome {
  type: "welcome";
  protocol: number;
  epoch: string;
  log: string;
  parts: {
    [k: string]: number;
  };
  mode: "snapshot" | "resume";
  beat_ms: number;
  stale_ms: number;
  server_time: string;
}
/**
 * Everything of one part, as of ``n``. Replaces what that part gave before.
 */
export interface Snapshot {
  type: "snapshot";
  part: string;
  n: number;
  seq?: number;
  state: Collections;
}
/**
 * Records by collection.
 */
export interface Collections {
  pictures?: PictureView[];
  shared_matrix?: SharedMatrixView[];
  shared_sites?: SharedSiteView[];
  shared_plans?: SharedPlanView[];
  shared_people?: SharedPersonView[];
  shared_units?: SharedUnitView[];
  shared_log?: SharedLineView[];
  seats?: SeatView[];
  partner_units?: PartnerUnitView[];
  walls?: WallRecordView[];
  wall_pictures?: WallPictureView[];
  district?: DistrictView[];
  agencies?: AgencyView[];
  sites?: SiteView[];
  premises?: PremiseView[];
  plans?: PlanView[];
  units?: UnitView[];
  me?: UnitView[];
  calls?: CallView[];
  headlines?: HeadlineView[];
  assignments?: AssignmentView[];
  actions?: ActionView[];
  action_texts?: ActionTextView[];
  alarms?: AlarmView[];
  timers?: TimerView[];
  work_orders?: WorkOrderView[];
  roll_calls?: RollCallView[];
  bolos?: BoloView[];
  bolo_acks?: BoloAckView[];
  desk_positions?: DeskPositionView[];
  shift_entries?: ShiftEntryView[];
  handovers?: HandoverView[];
  messages?: MessageView[];
  notices?: NoticeView[];
  devices?: PanicDeviceView[];
  presses?: PressView[];
  test_windows?: TestWindowView[];
  crews?: CrewView[];
  incidents?: IncidentView[];
  in_charge?: InChargeView[];
  decisions?: DecisionView[];
  facts?: FactView[];
  functions?: FunctionView[];
  objectives?: ObjectiveView[];
  requests?: RequestView[];
  check_ins?: CheckInView[];
  patients?: PatientsView[];
  panics?: AppPanicView[];
  srt?: SrtView[];
  accountings?: AccountingView[];
  rooms?: RoomView[];
  room_names?: RoomNamesView[];
  matches?: MatchesView[];
  day_lists?: DayListView[];
  unsaved?: UnsavedView[];
}
/**
 * Collection ``pictures``: an incident as it is shared with one agency. Its id is the seat's, by which a guest names it.
 */
export interface PictureView {
  id: string;
  version: number;
  agency: string;
  shares: ShareClass[];
  until: string;
  name: TextView | null;
  mode: Mode;
  opened_at: string;
  terminated_at: string | null;
  closed_at: string | null;
  outcome: TextView | null;
  post: PostView | null;
  command: TenureView | null;
  history: TenureView[];
  transfer: TransferView | null;
  members: UnifiedMemberView[];
  plan: CommandPlanView;
  no_command_since: string | null;
  agencies: PresentView[];
  objectives: SharedObjectiveView[];
  functions: SharedFunctionView[];
  requests: SharedRequestView[];
  decisions: SharedDecisionView[];
  undecided: SharedOpenView[];
  facts: SharedFactView[];
  patients: SharedPatientsView | null;
  benchmarks: SharedBenchmarkView[];
}
/**
 * A text shown whole; ``text`` None: it has been erased.
 */
export interface TextView {
  text: string | null;
  text_class: TextClass;
}
/**
 * Where the command post is.
 */
export interface PostView {
  place: TextView | null;
  site: string | null;
}
/**
 * Who is or was in command, since when, by whose word. ``assumed`` and not ``ratified``: taken without the outgoing's word.
 */
export interface TenureView {
  form: CommandForm;
  commander: CommanderView | null;
  members: CommanderView[];
  since: string;
  said: SaidView;
  assumed: boolean;
  reason: TextView | null;
  ratified: SaidView | null;
  until: string | null;
  end: CommandEnd | null;
}
/**
 * Somebody by name, with title and agency.
 */
export interface CommanderView {
  name: string;
  title: string;
  agency: string;
  unit: string | null;
}
/**
 * Who said it and how, who entered it, and when.
 */
export interface SaidView {
  said_by: string;
  how: SaidHow;
  by: string;
  at: string;
}
/**
 * A transfer of command that is not complete.
 */
export interface TransferView {
  id: string;
  incoming: CommanderView;
  outgoing: CommanderView;
  offered_at: string;
  offered_by: string;
  effective_at: string | null;
  reason: TextView | null;
  outgoing_said: SaidView | null;
  incoming_said: SaidView | null;
}
/**
 * Who stands for an agency, by what authority; ``confirmed`` None: not yet.
 */
export interface UnifiedMemberView {
  id: string;
  commander: CommanderView;
  authority: string;
  joined_at: string;
  confirmed: SaidView | null;
}
/**
 * What command has agreed on.
 */
export interface CommandPlanView {
  priorities: (TextView | null)[];
  channels: TextView | null;
  next_meeting: string | null;
  spokesperson: string | null;
  operations: string | null;
}
/**
 * An agency at the incident: who speaks for it, and how many units it has there.
 */
export interface PresentView {
  code: string;
  name: string;
  agency_kind: AgencyKind;
  people: PresentPersonView[];
  units: number;
}
/**
 * Somebody of an agency, and what they are here.
 */
export interface PresentPersonView {
  name: string;
  title: string;
  what: string;
}
/**
 * What command wants to reach.
 */
export interface SharedObjectiveView {
  text: TextView | null;
  status: ObjectiveStatus;
}
/**
 * Who holds a function of the incident's organisation.
 */
export interface SharedFunctionView {
  role: IcsRole;
  label: string;
  name: string;
  title: string;
  agency: string;
  since: string;
}
/**
 * Something that the incident needs, who follows it up (nobody: None), how far it is and since when.
 *
 * ``asker``: the partner agency that asks; it alone is shown ``note``, what it is answered, and ``id``, to take it back until it is over.
 */
export interface SharedRequestView {
  id: string | null;
  what: TextView | null;
  count: number;
  resource_kind: ResourceKind | null;
  where: TextView | null;
  asker: string | null;
  agency: string | null;
  owner: string | null;
  status: RequestStatus;
  since: string;
  due: string | null;
  note: TextView | null;
}
/**
 * A question and what was decided, by whom and when. ``label``: what the district's matrix calls it.
 *
 * ``asker``: the partner agency that proposed it; of a proposal also its options, why, and why it was declined or (``taken_back``) not
 * wanted any more. ``id``: for that agency alone, to take it back until it is answered.
 */
export interface SharedDecisionView {
  id: string | null;
  label: string | null;
  question: TextView | null;
  status: DecisionStatus;
  since: string;
  may: string[];
  text: TextView | null;
  made_by: CommanderView | null;
  decided_at: string | null;
  asker: string | null;
  options: (TextView | null)[];
  rationale: TextView | null;
  ended: TextView | null;
  taken_back: boolean;
}
/**
 * A decision that the orders in force call for and nobody has made, or a function that nobody owns, since when.
 */
export interface SharedOpenView {
  open_kind: OpenKind;
  label: string;
  since: string;
}
/**
 * What command must know at once, and whether it is known to.
 */
export interface SharedFactView {
  fact_kind: FactKind;
  text: TextView | null;
  count: number | null;
  site: string | null;
  at: string;
  acknowledged: string | null;
}
/**
 * How many patients of each severity, as command counted them. Never who.
 */
export interface SharedPatientsView {
  red: number;
  yellow: number;
  green: number;
  black: number;
  at: string;
}
/**
 * What command said once, and when.
 */
export interface SharedBenchmarkView {
  benchmark: Benchmark;
  at: string;
}
/**
 * Collection ``shared_matrix``: a decision that concerns the agency at an incident, and who may make it as command stands.
 *
 * Whom the district asks and tells, and when it must be decided, stays with the district.
 */
export interface SharedMatrixView {
  id: string;
  version: number;
  incident: string;
  code: string;
  label: string;
  question: string;
  may: string[];
}
/**
 * Collection ``shared_sites``. ``hurt`` None: counts of the hurt are not shared.
 */
export interface SharedSiteView {
  id: string;
  version: number;
  name: string;
  address: string;
  lat_e7: number;
  lon_e7: number;
  students: number;
  staff: number;
  orders: OrderView[];
  accountability: AccountabilityView | null;
  hurt: Hurt[] | null;
}
/**
 * A protective action that is in force.
 */
export interface OrderView {
  action_type: ActionType;
  mode: Mode;
  status: ActionStatus;
  since: string;
}
/**
 * How a site stands with its people, in numbers.
 */
export interface AccountabilityView {
  since: string;
  rooms: number;
  reported: number;
  settled: number;
  missing: number;
  extra: number;
}
/**
 * So many people of one severity.
 */
export interface Hurt {
  severity: Severity;
  count: number;
}
/**
 * Collection ``shared_plans``: plans, rooms, keys and dangers of a site (its id).
 */
export interface SharedPlanView {
  id: string;
  version: number;
  buildings: Building[];
  rooms: Room[];
  items: PremiseItem[];
  floors: Floor[];
}
/**
 * A building of a site, with the zones a Hold can be limited to.
 */
export interface Building {
  code: string;
  name: string;
  zones?: string[];
}
/**
 * A room of a site: what a Lockdown release goes through, door by door.
 */
export interface Room {
  code: string;
  name: string;
  building: string;
  zone?: string | null;
}
/**
 * One thing at a site: what it is, where, and what else one should know.
 */
export interface PremiseItem {
  item_kind: PremiseKind;
  what: string;
  where?: string;
  note?: string;
  room?: string | null;
}
/**
 * One floor of a building. ``level`` 0 is the ground floor.
 */
export interface Floor {
  building: string;
  level: number;
  name: string;
  shapes?: FloorShape[];
}
/**
 * A polygon of a floor: points as lon, lat, lon, lat …, not closed. A door is one point.
 */
export interface FloorShape {
  shape_kind: ShapeKind;
  code?: string | null;
  label?: string;
  points: number[];
}
/**
 * Collection ``shared_people``: somebody who is missing. Shown with a disclosure on record only.
 */
export interface SharedPersonView {
  id: string;
  version: number;
  site: string;
  room: string;
  name: TextView | null;
  status: PersonStatus;
}
/**
 * Collection ``shared_units``: a unit at work on the incident. ``partner``: of an agency that has a seat, by its own word.
 */
export interface SharedUnitView {
  id: string;
  version: number;
  name: string;
  agency: string;
  what: string;
  status: UnitStatus;
  since: string;
  site: string | null;
  emergency: boolean;
  partner: boolean;
}
/**
 * Collection ``shared_log``: a line that every agency at the incident may read. ``agency`` None: the district's.
 */
export interface SharedLineView {
  id: string;
  version: number;
  incident: string;
  at: string;
  tag: LineTag;
  by: string;
  agency: string | null;
  title: string;
  text: TextView | null;
  asks: boolean;
  known: AcknowledgedView[];
}
/**
 * An agency has read a line.
 */
export interface AcknowledgedView {
  agency: string;
  by: string;
  at: string;
}
/**
 * Collection ``seats``: what the desk and auditors see of an agency's seat.
 */
export interface SeatView {
  id: string;
  version: number;
  incident: string;
  agency: string;
  shares: ShareClass[];
  sites: string[];
  opened_at: string;
  opened_by: string;
  until: string;
  guests: GuestView[];
  ended_at: string | null;
  end: SeatEnd | null;
}
/**
 * Somebody invited; for the desk.
 */
export interface GuestView {
  id: string;
  name: string;
  title: string;
  invited_at: string;
  invited_by: string;
  until: string;
  said_agency: string | null;
  entered_at: string | null;
  ended_at: string | null;
}
/**
 * Collection ``partner_units``: a partner's unit as the desk sees it.
 */
export interface PartnerUnitView {
  id: string;
  version: number;
  incident: string;
  agency: string;
  name: string;
  what: string;
  status: UnitStatus;
  since: string;
  by: string;
  site: string | null;
}
/**
 * Collection ``walls``: a wall display as the desk and auditors have it.
 */
export interface WallRecordView {
  id: string;
  version: number;
  name: string;
  show: WallShow;
  incident: string | null;
  added_at: string;
  added_by: string;
  set_at: string;
  set_by: string;
}
/**
 * Collection ``wall_pictures``: all that a wall display shows. Either ``incident``, or ``district``; ``show``: what it is set to.
 */
export interface WallPictureView {
  id: string;
  version: number;
  show: WallShow;
  home: string;
  department: string;
  nature: Nature;
  demo: boolean;
  district: WallDistrictView | null;
  incident: WallIncidentView | null;
}
/**
 * The district: acting sites worst first, the codes of the others, incidents, alarms, units and calls in numbers.
 */
export interface WallDistrictView {
  acting: WallSiteView[];
  normal: string[];
  incidents: WallHeadlineView[];
  alarms: WallAlarmView[];
  emergencies: WallEmergencyView[];
  units: WallCountView[];
  calls_waiting: number;
  waiting_since: string | null;
  calls_active: number;
}
/**
 * A site, its orders worst first, who is in charge there, and how it stands with its people (in numbers).
 */
export interface WallSiteView {
  code: string;
  name: string;
  actions: WallActionView[];
  charge: InChargeView | null;
  accountability: AccountabilityView | null;
}
/**
 * In force. ``heard``: announced, or known at the site. ``released`` of its ``doors``, once they are opened one by one.
 */
export interface WallActionView {
  action_type: ActionType;
  mode: Mode;
  status: ActionStatus;
  since: string;
  heard: boolean;
  whole_site: boolean;
  released: number;
  doors: number | null;
}
/**
 * Collection ``in_charge``: what a site's team is shown of an incident at its site: who is in command, since when, where.
 *
 * Nothing that counts, no number, no other site and nothing of how it came about.
 */
export interface InChargeView {
  id: string;
  version: number;
  form: CommandForm | null;
  names: CommanderView[];
  since: string | null;
  said: SaidView | null;
  assumed: boolean;
  post: PostView | null;
  no_command_since: string | null;
  transfer: InTransferView | null;
  owed: OwedView[];
}
/**
 * Command is to go to somebody, and who of the two has confirmed.
 */
export interface InTransferView {
  incoming: CommanderView;
  outgoing: CommanderView;
  incoming_said: boolean;
  outgoing_said: boolean;
}
/**
 * A decision or a function that nobody has taken, since when.
 */
export interface OwedView {
  open_kind: OpenKind;
  code: string;
  label: string;
  since: string;
}
/**
 * An open incident in the district's list. ``owed``: how many decisions and functions nobody has taken.
 */
export interface WallHeadlineView {
  number: string;
  name: TextView | null;
  mode: Mode;
  opened_at: string;
  complexity: Complexity;
  sites: string[];
  charge: InChargeView;
  owed: number;
}
/**
 * An alarm that nobody has acknowledged; of a restricted call without its place.
 */
export interface WallAlarmView {
  label: string;
  mode: Mode;
  site: string | null;
  unit: string | null;
  since: string;
  count: number;
}
/**
 * An officer emergency that is not over.
 */
export interface WallEmergencyView {
  unit: string;
  since: string;
  site: string | null;
}
/**
 * How many units are in a status.
 */
export interface WallCountView {
  status: UnitStatus;
  count: number;
}
/**
 * One incident. No number of the district: the room may be full of other agencies.
 */
export interface WallIncidentView {
  name: TextView | null;
  mode: Mode;
  complexity: Complexity;
  opened_at: string;
  terminated_at: string | null;
  closed_at: string | null;
  charge: InChargeView;
  transfer: WallTransferView | null;
  sites: WallSiteView[];
  open: WallOpenView[];
  objectives: WallObjectiveView[];
  functions: WallFunctionView[];
  agencies: WallAgencyView[];
  par: WallParView | null;
  emergencies: WallEmergencyView[];
  units: WallCountView[];
  benchmarks: WallBenchmarkView[];
  facts: WallFactView[];
  lines: WallLineView[];
  next_meeting: string | null;
  period_to: string | null;
}
/**
 * Command is to go from one to another.
 */
export interface WallTransferView {
  outgoing: string;
  incoming: string;
  offered_at: string;
  effective_at: string | null;
}
/**
 * Something that nobody has decided or owns: what, the question in words, who may, since when.
 */
export interface WallOpenView {
  open_kind: OpenKind;
  label: string;
  question: TextView | null;
  may: string[];
  since: string;
}
/**
 * What command wants to reach.
 */
export interface WallObjectiveView {
  text: TextView | null;
  status: ObjectiveStatus;
}
/**
 * Who holds a function of the organisation.
 */
export interface WallFunctionView {
  label: string;
  name: string;
  agency: string;
}
/**
 * An agency that is there, who stands for it, how many units it has there, and its PAR if it was said.
 */
export interface WallAgencyView {
  code: string;
  name: string;
  speaks: string | null;
  units: number;
  people: number | null;
  missing: number | null;
}
/**
 * PAR of the whole incident: how many of those asked have answered, and who has not; how many people there are, and are missing.
 */
export interface WallParView {
  started_at: string;
  asked: number;
  answered: number;
  people: number;
  missing: number;
  silent: string[];
}
/**
 * A moment of the incident that command or the log marked.
 */
export interface WallBenchmarkView {
  label: string;
  at: string;
}
/**
 * A critical fact. Of the hurt and the dead only that command has to know something: no words and no number.
 */
export interface WallFactView {
  fact_kind: FactKind;
  text: TextView | null;
  count: number | null;
  site: string | null;
  at: string;
  acknowledged: boolean;
}
/**
 * A line of the log that is shared with every agency at the incident.
 */
export interface WallLineView {
  at: string;
  tag: LineTag;
  agency: string | null;
  title: string;
  text: TextView | null;
}
/**
 * Collection ``district``, every part. ``traffic`` is told to those on the radio, not to a site.
 */
export interface DistrictView {
  id: string;
  version: number;
  name: string;
  department: string;
  callsign: string;
  nature: Nature;
  demo: boolean;
  drills_suspended: boolean;
  traffic: TrafficView | null;
  aliases: Alias[];
  decisions: MatrixRow[];
}
/**
 * Emergency traffic only: since when, by whom, on which channel (None: all), for which unit.
 */
export interface TrafficView {
  since: string;
  by: string;
  channel: string | null;
  unit: string | null;
}
/**
 * What this district says for something of the command line: a ten-code, an old word, a school's own word for an action.
 *
 * ``means`` is what it stands for, as it would be typed (``OS``, ``PA LOCK``); ``asks`` is the question to ask back because the word
 * means more than one thing. One of the two is given.
 */
export interface Alias {
  said: string;
  means?: string | null;
  asks?: string | null;
}
/**
 * One decision: who may make it, by who is in command; who is asked before, and who is told.
 *
 * ``needed``: while one of these orders is in force somebody must decide it, and until then it is on the open list.
 */
export interface MatrixRow {
  code: string;
  label: string;
  question: string;
  school: Party[];
  law: Party[];
  fire: Party[];
  unified: Party[];
  consult?: Party[];
  tell?: Party[];
  needed?: ActionType[];
}
/**
 * Collection ``agencies``.
 */
export interface AgencyView {
  id: string;
  version: number;
  name: string;
  agency_kind: AgencyKind;
  phone: string;
  channel: string;
}
/**
 * Collection ``sites``: what everybody in the district may know of a site.
 */
export interface SiteView {
  id: string;
  version: number;
  name: string;
  level: SiteLevel;
  address: string;
  lat_e7: number;
  lon_e7: number;
  law: string | null;
  fire: string | null;
  psap: string | null;
  sros: string[];
  csos: string[];
  students: number;
  staff: number;
  sector: string;
  aliases: string[];
  buildings: Building[];
}
/**
 * Collection ``premises``: who to call at a site, its rooms, dangers, keys and plans, for the desk and units sent there.
 *
 * The site itself gets its contacts, rooms and AEDs; what belongs to the security plan (``items`` of other kinds, ``floors``) it does not,
 * but for its floors while an action is in force (``plans``).
 */
export interface PremiseView {
  id: string;
  version: number;
  contacts: Contact[];
  rooms: Room[];
  items: PremiseItem[];
  floors: Floor[];
}
/**
 * Somebody to call at a site. The desk and assigned units see it.
 *
 * ``role`` is what one is called for (principal, facilities, nurse); ``deputy`` 0 is who is called first, 1 the first deputy.
 */
export interface Contact {
  name: string;
  title: string;
  phone: string;
  role?: string;
  deputy?: number;
}
/**
 * Collection ``plans``: the floors of a site (its id), for its own team, while a protective action is in force there.
 */
export interface PlanView {
  id: string;
  version: number;
  floors: Floor[];
}
/**
 * Collections ``units`` (desk, field, auditor) and ``me`` (the unit's own part). ``lines`` is 0 outside the desk.
 */
export interface UnitView {
  id: string;
  version: number;
  unit_kind: UnitKind;
  agency: string;
  name: string;
  home_site: string | null;
  sector: string;
  capabilities: string[];
  status: UnitStatus;
  since: string;
  call: string | null;
  call_number: string | null;
  site: string | null;
  members: string[];
  check_due: string | null;
  emergency: EmergencyView | null;
  assignment: string | null;
  stack: string[];
  lines: number;
}
/**
 * An officer emergency that is not over.
 */
export interface EmergencyView {
  since: string;
  source: EmergencySource;
  lat_e7: number | null;
  lon_e7: number | null;
  accuracy_m: number | null;
  position_at: string | null;
}
/**
 * Collection ``calls``: a call in full (desk, auditor, and the part of a unit assigned to it).
 */
export interface CallView {
  id: string;
  version: number;
  number: string;
  type: string;
  priority: Priority;
  mode: Mode;
  status: CallStatus;
  source: CallSource;
  place: PlaceView;
  caller: TextView | null;
  callback: TextView | null;
  text: TextView | null;
  reports: ReportView[];
  units: string[];
  stacked: string[];
  actions: string[];
  times: {
    [k: string]: string;
  };
  links: LinkView[];
  until: string | null;
  preempted: boolean;
  disposition: string | null;
  secondary: string | null;
  outcome: TextView | null;
  owner: OwnerView | null;
  files: FileView[];
  pattern: PatternView | null;
  verified: VerifiedView[];
  lines: number;
}
/**
 * Where. ``address`` is words for a place that is no site.
 */
export interface PlaceView {
  site: string | null;
  building: string | null;
  zone: string | null;
  room: string | null;
  address: TextView | null;
  lat_e7: number | null;
  lon_e7: number | null;
}
/**
 * One report of a call.
 */
export interface ReportView {
  source: CallSource;
  place: PlaceView;
  at: string;
  caller: TextView | null;
  callback: TextView | null;
  device: string | null;
  split_to: string | null;
}
/**
 * A tie to another call.
 */
export interface LinkView {
  kind: LinkKind;
  call: string;
  number: string;
}
/**
 * Who of the desk works a call.
 */
export interface OwnerView {
  person: string;
  name: string;
  position: string;
  since: string;
}
/**
 * A file of a call. ``evidence``: as it came, for desk and auditor; ``shared``: without what a camera writes into it.
 */
export interface FileView {
  id: string;
  name: TextView | null;
  by: string;
  unit: string | null;
  at: string;
  shared: CopyView | null;
  evidence: CopyView | null;
}
/**
 * Bytes that the reader may ask for at ``/api/files/<sha256>``.
 */
export interface CopyView {
  sha256: string;
  size: number;
  media_type: MediaType;
}
/**
 * Threats at several sites: at how many, within how many minutes, which.
 */
export interface PatternView {
  sites: number;
  minutes: number;
  threats: ThreatView[];
}
/**
 * A threat of a pattern; its call may have gone to history.
 */
export interface ThreatView {
  call: string;
  number: string;
  type: string;
  site: string;
  at: string;
}
/**
 * What was found out about a point, by whom and when.
 */
export interface VerifiedView {
  point: VerifyPoint;
  finding: Finding;
  by: string;
  at: string;
  note: TextView | null;
}
/**
 * Collection ``headlines``: an open call as the field and its own site see it. ``type`` None: restricted.
 */
export interface HeadlineView {
  id: string;
  version: number;
  number: string;
  type: string | null;
  priority: Priority;
  mode: Mode;
  status: CallStatus;
  site: string | null;
  building: string | null;
  zone: string | null;
  room: string | null;
  lat_e7: number | null;
  lon_e7: number | null;
  units: string[];
  received_at: string;
  desk_at: string | null;
}
/**
 * Collection ``assignments``: desk, auditor, and the unit's own part.
 */
export interface AssignmentView {
  id: string;
  version: number;
  unit: string;
  call: string;
  status: AssignmentStatus;
  unit_status: UnitStatus;
  times: {
    [k: string]: string;
  };
}
/**
 * Collection ``actions``: a protective action without its texts. ``lines`` is 0 outside the desk.
 */
export interface ActionView {
  id: string;
  version: number;
  site: string;
  type: ActionType;
  mode: Mode;
  status: ActionStatus;
  source: ActionSource;
  call: string | null;
  zones: string[];
  rooms: string[];
  entry_mode: EntryMode | null;
  hazard: Hazard | null;
  police_led: boolean;
  started_at: string;
  started_by: string;
  started_by_name: string;
  started_by_role: string;
  desk_at: string | null;
  announced_at: string | null;
  announced_by: string | null;
  heard_due: string | null;
  release_requested_at: string | null;
  release_requested_by: string | null;
  release_authority: string | null;
  release_begun_at: string | null;
  board: {
    [k: string]: RoomClear;
  } | null;
  ended_at: string | null;
  end: ActionEnd | null;
  released_by: string | null;
  confirmed_by: string | null;
  superseded_by: string | null;
  lines: number;
}
/**
 * Collection ``action_texts``: what was said with the order; same id as its action. Desk, site, units sent there.
 */
export interface ActionTextView {
  id: string;
  version: number;
  strategy: TextView | null;
  location: TextView | null;
  area: TextView | null;
  reason: TextView | null;
}
/**
 * Collection ``alarms``: unacknowledged, for the alarm bar.
 */
export interface AlarmView {
  id: string;
  version: number;
  alarm_kind: AlarmKind;
  raised_at: string;
  mode: Mode;
  call: string | null;
  site: string | null;
  unit: string | null;
  action: string | null;
  count: number;
  stage: number;
  step: AlarmStep;
  rung_at: string;
  next_at: string | null;
  ring: string[];
  late: boolean;
  unverified: boolean;
}
/**
 * Collection ``timers``: what falls due next.
 */
export interface TimerView {
  id: string;
  version: number;
  timer_kind: TimerKind;
  due: string;
  started: string;
  stage: number;
  call: string | null;
  site: string | null;
  unit: string | null;
  action: string | null;
  alarm: string | null;
}
/**
 * Collection ``work_orders``: a defect at a site that is not put right. Desk, units sent there, and the site if it may read it.
 */
export interface WorkOrderView {
  id: string;
  version: number;
  site: string;
  building: string | null;
  room: string | null;
  source: WorkOrderSource;
  text: TextView | null;
  opened_at: string;
  opened_by: string;
  due: string | null;
}
/**
 * Collection ``roll_calls``: the last roll call of a call. Desk, auditor, and the units that are asked.
 */
export interface RollCallView {
  id: string;
  version: number;
  call: string;
  number: string;
  site: string | null;
  cause: RollCallCause;
  started_at: string;
  started_by: string;
  due: string;
  marks: RollMarkView[];
  ended_at: string | null;
  complete: boolean;
  reason: TextView | null;
}
/**
 * One unit of a roll call: when it answered and who says so, or when it left the call without.
 */
export interface RollMarkView {
  unit: string;
  answered_at: string | null;
  by: string | null;
  text: TextView | null;
  left_at: string | null;
}
/**
 * Collection ``bolos``: the desk and auditors all, a unit on duty those for it, a site's team those for its site.
 *
 * A site's team gets neither reason, contact, cautions about health nor who else was told.
 */
export interface BoloView {
  id: string;
  version: number;
  number: string;
  category: BoloCategory;
  subject: TextView | null;
  vehicle: VehicleView | null;
  last_seen: LastSeenView;
  reason: TextView | null;
  cautions: Caution[];
  handling: Handling;
  agency: string | null;
  contact: TextView | null;
  sites: string[];
  units: string[];
  agencies: string[];
  call_number: string | null;
  effective: string;
  expires: string;
  issued_at: string;
  issued_by: string;
  approved_at: string;
  approved_by: string;
  photo: CopyView | null;
  photo_evidence: CopyView | null;
}
/**
 * A vehicle that is looked for.
 */
export interface VehicleView {
  plate: TextView | null;
  state: TextView | null;
  make: TextView | null;
  model: TextView | null;
  colour: TextView | null;
}
/**
 * When and where somebody was seen last.
 */
export interface LastSeenView {
  at: string | null;
  site: string | null;
  place: TextView | null;
  direction: TextView | null;
}
/**
 * Collection ``bolo_acks``: who has read a BOLO; a unit and a site get their own only.
 */
export interface BoloAckView {
  id: string;
  version: number;
  bolo: string;
  unit: string | null;
  site: string | null;
  by: string;
  at: string;
}
/**
 * Collection ``desk_positions``: seats of the desk and who sits there.
 */
export interface DeskPositionView {
  id: string;
  version: number;
  name: string;
  order: number;
  sector: string;
  supervisor: boolean;
  person: string | null;
  person_name: string | null;
  role: Role | null;
  since: string | null;
}
/**
 * Collection ``shift_entries``: carried forward, or of the last half day.
 */
export interface ShiftEntryView {
  id: string;
  version: number;
  category: ShiftCategory;
  text: TextView | null;
  by: string;
  desk_position: string;
  at: string;
  carry_forward: boolean;
  site: string | null;
  unit: string | null;
  call: string | null;
  call_number: string | null;
  cleared_at: string | null;
  cleared_by: string | null;
}
/**
 * Collection ``handovers``: made, signed, accepted.
 */
export interface HandoverView {
  id: string;
  version: number;
  prepared_at: string;
  prepared_by: string;
  person: string;
  items: HandoverItemView[];
  note: TextView | null;
  signed_at: string | null;
  accepted_at: string | null;
  accepted_by: string | null;
}
/**
 * One thing of a checklist.
 */
export interface HandoverItemView {
  topic: Topic;
  subject: string;
  text: TextView | null;
  at: string | null;
}
/**
 * Collection ``messages``: desk and auditor all; a unit and a site those that they wrote or that are for them.
 *
 * A site is not told who else got it.
 */
export interface MessageView {
  id: string;
  version: number;
  text: TextView | null;
  sent_at: string;
  sender_name: string;
  sender_role: string;
  unit: string | null;
  site: string | null;
  units: string[];
  sites: string[];
  positions: string[];
  desk: boolean;
  everyone: boolean;
  groups: string[];
  critical: boolean;
  template: string | null;
  call: string | null;
  call_number: string | null;
  reply_to: string | null;
}
/**
 * Collection ``notices``: what the record ``record`` of ``collection`` asks people to know, and which recipients are known to.
 *
 * The desk and the auditor see all of them, the field the units, a site itself. A screen that has painted a frame or snapshot
 * with notices in it says so (``seen``).
 */
export interface NoticeView {
  id: string;
  version: number;
  notice_kind: NoticeKind;
  collection: string;
  record: string;
  since: string;
  mode: Mode;
  urgent: boolean;
  known: string[];
  missing: number;
  unreached: number;
  asked: number;
  stage: number;
}
/**
 * Collection ``devices``: a panic device that somebody has to look after. One that is well is not shown.
 */
export interface PanicDeviceView {
  id: string;
  version: number;
  device_kind: DeviceKind;
  name: string;
  vendor: string;
  site: string;
  building: string | null;
  floor: string;
  room: string | null;
  battery: number | null;
  low: boolean;
  heard_at: string;
  silent_since: string | null;
}
/**
 * Collection ``presses``: presses of one device at one place for a call, ``count`` of them. What else is said is of the last one.
 *
 * ``trust``: whether it is known to come from this device. ``late``: it came long after it was made (``pressed_at``, by the device's
 * clock). ``more`` were gathered in a flood, of the devices ``also`` and perhaps others.
 */
export interface PressView {
  id: string;
  version: number;
  call: string;
  site: string | null;
  device: string | null;
  place: PlaceView;
  floor: string;
  trust: PressTrust;
  level: PanicLevel;
  late: boolean;
  unordered: boolean;
  count: number;
  first_at: string;
  last_at: string;
  first_pressed_at: string | null;
  pressed_at: string | null;
  press_count: number | null;
  battery: number | null;
  signal: number | null;
  category: AlarmCategory | null;
  more: number;
  also: string[];
  claimed: TextView | null;
  holder: TextView | null;
}
/**
 * Collection ``test_windows``: a device, or all of a site, is in test until then; so many presses came meanwhile.
 */
export interface TestWindowView {
  id: string;
  version: number;
  site: string;
  device: string | null;
  until: string;
  opened_at: string;
  opened_by: string;
  presses: number;
}
/**
 * Collection ``crews``: by unit, desk and auditors all, a unit its own. ``not_in_order``: equipment that was looked at and is not.
 */
export interface CrewView {
  id: string;
  version: number;
  shift: DutyShift;
  members: CrewMemberView[];
  partners: string[];
  vehicle: string | null;
  looked_at: Equipment[];
  not_in_order: Equipment[];
  faults: TextView | null;
  checked_at: string | null;
  checked_by: string | null;
}
/**
 * Somebody who signed on himself.
 */
export interface CrewMemberView {
  person: string;
  name: string;
  role: Role;
  since: string;
  capabilities: string[];
}
/**
 * Collection ``incidents``: the desk, auditors and the units on its calls. ``proposed``: the complexity its counts speak for.
 */
export interface IncidentView {
  id: string;
  version: number;
  number: string;
  name: TextView | null;
  cause: IncidentCause;
  mode: Mode;
  calls: IncidentCallView[];
  sites: string[];
  opened_at: string;
  opened_by: string;
  complexity: Complexity | null;
  proposed: Complexity;
  proposed_reason: string;
  period_from: string;
  period_to: string | null;
  post: PostView | null;
  command: TenureView | null;
  history: TenureView[];
  transfer: TransferView | null;
  members: UnifiedMemberView[];
  plan: CommandPlanView;
  times: {
    [k: string]: string;
  };
  no_command_since: string | null;
  owed: OwedView[];
  spans: SpanView[];
  head_counts: HeadCountView[];
  present: PresenceView[];
  apart_since: string | null;
  single: SingleCommandView | null;
  par: ParView | null;
  reassessed_at: string | null;
  gap_ms: number;
  terminated_at: string | null;
  closed_at: string | null;
  outcome: TextView | null;
}
/**
 * A call of an incident.
 */
export interface IncidentCallView {
  id: string;
  number: string;
  site: string | null;
}
/**
 * How many report to one; ``role`` None: to command.
 */
export interface SpanView {
  role: IcsRole | null;
  count: number;
}
/**
 * PAR of an agency.
 */
export interface HeadCountView {
  agency: string;
  people: number;
  missing: number;
  said: SaidView;
}
/**
 * An agency that has people on scene, since when.
 */
export interface PresenceView {
  agency: string;
  since: string;
}
/**
 * One commander stands for these agencies: who said so, and why.
 */
export interface SingleCommandView {
  agencies: string[];
  said: SaidView;
  reason: TextView | null;
}
/**
 * PAR of the whole incident. Our units answer in the roll calls of its calls.
 */
export interface ParView {
  started_at: string;
  started_by: string;
  due: string;
  asks: ParAskView[];
  ended_at: string | null;
}
/**
 * An agency or a group that is asked; ``answer`` null: has not answered.
 */
export interface ParAskView {
  agency: string;
  role: IcsRole | null;
  answer: HeadCountView | null;
}
/**
 * Collection ``decisions``: questions and decisions of incidents. A school is shown those that are its to make or to know.
 */
export interface DecisionView {
  id: string;
  version: number;
  incident: string;
  place: number;
  decision_type: string | null;
  label: string | null;
  status: DecisionStatus;
  question: TextView | null;
  raised_at: string;
  raised_by: string;
  asker: string | null;
  may: Party[];
  text: TextView | null;
  made_by: CommanderView | null;
  authority: string | null;
  said: SaidView | null;
  decided_at: string | null;
  options: (TextView | null)[];
  rationale: TextView | null;
  known: TextView | null;
  dissent: TextView | null;
  review_at: string | null;
  flags: DecisionFlag[];
  asks: AskView[];
  supersedes: string | null;
  superseded_by: string | null;
  ended: TextView | null;
}
/**
 * A party that a decision must reach; ``said`` None: has not acknowledged.
 */
export interface AskView {
  party: Party;
  part: AskPart;
  said: SaidView | null;
}
/**
 * Collection ``facts``: what command must know at once, and whether it is known to.
 */
export interface FactView {
  id: string;
  version: number;
  incident: string;
  fact_kind: FactKind;
  text: TextView | null;
  count: number | null;
  site: string | null;
  room: string | null;
  source: TextView | null;
  at: string;
  by: string;
  acknowledged: SaidView | null;
  ended: string | null;
}
/**
 * Collection ``functions``: a function of an incident's organisation that was given to somebody.
 */
export interface FunctionView {
  id: string;
  version: number;
  incident: string;
  role: IcsRole;
  held: HeldView | null;
  deputy: HeldView | null;
  history: WasHeldView[];
}
/**
 * Who holds a function, since when, by whose word.
 */
export interface HeldView {
  who: CommanderView;
  since: string;
  said: SaidView;
}
/**
 * Who held it before.
 */
export interface WasHeldView {
  who: CommanderView;
  since: string;
  until: string;
  deputy: boolean;
}
/**
 * Collection ``objectives``: what command wants to reach.
 */
export interface ObjectiveView {
  id: string;
  version: number;
  incident: string;
  place: number;
  text: TextView | null;
  status: ObjectiveStatus;
  set_at: string;
  said: SaidView;
  ended: SaidView | null;
}
/**
 * Collection ``requests``: what an incident needs, who follows it up, and how far it is.
 */
export interface RequestView {
  id: string;
  version: number;
  incident: string;
  place: number;
  what: TextView | null;
  count: number;
  agency: string | null;
  owner: string | null;
  status: RequestStatus;
  said: SaidView;
  times: {
    [k: string]: string;
  };
  due: string | null;
  note: TextView | null;
  asker: string | null;
  resource_kind: ResourceKind | null;
  where: TextView | null;
}
/**
 * Collection ``check_ins``: who has arrived, and what they do.
 */
export interface CheckInView {
  id: string;
  version: number;
  incident: string;
  name: string;
  agency: string;
  unit: string | null;
  resource: string;
  people: number;
  status: CheckInStatus;
  arrived_at: string;
  since: string;
  said: SaidView;
  sent_for: boolean;
  assignment: string | null;
  contact: TextView | null;
  qualifications: string | null;
  departed_from: TextView | null;
  departed_at: string | null;
  travel: TextView | null;
}
/**
 * Collection ``patients``: how many of each severity, never who; by incident.
 */
export interface PatientsView {
  id: string;
  version: number;
  incident: string;
  red: number;
  yellow: number;
  green: number;
  black: number;
  at: string;
  said: SaidView;
}
/**
 * Collection ``panics``: desk, auditor, the site itself, and units that work on the call.
 *
 * ``id`` is the id of the command that was the press. ``desk_at``: when somebody at the desk answered its alarm; until then nobody
 * there is known to have it. A site is not told who at the desk it was.
 */
export interface AppPanicView {
  id: string;
  version: number;
  site: string;
  call: string;
  number: string;
  level: PanicLevel;
  building: string | null;
  zone: string | null;
  room: string | null;
  by: string;
  by_name: string;
  pressed_at: string;
  received_at: string;
  test: boolean;
  desk_at: string | null;
  desk_by: string | null;
  withdrawn_at: string | null;
  over_at: string | null;
  safe: boolean | null;
  medical: boolean | null;
  people: number | null;
  told_at: string | null;
}
/**
 * Collection ``srt``: the team of a site, whose id it has.
 *
 * ``held``: who said, or is said, to hold a role. ``expected``: whose each other role is until somebody says so; never show that as if
 * it had been said. ``ticks``: what is done of the cards in actions that are in force.
 */
export interface SrtView {
  id: string;
  version: number;
  seats: SrtSeat[];
  held: SrtHeld[];
  expected: SrtExpected[];
  away: SrtAway[];
  ticks: SrtTick[];
}
/**
 * A role of a school's team and those meant for it: the default holder, then the deputies in their order.
 */
export interface SrtSeat {
  role: SrtRole;
  people: SrtPerson[];
}
/**
 * Somebody of a school who is meant for a role.
 */
export interface SrtPerson {
  name: string;
  title?: string;
  phone?: string;
}
/**
 * A role that somebody holds, and whose word that is. ``person`` None: named by somebody else.
 */
export interface SrtHeld {
  role: SrtRole;
  name: string;
  person: string | null;
  since: string;
  by: string;
}
/**
 * Whose a role is while nobody has said that they hold it.
 */
export interface SrtExpected {
  role: SrtRole;
  name: string;
  title: string;
  phone: string;
  why: Fallback;
}
/**
 * Somebody of the team who is not there, as somebody said.
 */
export interface SrtAway {
  name: string;
  since: string;
  by: string;
}
/**
 * A line of a card that is done: in which action, by whom, when.
 */
export interface SrtTick {
  action: string;
  role: SrtRole;
  item: string;
  by: string;
  at: string;
}
/**
 * Collection ``accountings``: what the rooms of a site (its id) are asked, since when. Rooms count whose ``round`` is this one.
 */
export interface AccountingView {
  id: string;
  version: number;
  round: string;
  action: string;
  mode: Mode;
  since: string;
  ended_at: string | null;
}
/**
 * Collection ``rooms``: what a room last reported in the present round; its id is site and room with a slash.
 *
 * ``missing`` and ``extra`` are whole numbers, ``missing_open`` and ``extra_open`` those whom nobody has found yet.
 */
export interface RoomView {
  id: string;
  version: number;
  site: string;
  room: string;
  status: RoomStatus;
  settled: boolean;
  missing: number;
  extra: number;
  missing_open: number;
  extra_open: number;
  injured: Hurt[];
  people: RoomPersonView[];
  note: TextView | null;
  at: string | null;
  by: string | null;
  way: ReportWay | null;
  word_of: TextView | null;
  before: RoomBeforeView | null;
  reports: number;
  devices: string[];
}
/**
 * Somebody on a room's list. ``match`` is the id of the person or entry that he was confirmed to be.
 */
export interface RoomPersonView {
  id: string;
  name: TextView | null;
  side: Side;
  status: PersonStatus;
  room: string | null;
  match: string | null;
  by: string | null;
  at: string | null;
}
/**
 * What was known of the room before.
 */
export interface RoomBeforeView {
  status: RoomStatus;
  at: string;
}
/**
 * Collection ``room_names``: the names of a room's lists, for those of its school who need them; its id is the room's in ``rooms``.
 */
export interface RoomNamesView {
  id: string;
  version: number;
  site: string;
  room: string;
  people: RoomPersonView[];
  note: TextView | null;
}
/**
 * Collection ``matches``: the open proposals of a site (its id).
 */
export interface MatchesView {
  id: string;
  version: number;
  proposals: ProposalView[];
}
/**
 * Whom somebody missing may be, and why. A person confirms it.
 */
export interface ProposalView {
  person: string;
  room: string;
  match: string;
  other: string | null;
  away: Away | null;
  likeness: Likeness;
  status: PersonStatus;
}
/**
 * Collection ``day_lists``: who is absent, away, standing in or visiting at a site (its id) on a day.
 */
export interface DayListView {
  id: string;
  version: number;
  day: string;
  entries: DayEntryView[];
  at: string;
  by: string;
}
/**
 * Somebody on the list of the day.
 */
export interface DayEntryView {
  id: string;
  name: TextView | null;
  away: Away;
  room: string | null;
  note: TextView | null;
}
/**
 * Collection ``unsaved``: a panic or emergency that could not be written yet, shown marked and never mixed into the state.
 */
export interface UnsavedView {
  id: string;
  version: number;
  kind: string;
  at: string;
  unit: string | null;
  site: string | null;
  room: string | null;
  actor: string;
}
/**
 * What changed in one part: records as they now are, ids that left it, and the log lines it may read.
 */
export interface Frame {
  type: "frame";
  part: string;
  n: number;
  seq?: number;
  at: string | null;
  upserts: Collections;
  removed: {
    [k: string]: string[];
  };
  lines: LineView[];
}
/**
 * A line of the log as one part may read it.
 *
 * ``title`` is rendered from the event for this part; ``detail`` is the person's text, whole or None. ``kind`` is the event's kind.
 * ``supersedes`` names the line that this one corrects.
 */
export interface LineView {
  id: string;
  kind: string;
  at: string;
  occurred_at: string;
  occurred_source: TimeSource;
  actor: string;
  role: string;
  position: string;
  title: string;
  detail: TextView | null;
  call: string | null;
  number: string | null;
  site: string | null;
  unit: string | null;
  to: string | null;
  channel: string | null;
  action: string | null;
  action_type: ActionType | null;
  file: string | null;
  unit_status: UnitStatus | null;
  room: string | null;
  room_status: RoomStatus | null;
  mode: Mode | null;
  warning: string | null;
  supersedes: string | null;
  reason: TextView | null;
}
/**
 * This part is no longer yours: forget all that it gave.
 */
export interface Drop {
  type: "drop";
  part: string;
}
/**
 * Where units last were. Latest wins; never numbered, never resent.
 */
export interface Positions {
  type: "positions";
  part: string;
  items: PositionView[];
}
/**
 * Where a unit last was, by its own report. Telemetry: never in the log, latest wins, its age always shown.
 */
export interface PositionView {
  unit: string;
  at: string;
  lat_e7: number;
  lon_e7: number;
  accuracy_m: number | null;
  heading_deg: number | null;
  speed_kmh: number | null;
  battery_pct: number | null;
}
/**
 * Who knows which notice, for desk and auditor. The latest of a notice wins; never numbered, never resent.
 */
export interface Ledgers {
  type: "ledgers";
  part: string;
  items: LedgerView[];
}
/**
 * Who knows one notice. Telemetry for desk and auditor: computed from the log, the duty and the receipts as they now are.
 */
export interface LedgerView {
  notice: string;
  asked: number;
  known: number;
  painted: number;
  delivered: number;
  not_reached: number;
  rows: LedgerRow[];
  rooms: RoomsReachedView | null;
}
/**
 * One recipient who should know it: how far it got, since when, and how else to reach them.
 */
export interface LedgerRow {
  recipient: string;
  name: string;
  people: string[];
  progress: Progress;
  at: string | null;
  way: KnownWay | null;
  by: string | null;
  radio: boolean;
  phones: Contact[];
  devices: DeviceView[];
  team: TeamMemberView[];
}
/**
 * How far it got to one device of one person.
 */
export interface DeviceView {
  person: string;
  device: string;
  delivered_at: string | null;
  painted_at: string | null;
  push_failed_at: string | null;
}
/**
 * How far it got to one person of a school's team: without any open screen, not at all. ``phone``: of the contact of that name.
 */
export interface TeamMemberView {
  name: string;
  progress: Progress;
  at: string | null;
  phone: string | null;
}
/**
 * An order room by room: ``had`` of ``asked`` have it, shown on a screen there or answered by the room itself.
 *
 * ``empty`` rooms, where nobody has a class, are not asked.
 */
export interface RoomsReachedView {
  asked: number;
  had: number;
  empty: number;
  without: RoomWithoutView[];
}
/**
 * A room that is not known to have an order. ``people`` empty: nobody is rostered there. ``at``: when it was sent there.
 */
export interface RoomWithoutView {
  room: string;
  progress: Progress;
  at: string | null;
  people: RoomPersonReachView[];
}
/**
 * Somebody whose device is in a room. ``phone``: of the contact or team member of that name.
 */
export interface RoomPersonReachView {
  name: string;
  phone: string | null;
}
/**
 * ``result`` of a command over the websocket.
 */
export interface Saved {
  outcome: "saved";
  id: string;
  at: string;
  duplicate: boolean;
  refs: {
    [k: string]: unknown;
  };
  warnings: string[];
  receipt?: string;
  seq?: number;
  type: "result";
}
/**
 * ``result`` of a command over the websocket.
 */
export interface Refused {
  outcome: "refused";
  id?: string;
  code: string;
  message: string;
  field?: string;
  current?: {
    [k: string]: unknown;
  };
  type: "result";
}
/**
 * ``result`` of a command over the websocket.
 */
export interface NotSaved {
  outcome: "not_saved";
  id: string;
  code: string;
  message: string;
  type: "result";
}
/**
 * ``result`` of a command over the websocket.
 */
export interface Unknown {
  outcome: "unknown";
  id: string;
  retry: "same id";
  message: string;
  journalled: boolean;
  type: "result";
}
/**
 * A message could not be used. The link stays.
 */
export interface ErrorMessage {
  type: "error";
  code: string;
  message: string;
  field?: string;
}
/**
 * Each second: the link lives, and these are the numbers of the last frames. ``head``: the first 16 hex digits of
 * the chain's hash at exactly ``seq``.
 */
export interface Beat {
  type: "beat";
  at: string;
  db: "ok" | "slow" | "down";
  seq?: number;
  head?: string;
  parts: {
    [k: string]: number;
  };
}
/**
 * The server is about to close the link. ``retry_after_ms`` None: do not come back with this session.
 */
export interface Bye {
  type: "bye";
  code: string;
  reason: string;
  retry_after_ms: number | null;
}
/**
 * The first message, within five seconds.
 */
export interface Hello {
  type: "hello";
  protocol: number;
  log?: string | null;
  since?: Since | null;
  device_time?: string | null;
}
/**
 * Where the client left off: the epoch and the highest ``seq`` that a frame, snapshot or beat named.
 */
export interface Since {
  epoch: string;
  seq: number;
}
/**
 * A frame has been painted on a visible page.
 */
export interface Seen {
  type: "seen";
  part: string;
  n: number;
}
/**
 * The client lives.
 */
export interface ClientBeat {
  type: "beat";
}
/**
 * Something of this part was missed: send it whole.
 */
export interface Resync {
  type: "resync";
  part: string;
}
/**
 * The same over the websocket.
 */
export interface Position {
  at: string;
  lat_e7: number;
  lon_e7: number;
  accuracy_m?: number | null;
  heading_deg?: number | null;
  speed_kmh?: number | null;
  battery_pct?: number | null;
  type: "position";
}
/**
 * Take over reference data: what is new or changed becomes an event, what is the same does not.
 */
export interface DefineRosterCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "DefineRoster";
  /**
   * @minItems 0
   * @maxItems 500
   */
  agencies?: AgencyInput[];
  /**
   * @minItems 0
   * @maxItems 2000
   */
  sites?: SiteInput[];
  /**
   * @minItems 0
   * @maxItems 2000
   */
  units?: UnitInput[];
  /**
   * @minItems 0
   * @maxItems 50
   */
  positions?: DeskPositionInput[];
  aliases?: AliasInput[] | null;
  /**
   * @minItems 0
   * @maxItems 5000
   */
  devices?: DeviceInput[];
  /**
   * @minItems 0
   * @maxItems 2000
   */
  teams?: SrtTeamInput[];
  decisions?: MatrixRowInput[] | null;
}
/**
 * A partner or the district itself. ``phone`` is its dispatch line, ``channel`` where it is raised on the radio.
 */
export interface AgencyInput {
  code: string;
  name: string;
  agency_kind: AgencyKind;
  phone?: string;
  channel?: string;
}
/**
 * A school or other site. Resolves to exactly one law, fire and PSAP agency; a wrong PSAP costs a transfer.
 */
export interface SiteInput {
  code: string;
  name: string;
  level?: SiteLevel;
  address?: string;
  lat_e7: number;
  lon_e7: number;
  law?: string | null;
  fire?: string | null;
  psap?: string | null;
  /**
   * @minItems 0
   * @maxItems 20
   */
  sros?: string[];
  /**
   * @minItems 0
   * @maxItems 50
   */
  csos?: string[];
  /**
   * @minItems 0
   * @maxItems 50
   */
  contacts?: ContactInput[];
  students?: number;
  staff?: number;
  sector?: string;
  /**
   * @minItems 0
   * @maxItems 20
   */
  aliases?: string[];
  /**
   * @minItems 0
   * @maxItems 100
   */
  buildings?: BuildingInput[];
  /**
   * @minItems 0
   * @maxItems 1000
   */
  rooms?: RoomInput[];
  /**
   * @minItems 0
   * @maxItems 200
   */
  premise?: PremiseItemInput[];
  /**
   * @minItems 0
   * @maxItems 50
   */
  floors?: FloorInput[];
}
/**
 * Somebody to call at a site. The desk and assigned units see it.
 *
 * ``role`` is what one is called for (principal, facilities, nurse); ``deputy`` 0 is who is called first, 1 the first deputy.
 */
export interface ContactInput {
  name: string;
  title: string;
  phone: string;
  role?: string;
  deputy?: number;
}
/**
 * A building of a site, with the zones a Hold can be limited to.
 */
export interface BuildingInput {
  code: string;
  name: string;
  /**
   * @minItems 0
   * @maxItems 50
   */
  zones?: string[];
}
/**
 * A room of a site: what a Lockdown release goes through, door by door.
 */
export interface RoomInput {
  code: string;
  name: string;
  building: string;
  zone?: string | null;
}
/**
 * One thing at a site: what it is, where, and what else one should know.
 */
export interface PremiseItemInput {
  item_kind: PremiseKind;
  what: string;
  where?: string;
  note?: string;
  room?: string | null;
}
/**
 * One floor of a building. ``level`` 0 is the ground floor.
 */
export interface FloorInput {
  building: string;
  level: number;
  name: string;
  /**
   * @minItems 0
   * @maxItems 1000
   */
  shapes?: FloorShapeInput[];
}
/**
 * A polygon of a floor: points as lon, lat, lon, lat …, not closed. A door is one point.
 */
export interface FloorShapeInput {
  shape_kind: ShapeKind;
  code?: string | null;
  label?: string;
  /**
   * @minItems 2
   * @maxItems 400
   */
  points: number[];
}
/**
 * A unit of the roster: call sign, kind, agency, home and what it can do. What it is doing is state, not roster.
 */
export interface UnitInput {
  code: string;
  unit_kind: UnitKind;
  agency: string;
  name?: string;
  home_site?: string | null;
  sector?: string;
  /**
   * @minItems 0
   * @maxItems 20
   */
  capabilities?: string[];
  phone?: string;
}
/**
 * A dispatch position: a seat at the desk, whoever sits there and with however many screens.
 *
 * ``order`` says who is rung first; ``sector`` whose calls ring here first; ``supervisor`` is who is rung when the desk is silent.
 */
export interface DeskPositionInput {
  code: string;
  name: string;
  order?: number;
  sector?: string;
  supervisor?: boolean;
}
/**
 * What this district says for something of the command line: a ten-code, an old word, a school's own word for an action.
 *
 * ``means`` is what it stands for, as it would be typed (``OS``, ``PA LOCK``); ``asks`` is the question to ask back because the word
 * means more than one thing. One of the two is given.
 */
export interface AliasInput {
  said: string;
  means?: string | null;
  asks?: string | null;
}
/**
 * A panic device of the roster. ``vendor`` names who supervises it, and whose key may sign for it.
 *
 * ``silence_hours``: after so long without any sign of it the desk is told; 0: nobody waits for it. ``name`` says what it is called, not
 * who wears it: this stays in the log for ever.
 */
export interface DeviceInput {
  code: string;
  device_kind: DeviceKind;
  site: string;
  building?: string | null;
  floor?: string;
  room?: string | null;
  name?: string;
  vendor?: string;
  silence_hours?: number;
  in_service?: boolean;
}
/**
 * The team of a site. The roles stand in the order of rank: who is in charge first.
 */
export interface SrtTeamInput {
  site: string;
  /**
   * @minItems 0
   * @maxItems 10
   */
  seats?: SrtSeatInput[];
}
/**
 * A role of a school's team and those meant for it: the default holder, then the deputies in their order.
 */
export interface SrtSeatInput {
  role: SrtRole;
  /**
   * @minItems 1
   * @maxItems 3
   */
  people: SrtPersonInput[];
}
/**
 * Somebody of a school who is meant for a role.
 */
export interface SrtPersonInput {
  name: string;
  title?: string;
  phone?: string;
}
/**
 * One decision: who may make it, by who is in command; who is asked before, and who is told.
 *
 * ``needed``: while one of these orders is in force somebody must decide it, and until then it is on the open list.
 */
export interface MatrixRowInput {
  code: string;
  label: string;
  question: string;
  /**
   * @minItems 0
   * @maxItems 7
   */
  school: Party[];
  /**
   * @minItems 0
   * @maxItems 7
   */
  law: Party[];
  /**
   * @minItems 0
   * @maxItems 7
   */
  fire: Party[];
  /**
   * @minItems 0
   * @maxItems 7
   */
  unified: Party[];
  /**
   * @minItems 0
   * @maxItems 7
   */
  consult?: Party[];
  /**
   * @minItems 0
   * @maxItems 7
   */
  tell?: Party[];
  /**
   * @minItems 0
   * @maxItems 5
   */
  needed?: ActionType[];
}
/**
 * District-wide: no drill may start while something real is going on (or may again).
 */
export interface SuspendDrillsCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "SuspendDrills";
  suspended: boolean;
  reason?: string | null;
}
/**
 * I sit at this position now. Whoever sat there is relieved; the position I had before is free.
 */
export interface TakePositionCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "TakePosition";
  position: string;
}
/**
 * Nobody sits at this position now.
 */
export interface LeavePositionCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "LeavePosition";
  position: string;
}
/**
 * Something at a site is broken and must be put right: a door that does not lock, an AED that is empty.
 */
export interface OpenWorkOrderCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "OpenWorkOrder";
  site: string;
  text: string;
  text_class?: TextClass;
  source?: WorkOrderSource;
  building?: string | null;
  room?: string | null;
  due?: string | null;
}
/**
 * It has been put right.
 */
export interface CloseWorkOrderCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "CloseWorkOrder";
  order: string;
  text?: string | null;
}
/**
 * Enter a call for service. Place is a site (then building, zone or room) or words and coordinates.
 *
 * ``distinct`` says that the caller has looked at the possible duplicates and this is another matter.
 */
export interface CreateCallCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "CreateCall";
  call_type: string;
  source?: CallSource;
  priority?: Priority | null;
  mode?: Mode | null;
  site?: string | null;
  building?: string | null;
  zone?: string | null;
  room?: string | null;
  address?: string | null;
  lat_e7?: number | null;
  lon_e7?: number | null;
  caller?: string | null;
  callback?: string | null;
  text?: string | null;
  text_class?: TextClass;
  t_event?: string | null;
  t_ring?: string | null;
  scheduled_for?: string | null;
  distinct?: boolean;
}
/**
 * One more report of a call that is already entered; its place and reporter are kept beside the others.
 *
 * ``site`` is where this report came from when that is another site than the call's.
 */
export interface AddReportCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "AddReport";
  call: string;
  source: CallSource;
  site?: string | null;
  building?: string | null;
  zone?: string | null;
  room?: string | null;
  address?: string | null;
  lat_e7?: number | null;
  lon_e7?: number | null;
  caller?: string | null;
  callback?: string | null;
  text?: string | null;
  text_class?: TextClass;
}
/**
 * Change what is known of a call. Two people can edit it: needs ``expect`` with the call's version.
 */
export interface UpdateCallCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "UpdateCall";
  call: string;
  call_type?: string | null;
  priority?: Priority | null;
  site?: string | null;
  building?: string | null;
  zone?: string | null;
  room?: string | null;
  address?: string | null;
  lat_e7?: number | null;
  lon_e7?: number | null;
  caller?: string | null;
  callback?: string | null;
}
/**
 * Put a pending call aside until a time; it comes back by itself.
 */
export interface HoldCallCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "HoldCall";
  call: string;
  until: string;
  reason?: string | null;
}
/**
 * Take a held or scheduled call back to pending.
 */
export interface ResumeCallCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "ResumeCall";
  call: string;
}
/**
 * The PSAP has confirmed that it has the call.
 */
export interface NotifyPsapCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "NotifyPsap";
  call: string;
  agency?: string | null;
  text?: string | null;
}
/**
 * I work this call: its owner is whoever took it last. Nobody is asked, so that a call is never left without one.
 */
export interface TakeCallCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "TakeCall";
  call: string;
}
/**
 * Some reports of a call are another matter: a new call is made of them. ``reports`` counts them from 0, as the call has them.
 *
 * The old call keeps all of its lines, and its reports too, with a mark which call they belong to now.
 */
export interface SplitCallCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "SplitCall";
  call: string;
  /**
   * @minItems 1
   * @maxItems 200
   */
  reports: number[];
  call_type?: string | null;
  priority?: Priority | null;
  text?: string | null;
}
/**
 * End a pending call without units: cancelled (by caller or PSAP) or referred to somebody else.
 */
export interface EndCallCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "EndCall";
  call: string;
  end: CallEnd;
  referred_to?: string | null;
  text?: string | null;
}
/**
 * Say how two calls belong together, or that they no longer do.
 */
export interface LinkCallsCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "LinkCalls";
  call: string;
  other: string;
  link: LinkKind;
}
/**
 * This call is a duplicate: it stays readable, its reports join ``into``.
 */
export interface MergeCallCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "MergeCall";
  call: string;
  into: string;
}
/**
 * Close a call with its disposition. P1, P2 and anything with a protective action need an outcome.
 */
export interface CloseCallCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "CloseCall";
  call: string;
  disposition: string;
  secondary?: string | null;
  outcome?: string | null;
}
/**
 * Open a closed call again.
 */
export interface ReopenCallCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "ReopenCall";
  call: string;
  reason: string;
}
/**
 * Write a line in the log, about a call, a site, a unit or nothing in particular.
 */
export interface AddNoteCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "AddNote";
  text: string;
  text_class?: TextClass;
  call?: string | null;
  site?: string | null;
  unit?: string | null;
}
/**
 * Log a radio transmission.
 */
export interface LogRadioCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "LogRadio";
  text: string;
  text_class?: TextClass;
  unit?: string | null;
  to?: string | null;
  channel?: string | null;
  verbatim?: boolean;
  call?: string | null;
  site?: string | null;
}
/**
 * Correct or complete a line by a new one. The old one stays readable, one step away.
 */
export interface CorrectLineCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "CorrectLine";
  line: string;
  text: string;
  reason: string;
}
/**
 * Send units to a call. A unit on another call is stacked behind it, or pulled off it with ``preempt``.
 */
export interface AssignUnitsCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "AssignUnits";
  call: string;
  /**
   * @minItems 1
   * @maxItems 100
   */
  units: string[];
  priority?: Priority | null;
  status?: UnitStatus;
  preempt?: boolean;
}
/**
 * A unit is done with its call. With a disposition the last unit's clearing closes the call.
 */
export interface ClearUnitCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "ClearUnit";
  unit: string;
  disposition?: string | null;
  outcome?: string | null;
}
/**
 * A unit's status. Touches the assignment that the unit is on, and no other.
 */
export interface SetUnitStatusCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "SetUnitStatus";
  unit: string;
  status: UnitStatus;
  call?: string | null;
  site?: string | null;
  text?: string | null;
  members?: string[] | null;
}
/**
 * The unit answered its status check: its timer starts anew.
 */
export interface ResetCheckCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "ResetCheck";
  unit: string;
  minutes?: number | null;
}
/**
 * PAR: every unit on the call is asked, and each answers for itself.
 */
export interface StartRollCallCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "StartRollCall";
  call: string;
  cause?: RollCallCause;
}
/**
 * One unit has answered the roll call of its call. An answer to its status check as well.
 */
export interface AnswerRollCallCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "AnswerRollCall";
  call: string;
  unit: string;
  text?: string | null;
}
/**
 * End a roll call although units have not answered, with the reason.
 */
export interface EndRollCallCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "EndRollCall";
  call: string;
  reason: string;
}
/**
 * Emergency traffic only: everybody else keeps off the channel until it is lifted.
 */
export interface HoldTrafficCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "HoldTraffic";
  channel?: string | null;
  unit?: string | null;
  reason?: string | null;
}
/**
 * The channel is free for everybody again.
 */
export interface ReleaseTrafficCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "ReleaseTraffic";
}
/**
 * Officer emergency. Never blocked, never needs anything but the unit.
 */
export interface DeclareEmergencyCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "DeclareEmergency";
  unit: string;
  source?: EmergencySource;
  lat_e7?: number | null;
  lon_e7?: number | null;
  accuracy_m?: number | null;
  position_at?: string | null;
  text?: string | null;
}
/**
 * End an officer emergency: only from the desk, with how and by whom it was confirmed.
 */
export interface ClearEmergencyCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "ClearEmergency";
  unit: string;
  confirmed_how: Confirmation;
  confirmed_by: string;
  code_word_given: boolean;
  status?: UnitStatus;
}
/**
 * Order a protective action. Site and type are enough; everything else is asked once it is live.
 */
export interface StartActionCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "StartAction";
  /**
   * @minItems 1
   * @maxItems 500
   */
  sites: string[];
  action_type: ActionType;
  mode?: Mode;
  source?: ActionSource;
  call?: string | null;
  /**
   * @minItems 0
   * @maxItems 100
   */
  zones?: string[];
  /**
   * @minItems 0
   * @maxItems 500
   */
  rooms?: string[];
  entry_mode?: EntryMode | null;
  hazard?: Hazard | null;
  police_led?: boolean;
  strategy?: string | null;
  location?: string | null;
  area?: string | null;
  reason?: string | null;
  authority?: string | null;
}
/**
 * Change the parameters of an action in force.
 */
export interface ChangeActionCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "ChangeAction";
  action: string;
  entry_mode?: EntryMode | null;
  hazard?: Hazard | null;
  strategy?: string | null;
  location?: string | null;
  area?: string | null;
  reason?: string | null;
}
/**
 * The order has been announced or heard at the site.
 */
export interface AnnounceActionCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "AnnounceAction";
  action: string;
  announced_by?: string | null;
  text?: string | null;
}
/**
 * Release a Hold, Secure, Evacuate or Shelter. Names the releaser, and for a Secure who confirmed.
 */
export interface ReleaseActionCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "ReleaseAction";
  action: string;
  released_by: string;
  confirmed_by?: string | null;
  confirmed_agency?: string | null;
  text?: string | null;
}
/**
 * First of two people: the threat is over, by whose authority; opens nothing yet.
 */
export interface RequestLockdownReleaseCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "RequestLockdownRelease";
  action: string;
  authority: string;
  confirmed_agency?: string | null;
}
/**
 * Second person: the release may begin. Opens the room board; the Lockdown stays in force until the last door.
 */
export interface ConfirmLockdownReleaseCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "ConfirmLockdownRelease";
  action: string;
}
/**
 * State of a room on the release board. The last RELEASED ends the Lockdown.
 */
export interface MarkRoomCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "MarkRoom";
  action: string;
  room: string;
  state: RoomClear;
}
/**
 * Incident command ends a Lockdown although rooms are left, with a written reason.
 */
export interface OverrideLockdownReleaseCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "OverrideLockdownRelease";
  action: string;
  commander: string;
  reason: string;
}
/**
 * The action was entered in error: only its starter, only while nobody at the site has announced or heard it.
 */
export interface EndActionInErrorCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "EndActionInError";
  action: string;
  reason: string;
  called_back: string;
}
/**
 * REAL EMERGENCY: ends the drill and starts the actual action, in one keystroke.
 */
export interface MakeRealCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "MakeReal";
  action: string;
}
/**
 * A panic press. Never refused for what it lacks; presses from one building gather in one call, every place kept.
 */
export interface RaisePanicCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "RaisePanic";
  site: string;
  level?: PanicLevel;
  source?: CallSource;
  building?: string | null;
  zone?: string | null;
  room?: string | null;
  device?: string | null;
  text?: string | null;
  test?: boolean;
}
/**
 * Write to units, kinds of units, sectors, sites, positions of the desk, the whole desk, or everybody (all-call).
 *
 * A ``template`` of the protective actions brings the protocol's words, which must stand in the text unchanged. Units and sites
 * write to the desk only.
 */
export interface SendMessageCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "SendMessage";
  text: string;
  text_class?: TextClass;
  /**
   * @minItems 0
   * @maxItems 500
   */
  units?: string[];
  /**
   * @minItems 0
   * @maxItems 8
   */
  unit_kinds?: UnitKind[];
  /**
   * @minItems 0
   * @maxItems 50
   */
  sectors?: string[];
  /**
   * @minItems 0
   * @maxItems 500
   */
  sites?: string[];
  /**
   * @minItems 0
   * @maxItems 50
   */
  positions?: string[];
  desk?: boolean;
  everyone?: boolean;
  critical?: boolean;
  template?: string | null;
  call?: string | null;
  reply_to?: string | null;
}
/**
 * I know it: a protective action, an officer emergency, a message. Counts for the sender's unit, site or desk.
 */
export interface AcknowledgeNoticeCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "AcknowledgeNotice";
  notice: string;
}
/**
 * The desk has reached somebody whose screen is silent another way; ``spoken_to`` names who answered.
 */
export interface RecordReachedCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "RecordReached";
  notice: string;
  recipient: string;
  way: ReachWay;
  spoken_to?: string | null;
}
/**
 * A person has seen this alarm.
 */
export interface AcknowledgeAlarmCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "AcknowledgeAlarm";
  alarm: string;
}
/**
 * Put a file to a call. Its bytes were sent before, by the same person; ``text_class`` is that of the file and its name.
 */
export interface AttachFileCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "AttachFile";
  call: string;
  sha256: string;
  name?: string | null;
  text_class?: TextClass;
}
/**
 * Look out for somebody or something. It always ends: after 72 hours, a standing order after 30 days, unless said otherwise.
 *
 * ``units`` empty: all units. ``text_class`` is that of the reason; a site's team never reads the reason.
 */
export interface IssueBoloCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "IssueBolo";
  category: BoloCategory;
  reason: string;
  text_class?: TextClass;
  subject?: string | null;
  vehicle?: VehicleSaidInput | null;
  last_seen_at?: string | null;
  last_seen_site?: string | null;
  last_seen?: string | null;
  direction?: string | null;
  /**
   * @minItems 0
   * @maxItems 4
   */
  cautions?: Caution[];
  handling?: Handling;
  agency?: string | null;
  contact?: string | null;
  /**
   * @minItems 0
   * @maxItems 2000
   */
  sites?: string[];
  /**
   * @minItems 0
   * @maxItems 2000
   */
  units?: string[];
  /**
   * @minItems 0
   * @maxItems 100
   */
  agencies?: string[];
  call?: string | null;
  effective?: string | null;
  expires?: string | null;
}
/**
 * A vehicle, as somebody describes it. Empty: not known.
 */
export interface VehicleSaidInput {
  plate?: string;
  state?: string;
  make?: string;
  model?: string;
  colour?: string;
}
/**
 * Approve a BOLO anew: it holds until then, 30 days from now at most.
 */
export interface ExtendBoloCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "ExtendBolo";
  bolo: string;
  expires: string;
  reason: string;
}
/**
 * Nobody needs to look any more.
 */
export interface CancelBoloCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "CancelBolo";
  bolo: string;
  reason: string;
}
/**
 * A unit or a site's team has read it; the desk may say so for them (heard on the radio).
 */
export interface AcknowledgeBoloCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "AcknowledgeBolo";
  bolo: string;
  unit?: string | null;
  site?: string | null;
}
/**
 * Show whom or what to look for; the newest photo is the one shown. Its bytes were sent before, by the same person.
 */
export interface AttachBoloPhotoCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "AttachBoloPhoto";
  bolo: string;
  sha256: string;
}
/**
 * Something that the desk should know today, or, carried forward, until somebody clears it.
 */
export interface WriteShiftEntryCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "WriteShiftEntry";
  category: ShiftCategory;
  text: string;
  text_class?: TextClass;
  carry_forward?: boolean;
  site?: string | null;
  unit?: string | null;
  call?: string | null;
}
/**
 * An entry need not be carried forward any more.
 */
export interface ClearShiftEntryCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "ClearShiftEntry";
  entry: string;
}
/**
 * Make the checklist from what is true now. It replaces one of mine that I have not signed.
 */
export interface PrepareHandoverCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "PrepareHandover";
}
/**
 * I have gone through it: every topic that has something. A checklist older than a quarter of an hour is made anew.
 */
export interface SignHandoverCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "SignHandover";
  handover: string;
  /**
   * @minItems 0
   * @maxItems 20
   */
  checked?: Topic[];
  note?: string | null;
}
/**
 * Read and understood: I have the desk.
 */
export interface AcceptHandoverCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "AcceptHandover";
  handover: string;
}
/**
 * I leave my position, nobody relieves me, and this is why. Never refused for that; the supervisor is alarmed.
 */
export interface LeaveUnrelievedCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "LeaveUnrelieved";
  position: string;
  reason: string;
}
/**
 * I am in this unit now. It goes on duty if it was not; whatever unit I was in before, I leave.
 *
 * ``capabilities`` empty: what the roster says. ``equipment`` empty: not looked at. ``faults``: what is wrong with it.
 * ``ready`` false: logged on, and not to be sent yet.
 */
export interface SignOnCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "SignOn";
  unit: string;
  shift: DutyShift;
  vehicle?: string | null;
  /**
   * @minItems 0
   * @maxItems 8
   */
  partners?: string[];
  /**
   * @minItems 0
   * @maxItems 20
   */
  capabilities?: string[];
  /**
   * @minItems 0
   * @maxItems 20
   */
  equipment?: EquipmentMarkInput[];
  faults?: string | null;
  ready?: boolean;
}
/**
 * One piece as it was found.
 */
export interface EquipmentMarkInput {
  item: Equipment;
  ok: boolean;
}
/**
 * My shift is over. With the last of its crew the unit goes off duty. The desk names the person, or nobody for the whole unit.
 */
export interface SignOffCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "SignOff";
  unit: string;
  person?: string | null;
}
/**
 * Answers to what one is asked after a press: safe, medical help needed, how many people, where. What is left out stays as it was.
 *
 * ``panic`` is the id of the command that was the press.
 */
export interface AnswerPanicCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "AnswerPanic";
  site: string;
  panic: string;
  safe?: boolean | null;
  medical?: boolean | null;
  people?: number | null;
  building?: string | null;
  zone?: string | null;
  room?: string | null;
}
/**
 * Its sender says that a press was a mistake. It is recorded; the desk alone ends what came of the press.
 */
export interface WithdrawPanicCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "WithdrawPanic";
  site: string;
  panic: string;
}
/**
 * Somebody holds a role from now on. Without ``name`` its sender; whoever held it before holds it no longer.
 */
export interface TakeSrtRoleCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "TakeSrtRole";
  site: string;
  role: SrtRole;
  name?: string | null;
}
/**
 * Its holder gives a role to somebody by name; the desk may say so for them (heard on the radio).
 */
export interface PassSrtRoleCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "PassSrtRole";
  site: string;
  role: SrtRole;
  to: string;
}
/**
 * Its holder gives a role up, to nobody.
 */
export interface LeaveSrtRoleCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "LeaveSrtRole";
  site: string;
  role: SrtRole;
}
/**
 * Somebody who is meant for a role is not there, or is there again.
 */
export interface MarkSrtAwayCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "MarkSrtAway";
  site: string;
  name: string;
  away?: boolean;
}
/**
 * A line of a role's card is done in this action, or was ticked by mistake.
 */
export interface TickSrtItemCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "TickSrtItem";
  site: string;
  action: string;
  role: SrtRole;
  item: string;
  done?: boolean;
}
/**
 * A device, or all devices of a site, is tested for so long: presses are logged as TEST, answered, and ring nowhere.
 */
export interface OpenTestWindowCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "OpenTestWindow";
  site: string;
  minutes: number;
  device?: string | null;
  reason?: string | null;
}
/**
 * The test is over: from here on every press is real.
 */
export interface EndTestWindowCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "EndTestWindow";
  window: string;
}
/**
 * How it is in a room. From the room itself, or on somebody's word (``word_of``) by telephone, radio or in person.
 *
 * ``under`` is the action that the sender saw: a report that waited for the network is of that one.
 * Names or numbers may be given, or both.
 */
export interface ReportRoomCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "ReportRoom";
  site: string;
  room: string;
  status: RoomStatus;
  /**
   * @minItems 0
   * @maxItems 200
   */
  missing?: string[];
  missing_count?: number | null;
  /**
   * @minItems 0
   * @maxItems 200
   */
  extra?: string[];
  extra_count?: number | null;
  /**
   * @minItems 0
   * @maxItems 4
   */
  injured?: HurtInput[];
  note?: string | null;
  way?: ReportWay;
  word_of?: string | null;
  under?: string | null;
}
/**
 * So many people of one severity.
 */
export interface HurtInput {
  severity: Severity;
  count: number;
}
/**
 * This device is in that room now: what reaches it has reached the room.
 */
export interface TakeRoomCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "TakeRoom";
  site: string;
  room: string;
}
/**
 * A person confirms what became of somebody on a room's list.
 *
 * ``match``: the person of the other list, or the entry of the day, that he is. A death names who of law enforcement confirmed it.
 */
export interface SetPersonStatusCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "SetPersonStatus";
  site: string;
  room: string;
  person: string;
  status: PersonStatus;
  found_in?: string | null;
  match?: string | null;
  confirmed_by?: string | null;
  confirmed_agency?: string | null;
}
/**
 * Who is absent, left early, on a trip, standing in or visiting. The same day adds, another day begins a new list.
 */
export interface ListPeopleCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "ListPeople";
  site: string;
  day: string;
  /**
   * @minItems 0
   * @maxItems 2000
   */
  entries: DayEntrySaidInput[];
  replace?: boolean;
}
/**
 * Somebody on the list of the day, as a school gives it. ``note``: which trip, who fetched them, for whom they stand in.
 */
export interface DayEntrySaidInput {
  name: string;
  away: Away;
  room?: string | null;
  note?: string;
}
/**
 * Somebody stands on the list of the day and should not: he came after all, or it was a mistake.
 */
export interface StrikeFromListCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "StrikeFromList";
  site: string;
  entry: string;
}
/**
 * The lists of a day of several schools, as a file has them: all of them or none. ``add``: beside what stands there for that day.
 */
export interface ListDayCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "ListDay";
  day: string;
  /**
   * @minItems 1
   * @maxItems 2000
   */
  schools: SchoolDayInput[];
  add?: boolean;
}
/**
 * A school's list of one day.
 */
export interface SchoolDayInput {
  site: string;
  /**
   * @minItems 0
   * @maxItems 2000
   */
  entries: DayEntrySaidInput[];
}
/**
 * Data of students was shown to somebody outside the district: to whom, what, on what basis, and who decided it.
 */
export interface RecordDisclosureCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "RecordDisclosure";
  site: string;
  basis: Basis;
  requester: string;
  agency?: string | null;
  /**
   * @minItems 1
   * @maxItems 20
   */
  fields: DisclosedField[];
  decided_by: string;
  threat?: string | null;
}
/**
 * Make a call an incident, by hand. Without a name it is called after its site.
 */
export interface PromoteCallCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "PromoteCall";
  call: string;
  name?: string | null;
}
/**
 * A call belongs to an incident.
 */
export interface JoinIncidentCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "JoinIncident";
  incident: string;
  call: string;
}
/**
 * Set an incident's name, complexity or operational period (24 hours at most).
 */
export interface ChangeIncidentCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "ChangeIncident";
  incident: string;
  name?: string | null;
  complexity?: Complexity | null;
  period_from?: string | null;
  period_to?: string | null;
  reason?: string | null;
}
/**
 * The incident is over, with its calls and without a commander.
 */
export interface CloseIncidentCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "CloseIncident";
  incident: string;
  outcome?: string | null;
}
/**
 * Somebody is in command by name, at a command post that is said on the air. Of an incident, a call, or a site's call.
 */
export interface EstablishCommandCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "EstablishCommand";
  name: string;
  agency: string;
  title: string;
  post: string;
  post_site?: string | null;
  how?: SaidHow;
  said_by?: string | null;
  unit?: string | null;
  person?: string | null;
  incident?: string | null;
  call?: string | null;
  site?: string | null;
}
/**
 * Command is to go to somebody else, now or at an agreed time. Takes effect when both have confirmed.
 *
 * From their own phone: whoever is in command gives it, and has confirmed by that; or somebody asks for it, and says why.
 */
export interface OfferTransferCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "OfferTransfer";
  incident: string;
  name: string;
  agency: string;
  title: string;
  unit?: string | null;
  person?: string | null;
  effective_at?: string | null;
  reason?: string | null;
  site?: string | null;
}
/**
 * One side confirms. The incoming has been briefed, and says so.
 */
export interface ConfirmTransferCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "ConfirmTransfer";
  incident: string;
  side: TransferSide;
  how: SaidHow;
  said_by?: string | null;
  briefed?: boolean;
  site?: string | null;
}
/**
 * It does not come to a transfer.
 */
export interface CancelTransferCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "CancelTransfer";
  incident: string;
  reason?: string | null;
}
/**
 * Somebody takes command because the outgoing can't confirm: the incoming says why, the dispatcher confirms by voice.
 */
export interface AssumeCommandCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "AssumeCommand";
  incident: string;
  name: string;
  agency: string;
  title: string;
  reason: string;
  how: SaidHow;
  said_by?: string | null;
  unit?: string | null;
  person?: string | null;
}
/**
 * Somebody with the say agrees to a command that was assumed.
 */
export interface RatifyCommandCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "RatifyCommand";
  incident: string;
  said_by: string;
  how?: SaidHow;
}
/**
 * Command is over. Not while a protective action is in force.
 */
export interface TerminateCommandCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "TerminateCommand";
  incident: string;
  how?: SaidHow;
  said_by?: string | null;
  text?: string | null;
  site?: string | null;
}
/**
 * Somebody stands for an agency in unified command. ``how``: they have confirmed it in this way; None: not yet.
 */
export interface AddUnifiedMemberCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "AddUnifiedMember";
  incident: string;
  name: string;
  agency: string;
  title: string;
  authority: string;
  unit?: string | null;
  person?: string | null;
  how?: SaidHow | null;
  said_by?: string | null;
}
/**
 * A member confirms; with the second, unified command is formed.
 */
export interface ConfirmUnifiedMemberCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "ConfirmUnifiedMember";
  incident: string;
  member: string;
  how: SaidHow;
  said_by?: string | null;
}
/**
 * A member leaves unified command.
 */
export interface LeaveUnifiedCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "LeaveUnified";
  incident: string;
  member: string;
  how?: SaidHow;
  said_by?: string | null;
  reason?: string | null;
}
/**
 * Who is in command says that they command alone for all agencies on scene, and why. A further agency is asked about anew.
 */
export interface KeepSingleCommandCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "KeepSingleCommand";
  incident: string;
  reason: string;
  how?: SaidHow;
  said_by?: string | null;
}
/**
 * What command has agreed on. What is not given stays as it was; an empty list clears one.
 */
export interface PlanCommandCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "PlanCommand";
  incident: string;
  post?: string | null;
  post_site?: string | null;
  priorities?: string[] | null;
  channels?: string | null;
  next_meeting?: string | null;
  spokesperson?: string | null;
  operations?: string | null;
}
/**
 * Something must be decided. Without a type it is one that the matrix does not list.
 *
 * ``asker``: the partner agency that proposes it, with what could be done and why. Whoever sits at a seat proposes for their own; the
 * desk enters what it heard. A proposal decides nothing.
 */
export interface RaiseQuestionCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "RaiseQuestion";
  incident: string;
  question?: string | null;
  decision_type?: string | null;
  site?: string | null;
  asker?: string | null;
  /**
   * @minItems 0
   * @maxItems 10
   */
  options?: string[];
  rationale?: string | null;
}
/**
 * Somebody decided. Recorded whoever it was: what does not fit the matrix is flagged, never refused.
 *
 * ``answers``: the question it decides; ``supersedes``: the decision that stands no longer by it.
 */
export interface RecordDecisionCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "RecordDecision";
  incident: string;
  text: string;
  name: string;
  title: string;
  agency: string;
  unit?: string | null;
  how?: SaidHow;
  said_by?: string | null;
  site?: string | null;
  decision_type?: string | null;
  question?: string | null;
  /**
   * @minItems 0
   * @maxItems 10
   */
  options?: string[];
  rationale?: string | null;
  known?: string | null;
  authority?: string | null;
  dissent?: string | null;
  review_at?: string | null;
  answers?: string | null;
  supersedes?: string | null;
}
/**
 * A question needs no decision any more, or a decision is reversed without another in its place.
 */
export interface WithdrawDecisionCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "WithdrawDecision";
  incident: string;
  decision: string;
  reason: string;
}
/**
 * A party that had to be consulted or told knows the decision.
 */
export interface AcknowledgeDecisionCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "AcknowledgeDecision";
  incident: string;
  decision: string;
  party: Party;
  how?: SaidHow;
  said_by?: string | null;
  site?: string | null;
}
/**
 * A critical fact: shots, victims, a call from inside. Command must acknowledge it.
 */
export interface RecordFactCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "RecordFact";
  incident: string;
  fact_kind: FactKind;
  text: string;
  count?: number | null;
  site?: string | null;
  room?: string | null;
  source?: string | null;
}
/**
 * Command knows it: said by whoever is in command, or heard from them.
 */
export interface AcknowledgeFactCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "AcknowledgeFact";
  incident: string;
  fact: string;
  how?: SaidHow;
  said_by?: string | null;
  site?: string | null;
}
/**
 * It is true no longer.
 */
export interface EndFactCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "EndFact";
  incident: string;
  fact: string;
  reason: string;
}
/**
 * Command has looked again at what is known and at what it does; the clock of re-assessment begins anew.
 */
export interface ReassessCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "Reassess";
  incident: string;
  text?: string | null;
  how?: SaidHow;
  said_by?: string | null;
}
/**
 * Somebody holds a function of the organisation, or is its deputy. Who held it before is relieved by it.
 */
export interface AssignFunctionCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "AssignFunction";
  incident: string;
  role: IcsRole;
  name: string;
  title: string;
  agency: string;
  unit?: string | null;
  deputy?: boolean;
  how?: SaidHow;
  said_by?: string | null;
}
/**
 * Nobody holds a function any more; it falls to the next above.
 */
export interface RelieveFunctionCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "RelieveFunction";
  incident: string;
  role: IcsRole;
  deputy?: boolean;
  reason?: string | null;
}
/**
 * Command wants to reach this.
 */
export interface SetObjectiveCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "SetObjective";
  incident: string;
  text: string;
  how?: SaidHow;
  said_by?: string | null;
}
/**
 * An objective is met, or no longer one.
 */
export interface EndObjectiveCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "EndObjective";
  incident: string;
  objective: string;
  met: boolean;
  how?: SaidHow;
  said_by?: string | null;
}
/**
 * The incident needs something. ``owner`` follows it up. ``asker``: the partner agency that asks; ``agency``: whom it is asked of.
 */
export interface RequestResourceCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "RequestResource";
  incident: string;
  what: string;
  count?: number;
  agency?: string | null;
  owner?: string | null;
  due?: string | null;
  asker?: string | null;
  resource_kind?: ResourceKind | null;
  where?: string | null;
  how?: SaidHow;
  said_by?: string | null;
  site?: string | null;
}
/**
 * What was asked for has got further, or somebody else follows it up.
 */
export interface MoveRequestCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "MoveRequest";
  incident: string;
  request: string;
  status?: RequestStatus | null;
  owner?: string | null;
  agency?: string | null;
  due?: string | null;
  note?: string | null;
}
/**
 * Somebody has arrived. Who was not sent for goes to staging.
 *
 * ``departed_from``, ``departed_at``, ``travel``: where they left, when, and in what.
 */
export interface CheckInResourceCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "CheckInResource";
  incident: string;
  name: string;
  agency: string;
  resource: string;
  unit?: string | null;
  people?: number;
  sent_for?: boolean;
  assignment?: string | null;
  contact?: string | null;
  qualifications?: string | null;
  departed_from?: string | null;
  departed_at?: string | null;
  travel?: string | null;
  how?: SaidHow;
  said_by?: string | null;
}
/**
 * A unit that nobody sent says that it is at a site with an incident. It goes to staging there, and is shown the incident.
 */
export interface StageUnitCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "StageUnit";
  unit: string;
  site: string;
  people?: number;
}
/**
 * Somebody who is checked in is assigned, stages, rests or has left.
 */
export interface MoveCheckInCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "MoveCheckIn";
  incident: string;
  check_in: string;
  status: CheckInStatus;
  assignment?: string | null;
}
/**
 * Command says it once: contained, threat neutralised, fire under control.
 */
export interface MarkBenchmarkCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "MarkBenchmark";
  incident: string;
  benchmark: Benchmark;
  how?: SaidHow;
  said_by?: string | null;
}
/**
 * How many patients there are of each severity, now. Counts only.
 */
export interface CountPatientsCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "CountPatients";
  incident: string;
  red: number;
  yellow: number;
  green: number;
  black: number;
  how?: SaidHow;
  said_by?: string | null;
}
/**
 * PAR of an agency, or of a group of the organisation: so many people, so many of them missing.
 */
export interface ReportHeadCountCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "ReportHeadCount";
  incident: string;
  agency: string;
  people: number;
  missing?: number;
  role?: IcsRole | null;
  how?: SaidHow;
  said_by?: string | null;
}
/**
 * PAR of the whole incident: every agency that is there, every group, and by roll call every unit of ours is asked.
 */
export interface StartParCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "StartPar";
  incident: string;
}
/**
 * Share more of an incident with an agency, from now and for so many hours. Data of students goes with who decided it and why.
 */
export interface ShareIncidentCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "ShareIncident";
  incident: string;
  agency: string;
  /**
   * @minItems 1
   * @maxItems 4
   */
  share: ShareClass[];
  hours?: number | null;
  basis?: Basis | null;
  requester?: string | null;
  decided_by?: string | null;
  threat?: string | null;
}
/**
 * Share this no more. Without what is operational nothing is left, and the seat ends.
 */
export interface UnshareIncidentCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "UnshareIncident";
  incident: string;
  agency: string;
  /**
   * @minItems 1
   * @maxItems 4
   */
  share: ShareClass[];
  reason?: string | null;
}
/**
 * Somebody of an agency may come in without an account, for so many hours. The link and the code are made apart.
 */
export interface InviteGuestCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "InviteGuest";
  incident: string;
  agency: string;
  name: string;
  title: string;
  hours?: number;
}
/**
 * A guest may not come in any more, and is sent away if he is in.
 */
export interface RevokeGuestCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "RevokeGuest";
  incident: string;
  guest: string;
  reason?: string | null;
}
/**
 * Write into the log that is shared with every agency at an incident. ``asks``: each is to say that it has read it.
 */
export interface ShareLineCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "ShareLine";
  incident: string;
  tag: LineTag;
  text: string;
  text_class?: TextClass;
  asks?: boolean;
}
/**
 * An agency has read a line. ``agency`` is given by the desk, which heard it from ``said_by``.
 */
export interface AcknowledgeSharedCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "AcknowledgeShared";
  incident: string;
  line: string;
  agency?: string | null;
  said_by?: string | null;
}
/**
 * A unit of another agency is at the incident, or on its way. ``agency`` is given by the desk; ``site``: one of the incident's.
 */
export interface AddPartnerUnitCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "AddPartnerUnit";
  incident: string;
  name: string;
  what?: string;
  status?: UnitStatus;
  agency?: string | null;
  site?: string | null;
}
/**
 * What a partner's unit does now, and at which of the incident's sites; available means that it has left.
 */
export interface SetPartnerUnitCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "SetPartnerUnit";
  incident: string;
  unit_id: string;
  status: UnitStatus;
  site?: string | null;
}
/**
 * An answer to a point of the list. It changes neither priority nor response.
 */
export interface VerifyThreatCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "VerifyThreat";
  call: string;
  point: VerifyPoint;
  finding: Finding;
  note?: string | null;
}
/**
 * There is a wall display of this name. The code with which the device is let in is made apart.
 */
export interface AddWallCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "AddWall";
  name: string;
  show?: WallShow;
  incident?: string | null;
}
/**
 * What a wall display shows from now on.
 */
export interface SetWallCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "SetWall";
  wall: string;
  show: WallShow;
  incident?: string | null;
}
/**
 * A wall display shows nothing any more, and its device is let in no more.
 */
export interface EndWallCommand {
  type?: "command";
  id: string;
  log?: string | null;
  occurred_at?: string | null;
  expect?: {
    [k: string]: number;
  };
  valid_until?: string | null;
  kind: "EndWall";
  wall: string;
  reason?: string | null;
}
