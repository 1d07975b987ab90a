"""The field's terms and codes as one JSON object for the browser, so that no screen writes them again."""

from __future__ import annotations

from dataclasses import fields
from enum import Enum
from typing import Any, get_args, get_type_hints

from typing_extensions import TypedDict

from dispatch.domain.actor import Role
from dispatch.domain.bolos import BoloCategory, Caution, Handling
from dispatch.domain.catalog.dispositions import DISPOSITIONS
from dispatch.domain.catalog.incident_types import INCIDENT_TYPES
from dispatch.domain.catalog.message_templates import MESSAGE_TEMPLATES
from dispatch.domain.catalog.modes import Mode
from dispatch.domain.catalog.protective_actions import (
    ACTIONS,
    NOT_SRP,
    STRATEGIES,
    ActionType,
    EntryMode,
    Hazard,
    ReleaseMethod,
    RoomClear,
)
from dispatch.domain.catalog.sources import PANIC_SOURCES, CallSource
from dispatch.domain.catalog.unit_statuses import (
    CHECKED,
    LEGAL,
    ON_CALL,
    STATUS_INFO,
    Availability,
    UnitStatus,
)
from dispatch.domain.commands import Command
from dispatch.domain.limits import Limit
from dispatch.domain.premise import PremiseKind
from dispatch.domain.rooms import (
    ROOM_STATUSES,
    Away,
    Card,
    Need,
    PersonStatus,
    ReportWay,
    RoomStatus,
    Severity,
)
from dispatch.domain.rules.messages import KIND_WORDS
from dispatch.domain.shifts import ShiftCategory, Topic
from dispatch.domain.text import TextClass
from dispatch.domain.vocabulary import (
    ENDED,
    WAITING,
    ActionSource,
    CallEnd,
    CallStatus,
    Confirmation,
    EmergencySource,
    LinkKind,
    PanicLevel,
    ReachWay,
    WorkOrderSource,
)


class CatalogIncidentType(TypedDict):
    """One type of call."""

    code: str
    label: str
    priority: int
    family: str
    units: list[str]
    action: ActionType | None
    alt_action: ActionType | None
    prompt: str | None
    restricted: bool
    opens_case: bool
    multi_site: bool
    mode: Mode | None
    hazard: Hazard | None


class CatalogDisposition(TypedDict):
    """One way for a call to end."""

    code: str
    label: str
    apco: str


class CatalogUnitStatus(TypedDict):
    """One unit status. ``legal``: what may follow it; ``on_call``: part of the work on an assignment."""

    code: UnitStatus
    label: str
    group: str
    primary: Availability
    ten_code: str | None
    legal: list[UnitStatus]
    on_call: bool
    checked: bool


class CatalogAction(TypedDict):
    """One protective action, in the protocol's exact words. ``rank``: worst is highest."""

    type: ActionType
    term: str
    directive: str
    letter: str
    rank: int
    start_phrase: str
    release_phrase: str | None
    used_when: str
    release_method: ReleaseMethod
    may_release: str
    students: list[str]
    adults: list[str]


class CatalogSource(TypedDict):
    """One way for a call to reach the desk."""

    code: CallSource
    panic: bool


class CatalogMessageTemplate(TypedDict):
    """A message to begin with. ``action``: its words are the protocol's."""

    id: str
    label: str
    text: str
    critical: bool
    action: ActionType | None


class CatalogRoomStatus(TypedDict):
    """What a room may report: its card, what it needs besides, and its place with the worst first."""

    code: RoomStatus
    label: str
    card: Card
    rank: int
    needs: list[Need]


class Catalog(TypedDict):
    """Everything of the catalog that a screen needs."""

    incident_types: list[CatalogIncidentType]
    dispositions: list[CatalogDisposition]
    unit_statuses: list[CatalogUnitStatus]
    actions: list[CatalogAction]
    limits: dict[str, dict[str, int]]
    """Of each kind of command, how many characters its texts may have."""
    strategies: dict[str, str]
    not_srp: dict[str, str]
    sources: list[CatalogSource]
    action_sources: list[ActionSource]
    modes: list[Mode]
    hazards: list[Hazard]
    entry_modes: list[EntryMode]
    room_states: list[RoomClear]
    room_statuses: list[CatalogRoomStatus]
    person_statuses: list[PersonStatus]
    severities: list[Severity]
    report_ways: list[ReportWay]
    away: list[Away]
    call_statuses: list[CallStatus]
    call_statuses_waiting: list[CallStatus]
    call_statuses_ended: list[CallStatus]
    call_ends: list[CallEnd]
    link_kinds: list[LinkKind]
    confirmations: list[Confirmation]
    emergency_sources: list[EmergencySource]
    panic_levels: list[PanicLevel]
    text_classes: list[TextClass]
    premise_kinds: list[PremiseKind]
    work_order_sources: list[WorkOrderSource]
    bolo_categories: list[BoloCategory]
    bolo_cautions: list[Caution]
    bolo_handlings: list[Handling]
    shift_categories: list[ShiftCategory]
    handover_topics: list[Topic]
    message_templates: list[CatalogMessageTemplate]
    unit_groups: dict[str, str]
    reach_ways: list[ReachWay]
    roles: list[Role]


