"""A district's own words from a table: by line, all or nothing, twice the same, a dash takes one out."""

from __future__ import annotations

from dispatch.domain.commands import DefineRoster
from dispatch.domain.roster import Alias
from dispatch.domain.state import EMPTY
from dispatch.links.importing.alias_table import plan_aliases
from dispatch.links.importing.changes import Verdict
from dispatch.links.importing.reading import read_aliases
from dispatch.links.importing.running import order
from dispatch.links.play.exercise import opening
from tests.links.importing import HOW, after, district, done, stream

WORDS = 'Said,Means,Asks\n10-97,OS,\ncode  red,,"Lockdown or Secure? Type the action."\n'


def test_words_are_taken_over_once_and_others_stay() -> None:
    state = after(district(), DefineRoster(aliases=(Alias(said="10-8", means="AV"),)))
    found = plan_aliases(read_aliases(stream(WORDS), HOW), state)
    assert [one.verdict for one in found.changes] == [Verdict.NEW, Verdict.NEW]
    state = done(state, found)
    assert state.home is not None
    assert state.home.aliases == (
        Alias(said="10-8", means="AV"),
        Alias(said="10-97", means="OS"),
        Alias(said="code red", asks="Lockdown or Secure? Type the action."),
    )
    again = plan_aliases(read_aliases(stream(WORDS), HOW), state)
    assert {one.verdict for one in again.changes} == {Verdict.LEFT}
    assert order(again, state)[0] == DefineRoster()


def test_a_word_is_changed_whatever_its_case_and_a_dash_takes_it_out() -> None:
    state = done(district(), plan_aliases(read_aliases(stream(WORDS), HOW), district()))
    text = "said,means,asks\nCODE RED,LOCK,\n10-97,-,\n10-4,-,\n"
    found = plan_aliases(read_aliases(stream(text), HOW), state)
    assert [one.verdict for one in found.changes] == [Verdict.CHANGED, Verdict.CHANGED, Verdict.LEFT]
    state = done(state, found)
    assert state.home is not None
    assert state.home.aliases == (Alias(said="code red", means="LOCK"),)
    last = plan_aliases(read_aliases(stream("said,means\nCode Red,-\n"), HOW), state)
    emptied = done(state, last)
    assert emptied.home is not None
    assert emptied.home.aliases == ()


def test_an_exercise_has_the_words_of_its_district() -> None:
    parent = done(district(), plan_aliases(read_aliases(stream(WORDS), HOW), district()))
    state = EMPTY
    for command in opening(parent):
        state = after(state, command)
    assert parent.home is not None
    assert state.home is not None
    assert state.home.aliases == parent.home.aliases != ()


def test_what_can_not_be_a_word_is_named_by_line_and_nothing_is_taken() -> None:
    text = (
        "said,means,asks\n10-97,OS,\nLOCKDOWN,PA LOCK,\n10-8,D A7 ; OS,\n10-9,,\n10-97,AV,\n"
        "10-10,OS,which?\none two three four five,OS,\n=cmd,OS,\n"
    )
    found = plan_aliases(read_aliases(stream(text), HOW), district())
    said = [str(one) for one in found.problems]
    for line, words in {
        3: "is a term of the protocol",
        4: "not for a chain",
        5: "say what it means",
        6: "stands in line 2 already",
        7: "either what it means or what is asked back",
        8: "one to four words",
        9: "begins with '='",
    }.items():
        assert any(one.startswith(f"line {line},") and words in one for one in said), (line, said)
    assert len(said) == 7
    many = "said,means\n" + "".join(f"w{count},OS\n" for count in range(501))
    assert "501 words" in str(plan_aliases(read_aliases(stream(many), HOW), district()).problems.kept[0])
