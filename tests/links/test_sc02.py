"""Scenario SC02 to its end through the real interfaces: desk, officers and a principal by telephone, two partner agencies as guests.

One is invited late, one is revoked while he looks on. Held against what the scenario expects, with its decisions and its forms.
"""

from __future__ import annotations

import asyncio
import os
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import orjson
import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from dispatch.domain import conduct_orders as w
from dispatch.domain import decision_orders as d
from dispatch.domain import seat_orders as s
from dispatch.domain.catalog.ics_roles import IcsRole
from dispatch.domain.catalog.unit_statuses import UnitStatus
from dispatch.domain.commands import Command
from dispatch.domain.forms.catalog import CODES
from dispatch.domain.incident_work import RequestStatus
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
RELEASE = "Begin room-by-room release"
UNMEASURED = {
    "reunif.ready_minus_activated <= 3600": "the states of reunification are lines of the log: nothing in the product has them as a record",
    "count(student released + held + hospital + checkout) == 1840": "to whom which pupil was given is kept by the school, and not here",
}
"""What the scenario expects and nothing in the product can know, with why."""


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

    async def give(self, command: Command) -> dict[str, Any]:
        """One order of his own."""
        message = message_of(command, str(uuid4()))
        del message["type"]
        found: dict[str, Any] = (await self.http("POST", "/api/commands", message)).json()
        return found

    async def did(self, command: Command) -> dict[str, Any]:
        """An order that is taken; what it made."""
        answer = await self.give(command)
        assert answer.get("outcome") == "saved", (command, answer)
        refs: dict[str, Any] = answer["refs"]
        return refs

    async def refused(self, command: Command) -> str:
        """The code with which one is not."""
        return str((await self.give(command))["code"])

    async def seat(self) -> str:
        """How he names the incident."""
        (one,) = (await self.picture())["pictures"]
        return str(one["id"])

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
            await self._answer()
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
        fires = await self._units_come()
        await self._each_acknowledges()
        proposed, asked = await self._ask_and_take_back()
        shown = (await self.fire.picture())["pictures"][0]
        (one,) = (each for each in shown["decisions"] if each["status"] == "open")
        assert (one["asker"], one["label"], one["id"]) == ("MPD", RELEASE, None)
        assert [each["what"]["text"] for each in shown["requests"] if each["id"] == asked] == ["ambulances"]
        inside = s.ShareLine(incident=self.incident["id"], tag=LineTag.REQUEST, text="x")
        assert await self.fire.refused(inside) == "not_found"
        theirs = d.WithdrawDecision(incident=fires, decision=proposed, reason="x")
        assert await self.fire.refused(theirs) == "not_found", (
            "what another agency proposed is not there to be named"
        )

    async def _units_come(self) -> str:
        """Each brings its units, and says what they do; the other sees it."""
        fires, mpds = await self.fire.seat(), await self.mpd.seat()
        engine = await self.fire.did(s.AddPartnerUnit(incident=fires, name="E4", what="Engine"))
        staged = s.SetPartnerUnit(
            incident=fires, unit_id=engine["unit"], status=UnitStatus.SG, site=self.incident["sites"][0]
        )
        await self.fire.did(staged)
        await self.mpd.did(s.AddPartnerUnit(incident=mpds, name="P12", status=UnitStatus.OS))
        await self.fire.did(s.ShareLine(incident=fires, tag=LineTag.HAZARD, text="Gas is shut off"))
        shown = await self.mpd.picture()
        units = {one["name"]: one["status"] for one in shown["shared_units"] if one["partner"]}
        assert units == {"E4": "SG", "P12": "OS"}
        assert "Gas is shut off" in orjson.dumps(shown["shared_log"]).decode()
        return fires

    async def _each_acknowledges(self) -> None:
        incident = self.incident["id"]
        line = s.ShareLine(incident=incident, tag=LineTag.HAZARD, text="Staging is at Gate 4", asks=True)
        made = await self._give(line)
        for guest in (self.mpd, self.fire):
            await guest.did(s.AcknowledgeShared(incident=await guest.seat(), line=made["line"]))
        lines = (await self.fire.picture())["shared_log"]
        (one,) = (each for each in lines if each["id"] == made["line"])
        assert {each["agency"] for each in one["known"]} == {"MPD", "WRFD"}

    async def _ask_and_take_back(self) -> tuple[str, str]:
        """The police propose and the fire department asks; of what each said twice, it takes one back."""
        mpds, fires = await self.mpd.seat(), await self.fire.seat()
        listed = {one["label"]: one["code"] for one in (await self.mpd.picture())["shared_matrix"]}
        release = d.RaiseQuestion(
            incident=mpds, decision_type=listed[RELEASE], options=("North wing", "Wait"), rationale="Swept"
        )
        proposed = (await self.mpd.did(release))["decision"]
        again = (await self.mpd.did(d.RaiseQuestion(incident=mpds, question="A second perimeter?")))[
            "decision"
        ]
        await self.mpd.did(d.WithdrawDecision(incident=mpds, decision=again, reason="It is there"))
        wanted = w.RequestResource(
            incident=fires, what="ambulances", count=2, where="Gate 4", how=SaidHow.SELF
        )
        asked = (await self.fire.did(wanted))["request"]
        second = (await self.fire.did(replace(wanted, what="light towers")))["request"]
        cancelled = w.MoveRequest(incident=fires, request=second, status=RequestStatus.CANCELLED)
        await self.fire.did(cancelled)
        return str(proposed), str(asked)

    async def _answer(self) -> None:
        """Command decides what was proposed and says how far what was asked for is; each agency reads the answer."""
        incident = self.incident["id"]
        open_ = [one for one in self.desk.table("decisions").values() if one["status"] == "open"]
        (proposal,) = (one for one in open_ if one["asker"] is not None)
        decided = d.RecordDecision(
            incident=incident,
            answers=proposal["id"],
            text="Room by room, north wing first",
            name="EM1 Castro",
            title="Emergency manager",
            agency="PMSD",
        )
        await self._give(decided)
        asked = [one for one in self.desk.table("requests").values() if one["status"] == "asked"]
        (request,) = (one for one in asked if one["asker"] == "WRFD")
        moved = w.MoveRequest(
            incident=incident, request=request["id"], status=RequestStatus.ARRIVED, owner="Logistics"
        )
        await self._give(moved)
        (shown,) = (await self.mpd.picture())["pictures"]
        answers = {
            one["asker"]: one for one in shown["decisions"] if one["status"] == "active" and one["asker"]
        }
        assert answers["MPD"]["text"]["text"] == "Room by room, north wing first"
        (shown,) = (await self.fire.picture())["pictures"]
        own = {one["what"]["text"]: one["status"] for one in shown["requests"] if one["asker"] == "WRFD"}
        assert own == {"ambulances": "arrived", "light towers": "cancelled"}

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
        assert (await guest.http("POST", "/api/commands", {})).status_code == 401
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
            assert {one for one, how in outcomes.items() if how is Outcome.NOT_MEASURABLE} == set(UNMEASURED)
            assert outcomes["command.gap_s_after_120s == 0"] is Outcome.MET
            assert outcomes["uc_form.t <= 900"] is Outcome.MET
            # Before they were taken, decisions and functions stood open: the list would have said so at the end.
            assert {kind for kind, _ in beside.open_before} == {"decision", "function"}
            assert beside.incident["owed"] == []
            questions = [one for one in beside.desk.table("decisions").values() if one["status"] == "open"]
            assert questions == []
            assert beside.seconds is not None
            assert beside.seconds < 2.0
            (shown,) = (await beside.fire.picture())["pictures"]
            assert RELEASE in {one["label"] for one in shown["decisions"] if one["status"] == "active"}
            assert "thigh wound" not in beside.fire.heard() + beside.mpd.heard(), "nothing medical is shared"
            await beside.forms()
            assert all(paper.startswith(b"%PDF") for paper in beside.papers.values())
            assert "Moreno" in beside.pages["201"]
            assert RELEASE in beside.pages["decisions"]
            assert "Room by room, north wing first" in beside.pages["decisions"], (
                "what an agency proposed is in it"
            )
            assert "ambulances" in beside.pages["201"], "and what one asked for"
            assert set(beside.papers) == set(CODES), (
                "the eight forms of an incident, one of them long and short"
            )
            if FORMS is not None:
                await asyncio.to_thread(keep, beside.papers, Path(FORMS))
        finally:
            await beside.end()
