"""What happened to protective actions, and the presses that raised them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from dispatch.domain.catalog.modes import Mode
from dispatch.domain.catalog.protective_actions import ActionType, EntryMode, Hazard, ReleaseMethod, RoomClear
from dispatch.domain.catalog.sources import CallSource
from dispatch.domain.records import Place
from dispatch.domain.text import Secret
from dispatch.domain.vocabulary import ActionEnd, ActionSource, PanicLevel


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionStarted:
    """A protective action was ordered at a site. ``zones`` and ``rooms`` empty: the whole site."""

    kind: ClassVar[str] = "ActionStarted"
    version: ClassVar[int] = 1
    action: str
    site: str
    type: ActionType
    mode: Mode
    source: ActionSource
    call: str | None
    number: str | None
    zones: tuple[str, ...]
    rooms: tuple[str, ...]
    entry_mode: EntryMode | None
    hazard: Hazard | None
    police_led: bool
    strategy: Secret | None
    location: Secret | None
    area: Secret | None
    reason: Secret | None
    authority: str | None
    replaces_drill: str | None
    warning: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionRepeated:
    """The same order came again while it was in force. Nothing changed; somebody else asked for it too."""

    kind: ClassVar[str] = "ActionRepeated"
    version: ClassVar[int] = 1
    action: str
    site: str
    type: ActionType
    mode: Mode
    source: ActionSource


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionChanged:
    """Parameters of an action in force changed; a field that is None stayed as it was."""

    kind: ClassVar[str] = "ActionChanged"
    version: ClassVar[int] = 1
    action: str
    site: str
    type: ActionType
    mode: Mode
    entry_mode: EntryMode | None
    hazard: Hazard | None
    strategy: Secret | None
    location: Secret | None
    area: Secret | None
    reason: Secret | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionAnnounced:
    """The order was announced or heard at the site."""

    kind: ClassVar[str] = "ActionAnnounced"
    version: ClassVar[int] = 1
    action: str
    site: str
    type: ActionType
    mode: Mode
    announced_by: str
    text: Secret | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseRequested:
    """First of two people asked for the release of a Lockdown."""

    kind: ClassVar[str] = "ReleaseRequested"
    version: ClassVar[int] = 1
    action: str
    site: str
    mode: Mode
    authority: str
    confirmed_agency: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseBegun:
    """A second person confirmed: the room board is open, with these doors on it. The Lockdown is still in force."""

    kind: ClassVar[str] = "ReleaseBegun"
    version: ClassVar[int] = 1
    action: str
    site: str
    mode: Mode
    doors: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomMarked:
    """A door on the release board changed its state."""

    kind: ClassVar[str] = "RoomMarked"
    version: ClassVar[int] = 1
    action: str
    site: str
    mode: Mode
    room: str
    state: RoomClear
    left: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionEnded:
    """A protective action is over: how, by whose word, and by what method it was told."""

    kind: ClassVar[str] = "ActionEnded"
    version: ClassVar[int] = 1
    action: str
    site: str
    type: ActionType
    mode: Mode
    end: ActionEnd
    method: ReleaseMethod | None
    released_by: str | None
    confirmed_by: str | None
    confirmed_agency: str | None
    superseded_by: str | None
    called_back: str | None
    reason: Secret | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PanicRaised:
    """A panic press arrived. ``call`` is the call in which presses from this building gather."""

    kind: ClassVar[str] = "PanicRaised"
    version: ClassVar[int] = 1
    site: str
    call: str
    number: str
    level: PanicLevel
    place: Place
    source: CallSource
    device: str | None
    test: bool


ActionEvent = (
    ActionStarted
    | ActionRepeated
    | ActionChanged
    | ActionAnnounced
    | ReleaseRequested
    | ReleaseBegun
    | RoomMarked
    | ActionEnded
    | PanicRaised
)
