"""The shapes of everything in websocket messages and HTTP bodies, except commands (see ``command_models``).

Plain typed dictionaries, encoded as they stand; schema, browser types and contract tests come from them. ``NotRequired``: not for all.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal, NotRequired

from pydantic import AwareDatetime, ConfigDict, Field, StringConstraints, with_config
from typing_extensions import TypedDict

from dispatch.domain.actor import Role
from dispatch.domain.lens import conduct_views as conduct
from dispatch.domain.lens.crew_views import CrewView
from dispatch.domain.lens.device_views import PanicDeviceView, PressView, TestWindowView
from dispatch.domain.lens.incident_views import InChargeView, IncidentView
from dispatch.domain.lens.notice_views import LedgerView, MessageView, NoticeView
from dispatch.domain.lens.panic_views import AppPanicView
from dispatch.domain.lens.srt_views import SrtView
from dispatch.domain.lens.views import (
    AccountingView,
    ActionTextView,
    ActionView,
    AgencyView,
    AlarmView,
    AssignmentView,
    BoloAckView,
    BoloView,
    CallView,
    DayListView,
    DeskPositionView,
    DistrictView,
    HandoverView,
    HeadlineView,
    LineView,
    MatchesView,
    PlanView,
    PositionView,
    PremiseView,
    RollCallView,
    RoomNamesView,
    RoomView,
    ShiftEntryView,
    SiteView,
    TimerView,
    UnitView,
    UnsavedView,
    WorkOrderView,
)
from dispatch.domain.recommend import Recommendation as Recommendation
from dispatch.web.seat_messages import SeatCollections
from dispatch.web.wall_collections import WallCollections

PROTOCOL = 1
"""Raised when an older browser can no longer take part; the one before is served for one release."""


class Collections(SeatCollections, WallCollections, total=False):
    """Records by collection."""

    district: list[DistrictView]
    agencies: list[AgencyView]
    sites: list[SiteView]
    premises: list[PremiseView]
    plans: list[PlanView]
    units: list[UnitView]
    me: list[UnitView]
    calls: list[CallView]
    headlines: list[HeadlineView]
    assignments: list[AssignmentView]
    actions: list[ActionView]
    action_texts: list[ActionTextView]
    alarms: list[AlarmView]
    timers: list[TimerView]
    work_orders: list[WorkOrderView]
    roll_calls: list[RollCallView]
    bolos: list[BoloView]
    bolo_acks: list[BoloAckView]
    desk_positions: list[DeskPositionView]
    shift_entries: list[ShiftEntryView]
    handovers: list[HandoverView]
    messages: list[MessageView]
    notices: list[NoticeView]
    devices: list[PanicDeviceView]
    presses: list[PressView]
    test_windows: list[TestWindowView]
    crews: list[CrewView]
    incidents: list[IncidentView]
    in_charge: list[InChargeView]
    decisions: list[conduct.DecisionView]
    facts: list[conduct.FactView]
    functions: list[conduct.FunctionView]
    objectives: list[conduct.ObjectiveView]
    requests: list[conduct.RequestView]
    check_ins: list[conduct.CheckInView]
    patients: list[conduct.PatientsView]
    panics: list[AppPanicView]
    srt: list[SrtView]
    accountings: list[AccountingView]
    rooms: list[RoomView]
    room_names: list[RoomNamesView]
    matches: list[MatchesView]
    day_lists: list[DayListView]
    unsaved: list[UnsavedView]


# --- from the server -------------------------------------------------------------------------------------


class Welcome(TypedDict):
    """Answer to ``hello``: the parts of this person's lens, each with the number of its last frame here."""

    type: Literal["welcome"]
    protocol: int
    epoch: str
    log: str
    parts: dict[str, int]
    mode: Literal["snapshot", "resume"]
    beat_ms: int
    stale_ms: int
    server_time: datetime


class Snapshot(TypedDict):
    """Everything of one part, as of ``n``. Replaces what that part gave before."""

    type: Literal["snapshot"]
    part: str
    n: int
    seq: NotRequired[int]
    state: Collections


