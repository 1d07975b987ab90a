"""Command of an incident over many made-up orders: never a moment with nobody; and the size that counts speak for."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import Any

import pytest

from dispatch.domain import commands as c
from dispatch.domain import conduct_orders as w
from dispatch.domain import incident_orders as o
from dispatch.domain.catalog.ics_roles import IcsRole
from dispatch.domain.complexity import Counts, propose
from dispatch.domain.decide import Accepted
from dispatch.domain.fold import fold
from dispatch.domain.incident_events import CommandPlanned
from dispatch.domain.incident_work import ObjectiveStatus
from dispatch.domain.incidents import CommandEnd, Complexity, SaidHow, TransferSide
from dispatch.domain.lens.incidents import in_charge_view
from dispatch.domain.lens.project import snapshot
from dispatch.domain.text import Protected
from dispatch.domain.vocabulary import CallEnd
from tests.domain.district import ANA, ELLA
from tests.domain.playbook import Playbook

MORENO: dict[str, Any] = {"name": "Moreno", "title": "Lt.", "agency": "MPD"}
PEOPLE: tuple[dict[str, Any], ...] = (
    MORENO,
    {"name": "Lund", "title": "BC", "agency": "WRFPD"},
    {"name": "Green", "title": "Chief", "agency": "PMSD"},
    {"name": "Roy", "title": "Sgt.", "agency": "MPD", "unit": "A7"},
)


def order(chance: Random, p: Playbook, incident: str) -> Any:
    """Anything that somebody might ask about the command of an incident."""
    who, how = chance.choice(PEOPLE), chance.choice([SaidHow.RADIO, SaidHow.PHONE, SaidHow.SELF])
    role = chance.choice(list(IcsRole))
    members = [one.id for one in p.state.incidents[incident].members] or ["none"]
    return chance.choice(
        [
            o.EstablishCommand(incident=incident, post="lot", how=how, **who),
            o.OfferTransfer(incident=incident, **who),
            o.ConfirmTransfer(incident=incident, side=TransferSide.INCOMING, how=how, briefed=True),
            o.ConfirmTransfer(incident=incident, side=TransferSide.OUTGOING, how=how),
            o.CancelTransfer(incident=incident),
            o.AssumeCommand(incident=incident, reason="gone", how=how, **who),
            o.RatifyCommand(incident=incident, said_by="Chief Roe", how=how),
            o.TerminateCommand(incident=incident, how=how),
            o.AddUnifiedMember(incident=incident, authority="law", how=how, **who),
            o.AddUnifiedMember(incident=incident, authority="law", **who),
            o.ConfirmUnifiedMember(incident=incident, member=chance.choice(members), how=how),
            o.LeaveUnified(incident=incident, member=chance.choice(members)),
            o.PlanCommand(incident=incident, priorities=("Life safety",)),
            w.AssignFunction(incident=incident, role=role, deputy=chance.random() < 0.3, how=how, **who),
            w.RelieveFunction(incident=incident, role=role, deputy=chance.random() < 0.3),
        ]
    )


@pytest.mark.parametrize("seed", range(6))
def test_from_the_first_to_the_termination_exactly_one_holds_command(seed: int) -> None:
    """The laws hold after every order (``Playbook`` looks); and command is empty only before the first and after a termination."""
    chance, p = Random(seed), Playbook.opened(lawful=False)
    p.action("LOCKDOWN", call=p.call("WEAPON"))
    (incident,) = p.state.incidents
    done: set[str] = set()
    for _ in range(120):
        p.wait(seconds=chance.randint(0, 20))
        p.when(order(chance, p, incident))
        p.asked = None
        if isinstance(p.answer, Accepted):
            done.update(one.event.kind for one in p.answer.recorded)
        now = p.state.incidents[incident]
        if now.command is None:
            assert not now.history or now.history[-1].end is CommandEnd.TERMINATED
            assert now.no_command_since is not None, "the Lockdown is in force: the clock runs"
    assert {"CommandEstablished", "CommandTransferred", "CommandAssumed", "UnifiedFormed"} & done


@pytest.mark.parametrize(
    ("counts", "complexity", "reason"),
    [
        (Counts(sites=1, units=2, agencies=1), Complexity.TYPE_5, "2 units, 1 site."),
        (Counts(sites=1, units=6, agencies=1), Complexity.TYPE_4, "6 units."),
        (Counts(sites=2, units=1, agencies=1), Complexity.TYPE_4, "2 sites."),
        (
            Counts(sites=1, units=7, agencies=2, grave=1, acting=1),
            Complexity.TYPE_3,
            "Lockdown or Evacuate at 1 site, 7 units, 2 agencies.",
        ),
        (Counts(sites=1, units=1, usual=3), Complexity.TYPE_3, "A kind of call that is Type 3."),
        (Counts(sites=3, units=9, grave=3, acting=3), Complexity.TYPE_2, "Lockdown or Evacuate at 3 sites."),
        (Counts(units=500), Complexity.TYPE_1, "500 units."),
    ],
    ids=lambda value: str(value)[:24],
)
def test_the_size_that_is_proposed_and_its_reason(
    counts: Counts, complexity: Complexity, reason: str
) -> None:
    said = propose(counts)
    assert (said.complexity, said.reason) == (complexity, reason)


def test_who_is_shown_who_is_in_charge() -> None:
    """The desk and the units of its calls all of it, the school of its site who commands, another school and a liaison nothing."""
    p = Playbook.opened()
    call = p.call("WEAPON")
    p.action("LOCKDOWN", call=call)
    p.sent(call, "A7")
    (incident,) = p.state.incidents
    p.given(o.EstablishCommand(incident=incident, post="north lot", **MORENO))
    for part in ("desk", "auditor", "unit:A7"):
        assert [one.id for one in snapshot(p.state, part)["incidents"]] == [incident], part
    for part in ("field", "unit:A3", f"site:{ELLA.site}", "threat", "incident:1:MPD"):
        seen = snapshot(p.state, part)
        assert not seen.keys() & {"incidents", "in_charge"}, part
    (shown,) = snapshot(p.state, f"site:{ANA.site}")["in_charge"]
    assert shown == in_charge_view(p.state.incidents[incident])
    assert "I26" not in repr(shown), "a school is told no number"


def test_a_school_is_told_nothing_of_a_call_that_it_may_not_see() -> None:
    p = Playbook.opened()
    call = p.call("SEXOFF")
    p.given(o.EstablishCommand(call=call, post="office", **MORENO))
    assert "in_charge" not in snapshot(p.state, "site:GRHS")
    p.given(c.EndCall(call=call, end=CallEnd.CANCELLED_BY_CALLER))
    assert "in_charge" not in snapshot(p.state, "site:GRHS")


def test_an_officer_who_is_to_take_command_is_shown_the_incident() -> None:
    p = Playbook.opened()
    p.action("LOCKDOWN", call=p.call("WEAPON"))
    (incident,) = p.state.incidents
    p.given(o.EstablishCommand(incident=incident, post="lot", **MORENO))
    assert "incidents" not in snapshot(p.state, "unit:S1")
    p.given(o.OfferTransfer(incident=incident, name="Sam", title="Sgt.", agency="PMSD", unit="S1"))
    assert "incidents" in snapshot(p.state, "unit:S1")
    p.given(o.CancelTransfer(incident=incident))
    assert "incidents" not in snapshot(p.state, "unit:S1")


def test_the_objectives_of_an_old_plan_stand_in_the_table() -> None:
    """Plans once carried them, each list in the place of the one before. Nothing writes that any more; logs keep it."""
    p = Playbook.opened()
    call = p.call("WEAPON")
    p.action("LOCKDOWN", call=call)
    incident = str(
        p.given(o.EstablishCommand(call=call, post="north lot", name="Moreno", title="Lt.", agency="MPD"))[
            "incident"
        ]
    )
    p.given(o.PlanCommand(incident=incident, spokesperson="PIO Hale"))
    written = p.log[-1]
    assert isinstance(written.event, CommandPlanned)
    assert written.event.objectives is None
    state = p.state
    for texts in (("Life safety", "Find the missing"), ("Find the missing", "Feed them")):
        event = replace(written.event, objectives=tuple(Protected(one) for one in texts))
        state = fold(state, (replace(written, seq=state.seq + 1, event=event),)).state
    found = sorted(state.objectives.values(), key=lambda one: one.place)
    assert [(one.text, one.status) for one in found] == [
        (Protected("Life safety"), ObjectiveStatus.DROPPED),
        (Protected("Find the missing"), ObjectiveStatus.OPEN),
        (Protected("Feed them"), ObjectiveStatus.OPEN),
    ]
