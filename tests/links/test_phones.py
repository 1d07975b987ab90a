"""Two scenarios played by telephones over the real wire beside a dispatcher, and held against what they expect.

What is measured is what the desk's own screen shows afterwards. The negative controls are the same scenarios in which one phone is silent.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx
import orjson
import pytest

from dispatch.links.panic.signing import HEADER, sign
from dispatch.links.play import Scenario, read
from dispatch.links.play.expect import Outcome, judge
from dispatch.links.play.scenario import Moment
from dispatch.links.shipped import shipped_text
from tests.links.town import Play, Town, measured, play, town
from tests.pg import Database

FILE = shipped_text("scenarios.yaml").encode()
RELEASE = 1560.0
"""SC02 goes on to reunification, of which the product has no record yet."""
UNKNOWABLE = {
    "reunif.ready_minus_activated <= 3600",
    "count(student released + held + hospital + checkout) == 1840",
    # A bus is no room of a school: who is in it is told by radio.
    "bus.route14.accounted == 31",
}
"""What nothing in the product can know."""


def judged(found: Town, scenario: Scenario, end: float) -> dict[str, Outcome]:
    facts = measured(found.phones["dispatcher"], found.begin, end)
    return {line: judge(line, facts).outcome for line in scenario.expect}


def everything_known_is_met(outcomes: dict[str, Outcome]) -> None:
    assert {line for line, one in outcomes.items() if one is Outcome.NOT_MEASURABLE} == UNKNOWABLE & set(
        outcomes
    )
    assert {line for line, one in outcomes.items() if one is Outcome.NOT_MET} == set()


async def nothing_twice(found: Town, told: Play) -> None:
    """Every phone lost its first answer and asked again: it was done already, and everything it said was done once."""
    field = [
        one for name, one in found.phones.items() if name not in ("dispatcher", "supervisor") and one.said
    ]
    for phone in field:
        assert not phone.outbox
        answers = [*phone.answers.values()]
        assert [one["duplicate"] for one in answers] == [True, *([False] * (len(answers) - 1))], phone.name
    ids = [answer["seq"] for _, _, answer in told.answers if answer.get("seq") is not None]
    assert len(ids) == len(set(ids))


async def badge(found: Town, device: str) -> str:
    """The key of a badge that somebody at the school wears."""
    keys = found.served.node.people.device_keys
    issued = await keys.issue(found.served.node.desk.log, [f"device:{device}"])
    await keys.read(found.served.node.desk.log)
    return issued[f"device:{device}"]


async def press(found: Town, device: str, key: str, counter: int) -> dict[str, Any]:
    """The badge is pressed: what its gateway sends, and the answer."""
    said = {
        "device_id": device,
        "counter": counter,
        "ts_device": found.clock.now().isoformat(),
        "alert_level": "LOCKDOWN",
    }
    body = orjson.dumps(said)
    async with httpx.AsyncClient(base_url=found.served.origin, timeout=20) as client:
        answer = await client.post("/api/panic", content=body, headers={HEADER: sign(key, body)})
    assert answer.status_code == 200, answer.text
    known: dict[str, Any] = answer.json()
    return known


async def test_sc02_until_the_release(
    demo_database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scenario = read(FILE, "SC02")
    async with town(demo_database, tmp_path, scenario, monkeypatch) as found:
        key, desk = await badge(found, "W-GRHS-112"), found.phones["dispatcher"]
        pressed: list[dict[str, Any]] = []

        async def beside(moment: Moment) -> None:
            """The room next door presses a badge when the teacher has pressed the phone; its gateway sends that twice."""
            if moment.do == "panic_alert":
                pressed.extend([await press(found, "W-GRHS-112", key, 1) for _ in range(2)])

        told = await play(found, scenario, until=RELEASE, beside=beside)
        assert told.refused == []
        await nothing_twice(found, told)
        # One incident, whatever pressed, with each press at its place.
        assert [one["outcome"] for one in pressed] == ["saved", "duplicate"]
        (badged,) = desk.table("presses").values()
        (phoned,) = desk.table("panics").values()
        (incident,) = (one for one in desk.table("incidents").values() if "GRHS" in one["sites"])
        assert {badged["call"], phoned["call"]} <= {one["id"] for one in incident["calls"]}
        assert (badged["count"], badged["place"]["room"], phoned["room"]) == (1, "112", "118")
        (lockdown,) = (one for one in desk.table("actions").values() if one["type"] == "LOCKDOWN")
        assert (lockdown["status"], lockdown["board"]["201"]) == ("RELEASING", "RELEASED")
        everything_known_is_met(judged(found, scenario, RELEASE))


async def test_sc02_without_the_principal_has_nobody_in_command(
    demo_database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scenario = read(FILE, "SC02")
    async with town(demo_database, tmp_path, scenario, monkeypatch) as found:
        told = await play(found, scenario, until=RELEASE, silent=lambda one: one.by == "principal")
        # Nobody hands over what nobody has.
        assert {one.partition(": ")[2].partition(": ")[0] for one in told.refused} >= {"command_transfer"}
        outcomes = judged(found, scenario, RELEASE)
        assert outcomes["command.gap_s_after_120s == 0"] is Outcome.NOT_MET
        assert outcomes["action.LOCKDOWN.start_t <= 10"] is Outcome.MET


async def test_sc05(demo_database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scenario = read(FILE, "SC05")
    async with town(demo_database, tmp_path, scenario, monkeypatch) as found:
        told = await play(found, scenario, until=scenario.moments[-1].t)
        assert told.refused == []
        await nothing_twice(found, told)
        everything_known_is_met(judged(found, scenario, scenario.moments[-1].t))
        # The desk was told which school had not heard it, before anybody had to ask.
        assert unheard(found) >= {"BSK8"}
        assert "RTHS" not in unheard(found), "said within its 30 seconds"


async def test_sc05_with_a_silent_school(
    demo_database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scenario = read(FILE, "SC05")
    async with town(demo_database, tmp_path, scenario, monkeypatch) as found:
        await play(found, scenario, until=1500, silent=lambda one: one.by == "custodian")
        outcomes = judged(found, scenario, 1500)
        assert outcomes["heard.BSK8.t <= 180"] is Outcome.NOT_MET
        assert outcomes["sites_started == 4"] is Outcome.MET
        standing = [one["site"] for one in found.phones["dispatcher"].table("alarms").values()]
        assert "BSK8" in standing


def unheard(found: Town) -> set[str]:
    """The schools of which the desk was told that they have not heard their order."""
    alarms = found.phones["dispatcher"].ever["alarms"]
    return {one["site"] for one in alarms if one["alarm_kind"] == "unheard_action"}
