"""Routes of integrations that send: panic devices and alarm panels. What their bytes mean is said in ``links``.

No session: a device signs what it sends, and what is not signed is shown as unverified. No limit knows an address.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from dispatch.domain.devices import PressTrust
from dispatch.links.panic.intake import PressAnswer
from dispatch.links.panic.signing import HEADER
from dispatch.web.access import Caller
from dispatch.web.answers import body_of, json_answer
from dispatch.web.errors import Problem
from dispatch.web.services import Services

_STATUS = {
    "saved": 200,
    "duplicate": 200,
    "unsaved": 202,
    "gathered": 202,
    "not_saved": 503,
    "refused": 422,
}


async def press(request: Request, services: Services, caller: Caller | None) -> Response:
    """A press of a panic device, or an alarm of a panel."""
    answer = await services.panic.press(await body_of(request), request.headers.get(HEADER))
    services.metrics.presses.labels(answer.trust or "none", answer.outcome).inc()
    headers = {"retry-after": "1"} if answer.outcome == "not_saved" else {}
    return json_answer(_body(answer), _STATUS[answer.outcome], headers)


async def heartbeat(request: Request, services: Services, caller: Caller | None) -> Response:
    """Signs of life of panic devices."""
    answer = await services.panic.heartbeat(await body_of(request), request.headers.get(HEADER))
    if answer.heard is None:
        raise Problem("not_signed", field=HEADER)
    problems = [asdict(one) for one in answer.problems]
    status = 200 if answer.heard > 0 or not problems else 422
    return json_answer({"heard": answer.heard, "problems": problems}, status)


async def status(request: Request, services: Services, caller: Caller | None) -> Response:
    """What became of the calls that devices raised, for whoever their alarms come from."""
    answer = services.panic.status(await body_of(request), request.headers.get(HEADER))
    if answer.updates is None:
        raise Problem("not_signed", field=HEADER)
    problems = [asdict(one) for one in answer.problems]
    return json_answer({"updates": answer.updates, "problems": problems}, 422 if answer.asked == 0 else 200)


def _body(answer: PressAnswer) -> dict[str, Any]:
    body: dict[str, Any] = {
        "outcome": answer.outcome,
        "received_at": answer.received_at,
        "trust": answer.trust,
        "test": answer.test,
        "warnings": list(answer.warnings),
        "problems": [asdict(one) for one in answer.problems],
    }
    if answer.message:
        body["message"] = answer.message
    # A stranger learns no number of any call.
    if answer.trust is PressTrust.VERIFIED:
        body.update(
            {name: value for name in ("id", "number") if (value := getattr(answer, name)) is not None}
        )
    return body
