"""Scenario SC02 to its end through the real interfaces: desk, officers and a principal by telephone, two partner agencies as guests.

One is invited late, one is revoked while he looks on. Held against what the scenario expects, with its decisions and its forms.
"""

from __future__ import annotations

import asyncio
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import orjson
import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from dispatch.domain import conduct_orders as w
from dispatch.domain import decision_orders as d
from dispatch.domain import seat_orders as s
from dispatch.domain.catalog.ics_roles import IcsRole
from dispatch.domain.commands import Command
from dispatch.domain.forms.catalog import CODES
from dispatch.domain.incidents import SaidHow
from dispatch.domain.seats import LineTag, ShareClass
from dispatch.links.play import Scenario, read
from dispatch.links.play.expect import Outcome
from dispatch.links.play.scenario import Moment
from dispatch.web.access import COOKIE
from tests.desk.world import until
from tests.links.phones import message_of
from tests.links.test_phones import FILE, judged
from tests.links.town import Town, play, town
from tests.pg import Database

FORMS = os.environ.get("DISPATCH_FORMS")
"""A folder for the papers, for whoever wants to look at them."""
INVITED, LATE, DECIDED, REVOKED = 190.0, 600.0, 1500.0, 1560.0
OPERATIONAL = (ShareClass.OPERATIONAL,)


@dataclass
class Guest:
    """Somebody of a partner agency with a tablet of his own."""

    agency: str
    origin: str
    cookie: str = ""
    link: ClientConnection | None = None
    got: list[dict[str, Any]] = field(default_factory=list)
    closed: tuple[int | None, float] | None = None
    """With which code the link ended, and when by the loop's clock."""

    async def enter(self, ticket: dict[str, Any], name: str) -> None:
        """In by link and code."""
        who = {"device": "d" * 32, "name": name, "title": "On scene", "agency": self.agency}
        body = {"link": ticket["link"].removeprefix("/liaison/#"), "code": ticket["code"], **who}
        answer = await self.http("POST", "/api/session/guest", body)
        assert answer.status_code == 200, answer.text
        self.cookie = answer.cookies[COOKIE]

    async def http(self, method: str, path: str, body: Any = None) -> httpx.Response:
        headers = {"Origin": self.origin, "Cookie": f"{COOKIE}={self.cookie}"}
        async with httpx.AsyncClient(base_url=self.origin, timeout=20) as client:
            return await client.request(method, path, json=body, headers=headers)

    async def look(self) -> None:
        """Keep a socket until it is closed."""
        async with connect(
            f"{self.origin.replace('http', 'ws', 1)}/live",
            origin=self.origin,  # type: ignore[arg-type]
            additional_headers={"Cookie": f"{COOKIE}={self.cookie}"},
            max_size=None,
        ) as link:
            await link.send('{"type":"hello","protocol":1}')
            try:
                while True:
                    self.got.append(orjson.loads(await link.recv()))
            except ConnectionClosed:
                self.closed = (link.close_code, asyncio.get_running_loop().time())

    async def give(self, command: Command, name: str) -> dict[str, Any]:
        """One order of his own."""
        message = message_of(command, name)
        del message["type"]
        found: dict[str, Any] = (await self.http("POST", "/api/commands", message)).json()
        return found

    async def picture(self) -> dict[str, Any]:
        """What his page would show."""
        found: dict[str, Any] = (await self.http("GET", "/api/state")).json()["state"]
        return found

    def heard(self) -> str:
        return orjson.dumps(self.got).decode()


