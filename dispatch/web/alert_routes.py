"""Alerts per site and month over HTTP, for the supervisor and the auditor."""

from __future__ import annotations

from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from dispatch.web import alerts
from dispatch.web.access import Caller
from dispatch.web.answers import json_answer
from dispatch.web.figure_routes import a_file, mode_of, one_of
from dispatch.web.given import number, only_known, only_this_log, text
from dispatch.web.history_faults import history_answers
from dispatch.web.services import Services

QUERY: Final = ("log", "months", "mode", "site", "format")


async def read(request: Request, services: Services, caller: Caller) -> Response:
    """Each site that was alerted in these months, those that are unlike the others first."""
    only_this_log(request, services)
    only_known(request, QUERY)
    given = request.query_params
    as_csv = one_of(request, "format", ("json", "csv")) == "csv"
    many = number(given.get("months"), "months", alerts.MONTHS_USUAL, alerts.MONTHS_MAX)
    with history_answers():
        body = await alerts.alerts_body(
            services.archive,
            services.desk.state,
            services.zone,
            services.clock.now(),
            mode_of(request, services),
            many,
            text(given.get("site"), "site"),
        )
    return a_file(alerts.alerts_csv(body), "alerts") if as_csv else json_answer(body)