class Frame(TypedDict):
    """What changed in one part: records as they now are, ids that left it, and the log lines it may read."""

    type: Literal["frame"]
    part: str
    n: int
    seq: NotRequired[int]
    at: datetime | None
    upserts: Collections
    removed: dict[str, list[str]]
    lines: list[LineView]


class Drop(TypedDict):
    """This part is no longer yours: forget all that it gave."""

    type: Literal["drop"]
    part: str


class Positions(TypedDict):
    """Where units last were. Latest wins; never numbered, never resent."""

    type: Literal["positions"]
    part: str
    items: list[PositionView]


class Ledgers(TypedDict):
    """Who knows which notice, for desk and auditor. The latest of a notice wins; never numbered, never resent."""

    type: Literal["ledgers"]
    part: str
    items: list[LedgerView]


class SavedBody(TypedDict):
    """The command is in the log, durably."""

    outcome: Literal["saved"]
    id: str
    at: datetime
    duplicate: bool
    refs: dict[str, Any]
    warnings: list[str]
    receipt: NotRequired[str]
    seq: NotRequired[int]


class RefusedBody(TypedDict):
    """The command was not done, why, and what is true instead. Nothing was changed."""

    outcome: Literal["refused"]
    id: NotRequired[str]
    code: str
    message: str
    field: NotRequired[str]
    current: NotRequired[dict[str, Any]]


class NotSavedBody(TypedDict):
    """The log could not be written. Nothing was changed; the same id may be sent again."""

    outcome: Literal["not_saved"]
    id: str
    code: str
    message: str


class UnknownBody(TypedDict):
    """Not known yet whether it was written. Send it again with the same id: the answer will be the true one."""

    outcome: Literal["unknown"]
    id: str
    retry: Literal["same id"]
    message: str
    journalled: bool


class Saved(SavedBody):
    """``result`` of a command over the websocket."""

    type: Literal["result"]


class Refused(RefusedBody):
    """``result`` of a command over the websocket."""

    type: Literal["result"]


class NotSaved(NotSavedBody):
    """``result`` of a command over the websocket."""

    type: Literal["result"]


class Unknown(UnknownBody):
    """``result`` of a command over the websocket."""

    type: Literal["result"]


class ErrorMessage(TypedDict):
    """A message could not be used. The link stays."""

    type: Literal["error"]
    code: str
    message: str
    field: NotRequired[str]


class Beat(TypedDict):
    """Each second: the link lives, and these are the numbers of the last frames. ``head``: the first 16 hex digits of
    the chain's hash at exactly ``seq``.
    """

    type: Literal["beat"]
    at: datetime
    db: Literal["ok", "slow", "down"]
    seq: NotRequired[int]
    head: NotRequired[str]
    parts: dict[str, int]


class Bye(TypedDict):
    """The server is about to close the link. ``retry_after_ms`` None: do not come back with this session."""

    type: Literal["bye"]
    code: str
    reason: str
    retry_after_ms: int | None


Result = Saved | Refused | NotSaved | Unknown
ServerMessage = (
    Welcome
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
    | Bye
)

# --- from the client -------------------------------------------------------------------------------------

_STRICT = ConfigDict(extra="forbid", strict=True)

PartName = Annotated[str, StringConstraints(min_length=1, max_length=128)]
FrameNumber = Annotated[int, Field(ge=0, le=2**53)]


@with_config(_STRICT)
class Since(TypedDict):
    """Where the client left off: the epoch and the highest ``seq`` that a frame, snapshot or beat named."""

    epoch: Annotated[str, StringConstraints(min_length=1, max_length=128)]
    seq: FrameNumber


@with_config(_STRICT)
class Hello(TypedDict):
    """The first message, within five seconds."""

    type: Literal["hello"]
    protocol: Annotated[int, Field(ge=0, le=1_000_000)]
    log: NotRequired[Annotated[str, StringConstraints(min_length=1, max_length=64)] | None]
    since: NotRequired[Since | None]
    device_time: NotRequired[AwareDatetime | None]
    """What the device's own clock shows: one that is wrong by more than two minutes is not believed about when something happened."""


@with_config(_STRICT)
class Seen(TypedDict):
    """A frame has been painted on a visible page."""

    type: Literal["seen"]
    part: PartName
    n: FrameNumber


