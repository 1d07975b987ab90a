"""Presses of the panic button on people's own screens, as screens get them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dispatch.domain.panics import AppPanic
from dispatch.domain.vocabulary import PanicLevel

_FULL = frozenset({"desk", "auditor"})


@dataclass(frozen=True, slots=True, kw_only=True)
class AppPanicView:
    """Collection ``panics``: desk, auditor, the site itself, and units that work on the call.

    ``id`` is the id of the command that was the press. ``desk_at``: when somebody at the desk answered its alarm; until then nobody
    there is known to have it. A site is not told who at the desk it was.
    """

    id: str
    version: int
    site: str
    call: str
    number: str
    level: PanicLevel
    building: str | None
    zone: str | None
    room: str | None
    by: str
    by_name: str
    pressed_at: datetime
    received_at: datetime
    test: bool
    desk_at: datetime | None
    desk_by: str | None
    withdrawn_at: datetime | None
    over_at: datetime | None
    safe: bool | None
    medical: bool | None
    people: int | None
    told_at: datetime | None


def app_panic_view(panic: AppPanic, kind: str) -> AppPanicView:
    """A press as this kind of part sees it."""
    names = [name for name in AppPanicView.__dataclass_fields__ if name != "desk_by"]
    values = {name: getattr(panic, name) for name in names}
    return AppPanicView(
        **{**values, "version": panic.version if kind in _FULL else 0},
        desk_by=None if kind == "site" else panic.desk_by,
    )
