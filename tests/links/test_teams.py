"""A school's team in the ledger: everybody with an account, reached or not, with the number to call."""

from __future__ import annotations

from dataclasses import replace

from dispatch.domain import commands as c
from dispatch.domain.actor import SYSTEM, Role
from dispatch.domain.lens.ledger import ledger
from dispatch.domain.lens.notice_views import Progress
from dispatch.domain.receipts import Receipt
from dispatch.domain.roster import Contact
from dispatch.links.teams import teams_of
from dispatch.people.accounts import Account
from tests.domain.district import ANA, GRHS
from tests.domain.playbook import Playbook

MEMBER = Account(
    log="live",
    person=ANA.person,
    username="ana",
    name="Ana",
    role=Role.SITE_TEAM_MEMBER,
    agency="PMSD",
    site="GRHS",
)


def test_the_team_of_a_site_is_who_has_an_open_account_of_it_in_this_log() -> None:
    others = (
        replace(MEMBER, person="closed", disabled=True),
        replace(MEMBER, person="elsewhere", log="exercise"),
        replace(MEMBER, person="officer", role=Role.CAMPUS_SECURITY_OFFICER),
        replace(MEMBER, person="nowhere", site=None),
    )
    teams = teams_of((MEMBER, *others, replace(MEMBER, person="zoe", name="Zoe", site="ELMS")), "live")
    assert {site: [one.name for one in team] for site, team in teams.items()} == {
        "GRHS": ["Ana"],
        "ELMS": ["Zoe"],
    }


def test_who_has_no_open_screen_is_listed_as_not_reached_with_the_number() -> None:
    p = Playbook.opened()
    phone = Contact(name="bo lind", title="Principal", phone="303-555-0101")
    p.given(c.DefineRoster(sites=(replace(GRHS, contacts=(phone,)),)), by=SYSTEM)
    action = p.action("SECURE")
    notice = p.state.notices[f"action:{action}"]
    bo = replace(MEMBER, person="bo", name="Bo Lind")
    teams = teams_of((MEMBER, bo), "live")
    receipt = Receipt(
        notice=notice.id,
        edition=notice.edition,
        recipient="site:GRHS",
        person=MEMBER.person,
        name=MEMBER.name,
        device="d",
        delivered_at=p.now,
        painted_at=p.now,
    )
    shown = {row.recipient: row for row in ledger(p.state, notice, (receipt,), teams).rows}
    team = [(one.name, one.progress, one.phone) for one in shown["site:GRHS"].team]
    assert team == [("Bo Lind", Progress.NOT_REACHED, "303-555-0101"), ("Ana", Progress.PAINTED, None)]
    assert shown["site:GRHS"].progress is Progress.PAINTED
    assert [row.team for row in shown.values() if row.recipient != "site:GRHS"] == [(), (), ()]
