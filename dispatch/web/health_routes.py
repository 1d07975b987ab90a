"""Whether this process turns, whether it is ready, and its counters: for probes and Prometheus."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from dispatch.desk.connection import Link
from dispatch.web import messages
from dispatch.web.access import Caller
from dispatch.web.answers import json_answer
from dispatch.web.services import Services


async def healthz(request: Request, services: Services, caller: Caller | None) -> Response:
    """The process turns; says nothing about the database."""
    return json_answer({"ok": True})


async def readyz(request: Request, services: Services, caller: Caller | None) -> Response:
    """200, or 503 with the reasons."""
    reasons = await services.reasons()
    services.metrics.ready.set(not reasons)
    body: messages.Health = {"ready": not reasons, "reasons": reasons}
    return json_answer(body, 503 if reasons else 200)


async def metrics(request: Request, services: Services, caller: Caller | None) -> Response:
    """Counters in Prometheus' text form."""
    status = services.desk.status()
    numbers = services.metrics
    numbers.head.set(status.head.seq)
    numbers.tail_age.set(status.tail_age)
    numbers.writable.set(status.writable)
    screens = services.desk.hub.connections
    numbers.unsent.set(sum(one.unsent for one in screens))
    numbers.lagging.set(sum(one.link is Link.LAGGING for one in screens))
    return Response(numbers.text(), media_type="text/plain; version=0.0.4; charset=utf-8")
