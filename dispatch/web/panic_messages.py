"""HTTP bodies of the intake of panic devices.

What comes in is described here and read leniently elsewhere (``links/panic``): a field that will not do is named in the answer, and the
press goes on without it.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal, NotRequired

from pydantic import AwareDatetime, Field, StringConstraints
from typing_extensions import TypedDict

from dispatch.domain.devices import AlarmCategory, DeviceKind, PressTrust
from dispatch.domain.vocabulary import PanicLevel

_Text = Annotated[str, StringConstraints(max_length=200)]
_DeviceId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.:-]{0,63}$")]
_Percent = Annotated[int, Field(ge=0, le=100)]


class PanelAlarm(TypedDict):
    """What an alarm panel says, in the words of ASAP. ``location``: commercial or residential; ``zone``: the sensor."""

    category: AlarmCategory
    response: NotRequired[_Text]
    location: NotRequired[_Text]
    event_id: NotRequired[_Text]
    zone: NotRequired[_Text]
    description: NotRequired[_Text]
    callback: NotRequired[_Text]
    permit: NotRequired[_Text]


class PressBody(TypedDict):
    """One press of a panic device, or one alarm of a panel. The header Dispatch-Signature signs these bytes.

    ``counter`` grows with each press; ``ts_device`` is when it was pressed, the same however often it is sent; ``ts_gateway`` when it was
    passed on. Without a level ``press_count`` decides: eight and more ask for a Lockdown, fewer for staff help.
    """

    device_id: _DeviceId
    counter: NotRequired[Annotated[int, Field(ge=0)]]
    ts_device: NotRequired[AwareDatetime]
    ts_gateway: NotRequired[AwareDatetime]
    alert_level: NotRequired[PanicLevel]
    press_count: NotRequired[Annotated[int, Field(ge=0)]]
    holder: NotRequired[_Text]
    site: NotRequired[_Text]
    building: NotRequired[_Text]
    floor: NotRequired[_Text]
    room: NotRequired[_Text]
    zone: NotRequired[_Text]
    x: NotRequired[float]
    y: NotRequired[float]
    lat: NotRequired[Annotated[float, Field(ge=-90, le=90)]]
    lon: NotRequired[Annotated[float, Field(ge=-180, le=180)]]
    battery: NotRequired[_Percent]
    signal: NotRequired[int]
    test_mode: NotRequired[bool]
    device_kind: NotRequired[DeviceKind]
    vendor: NotRequired[_Text]
    alarm: NotRequired[PanelAlarm]


class FieldMistake(TypedDict):
    """A field that could not be used, and why. An empty ``field`` is the body as a whole."""

    field: str
    message: str


class PressAnswerBody(TypedDict):
    """What became of a press.

    ``saved``: it is in the log. ``duplicate``: it was there already. ``unsaved``: the log cannot be written; it is on disk and on the
    consoles, and will be saved. ``gathered``: very many come in; it is shown with others of its building within a second or two.
    ``not_saved``: send it again, unchanged. ``refused``: neither a device nor a place can be made out.
    """

    outcome: Literal["saved", "duplicate", "unsaved", "gathered", "not_saved", "refused"]
    received_at: datetime
    trust: PressTrust | None
    test: bool
    id: NotRequired[str]
    number: NotRequired[str]
    message: NotRequired[str]
    warnings: list[str]
    problems: list[FieldMistake]


class HeartbeatOf(TypedDict):
    """One device's sign of life."""

    device_id: _DeviceId
    battery: NotRequired[_Percent]


class HeartbeatBody(TypedDict):
    """A sign of life of one device, or of all ``devices`` of a vendor, signed like a press. ``sent_at`` is by the sender's clock."""

    sent_at: AwareDatetime
    device_id: NotRequired[_DeviceId]
    battery: NotRequired[_Percent]
    vendor: NotRequired[_Text]
    devices: NotRequired[Annotated[list[HeartbeatOf], Field(max_length=1000)]]


class HeartbeatAnswerBody(TypedDict):
    """How many signs of life were taken."""

    heard: int
    problems: list[FieldMistake]


class DeviceInfo(TypedDict):
    """A panic device, well or not. ``heard_at``: its last sign that was written down; not each one is.

    ``silence_hours`` 0: nobody waits for a sign of it.
    """

    id: str
    device_kind: DeviceKind
    name: str
    vendor: str
    site: str
    building: str | None
    floor: str
    room: str | None
    in_service: bool
    has_key: bool
    battery: int | None
    low: bool
    heard_at: datetime
    silent_since: datetime | None
    silence_hours: int


class DevicesBody(TypedDict):
    """All panic devices, or those of a site, by site."""

    devices: list[DeviceInfo]


class AlarmUpdate(TypedDict):
    """What became of a call that a device raised, in the steps of ASAP. A time that is not there: not yet.

    ``cleared``: all units have left and how it ended is not said yet. ``closed``: ``disposition`` says how it ended.
    """

    device_id: str
    number: str
    status: Literal["accepted", "dispatched", "en_route", "on_scene", "cleared", "closed"]
    received_at: datetime
    dispatched_at: NotRequired[datetime]
    en_route_at: NotRequired[datetime]
    arrived_at: NotRequired[datetime]
    closed_at: NotRequired[datetime]
    disposition: NotRequired[str]
    disposition_label: NotRequired[str]
    apco: NotRequired[str]
    """The disposition's two digits of APCO ANS 1.111.2-2018."""


class StatusAnswerBody(TypedDict):
    """Calls of the last hours that the devices raised with verified presses, the newest first."""

    updates: list[AlarmUpdate]
    problems: list[FieldMistake]