@with_config(_STRICT)
class ClientBeat(TypedDict):
    """The client lives."""

    type: Literal["beat"]


@with_config(_STRICT)
class Resync(TypedDict):
    """Something of this part was missed: send it whole."""

    type: Literal["resync"]
    part: PartName


@with_config(_STRICT)
class PositionBody(TypedDict):
    """Where the sender's own unit is, by its device."""

    at: datetime
    lat_e7: Annotated[int, Field(ge=-900_000_000, le=900_000_000)]
    lon_e7: Annotated[int, Field(ge=-1_800_000_000, le=1_800_000_000)]
    accuracy_m: NotRequired[Annotated[int, Field(ge=0, le=100_000)] | None]
    heading_deg: NotRequired[Annotated[int, Field(ge=0, le=359)] | None]
    speed_kmh: NotRequired[Annotated[int, Field(ge=0, le=1_000)] | None]
    battery_pct: NotRequired[Annotated[int, Field(ge=0, le=100)] | None]


class TrackerAnswer(TypedDict):
    """How many positions of a tracker were taken, and what is wrong with the others."""

    taken: int
    message: str


@with_config(_STRICT)
class Position(PositionBody):
    """The same over the websocket."""

    type: Literal["position"]


# --- HTTP bodies -----------------------------------------------------------------------------------------


@with_config(_STRICT)
class SignIn(TypedDict):
    """Who signs in. ``position`` names the console or device and is copied into every event."""

    username: Annotated[str, StringConstraints(min_length=1, max_length=128)]
    password: Annotated[str, StringConstraints(min_length=1, max_length=1024)]
    position: NotRequired[Annotated[str, StringConstraints(max_length=32)]]


class Session(TypedDict):
    """Who I am, what my lens has and which commands my role may give."""

    person: str
    username: str
    name: str
    role: Role
    agency: str
    unit: str | None
    site: str | None
    position: str
    log: str
    parts: list[str]
    permissions: list[str]
    expires_at: datetime
    page: str
    demo: bool


class StateBody(TypedDict):
    """The caller's whole snapshot."""

    seq: NotRequired[int]
    state: Collections


class LogBody(TypedDict):
    """Log lines in order: the newest without ``after``, from the first on with an empty one.

    ``next`` is the cursor behind them; asked again with it, what follows comes.
    """

    lines: list[LineView]
    next: str | None


class HistoryBody(TypedDict):
    """Calls that were looked for, newest first: the live record where there is one, otherwise that of history.

    ``next``: there are more; ask again with it as ``after``. ``complete`` false: history is still being made, and calls may
    be missing. ``oldest``: when the first call was opened that the reader may find; told with the first page.
    """

    calls: list[CallView | HeadlineView]
    next: str | None
    complete: bool
    oldest: datetime | None


class CallReport(TypedDict):
    """All that the reader may see of one call. ``head``: the hash of the log's last event when it was made.

    ``lines`` are those of the call and of all that were merged into it or split from it, in the order of time; ``number`` says of which.
    """

    call: CallView | HeadlineView
    assignments: list[AssignmentView]
    actions: list[ActionView]
    lines: list[LineView]
    made_at: datetime
    head: str


class CallsList(TypedDict):
    """A list of calls, newest first. ``complete`` false: ``missing`` says what is not in it, and why."""

    calls: list[CallView | HeadlineView]
    complete: bool
    missing: str | None
    head: str | None


@with_config(_STRICT)
class TokenRequest(TypedDict):
    """A name for a new API token, so that its owner knows later what it was for."""

    name: Annotated[str, StringConstraints(min_length=1, max_length=64)]
    days: NotRequired[Annotated[int, Field(ge=1, le=366)]]


class TokenInfo(TypedDict):
    """One API token, without the token."""

    id: str
    name: str
    created_at: datetime
    expires_at: datetime
    last_seen: datetime | None


class TokenCreated(TokenInfo):
    """A new token: the only time that it is shown."""

    token: str


class Health(TypedDict):
    """``reasons`` is empty when ready."""

    ready: bool
    reasons: list[str]
