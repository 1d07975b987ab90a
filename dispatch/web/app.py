"""The application: every route with its permission, behind the shield, with the one answer for each mistake."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import cache

import orjson
import structlog
from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import WebSocketRoute
from starlette.types import ASGIApp
from starlette.websockets import WebSocket

from dispatch.web import (
    alert_routes,
    board,
    device_routes,
    figure_routes,
    file_routes,
    form_routes,
    guest_routes,
    health_routes,
    history_routes,
    incident_routes,
    intake,
    invite_routes,
    push_routes,
    recommend_routes,
    sign_in_routes,
    track_routes,
    tracker_routes,
    wall_routes,
    work_routes,
)
from dispatch.web.access import Caller, Permission, caller_of, is_inside, permit
from dispatch.web.answers import problem_answer
from dispatch.web.command_models import COMMAND_TYPES, model_of
from dispatch.web.errors import Problem
from dispatch.web.openapi import Described, document
from dispatch.web.pages import PAGES, PHONES, Pages
from dispatch.web.route import Handler, Route
from dispatch.web.services import Services
from dispatch.web.shield import Shield
from dispatch.web.socket import live

_log = structlog.get_logger("dispatch.web")

ROUTES = (
    Route("GET", "/healthz", Permission.PUBLIC, health_routes.healthz, Described(answers={200: None})),
    Route(
        "GET",
        "/readyz",
        Permission.PUBLIC,
        health_routes.readyz,
        Described(answers={200: "Health", 503: "Health"}),
    ),
    Route("GET", "/metrics", Permission.COUNTERS, health_routes.metrics, Described(answers={200: None})),
    Route(
        "POST",
        "/api/session",
        Permission.PUBLIC,
        sign_in_routes.sign_in,
        Described(body="SignIn", answers={200: "Session", 401: "RefusedBody", 429: "RefusedBody"}),
    ),
    Route(
        "GET",
        "/api/session",
        Permission.SESSION,
        sign_in_routes.who_am_i,
        Described(answers={200: "Session"}),
    ),
    Route(
        "DELETE", "/api/session", Permission.SESSION, sign_in_routes.sign_out, Described(answers={204: None})
    ),
    Route(
        "GET",
        "/api/tokens",
        Permission.TOKENS,
        sign_in_routes.list_tokens,
        Described(answers={200: "TokenInfo"}, many=True),
    ),
    Route(
        "POST",
        "/api/tokens",
        Permission.TOKENS,
        sign_in_routes.make_token,
        Described(body="TokenRequest", answers={201: "TokenCreated"}),
    ),
    Route(
        "DELETE",
        "/api/tokens/{token}",
        Permission.TOKENS,
        sign_in_routes.end_token,
        Described(answers={204: None, 404: "RefusedBody"}),
    ),
    Route(
        "POST",
        "/api/session/code",
        Permission.PUBLIC,
        invite_routes.enter,
        Described(body="EnterBody", answers={200: "Entered", 401: "RefusedBody"}),
    ),
    Route(
        "GET",
        "/api/invites",
        Permission.INVITES,
        invite_routes.list_invites,
        Described(query=("site",), answers={200: "InviteInfo"}, many=True),
    ),
    Route(
        "POST",
        "/api/invites",
        Permission.INVITES,
        invite_routes.make,
        Described(body="InviteRequest", answers={201: "InviteMade"}, many=True),
    ),
    Route(
        "DELETE",
        "/api/invites/{invite}",
        Permission.INVITES,
        invite_routes.end_invite,
        Described(answers={204: None, 404: "RefusedBody"}),
    ),
    Route(
        "POST",
        "/api/session/guest",
        Permission.PUBLIC,
        guest_routes.enter,
        Described(body="GuestEnterBody", answers={200: "Session", 401: "RefusedBody"}),
    ),
    Route(
        "POST",
        "/api/guests/{guest}/ticket",
        Permission.SEATS,
        guest_routes.ticket,
        Described(body="TicketRequest", answers={201: "TicketMade", 404: "RefusedBody", 409: "RefusedBody"}),
    ),
    Route(
        "POST",
        "/api/commands",
        Permission.COMMAND,
        work_routes.give_command,
        Described(
            body="Command",
            answers={
                200: "SavedBody",
                404: "RefusedBody",
                409: "RefusedBody",
                422: "RefusedBody",
                503: "NotDone",
            },
        ),
    ),
    Route(
        "GET",
        "/api/state",
        Permission.READ,
        work_routes.state,
        Described(query=("log",), answers={200: "StateBody"}),
    ),
    Route(
        "GET",
        "/api/log",
        Permission.RECORD,
        work_routes.log,
        Described(query=("log", "after", "limit", "incident", "site", "unit", "q"), answers={200: "LogBody"}),
    ),
    Route(
        "GET",
        "/api/history",
        Permission.RECORD,
        history_routes.search,
        Described(
            query=history_routes.SEARCH_QUERY,
            answers={200: "HistoryBody", 422: "RefusedBody", 503: "RefusedBody"},
        ),
    ),
    Route(
        "GET",
        "/api/reports/calls",
        Permission.RECORD,
        history_routes.calls_list,
        Described(
            query=history_routes.LIST_QUERY,
            answers={200: "CallsList", 422: "RefusedBody", 503: "RefusedBody"},
            also="text/csv",
        ),
    ),
    Route(
        "GET",
        "/api/reports/calls/{call}",
        Permission.RECORD,
        history_routes.call_report,
        Described(
            query=history_routes.REPORT_QUERY,
            answers={200: "CallReport", 404: "RefusedBody", 422: "RefusedBody", 503: "RefusedBody"},
            also="text/csv",
        ),
    ),
    Route(
        "GET",
        "/api/incidents",
        Permission.BOARD,
        incident_routes.search,
        Described(
            query=incident_routes.SEARCH_QUERY,
            answers={200: "IncidentsBody", 422: "RefusedBody", 503: "RefusedBody"},
        ),
    ),
    Route(
        "GET",
        "/api/incidents/{incident}",
        Permission.BOARD,
        incident_routes.read,
        Described(query=("log",), answers={200: "IncidentBody", **dict.fromkeys((404, 503), "RefusedBody")}),
    ),
    Route(
        "GET",
        "/api/incidents/{incident}/forms/{form}",
        Permission.BOARD,
        form_routes.read,
        Described(
            query=form_routes.QUERY,
            bytes_out=form_routes.MEDIA,
            answers={200: None, **dict.fromkeys((404, 422, 429, 503), "RefusedBody")},
        ),
    ),
    Route(
        "PUT",
        "/api/files",
        Permission.FILES,
        file_routes.put,
        Described(
            bytes_in=file_routes.MEDIA_TYPES,
            query=("log",),
            answers={
                200: "StoredFileBody",
                **dict.fromkeys((410, 413, 422, 429, 503, 507), "RefusedBody"),
            },
        ),
    ),
    Route(
        "GET",
        "/api/files/{sha256}",
        Permission.RECORD,
        file_routes.get,
        Described(
            bytes_out=file_routes.MEDIA_TYPES,
            query=("log",),
            answers={200: None, 404: "RefusedBody", 410: "RefusedBody", 503: "RefusedBody"},
        ),
    ),
    Route(
        "GET",
        "/api/recommend",
        Permission.RECORD,
        recommend_routes.recommendation,
        Described(
            query=recommend_routes.QUERY,
            answers={200: "Recommendation", 403: "RefusedBody", 404: "RefusedBody", 422: "RefusedBody"},
        ),
    ),
    Route(
        "GET",
        "/api/figures",
        Permission.FIGURES,
        figure_routes.read,
        Described(
            query=figure_routes.FIGURES_QUERY,
            answers={200: "FiguresBody", 422: "RefusedBody", 503: "RefusedBody"},
            also="text/csv",
        ),
    ),
    Route(
        "GET",
        "/api/alerts",
        Permission.FIGURES,
        alert_routes.read,
        Described(
            query=alert_routes.QUERY,
            answers={200: "AlertsBody", 422: "RefusedBody", 503: "RefusedBody"},
            also="text/csv",
        ),
    ),
    Route(
        "GET",
        "/api/figures/{kpi}",
        Permission.FIGURES,
        figure_routes.cases,
        Described(
            query=figure_routes.CASES_QUERY,
            answers={200: "CasesBody", 404: "RefusedBody", 422: "RefusedBody", 503: "RefusedBody"},
            also="text/csv",
        ),
    ),
    Route(
        "POST",
        "/api/positions",
        Permission.POSITION,
        work_routes.position,
        Described(body="PositionBody", answers={204: None}),
    ),
    Route(
        "GET",
        "/api/push",
        Permission.POSITION,
        push_routes.state,
        Described(answers={200: "PushState"}),
    ),
    Route(
        "POST",
        "/api/push",
        Permission.POSITION,
        push_routes.subscribe,
        Described(body="PushBody", answers={204: None, 409: "RefusedBody", 422: "RefusedBody"}),
    ),
    Route(
        "POST",
        "/api/push/end",
        Permission.POSITION,
        push_routes.unsubscribe,
        Described(body="PushEnd", answers={204: None, 409: "RefusedBody"}),
    ),
    *(
        Route(
            method,
            "/api/track",
            Permission.PUBLIC,
            tracker_routes.osmand,
            Described(
                query=("id", "timestamp", "lat", "lon", "speed", "bearing", "accuracy", "batt"),
                answers={200: "TrackerAnswer", 401: "RefusedBody", 422: "RefusedBody", 429: "RefusedBody"},
            ),
        )
        for method in ("GET", "POST")
    ),
    Route(
        "POST",
        "/api/track/owntracks",
        Permission.PUBLIC,
        tracker_routes.owntracks,
        Described(answers={200: None, 401: "RefusedBody", 422: "RefusedBody", 429: "RefusedBody"}),
    ),
    Route(
        "POST",
        "/api/tracks",
        Permission.READ,
        track_routes.way,
        Described(
            body="WayAsked",
            answers={200: "WayBody", 403: "RefusedBody", 422: "RefusedBody", 503: "RefusedBody"},
        ),
    ),
    Route(
        "POST",
        "/api/panic",
        Permission.PUBLIC,
        intake.press,
        Described(
            body="PressBody",
            answers=dict.fromkeys((200, 202, 422, 503), "PressAnswerBody"),
        ),
    ),
    Route(
        "GET",
        "/api/devices",
        Permission.BOARD,
        device_routes.devices,
        Described(query=("site", "log"), answers={200: "DevicesBody"}),
    ),
    Route(
        "POST",
        "/api/panic/status",
        Permission.PUBLIC,
        intake.status,
        Described(
            body="HeartbeatBody",
            answers={200: "StatusAnswerBody", 401: "RefusedBody", 422: "StatusAnswerBody"},
        ),
    ),
    Route(
        "POST",
        "/api/panic/heartbeat",
        Permission.PUBLIC,
        intake.heartbeat,
        Described(
            body="HeartbeatBody",
            answers={200: "HeartbeatAnswerBody", 401: "RefusedBody", 422: "HeartbeatAnswerBody"},
        ),
    ),
    *wall_routes.ROUTES,
)


def create_app(services: Services) -> ASGIApp:
    """The application around these services."""
    # Made now, not by the first person who sends one.
    for kind in COMMAND_TYPES:
        model_of(kind)
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    for route in (*ROUTES, *_pages(services)):
        app.add_route(route.path, endpoint(route, services), methods=[route.method])
    app.router.routes.append(WebSocketRoute("/live", _live(services)))
    app.add_exception_handler(Problem, _problem)
    app.add_exception_handler(HTTPException, _http_exception)
    app.add_exception_handler(Exception, _mistake)
    return Shield(app, services.site, services.metrics)


def endpoint(route: Route, services: Services) -> Callable[[Request], Awaitable[Response]]:
    """What Starlette calls: find out who it is, check the permission, then the handler."""

    async def answer(request: Request) -> Response:
        public = route.permission is Permission.PUBLIC
        try:
            caller = await caller_of(request, services)
        except Problem:
            if not public:
                raise
            caller = None
        try:
            permit(route.permission, caller, inside=is_inside(request))
        except Problem:
            if route.instead is None:
                raise
            return RedirectResponse(route.instead, status_code=303)
        return await route.handler(request, services, caller)

    answer.__name__ = route.handler.__name__
    answer.permission = route.permission  # type: ignore[attr-defined]
    return answer


def _pages(services: Services) -> list[Route]:
    pages = Pages(services.site.dist)
    nothing = Described(answers={200: None}, hidden=True)

    def served(work: Callable[[Request], Response]) -> Handler:
        async def handler(request: Request, _services: Services, _caller: Caller | None) -> Response:
            return await run_in_threadpool(work, request)

        return handler

    return [
        Route("GET", "/api/openapi.json", Permission.PUBLIC, _description, nothing),
        *(Route("GET", path, Permission.PUBLIC, served(pages.page), nothing) for path in PAGES),
        Route("GET", "/board", Permission.BOARD, board.page, nothing, instead="/"),
        *(
            Route("GET", path.rstrip("/"), Permission.PUBLIC, served(pages.without_slash), nothing)
            for path in PHONES
        ),
        Route("GET", "/{path:path}", Permission.PUBLIC, served(pages.file), nothing),
    ]


async def _description(request: Request, services: Services, caller: Caller | None) -> Response:
    return Response(await run_in_threadpool(_described), media_type="application/json")


@cache
def _described() -> bytes:
    """Takes most of a second, so it is made once and beside the event loop."""
    routes = [(route.method, route.path, route.permission, route.described) for route in ROUTES]
    return orjson.dumps(document(routes))


def _live(services: Services) -> Callable[[WebSocket], Awaitable[None]]:
    async def endpoint(websocket: WebSocket) -> None:
        try:
            await live(websocket, services)
        except Problem as problem:
            await websocket.send_denial_response(problem_answer(problem))

    endpoint.permission = Permission.SESSION  # type: ignore[attr-defined]
    return endpoint


async def _problem(request: Request, error: Exception) -> Response:
    assert isinstance(error, Problem)
    return problem_answer(error)


async def _http_exception(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 404
    return problem_answer(Problem("wrong_method" if status == 405 else "no_such_page"))


async def _mistake(request: Request, error: Exception) -> Response:
    _log.error("mistake", path=request.url.path, exc_info=error)
    return problem_answer(Problem("server_error"))
