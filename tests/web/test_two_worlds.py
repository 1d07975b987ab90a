"""Over a served application: two worlds that differ in what is not shared are one to the liaison, at every door and to the millisecond.

Each door has its control: a leak put in there, which the comparison must notice.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from dispatch.desk import frames, pace
from dispatch.desk.hub import Hub
from dispatch.domain import authority
from dispatch.domain.refusals import Refusal, forbidden
from dispatch.domain.state import State
from dispatch.web import access, work_routes
from dispatch.web.access import Permission
from dispatch.web.errors import Problem
from tests.web import two_worlds as told_of
from tests.web.two_worlds import DOORS, MEDICAL, OPERATIONAL, STUDENT, Hidden, Told, lived

WORLDS: dict[str, tuple[Hidden, Hidden]] = {
    "another incident": (told_of.nothing, told_of.another_incident),
    "what is not shared of this one": (told_of.nothing, told_of.within_the_incident),
    "how badly people are hurt": (told_of.unhurt, told_of.hurt),
    "who is missing": (told_of.al_is_missing, told_of.bo_is_missing),
}


def differing(one: Told, other: Told) -> dict[str, Any]:
    """The doors at which two worlds are told apart, each with the first difference."""
    found: dict[str, Any] = {}
    for door in DOORS:
        first, second = getattr(one, door), getattr(other, door)
        if first != second:
            pairs = zip(first, second, strict=False)
            found[door] = next((pair for pair in pairs if pair[0] != pair[1]), (len(first), len(second)))
    return found


@pytest.mark.parametrize(
    ("name", "guest"),
    [(one, guest) for guest in (False, True) for one in WORLDS],
    ids=[f"{who}-{place}" for who in ("standing", "guest") for place in range(len(WORLDS))],
)
async def test_two_worlds_are_one_to_the_liaison(tmp_path: Path, name: str, guest: bool) -> None:
    first, second = [await lived(tmp_path, hidden, guest=guest) for hidden in WORLDS[name]]
    assert differing(first, second) == {}
    said = [one for _, data in first.stream for one in frames.payloads(data)]
    assert sum(b'"frame"' in one for one in said) > 8, "and they were told a lot"
    assert sum(b'"saved"' in one for one in said) == 2
    assert sum(b'"refused"' in one for one in said) >= 3
    assert {status for status, _, _ in first.answers} >= {200, 404}
    assert {one[2] for one in first.routes} >= {200, 403, 422}
    assert len(first.routes) > 60
    assert not any(b"canary" in repr(getattr(second, door)).encode() for door in DOORS)


CONTROLS: dict[str, tuple[Hidden, Hidden, tuple[Any, ...]]] = {
    "how badly people are hurt": (told_of.unhurt, told_of.hurt, (OPERATIONAL, MEDICAL)),
    "who is missing": (told_of.al_is_missing, told_of.bo_is_missing, (OPERATIONAL, STUDENT)),
}


@pytest.mark.parametrize("name", list(CONTROLS))
async def test_control_what_is_shared_makes_the_difference(tmp_path: Path, name: str) -> None:
    one, other, shares = CONTROLS[name]
    first, second = [await lived(tmp_path, hidden, shares) for hidden in (one, other)]
    assert differing(first, second).keys() >= {"stream", "state", "resumed"}


# --- a leak at each door ------------------------------------------------------------------------------------------------

_inside = {"seq": 0, "calls": 0}
"""What the log holds of the world that is lived now: what no partner may learn."""


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leaks know what the log holds."""
    begun = State.__init__

    def counting(self: State, *more: Any, **fields: Any) -> None:
        begun(self, *more, **fields)
        _inside.update(seq=self.seq, calls=len(self.calls))

    monkeypatch.setattr(State, "__init__", counting)


def _beats_say_seq(patch: pytest.MonkeyPatch) -> None:
    def leaky(parts: Mapping[str, int], *, at: datetime, **_: Any) -> bytes:
        return frames.encode({"type": "beat", "at": at, "parts": parts, "seq": _inside["seq"]})

    patch.setattr(frames, "beat", leaky)


def _the_state_says_seq(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(work_routes, "internal", lambda _caller: True)


def _what_is_there_is_forbidden(patch: pytest.MonkeyPatch) -> None:
    """An incident that is not shared is answered otherwise than one that is not there."""
    refuse = authority._no_seat

    def leaky(state: State, command: Any, actor: Any) -> Refusal | None:
        there = getattr(command, "incident", "") in state.incidents
        return forbidden("No.") if there else refuse(state, command, actor)

    patch.setattr(authority, "_no_seat", leaky)


def _an_error_knows_more(patch: pytest.MonkeyPatch) -> None:
    """Who may not have a form is told whether there would be one."""
    permit = access.permit

    def leaky(permission: Permission, caller: Any, **more: Any) -> None:
        if permission is Permission.BOARD and _inside["calls"] > 1:
            raise Problem("not_found")
        permit(permission, caller, **more)

    patch.setattr("dispatch.web.app.permit", leaky)


def _searches_count(patch: pytest.MonkeyPatch) -> None:
    """A refusal says how much there would have been to find."""
    body = Problem.body
    patch.setattr(Problem, "body", lambda self: {**body(self), "hits": _inside["calls"]})


def _who_comes_back_waits(patch: pytest.MonkeyPatch) -> None:
    """A screen that says how far it was is kept waiting until the log is so far."""
    patch.setattr(Hub, "_waits_for", lambda *_: True)
    patch.setattr("dispatch.desk.desk.RESUME_SECONDS", 0.05)


LEAKS = {
    "stream": _beats_say_seq,
    "state": _the_state_says_seq,
    "answers": _what_is_there_is_forbidden,
    "routes": _an_error_knows_more,
    "searches": _searches_count,
    "resumed": _who_comes_back_waits,
}


def test_every_door_has_its_control() -> None:
    assert set(LEAKS) == set(DOORS)


@pytest.mark.usefixtures("counted")
@pytest.mark.parametrize("door", DOORS)
async def test_control_a_leak_at_this_door_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, door: str
) -> None:
    LEAKS[door](monkeypatch)
    worlds = (told_of.nothing, told_of.another_incident)
    first, second = [await lived(tmp_path, hidden, until=15 if door == "answers" else 5) for hidden in worlds]
    assert door in differing(first, second)


async def test_control_a_write_to_others_that_delays_theirs_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Negative control: were partners written to in a common rhythm, a delay of milliseconds would tell them of others."""
    begun = pace._Rhythm.__init__

    def common(self: pace._Rhythm, seconds: float, *, outside: bool) -> None:
        begun(self, pace.TICK_SECONDS, outside=outside)

    monkeypatch.setattr(pace._Rhythm, "__init__", common)
    worlds = (told_of.nothing, told_of.another_incident)
    first, second = [await lived(tmp_path, hidden, until=5) for hidden in worlds]
    assert differing(first, second).keys() == {"stream"}
