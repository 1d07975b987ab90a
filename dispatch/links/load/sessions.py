"""People who sign in to a running server, as many times as their links need; and what they read over HTTP."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Self

import httpx
import orjson

from dispatch.links.load.board import Rows, rows_of
from dispatch.links.load.records import LoadProblem
from dispatch.links.load.wire import Address, address

LINKS_PER_SESSION: Final = 15
"""A session may have twenty; a link that comes back may be there before the server has missed the old one."""
_TRIES: Final = 30
_TIMEOUT: Final = 20.0
_MEMORY = "process_resident_memory_bytes"


@dataclass(slots=True, eq=False)
class Session:
    """One sign-in of one person."""

    username: str
    cookie: str
    about: Mapping[str, Any]
    links: int = 0
    ended: bool = False

    @property
    def demo(self) -> bool:
        """Whether it leads to a demo."""
        return bool(self.about.get("demo"))


class Server:
    """A running server. Use as ``async with``."""

    def __init__(self, url: str, passwords: Mapping[str, str]) -> None:
        try:
            self.address: Address = address(url)
        except ValueError as problem:
            raise LoadProblem(f"--url: {problem}") from None
        self._url = self.address.origin + self.address.path
        self._passwords = passwords
        self._sessions: dict[str, list[Session]] = {}
        self._signing_in = asyncio.Lock()
        # Reading the machine's certificates costs more than a request; where there is no TLS there are none.
        self._http = httpx.AsyncClient(
            timeout=_TIMEOUT,
            verify=self.address.tls,
            limits=httpx.Limits(max_connections=64),
            trust_env=False,
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        for session in [one for some in self._sessions.values() for one in some]:
            try:
                await self._request("DELETE", "/api/session", session)
            except httpx.HTTPError:
                break
        await self._http.aclose()

    async def session(self, username: str) -> Session:
        """A session of this person that has room for one more link."""
        async with self._signing_in:
            mine = self._sessions.setdefault(username, [])
            mine[:] = [one for one in mine if not one.ended]
            for one in mine:
                if one.links < LINKS_PER_SESSION:
                    return one
            mine.append(await self._sign_in(username))
            return mine[-1]

    async def _sign_in(self, username: str) -> Session:
        given = {"username": username, "password": self._passwords[username], "position": "load"}
        for _ in range(_TRIES):
            try:
                answer = await self._request("POST", "/api/session", None, orjson.dumps(given))
            except httpx.HTTPError as problem:
                raise LoadProblem(
                    f"No server answers at {self._url} ({str(problem) or type(problem).__name__})."
                ) from None
            body = _object(answer)
            if answer.status_code == 200:
                cookie = "; ".join(f"{name}={value}" for name, value in answer.cookies.items())
                return Session(username, cookie, body)
            if body.get("code") not in ("busy", "unavailable"):
                said = body.get("message") or f"it answered {answer.status_code}"
                raise LoadProblem(f"{username} was not let in at {self._url}: {said}")
            await asyncio.sleep(float(answer.headers.get("Retry-After", 1)))
        raise LoadProblem(f"{username} was not let in at {self._url}: it stayed busy.")

    async def state(self, session: Session) -> tuple[int, Rows]:
        """What this person's fresh screen would show, and the event that it stands at."""
        try:
            answer = await self._request("GET", "/api/state", session)
        except httpx.HTTPError as problem:
            raise LoadProblem(
                f"/api/state did not answer ({str(problem) or type(problem).__name__})"
            ) from None
        body = _object(answer)
        if answer.status_code != 200 or "state" not in body:
            raise LoadProblem(f"/api/state answered {answer.status_code}: {body.get('message', '')}")
        return int(body.get("seq") or 0), rows_of(body["state"])

    async def give(self, session: Session, message: bytes) -> dict[str, Any] | None:
        """One command by HTTP; None when it cannot be said whether it was done."""
        try:
            answer = await self._request("POST", "/api/commands", session, message)
        except httpx.HTTPError:
            return None
        body = _object(answer)
        return body if "outcome" in body else None

    async def memory(self) -> int | None:
        """Bytes that the server's process takes, where it tells."""
        try:
            answer = await self._request("GET", "/metrics", None)
        except httpx.HTTPError:
            return None
        for line in answer.text.splitlines():
            name, _, value = line.partition(" ")
            if name.partition("{")[0] == _MEMORY:
                return int(float(value))
        return None

    async def _request(
        self, method: str, path: str, session: Session | None, content: bytes | None = None
    ) -> httpx.Response:
        headers = {"Origin": self.address.origin, "Content-Type": "application/json"}
        if session is not None:
            headers["Cookie"] = session.cookie
        answer = await self._http.request(method, self._url + path, headers=headers, content=content)
        # Each request carries the cookie of its own session only.
        self._http.cookies.clear()
        return answer


def _object(answer: httpx.Response) -> dict[str, Any]:
    try:
        body = orjson.loads(answer.content)
    except orjson.JSONDecodeError:
        return {}
    return body if isinstance(body, dict) else {}
