"""What may be asked of protective actions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from dispatch.domain.catalog.modes import Mode
from dispatch.domain.catalog.protective_actions import ActionType, EntryMode, Hazard, RoomClear
from dispatch.domain.catalog.sources import CallSource
from dispatch.domain.limits import Code, Id, Items, LongText, ShortText
from dispatch.domain.vocabulary import ActionSource, PanicLevel


@dataclass(frozen=True, slots=True, kw_only=True)
class StartAction:
    """Order a protective action. Site and type are enough; everything else is asked once it is live."""

    kind: ClassVar[str] = "StartAction"
    sites: Annotated[tuple[Code, ...], Items(500, least=1)]
    type: ActionType
    mode: Mode = Mode.ACTUAL
    source: ActionSource = ActionSource.CONSOLE
    call: Id | None = None
    zones: Annotated[tuple[Code, ...], Items(100)] = ()
    rooms: Annotated[tuple[Code, ...], Items(500)] = ()
    entry_mode: EntryMode | None = None
    hazard: Hazard | None = None
    police_led: bool = False
    strategy: ShortText | None = None
    location: ShortText | None = None
    area: ShortText | None = None
    reason: ShortText | None = None
    authority: ShortText | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeAction:
    """Change the parameters of an action in force."""

    kind: ClassVar[str] = "ChangeAction"
    action: Id
    entry_mode: EntryMode | None = None
    hazard: Hazard | None = None
    strategy: ShortText | None = None
    location: ShortText | None = None
    area: ShortText | None = None
    reason: ShortText | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnounceAction:
    """The order has been announced or heard at the site."""

    kind: ClassVar[str] = "AnnounceAction"
    action: Id
    announced_by: ShortText | None = None
    text: LongText | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseAction:
    """Release a Hold, Secure, Evacuate or Shelter. Names the releaser, and for a Secure who confirmed."""

    kind: ClassVar[str] = "ReleaseAction"
    action: Id
    released_by: ShortText
    confirmed_by: ShortText | None = None
    confirmed_agency: Code | None = None
    text: LongText | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestLockdownRelease:
    """First of two people: the threat is over, by whose authority; opens nothing yet."""

    kind: ClassVar[str] = "RequestLockdownRelease"
    action: Id
    authority: ShortText
    confirmed_agency: Code | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmLockdownRelease:
    """Second person: the release may begin. Opens the room board; the Lockdown stays in force until the last door."""

    kind: ClassVar[str] = "ConfirmLockdownRelease"
    action: Id


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkRoom:
    """State of a room on the release board. The last RELEASED ends the Lockdown."""

    kind: ClassVar[str] = "MarkRoom"
    action: Id
    room: Code
    state: RoomClear


@dataclass(frozen=True, slots=True, kw_only=True)
class OverrideLockdownRelease:
    """Incident command ends a Lockdown although rooms are left, with a written reason."""

    kind: ClassVar[str] = "OverrideLockdownRelease"
    action: Id
    commander: ShortText
    reason: LongText


@dataclass(frozen=True, slots=True, kw_only=True)
class EndActionInError:
    """The action was entered in error: only its starter, only while nobody at the site has announced or heard it."""

    kind: ClassVar[str] = "EndActionInError"
    action: Id
    reason: LongText
    called_back: ShortText


@dataclass(frozen=True, slots=True, kw_only=True)
class MakeReal:
    """REAL EMERGENCY: ends the drill and starts the actual action, in one keystroke."""

    kind: ClassVar[str] = "MakeReal"
    action: Id


@dataclass(frozen=True, slots=True, kw_only=True)
class RaisePanic:
    """A panic press. Never refused for what it lacks; presses from one building gather in one call, every place kept."""

    kind: ClassVar[str] = "RaisePanic"
    site: Code
    level: PanicLevel = PanicLevel.LOCKDOWN
    source: CallSource = CallSource.PANIC_APP
    building: Code | None = None
    zone: Code | None = None
    room: Code | None = None
    device: ShortText | None = None
    text: LongText | None = None
    test: bool = False


ActionCommand = (
    StartAction
    | ChangeAction
    | AnnounceAction
    | ReleaseAction
    | RequestLockdownRelease
    | ConfirmLockdownRelease
    | MarkRoom
    | OverrideLockdownRelease
    | EndActionInError
    | MakeReal
    | RaisePanic
)
