"""The last look of a load run: every screen shows what the server says is true, and every call that was saved is there."""

from __future__ import annotations

from typing import Final

from dispatch.desk.clock import Clock
from dispatch.links.load.board import Rows, differences
from dispatch.links.load.figures import Findings
from dispatch.links.load.giver import Giver
from dispatch.links.load.records import LoadProblem
from dispatch.links.load.screens import Crowd, Screen
from dispatch.links.load.sessions import Server

CALM_SECONDS: Final = 10.0
"""So long the screens may take to have everything in the end."""
_LOOK_SECONDS: Final = 0.1


async def last_look(
    user: str, crowd: Crowd, giver: Giver, server: Server, clock: Clock, findings: Findings
) -> None:
    """Hold every board against a fresh state of its own person; ``user`` gave the commands."""
    if not await crowd.all_ready(CALM_SECONDS):
        for one in crowd.screens:
            if not one.ready:
                findings.add("not_back", f"{one.watch.name} did not come back ({one.trouble})")
    by_user: dict[str, list[Screen]] = {user: []}
    for one in crowd.screens:
        if one.ready:
            by_user.setdefault(one.username, []).append(one)
    try:
        for username, screens in by_user.items():
            await _compare_all(username, screens, giver, server, clock, findings)
        session = await server.session(user)
        _, fresh = await server.state(session)
        missing(giver.created(), fresh, findings)
    except LoadProblem as problem:
        findings.add("not_checked", f"The boards could not be compared: {problem}")


async def _compare_all(
    username: str, left: list[Screen], giver: Giver, server: Server, clock: Clock, findings: Findings
) -> None:
    session = await server.session(username)
    until = clock.monotonic() + CALM_SECONDS
    while left and clock.monotonic() < until:
        seq, fresh = await server.state(session)
        while any(one.watch.seq < seq for one in left) and clock.monotonic() < until:
            await clock.sleep(_LOOK_SECONDS)
        # Somebody else's work may have moved some on; they are compared with the next state.
        same = [one for one in left if one.watch.seq == seq >= giver.highest]
        compare(fresh, same, findings)
        left = [one for one in left if one not in same]
    for one in left:
        findings.add(
            "behind", f"{one.watch.name} stands at event {one.watch.seq}, the last answer was {giver.highest}"
        )


def compare(fresh: Rows, screens: list[Screen], findings: Findings) -> None:
    """Hold boards against a fresh state; those that share their pictures are looked at once."""
    found: dict[frozenset[int], list[str]] = {}
    for one in screens:
        same = frozenset(id(picture) for _, picture in one.watch.pictures)
        if same not in found:
            found[same] = differences(one.watch.rows(), fresh)
        for sentence in found[same][:3]:
            findings.add("board_differs", f"{one.watch.name}: {sentence}")


def missing(calls: list[str], fresh: Rows, findings: Findings) -> None:
    """Calls that were saved and are not there."""
    for call in calls:
        if ("calls", call) not in fresh:
            findings.add("call_missing", f"call {call} was saved and is not there")
