"""Key figures over HTTP, for the supervisor and the auditor."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from dispatch.domain.catalog.kpis import KPIS
from dispatch.domain.catalog.modes import Mode
from dispatch.log.figures import WHICH, FiguresWanted
from dispatch.web import figures
from dispatch.web.access import Caller
from dispatch.web.answers import json_answer
from dispatch.web.errors import Problem
from dispatch.web.given import moment, number, only_known, only_this_log, text
from dispatch.web.history_faults import history_answers
from dispatch.web.services import Services

USUAL: Final = timedelta(days=7)
LONGEST: Final = timedelta(days=3 * 366)
CASES_MAX: Final = 1000
_RANGE: Final = ("log", "from", "until", "mode", "site", "format")
FIGURES_QUERY: Final = (*_RANGE, "table")
CASES_QUERY: Final = (*_RANGE, "which", "limit")
MODES: Final = {one.value.lower(): one for one in (Mode.ACTUAL, Mode.DRILL, Mode.EXERCISE)}
CSV: Final = "text/csv; charset=utf-8; header=present"


async def read(request: Request, services: Services, caller: Caller) -> Response:
    """All figures of a time, and the volume of calls in it."""
    wanted = _wanted(request, services, FIGURES_QUERY)
    table = one_of(request, "table", figures.TABLES)
    as_csv = one_of(request, "format", ("json", "csv")) == "csv"
    with history_answers():
        found = await services.archive.figures(wanted)
    body = figures.figures_body(found, wanted, services.clock.now())
    if as_csv:
        return a_file(figures.figures_csv(body, table), table)
    return json_answer(body)


async def cases(request: Request, services: Services, caller: Caller) -> Response:
    """The cases behind one figure: all, those that lack a timestamp, or those beyond the target."""
    wanted = _wanted(request, services, CASES_QUERY)
    kpi = request.path_params["kpi"]
    if kpi not in KPIS:
        raise Problem("not_found")
    which = one_of(request, "which", WHICH)
    limit = number(request.query_params.get("limit"), "limit", 200, CASES_MAX)
    as_csv = one_of(request, "format", ("json", "csv")) == "csv"
    with history_answers():
        found, total = await services.archive.cases(kpi, wanted, which, limit)
    body = figures.cases_body(kpi, found, total)
    if as_csv:
        return a_file(figures.cases_csv(body), kpi)
    return json_answer(body)


def _wanted(request: Request, services: Services, known: tuple[str, ...]) -> FiguresWanted:
    only_this_log(request, services)
    only_known(request, known)
    given = request.query_params
    until = moment(given.get("until"), "until") or services.clock.now()
    since = moment(given.get("from"), "from") or until - USUAL
    if since >= until:
        raise Problem("bad_value", "until is later than from.", "until")
    if until - since > LONGEST:
        raise Problem("bad_value", "At most three years at once.", "from")
    # A zone is the sector that the site now belongs to: a figure of last year is compared with those of today.
    sectors = ((one.id, one.roster.sector) for one in services.desk.state.sites.values())
    return FiguresWanted(
        since=since,
        until=until,
        mode=mode_of(request, services),
        site=text(given.get("site"), "site"),
        zones={site: sector for site, sector in sectors if sector},
    )


def mode_of(request: Request, services: Services) -> Mode:
    """What is asked for; of a desk that works for real actual events, else exercises."""
    home = services.desk.state.home
    live = home is None or home.nature == "live"
    mode = request.query_params.get("mode", "actual" if live else "exercise")
    if mode not in MODES:
        raise Problem("bad_value", f"mode is one of {', '.join(MODES)}.", "mode")
    return MODES[mode]


def one_of(request: Request, name: str, values: tuple[str, ...]) -> str:
    """The first is what is meant when nothing is said."""
    given = request.query_params.get(name, values[0])
    if given not in values:
        raise Problem("bad_value", f"{name} is one of {', '.join(values)}.", name)
    return given


def a_file(content: bytes, name: str) -> Response:
    """A table to be kept."""
    headers = {"content-disposition": f'attachment; filename="figures-{name}.csv"'}
    return Response(content, media_type=CSV, headers=headers)
