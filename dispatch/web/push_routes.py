"""Routes of Web Push: whether it is on, and an officer's telephone that asks to be woken or not any more."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from dispatch.links.push.addresses import is_service
from dispatch.people.database import Unavailable
from dispatch.web import push_messages
from dispatch.web.access import Caller
from dispatch.web.answers import body_of, json_answer
from dispatch.web.errors import Problem
from dispatch.web.protocol import read_body
from dispatch.web.services import Services


async def state(request: Request, services: Services, caller: Caller) -> Response:
    """The key to subscribe with; none: it is off here."""
    return json_answer({"key": services.push.public if services.push is not None else None})


async def subscribe(request: Request, services: Services, caller: Caller) -> Response:
    """This telephone wants to be woken, as long as its session lasts."""
    push = services.push
    if push is None:
        raise Problem("push_off")
    given: push_messages.PushBody = read_body("push", await body_of(request))
    if not is_service(given["endpoint"]):
        raise Problem("bad_value", "This is no address of a push service that is known here.", "endpoint")
    wrong = push.wrong(given["p256dh"], given["auth"])
    if wrong is not None:
        raise Problem("bad_value", "This is no key of a subscription.", wrong)
    try:
        await push.subscriptions.add(caller.session.id, given["endpoint"], given["p256dh"], given["auth"])
    except Unavailable:
        raise Problem("unavailable", retry_after=1) from None
    return Response(status_code=204)


async def unsubscribe(request: Request, services: Services, caller: Caller) -> Response:
    """This telephone does not want to be woken any more."""
    push = services.push
    if push is None:
        raise Problem("push_off")
    given: push_messages.PushEnd = read_body("push_end", await body_of(request))
    try:
        await push.subscriptions.drop(caller.session.id, given["endpoint"])
    except Unavailable:
        raise Problem("unavailable", retry_after=1) from None
    return Response(status_code=204)
