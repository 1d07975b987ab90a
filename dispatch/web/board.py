"""The status board as one page that needs nothing else: printed, or opened from a browser that kept it when all else is down.

The server writes it whole; the page's script only says how old it is and asks for a newer one. Everything in it has gone through the
reader's lens, and everything that a person typed is escaped.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from html import escape
from zoneinfo import ZoneInfo

from starlette.requests import Request
from starlette.responses import Response

from dispatch.domain.catalog.alarm_plans import PLANS
from dispatch.domain.catalog.protective_actions import ACTIONS
from dispatch.domain.catalog.timer_names import TIMER_NAMES
from dispatch.domain.catalog.unit_statuses import STATUS_INFO, UnitStatus
from dispatch.domain.lens import views as v
from dispatch.domain.lens.board import Board, board
from dispatch.domain.lens.parts import parts_of_actor
from dispatch.domain.vocabulary import CallStatus, TimerKind
from dispatch.web.access import Caller
from dispatch.web.board_books import bolos, shift_notes
from dispatch.web.board_command import incidents
from dispatch.web.board_html import about, iso, place, site, table, time, words
from dispatch.web.services import Services

PAPER_ROWS = 18
"""Numbered rows for what happens while nothing can be entered; they are entered later under these numbers."""
_ELSEWHERE = frozenset(
    {
        TimerKind.RETIRE,
        TimerKind.BOLO_EXPIRY,
        TimerKind.ALARM,
        TimerKind.MESSAGE,
        TimerKind.SILENCE,
        TimerKind.SEAT,
    }
)
"""Timers that stand with what they are about, or that nobody waits for."""
_MEDIA = "text/html; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Made:
    """When, for whom and at which head of the log a board was made."""

    at: datetime
    who: str
    head: str
    zone: ZoneInfo
    """In whose time it is read."""


async def page(request: Request, services: Services, caller: Caller) -> Response:
    """The board of this moment, for its caller."""
    actor = caller.session.actor()
    (part,) = parts_of_actor(services.desk.state, actor)
    # Taken first: what the board says is at least as new.
    made = Made(
        services.clock.now(),
        f"{actor.name}, {words(actor.role)}",
        services.desk.head.hash.hex(),
        services.zone,
    )
    return Response(render(board(services.desk.state, part), made), media_type=_MEDIA)


def render(shown: Board, made: Made) -> str:
    """The whole page."""
    home = shown.district
    name = home.name if home is not None else "Dispatch"
    exercise = home is not None and home.nature == "exercise"
    title = f"{'EXERCISE · ' if exercise else ''}Status board · {name}"
    icon = "/favicon-exercise.svg" if exercise else "/favicon.svg"
    return f"""<!doctype html>
<html lang="en" data-made="{iso(made.at)}" data-zone="{escape(made.zone.key)}" style="--foot: {escape(_foot(title, made))}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(title)}</title>
<link rel="icon" href="{icon}" type="image/svg+xml">
<link rel="stylesheet" href="/board.css">
<script src="/board.js" defer></script>
</head>
<body{' class="exercise"' if exercise else ""}>
{_head(shown, made, name, exercise=exercise)}
<main>
{_actions(shown)}
{incidents(shown)}
{_alarms(shown)}
{_calls(shown)}
{_units(shown)}
{bolos(shown)}
{shift_notes(shown)}
{_timers(shown)}
{_paper()}
</main>
<footer><p>{escape(title)}. Made {time(made.at, day=True)} for {escape(made.who)}.
Head of the log <code>{made.head}</code></p></footer>
</body>
</html>
"""


def _foot(title: str, made: Made) -> str:
    """What stands at the foot of each sheet, as a string of CSS."""
    said = f"{title}. Made {made.at.astimezone(made.zone):%Y-%m-%d %H:%M:%S} {made.zone.key} for {made.who}."
    harmless = "".join(sign if sign.isalnum() or sign in " .,:-·/" else "_" for sign in said)
    return f'"{harmless}\\a Head of the log {made.head}"'


def _head(shown: Board, made: Made, name: str, *, exercise: bool) -> str:
    home = shown.district
    badge = (
        '<strong class="badge">EXERCISE</strong>'
        if exercise
        else '<span class="badge">DEMO</span>'
        if home is not None and home.demo
        else ""
    )
    return f"""<header>
