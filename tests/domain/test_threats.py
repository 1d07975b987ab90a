"""What the threat team writes is read by the threat team and by nobody else; and of everything else they see the names of sites."""

from __future__ import annotations

import pytest

from dispatch.domain import commands as c
from dispatch.domain import events as e
from dispatch.domain.actor import Actor, Role
from dispatch.domain.decide import Context, decide
from dispatch.domain.fold import fold
from dispatch.domain.lens.changes import changes
from dispatch.domain.lens.lines import audiences, line_of, lines_for
from dispatch.domain.lens.project import snapshot
from dispatch.domain.refusals import NOT_FOUND, Refusal
from dispatch.domain.text import TextClass
from dispatch.domain.vocabulary import LineSource
from tests.domain.district import ADAM7, ANA, AUDREY, LIA, MARIA, PEOPLE, SUE, T0, THEO, person
from tests.domain.laws import all_parts, texts_in
from tests.domain.playbook import Playbook
from tests.domain.test_lens import busy

TEDDY = person(Role.THREAT_TEAM, "Teddy")
SAID = c.AddNote(text="canary-1", text_class=TextClass.THREAT, site="GRHS")


def asked(p: Playbook, command: c.Command, by: Actor) -> Refusal:
    answer = decide(p.state, command, Context(actor=by, command_id="c", log="live", now=T0))
    assert isinstance(answer, Refusal)
    return answer


def test_what_the_team_writes_reaches_the_team_alone() -> None:
    p = busy()
    before = p.state
    line = p.given(SAID, by=THEO)["line"]
    (written,) = p.log[-1:]
    assert audiences(p.state, written) == {"threat"}
    shown = lines_for(p.state, written, set(all_parts(p.state)))
    assert set(shown) == {"threat"}, (
        "no part is even told that there is a line: not the school's, nor the desk's"
    )
    detail = shown["threat"].detail
    assert detail is not None
    assert (detail.text, detail.text_class, shown["threat"].site) == ("canary-1", TextClass.THREAT, "GRHS")
    for part in all_parts(p.state):
        if part != "threat":
            assert line_of(written, part) is None
        assert snapshot(p.state, part) == snapshot(before, part), "no number of any record moves by it"
    assert changes(before, p.state, fold(before, (written,)).touched) == {}
    p.given(c.CorrectLine(line=line, text="canary-2", reason="misheard"), by=THEO)
    corrected = p.log[-1]
    assert isinstance(corrected.event, e.LineWritten)
    assert corrected.event.source is LineSource.CORRECTION
    assert audiences(p.state, corrected) == {"threat"}


def test_of_everything_else_the_team_sees_the_names_of_sites() -> None:
    seen = snapshot(busy().state, "threat")
    assert set(seen) == {"district", "sites"}
    assert {one.id for one in seen["sites"]} == {"GRHS", "ELMS", "ANNEX", "FARM"}
    assert not list(texts_in(list(seen.values())))
    # A held channel is for those with a radio.
    p = Playbook.opened()
    before = snapshot(p.state, "threat")
    p.given(c.HoldTraffic(reason="emergency"))
    assert snapshot(p.state, "threat") == before


@pytest.mark.parametrize(
    "who", [one for one in PEOPLE if one.role is not Role.THREAT_TEAM], ids=lambda one: one.name
)
def test_nobody_else_writes_or_corrects_it(who: Actor) -> None:
    p = busy()
    line = p.given(SAID, by=THEO)["line"]
    assert asked(p, SAID, who).code in ("class_not_yours", "forbidden", "not_found")
    theirs = asked(p, c.CorrectLine(line=line, text="x", reason="y"), who)
    assert theirs == asked(p, c.CorrectLine(line="line-nowhere", text="x", reason="y"), who), (
        "as if it were not there"
    )


def test_the_team_writes_of_sites_in_its_own_class_and_corrects_its_own() -> None:
    p = busy()
    call = next(iter(p.state.calls))
    for named in ({"call": call}, {"call": "call-nowhere"}, {"unit": "A7"}, {"unit": "NOSUCH"}):
        note = c.AddNote(text="x", text_class=TextClass.THREAT, **named)
        assert asked(p, note, THEO) == NOT_FOUND, "what they do not see is not there"
    for text_class in set(TextClass) - {TextClass.THREAT}:
        assert asked(p, c.AddNote(text="x", text_class=text_class), THEO).code == "class_not_yours"
    assert (
        asked(p, c.AddNote(text="x", text_class=TextClass.THREAT, site="NOSUCH"), THEO).code == "unknown_site"
    )
    theirs = p.given(c.AddNote(text="canary-3", text_class=TextClass.THREAT), by=TEDDY)["line"]
    assert asked(p, c.CorrectLine(line=theirs, text="x", reason="y"), THEO) == NOT_FOUND
    for by in (MARIA, SUE, ADAM7, ANA):
        other = p.given(c.AddNote(text="x", site="GRHS"), by=by)["line"]
        assert asked(p, c.CorrectLine(line=other, text="x", reason="y"), THEO) == NOT_FOUND
    for by in (AUDREY, LIA):
        assert asked(p, SAID, by).code == "forbidden"
