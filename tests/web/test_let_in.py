"""A guest who came in by one node and asks another that is a moment behind is let in; who was sent away is not, and at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from dispatch.domain import seat_orders as c
from dispatch.domain.actor import Actor
from dispatch.domain.state import State
from dispatch.people.accounts import Account
from dispatch.people.sessions import Session
from dispatch.web.let_in import JUST_NOW, let_in
from tests.domain.playbook import Playbook
from tests.domain.plays.seats import guest_of, seat, shared


class Behind:
    """A node that folds these states, one for each time that it is waited for."""

    def __init__(self, *states: State) -> None:
        self.state, *self.rest = states
        self.waits = 0

    async def folded(self, seq: int, seconds: float) -> bool:
        self.waits += 1
        if not self.rest:
            return False
        self.state = self.rest.pop(0)
        return True


def told() -> tuple[Playbook, Actor, list[State]]:
    """A guest who was invited and came in, and the states before the invitation, after it, and after his coming."""
    p = Playbook.opened()
    incident = shared(p)
    states = [p.state]
    guest = str(p.given(c.InviteGuest(incident=incident, agency="MPD", name="Park", title="Sgt."))["guest"])
    states.append(p.state)
    who = guest_of(guest)
    p.given(c.TakeSeat(guest=guest, name="Sgt. Park", title="Patrol", said_agency="Mesa PD"), by=who)
    return p, who, [*states, p.state]


def session_of(p: Playbook, who: Actor) -> Session:
    account = Account(
        log="live", person=who.person, username=who.person, name=who.name, role=who.role, agency=who.agency
    )
    end = p.now + timedelta(hours=2)
    return Session(id="s", kind="browser", name="MPD", account=account, created_at=p.now, expires_at=end)


async def test_a_node_that_is_behind_waits_until_it_has_folded_that_he_came() -> None:
    p, who, states = told()
    node = Behind(*states)
    assert await let_in(node, session_of(p, who), p.now)
    assert node.waits == 2
    assert await let_in(node, session_of(p, who), p.now)
    assert node.waits == 2, "who is in waits for nothing"


async def test_it_waits_once_and_not_for_an_old_session() -> None:
    p, who, (_, invited, _) = told()
    node = Behind(invited)
    assert not await let_in(node, session_of(p, who), p.now)
    assert node.waits == 1, "nothing came"
    assert not await let_in(node, session_of(p, who), p.now + JUST_NOW)
    assert node.waits == 1


async def test_who_was_sent_away_waits_for_nothing() -> None:
    p, who, _ = told()
    incident, guest = next(iter(p.state.incidents)), seat(p).guests[0].id
    p.given(c.RevokeGuest(incident=incident, guest=guest))
    node = Behind(p.state, p.state)
    assert not await let_in(node, session_of(p, who), p.now)
    assert node.waits == 0


async def test_an_account_of_the_district_is_not_asked_about() -> None:
    p, who, (before, *_) = told()
    node = Behind(before)
    assert await let_in(node, session_of(p, replace(who, person="maria")), p.now)
    assert node.waits == 0