<div><p class="whose">{escape(name)} {badge}</p><h1>Status board</h1>
<p>Made at {time(made.at)} for {escape(made.who)}. Times: {escape(made.zone.key)}</p></div>
<p class="age" id="age" role="timer">Made at {time(made.at)}</p>
<p class="tools"><button type="button" id="print">Print</button> <a href="/console">Console</a></p>
</header>"""


def _actions(shown: Board) -> str:
    rows = []
    for one in shown.actions:
        mode = "" if one.mode == "ACTUAL" else f"{one.mode}: "
        heard = (
            f"{time(one.announced_at)} by {escape(one.announced_by or '')}"
            if one.announced_at is not None
            else "<b>NOT HEARD</b>"
        )
        where = ", ".join((*one.zones, *one.rooms)) or "whole site"
        more = [where, words(one.entry_mode or ""), words(one.hazard or ""), _release(one)]
        rows.append(
            (
                f"<b>{mode}{escape(ACTIONS[one.type].term)}</b>",
                site(shown, one.site),
                escape("; ".join(filter(None, more))),
                time(one.started_at),
                heard,
            )
        )
    return table(
        "Protected sites",
        ("Action", "Site", "What applies", "Since", "Announced or heard"),
        rows,
        f"All {len(shown.sites)} sites normal.",
    )


def _release(action: v.ActionView) -> str:
    if action.board is not None:
        done = sum(state == "RELEASED" for state in action.board.values())
        return f"{done} of {len(action.board)} doors released"
    return "release asked for" if action.release_requested_at is not None else ""


def _alarms(shown: Board) -> str:
    rows = [
        (
            f"<b>{escape(PLANS[one.alarm_kind].name)}</b>",
            about(shown, one.call, one.unit, one.site),
            time(one.raised_at),
            str(one.count),
        )
        for one in shown.alarms
    ]
    return table("Alarms", ("Alarm", "About", "Since", "Times"), rows, "None.")


def _calls(shown: Board) -> str:
    rows = []
    for one in shown.calls:
        call = one.call
        mode = "" if call.mode == "ACTUAL" else f"{call.mode}: "
        word = "for" if call.status is CallStatus.SCHEDULED else "until"
        until = f" {word} {time(call.until)}" if call.until is not None else ""
        rows.append(
            (
                f"<b>P{call.priority}</b>",
                f"<code>{escape(call.number)}</code>",
                f"{mode}{escape(one.label or 'Restricted')}",
                place(shown, call.place),
                words(call.status) + until,
                time(call.times["t_received"]),
                escape(" ".join(call.units)) or "none",
                escape(one.text or ""),
            )
        )
    names = ("P", "Number", "Type", "Where", "Status", "Received", "Units", "What was said")
    return table("Open calls", names, rows, "None.")


def _units(shown: Board) -> str:
    numbers = {one.call.id: one.call.number for one in shown.calls}
    rows = [
        (
            f"<b>{escape(one.id)}</b>",
            f"<b>{one.status}</b> {escape(STATUS_INFO[one.status].label)}",
            time(one.since),
            f"<code>{escape(numbers.get(one.call or '', one.call_number or ''))}</code>",
            site(shown, one.site),
            escape(", ".join(one.members)),
            time(one.check_due),
        )
        for one in shown.units
        if one.status is not UnitStatus.OFF
    ]
    off = " ".join(one.id for one in shown.units if one.status is UnitStatus.OFF)
    names = ("Unit", "Status", "Since", "Call", "At or going to", "Crew", "Check due")
    on_duty = table("Units on duty", names, rows, "None.")
    return f"{on_duty}<p>Off duty: {escape(off) or 'none'}</p>"


def _timers(shown: Board) -> str:
    rows = [
        (
            escape(TIMER_NAMES[one.timer_kind]),
            about(shown, one.call, one.unit, one.site),
            time(one.due, day=True),
        )
        for one in shown.timers
        if one.timer_kind not in _ELSEWHERE
    ]
    return table("Timers", ("Timer", "About", "Due"), rows, "None.")


def _paper() -> str:
    rows = [(str(number), "", "", "", "") for number in range(1, PAPER_ROWS + 1)]
    empty = table("On paper while the system is down", ("No.", "Time", "From or to", "What", "By"), rows, "")
    return f'<div class="paper">{empty}</div>'
