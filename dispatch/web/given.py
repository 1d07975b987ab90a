"""Reads what stands in the query of an address; what will not do is told with the name of its field."""

from __future__ import annotations

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
