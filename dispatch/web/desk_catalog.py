"""How alarms ring, what timers wait for and what may follow an order, for the browser. A file of its own: only the desk's pages load it."""

from __future__ import annotations

from typing_extensions import TypedDict

from dispatch.domain.catalog.alarm_plans import PLANS
from dispatch.domain.catalog.protective_actions import ActionType
from dispatch.domain.catalog.timer_names import TIMER_NAMES
from dispatch.domain.catalog.verification import STAGED, UNVERIFIED, VERIFY_POINTS, VerifyPoint
from dispatch.domain.rules.stepping import Verdict, forecast
from dispatch.domain.vocabulary import AlarmKind, TimerKind


class CatalogStep(TypedDict):
    """What ordering ``new`` where ``old`` is in force comes to."""

    old: ActionType
    new: ActionType
    verdict: Verdict
    says: str


class CatalogAlarm(TypedDict):
    """How an alarm of a kind rings: worst first in their order; seconds after it was raised; ``repeat`` between two soundings."""

    kind: AlarmKind
    name: str
    everybody: bool
    repeat: int | None
    louder: int
    second: int
    supervisor: int


class CatalogVerify(TypedDict):
    """What is asked about a threat that nobody has seen, and what an answer means."""

    point: VerifyPoint
    ask: str
    speaks_for: str
    speaks_against: str


class DeskCatalog(TypedDict):
    """What screens of the desk need."""

    alarms: list[CatalogAlarm]
    timers: dict[str, str]
    steps: list[CatalogStep]
    verify: list[CatalogVerify]
    unverified: list[str]
    """Types of calls of which it is asked."""
    staged: str


def desk() -> DeskCatalog:
    """All of it, in the order in which it is shown."""
    return {
        "alarms": _alarms(),
        "timers": {kind.value: TIMER_NAMES[kind] for kind in TimerKind},
        "verify": [
            {
                "point": point,
                "ask": info.ask,
                "speaks_for": info.speaks_for,
                "speaks_against": info.speaks_against,
            }
            for point, info in VERIFY_POINTS.items()
        ],
        "unverified": sorted(UNVERIFIED),
        "staged": STAGED,
        "steps": [
            {"old": old, "new": new, "verdict": verdict, "says": says}
            for old in ActionType
            for new in ActionType
            for verdict, says in (forecast(old, new),)
        ],
    }


def _alarms() -> list[CatalogAlarm]:
    return [
        {
            "kind": kind,
            "name": PLANS[kind].name,
            "everybody": PLANS[kind].everybody,
            "repeat": PLANS[kind].repeat,
            "louder": PLANS[kind].louder,
            "second": PLANS[kind].second,
            "supervisor": PLANS[kind].supervisor,
        }
        for kind in AlarmKind
    ]
