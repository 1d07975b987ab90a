"""The key figures of a desk: what each measures, for which calls, and the target that the district set itself.

Targets are the district's; where a national standard says something it is named as a benchmark. None of them binds a school district:
a report stands against a benchmark, it never attests anything.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

BY_ZONE: Final = "K11"
"""Counted by zone as well: how far the nearest unit is differs from sector to sector, and one median of all hides that."""
METHOD: Final = (
    "Percentiles by nearest rank: the smallest measured value that at least so many percent of the measured values do not exceed. "
    "Actual events, drills and exercises are never mixed; tests are left out. Missing counts cases that were due and lack a timestamp; "
    "they are in no percentile."
)


class Form(StrEnum):
    """What a figure is: a span of time for each case, or the share of cases that something is true of."""

    DURATION = "duration"
    SHARE = "share"


@dataclass(frozen=True, slots=True)
class Target:
    """At least (of a share that is to be small: less than) so many percent; of durations those within ``seconds``."""

    percent: int
    seconds: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Kpi:
    """One key figure."""

    id: str
    name: str
    basis: str
    """From which timestamp to which, or what is counted."""
    applies: str
    form: Form = Form.DURATION
    targets: tuple[Target, ...] = ()
    below: bool = False
    """The share is to stay below its target."""
    benchmark: str | None = None


CALLS: Final = "CALLS"
"""Not a key figure: each call once, for the volume by hour and by site."""

_NFPA: Final = "NFPA 1225 (2022): 90 % within 60 s"
_ALL: Final = (
    Kpi(
        id="K01",
        name="Emergency line answer",
        basis="t_ring to t_received",
        applies="calls on the emergency line whose ring is known",
        targets=(Target(90, 10), Target(95, 20)),
        benchmark="NENA-STA-020.1-2020: 90 % within 15 s, 95 % within 20 s",
    ),
    Kpi(
        id="K03",
        name="Alert acknowledged by a person",
        basis="raised to acknowledged",
        applies="panic, officer emergency, protective action started at a site",
        targets=(Target(95, 10),),
    ),
    Kpi(
        id="K04",
        name="Entry",
        basis="t_received to t_entered",
        applies="P1 calls",
        targets=(Target(90, 30),),
    ),
    Kpi(
        id="K05",
        name="PSAP confirmed (P1)",
        basis="t_received to t_911_notified",
        applies="P1 calls",
        targets=(Target(90, 30),),
    ),
    Kpi(
        id="K06",
        name="Dispatch (call processing) P1",
        basis="t_received to t_dispatched",
        applies="P1 calls",
        targets=(Target(90, 60), Target(95, 90)),
        benchmark=_NFPA,
    ),
    Kpi(
        id="K07.2",
        name="Dispatch P2",
        basis="t_entered to t_dispatched",
        applies="P2 calls, not scheduled",
        targets=(Target(90, 120),),
    ),
    Kpi(
        id="K07.3",
        name="Dispatch P3",
        basis="t_entered to t_dispatched",
        applies="P3 calls, not scheduled",
        targets=(Target(90, 600),),
    ),
    Kpi(
        id="K08",
        name="Time to protective action ordered",
        basis="t_received to t_action_started",
        applies="calls with a protective action, the first one",
        targets=(Target(90, 30),),
    ),
    Kpi(
        id="K09",
        name="Time to protective action heard",
        basis="t_action_started to t_action_announced",
        applies="protective actions",
        targets=(Target(95, 30),),
    ),
    Kpi(
        id="K10",
        name="Turnout",
        basis="t_dispatched to t_enroute",
        applies="units that were sent and not on scene already",
        targets=(Target(90, 60),),
    ),
    Kpi(
        id="K11",
        name="First DSS unit on scene P1",
        basis="t_received to t_onscene of the first unit of the department",
        applies="P1 calls",
        targets=(Target(90, 480),),
    ),
    Kpi(
        id="K12",
        name="First law-enforcement on scene",
        basis="t_received to t_onscene of the first law-enforcement unit",
        applies="P1 calls that one was sent to; report only",
    ),
    Kpi(
        id="K13",
        name="Time to command established",
        basis="first unit on scene or first action to t_command_established",
        applies="incidents, somebody named for the first time",
        targets=(Target(90, 120),),
    ),
    Kpi(
        id="K14",
        name="Time to unified command",
        basis="second agency on scene to t_uc_formed",
        applies="incidents with a unified command",
        targets=(Target(90, 900),),
    ),
    Kpi(
        id="K15",
        name="Command gap",
        basis="units on scene or an action in force and nobody named, altogether",
        applies="incidents that are closed",
        targets=(Target(100, 120),),
    ),
    Kpi(
        id="K21",
        name="Status checks on time",
        basis="answered within the timer and 60 s",
        applies="status checks that were answered or missed",
        form=Form.SHARE,
        targets=(Target(98),),
    ),
    Kpi(
        id="K22",
        name="Accidental/false alerts",
        basis="accidental, false or unfounded, of all panic alerts that have ended",
        applies="calls from panic devices",
        form=Form.SHARE,
        targets=(Target(5),),
        below=True,
    ),
    Kpi(
        id="K27",
        name="Log completeness",
        basis="all mandatory timestamps and a disposition",
        applies="P1 and P2 calls that have been closed",
        form=Form.SHARE,
        targets=(Target(98),),
    ),
)
KPIS: Final = {one.id: one for one in _ALL}

NOT_RECORDED: Final = (
    ("K02", "Alert displayed"),
    ("K16", "Time to all rooms reported"),
    ("K17", "Time to all accounted"),
    ("K18", "First family message"),
    ("K19", "Reunification site ready"),
    ("K20", "Last student released"),
    ("K23", "Drills held"),
    ("K24", "Drill quality"),
    ("K25", "Threat triage"),
    ("K26", "Corrective actions closed on time"),
)
"""Key figures of the set whose timestamps are not recorded yet: said, so that nobody takes silence for zero."""
