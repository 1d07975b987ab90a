"""Reads what stands in the query of an address; what will not do is told with the name of its field."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from starlette.requests import Request

from dispatch.web.errors import Problem
from dispatch.web.services import Services


def only_this_log(request: Request, services: Services) -> None:
    """Another log than the live one is not there."""
    if request.query_params.get("log", services.desk.log) != services.desk.log:
        raise Problem("not_found")


def number(given: str | None, name: str, default: int, most: int) -> int:
    """A whole number from 1 to ``most``."""
    if given is None:
        return default
    if not given.isascii() or not given.isdecimal() or not 1 <= int(given[:10]) <= most:
        raise Problem("bad_value", f"{name} is a whole number from 1 to {most}.", name)
    return int(given)


def text(given: str | None, name: str) -> str | None:
    """A short text; None for none, or for nothing but spaces."""
    if given is None or not given.strip():
        return None
    if len(given) > 200 or "\0" in given:
        raise Problem("bad_value", f"{name} has at most 200 characters.", name)
    return given.strip()


def only_known(request: Request, known: tuple[str, ...]) -> None:
    """A filter that is misspelt would find too much, and nobody would notice."""
    for name in request.query_params:
        if name not in known:
            raise Problem("unknown_field", f"{name[:40]} is not known here.", name[:40])


def moment(given: str | None, name: str) -> datetime | None:
    """A time with its offset, or a day, which begins at midnight UTC."""
    wanted = text(given, name)
    if wanted is None:
        return None
    try:
        if len(wanted) == len("2026-03-02"):
            return datetime.combine(date.fromisoformat(wanted), time(), UTC)
        found = datetime.fromisoformat(wanted)
    except ValueError:
        found = None
    if found is None or found.tzinfo is None:
        said = f"{name} is a day (2026-03-02) or a time with its offset (2026-03-02T08:00:00Z)."
        raise Problem("bad_value", said, name)
    try:
        return found.astimezone(UTC)
    except OverflowError:
        raise Problem("bad_value", f"{name} is out of range.", name) from None
