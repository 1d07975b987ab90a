"""Routes of trackers: applications on phones and units in vehicles that say where a unit is. What their bytes mean is said in ``links``.

No session: a key says which unit it is. No limit knows an address, so a fleet behind one gateway is not hurt.
"""

from __future__ import annotations

import base64
import binascii

from starlette.requests import Request
from starlette.responses import Response

from dispatch.links.trackers.intake import Answered, NoKey, TooMany
from dispatch.links.trackers.reading import Wrong, read_osmand, read_owntracks
from dispatch.web.access import Caller
from dispatch.web.answers import body_of, json_answer
from dispatch.web.errors import Problem
from dispatch.web.services import Services

PROBLEM_HEADER = "dispatch-problem"
"""OwnTracks wants a list in the answer, so what is wrong stands here."""


async def osmand(request: Request, services: Services, caller: Caller | None) -> Response:
    """The OsmAnd protocol: Traccar Client, and vehicles."""
    body = await body_of(request)
    try:
        said = read_osmand(request.url.query, body, request.headers.get("content-type", ""))
    except Wrong as wrong:
        raise Problem("bad_value", wrong.message, wrong.field or None) from None
    answered = _heard(services.trackers.hear(_key(request), said))
    return json_answer({"taken": answered.taken, "message": answered.message})


async def owntracks(request: Request, services: Services, caller: Caller | None) -> Response:
    """OwnTracks in its HTTP mode."""
    body = await body_of(request)
    key = _key(request)
    if key is None:
        raise Problem("no_tracker")
    try:
        said = read_owntracks(body)
    except Wrong as wrong:
        raise Problem("bad_value", wrong.message, wrong.field or None) from None
    answered = _heard(services.trackers.hear(key, said))
    return json_answer([], headers={PROBLEM_HEADER: answered.message} if answered.message else None)


def _heard(answer: Answered | NoKey | TooMany) -> Answered:
    match answer:
        case NoKey():
            raise Problem("no_tracker")
        case TooMany(seconds=seconds):
            raise Problem("too_many", retry_after=seconds)
        case _:
            return answer


def _key(request: Request) -> str | None:
    """The password of HTTP basic authentication; whatever stands as the user is for people."""
    scheme, _, credential = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "basic":
        return None
    try:
        user_password = base64.b64decode(credential.strip(), validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        return None
    return user_password.partition(":")[2] or None