class Beside:
    """What happens beside the scenario's own lines: sharing, guests, decisions, functions."""

    def __init__(self, found: Town) -> None:
        self.found = found
        self.desk = found.phones["dispatcher"]
        self.mpd, self.fire = (Guest(agency, found.served.origin) for agency in ("MPD", "WRFD"))
        self.tasks: list[asyncio.Task[None]] = []
        self.open_before: list[tuple[str, str]] = []
        self.seconds: float | None = None
        self.papers: dict[str, bytes] = {}
        self.pages: dict[str, str] = {}

    @property
    def incident(self) -> dict[str, Any]:
        (found,) = (one for one in self.desk.table("incidents").values() if "GRHS" in one["sites"])
        return found

    async def beside(self, moment: Moment) -> None:
        """After a line of the scenario."""
        if moment.t == INVITED:
            await self._invite(self.mpd, "Lt. Moreno")
        elif moment.t == LATE:
            await self._invite(self.fire, "BC Lund")
            await self._partners_work()
        elif moment.t == DECIDED:
            self.open_before = [(one["open_kind"], one["code"]) for one in self.incident["owed"]]
            await self._decide_all()
        elif moment.t == REVOKED:
            await self._revoke(self.mpd)

    async def _give(self, command: Command) -> dict[str, Any]:
        answer = await self.desk.give(command)
        assert answer["outcome"] == "saved", (command, answer)
        refs: dict[str, Any] = answer["refs"]
        return refs

    async def _invite(self, guest: Guest, name: str) -> None:
        incident = self.incident["id"]
        await self._give(s.ShareIncident(incident=incident, agency=guest.agency, share=OPERATIONAL))
        refs = await self._give(
            s.InviteGuest(incident=incident, agency=guest.agency, name=name, title="On scene")
        )
        guest_id = str(refs["guest"])
        async with self.desk.http() as http:
            made = await http.post(f"/api/guests/{guest_id}/ticket", json={"new_link": True})
        assert made.status_code == 201, made.text
        await guest.enter(made.json(), name)
        self.tasks.append(asyncio.create_task(guest.look(), name=f"guest-{guest.agency}"))

    async def _partners_work(self) -> None:
        """Each acts for its own agency, and sees what the other does; of the incident by the number from inside nothing."""
        (seat,) = (await self.fire.picture())["pictures"]
        unit = s.AddPartnerUnit(incident=seat["id"], name="E4", what="Engine")
        assert (await self.fire.give(unit, _id(1)))["outcome"] == "saved"
        line = s.ShareLine(incident=seat["id"], tag=LineTag.REQUEST, text="Two more ambulances")
        assert (await self.fire.give(line, _id(2)))["outcome"] == "saved"
        inside = s.ShareLine(incident=self.incident["id"], tag=LineTag.REQUEST, text="x")
        assert (await self.fire.give(inside, _id(3)))["code"] == "not_found"
        shown = await self.mpd.picture()
        assert "E4" in orjson.dumps(shown["shared_units"]).decode()
        assert "Two more ambulances" in orjson.dumps(shown["shared_log"]).decode()

    async def _decide_all(self) -> None:
        """Whatever the orders in force call for is decided and owned."""
        incident = self.incident["id"]
        for kind, code in self.open_before:
            if kind == "decision":
                await self._give(
                    d.RecordDecision(
                        incident=incident,
                        decision_type=code,
                        text=f"Decided: {code.replace('_', ' ').lower()}",
                        name="EM1 Castro",
                        title="Emergency manager",
                        agency="PMSD",
                        how=SaidHow.RADIO,
                        rationale="Agreed in unified command",
                    )
                )
            else:
                await self._give(
                    w.AssignFunction(
                        incident=incident, role=IcsRole(code), name="EM1 Castro", title="EM", agency="PMSD"
                    )
                )

    async def _revoke(self, guest: Guest) -> None:
        """He is sent away within two seconds, and the other looks on."""
        seats = self.desk.table("seats").values()
        (one,) = (each for seat in seats if seat["agency"] == guest.agency for each in seat["guests"])
        began = asyncio.get_running_loop().time()
        await self._give(s.RevokeGuest(incident=self.incident["id"], guest=one["id"], reason="Shift ends"))
        await until(lambda: guest.closed is not None)
        assert guest.closed is not None
        assert guest.closed[0] == 4403
        self.seconds = guest.closed[1] - began
        assert (await guest.http("GET", "/api/state")).status_code == 401
        assert self.fire.closed is None

    async def forms(self) -> None:
        """Every form of the incident, as a page and as paper."""
        async with self.desk.http() as http:
            for form in CODES:
                path = f"/api/incidents/{self.incident['id']}/forms/{form}"
                page, paper = await http.get(path), await http.get(f"{path}?format=pdf")
                assert (page.status_code, paper.status_code) == (200, 200), (form, page.text, paper.text)
                self.pages[form], self.papers[form] = page.text, paper.content

    async def end(self) -> None:
        for task in self.tasks:
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)


def keep(papers: dict[str, bytes], folder: Path) -> None:
    """For somebody to look at."""
    for form, paper in papers.items():
        (folder / f"{form}.pdf").write_bytes(paper)


def _id(number: int) -> str:
    return f"00000000-0000-4000-8000-{number:012d}"


async def test_sc02_to_its_end(
    demo_database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scenario: Scenario = read(FILE, "SC02")
    async with town(demo_database, tmp_path, scenario, monkeypatch) as found:
        beside = Beside(found)
        try:
            end = scenario.moments[-1].t
            told = await play(found, scenario, until=end, beside=beside.beside)
            assert told.refused == []
            outcomes = judged(found, scenario, end)
            assert Outcome.NOT_MET not in outcomes.values()
            assert outcomes["command.gap_s_after_120s == 0"] is Outcome.MET
            assert outcomes["uc_form.t <= 900"] is Outcome.MET
            # Before they were taken, decisions and functions stood open: the list would have said so at the end.
            assert {kind for kind, _ in beside.open_before} == {"decision", "function"}
            assert beside.incident["owed"] == []
            questions = [one for one in beside.desk.table("decisions").values() if one["status"] == "open"]
            assert questions == []
            assert beside.seconds is not None
            assert beside.seconds < 2.0
            assert "Begin room-by-room release" in beside.fire.heard(), "a partner is told what was decided"
            assert "thigh wound" not in beside.fire.heard() + beside.mpd.heard(), "nothing medical is shared"
            await beside.forms()
            assert all(paper.startswith(b"%PDF") for paper in beside.papers.values())
            assert "Moreno" in beside.pages["201"]
            assert "Begin room-by-room release" in beside.pages["decisions"]
            if FORMS is not None:
                await asyncio.to_thread(keep, beside.papers, Path(FORMS))
        finally:
            await beside.end()
