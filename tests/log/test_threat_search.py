"""Not a word of what the threat team writes is found by anybody else, in whichever way they look; the team finds it by its words."""

from __future__ import annotations

import pytest

from dispatch.domain.actor import Actor, Role
from dispatch.domain.commands import AddNote, CorrectLine
from dispatch.domain.text import TextClass
from dispatch.log.archive import LinesWanted, LogArchive
from dispatch.log.finding import CallsWanted
from dispatch.log.history import History
from dispatch.log.store import LogStore
from tests.log.day import DISPATCHER, LOG, Day

TEAM = Actor(person="p-threat", name="T. Okoye", role=Role.THREAT_TEAM, agency="PMSD")
OTHERS = (
    ("desk",),
    ("auditor",),
    ("field", "unit:A7"),
    ("site:GRHS",),
    ("desk", "auditor", "field", "unit:A7", "site:GRHS"),
)
WORDS = ("wolverine", "misheard", "badger", "wolv", "badg")


async def written(store: LogStore) -> LogArchive:
    """Notes about a site where a call is open, and one that was corrected."""
    day = Day()
    day.begin()
    call = day.call(text="two boys behind the gym")
    day.do(DISPATCHER, AddNote(text="control sparrow", call=call, site="GRHS"))
    line = day.do(TEAM, AddNote(text="wolverine in the letter", text_class=TextClass.THREAT, site="GRHS"))[
        "line"
    ]
    day.do(TEAM, CorrectLine(line=line, text="badger in the letter", reason="misheard"))
    await day.write(store)
    history = History(store, LOG)
    while await history.step():
        pass
    return LogArchive(store, LOG)


@pytest.mark.parametrize("parts", OTHERS, ids=" ".join)
async def test_nobody_else_finds_a_word_of_it(store: LogStore, parts: tuple[str, ...]) -> None:
    archive = await written(store)
    for words in WORDS:
        assert (await archive.find(CallsWanted(parts=parts, limit=50, words=words))).calls == []
        lines, _ = await archive.lines(LinesWanted(parts=parts, limit=1000, words=words))
        assert lines == []
        lines, _ = await archive.lines(LinesWanted(parts=parts, limit=1000, words=words, site="GRHS"))
        assert lines == []
    lines, _ = await archive.lines(LinesWanted(parts=parts, limit=1000))
    assert not any(one.actor == TEAM.name for one in lines), "not even that a line is there"
    if "desk" in parts:
        found = await archive.find(CallsWanted(parts=parts, limit=50, words="sparrow"))
        assert len(found.calls) == 1, "the way of looking finds what is theirs"


async def test_the_team_finds_it_and_nothing_else(store: LogStore) -> None:
    archive = await written(store)
    for words, expected in (("wolverine", 1), ("badg", 1), ("letter", 2), ("sparrow", 0), ("gym", 0)):
        lines, _ = await archive.lines(LinesWanted(parts=("threat",), limit=1000, words=words))
        assert len(lines) == expected, words
        assert (await archive.find(CallsWanted(parts=("threat",), limit=50, words=words))).calls == []
    lines, _ = await archive.lines(LinesWanted(parts=("threat",), limit=1000))
    assert [one.actor for one in lines] == [TEAM.name, TEAM.name]