def catalog() -> Catalog:
    """The whole catalog, in the order that screens show it."""
    return {
        "incident_types": _incident_types(),
        "dispositions": [
            {"code": one.code, "label": one.label, "apco": one.apco} for one in DISPOSITIONS.values()
        ],
        "unit_statuses": _unit_statuses(),
        "actions": _actions(),
        "limits": _limits(),
        "strategies": {hazard.value: strategy for hazard, strategy in STRATEGIES.items()},
        "not_srp": dict(NOT_SRP),
        "sources": [{"code": one, "panic": one in PANIC_SOURCES} for one in CallSource],
        "action_sources": list(ActionSource),
        "modes": list(Mode),
        "hazards": list(Hazard),
        "entry_modes": list(EntryMode),
        "room_states": list(RoomClear),
        "room_statuses": [
            {
                "code": code,
                "label": info.label,
                "card": info.card,
                "rank": info.rank,
                "needs": list(info.needs),
            }
            for code, info in ROOM_STATUSES.items()
        ],
        "person_statuses": list(PersonStatus),
        "severities": list(Severity),
        "report_ways": list(ReportWay),
        "away": list(Away),
        "call_statuses": list(CallStatus),
        "call_statuses_waiting": _ordered(WAITING),
        "call_statuses_ended": _ordered(ENDED),
        "call_ends": list(CallEnd),
        "link_kinds": list(LinkKind),
        "confirmations": list(Confirmation),
        "emergency_sources": list(EmergencySource),
        "panic_levels": list(PanicLevel),
        "text_classes": list(TextClass),
        "premise_kinds": list(PremiseKind),
        "work_order_sources": list(WorkOrderSource),
        "bolo_categories": list(BoloCategory),
        "bolo_cautions": list(Caution),
        "bolo_handlings": list(Handling),
        "shift_categories": list(ShiftCategory),
        "handover_topics": list(Topic),
        "message_templates": _message_templates(),
        "unit_groups": {kind.value: said for kind, said in KIND_WORDS.items()},
        "reach_ways": list(ReachWay),
        "roles": [role for role in Role if role is not Role.SYSTEM],
    }


def _unit_statuses() -> list[CatalogUnitStatus]:
    return [
        {
            "code": code,
            "label": info.label,
            "group": info.group,
            "primary": info.primary,
            "ten_code": info.ten_code,
            "legal": _ordered(LEGAL[code]),
            "on_call": code in ON_CALL,
            "checked": code in CHECKED,
        }
        for code, info in STATUS_INFO.items()
    ]


def _message_templates() -> list[CatalogMessageTemplate]:
    return [
        {
            "id": one.id,
            "label": one.label,
            "text": one.text,
            "critical": one.critical,
            "action": one.action,
        }
        for one in MESSAGE_TEMPLATES.values()
    ]


def _incident_types() -> list[CatalogIncidentType]:
    return [
        {
            "code": one.code,
            "label": one.label,
            "priority": one.priority,
            "family": one.family,
            "units": list(one.units),
            "action": one.action,
            "alt_action": one.alt_action,
            "prompt": one.prompt,
            "restricted": one.restricted,
            "opens_case": one.opens_case,
            "multi_site": one.multi_site,
            "mode": one.mode,
            "hazard": one.hazard,
        }
        for one in INCIDENT_TYPES.values()
    ]


def _actions() -> list[CatalogAction]:
    return [
        {
            "type": kind,
            "term": info.term,
            "directive": info.directive,
            "letter": info.letter,
            "rank": info.rank,
            "start_phrase": info.start_phrase,
            "release_phrase": info.release_phrase,
            "used_when": info.used_when,
            "release_method": info.release_method,
            "may_release": info.may_release,
            "students": list(info.students),
            "adults": list(info.adults),
        }
        for kind, info in ACTIONS.items()
    ]


def _limits() -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for kind in get_args(Command):
        hints = get_type_hints(kind, include_extras=True)
        texts = {
            one.name: most
            for one in fields(kind)
            if one.name != "kind" and (most := _most_chars(hints[one.name])) is not None
        }
        if texts:
            found[kind.kind] = texts
    return found


def _most_chars(hint: Any) -> int | None:
    """The limit of a free text, whether or not it may be left out; codes and ids are no texts."""
    for one in (hint, *get_args(hint)):
        for mark in getattr(one, "__metadata__", ()):
            if isinstance(mark, Limit) and mark.pattern is None:
                return mark.max_chars
    return None


def _ordered(chosen: frozenset[Any]) -> list[Any]:
    """The members in the order of their class: a set has none, and the printed file must not change."""
    kinds: set[type[Enum]] = {type(one) for one in chosen}
    return [one for kind in kinds for one in kind if one in chosen]
