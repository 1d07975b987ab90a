"""The checks of a load run find what they are there for: a frame that was dropped, one that came twice, a board that is wrong."""

from __future__ import annotations

from typing import Any

import orjson
import pytest

from dispatch.links.load.board import Decoder, Gallery, Message, differences, rows_of
from dispatch.links.load.figures import Both, Figures, Findings, Spread
from dispatch.links.load.watch import Watch


class Stage:
    """One or more screens on a made-up log."""

    def __init__(self, screens: int = 1) -> None:
        self.decoder = Decoder()
        self.figures = Both()
        self.findings = Findings()
        self.reached: list[int] = []
        gallery = Gallery()
        self.screens = [
            Watch(f"screen {place}", gallery, self.figures, self.findings, self.reached.append)
            for place in range(screens)
        ]

    def say(self, *messages: dict[str, Any], to: Watch | None = None) -> list[dict[str, Any]]:
        """The messages, to one screen or all; what is answered."""
        said = []
        for message in messages:
            for screen in self.screens if to is None else [to]:
                said += screen.take(self.message(message))
        return said

    def message(self, message: dict[str, Any]) -> Message:
        return self.decoder.read(orjson.dumps(message))

    @property
    def counts(self) -> dict[str, int]:
        return dict(self.findings.counts)


def welcome(mode: str = "snapshot", n: int = 4, **parts: int) -> dict[str, Any]:
    return {"type": "welcome", "epoch": "e1", "mode": mode, "parts": parts or {"desk": n}}


def snapshot(n: int = 4, part: str = "desk", seq: int = 10, **state: str) -> dict[str, Any]:
    calls = [{"id": name, "says": says} for name, says in state.items()]
    return {"type": "snapshot", "part": part, "n": n, "seq": seq, "state": {"calls": calls}}


def frame(
    n: int, part: str = "desk", removed: tuple[str, ...] = (), seq: int = 0, **calls: str
) -> dict[str, Any]:
    upserts = [{"id": name, "says": says} for name, says in calls.items()]
    return {
        "type": "frame",
        "part": part,
        "n": n,
        "seq": seq or n + 6,
        "upserts": {"calls": upserts},
        "removed": {"calls": list(removed)},
        "lines": [],
    }


def beat(n: int, seq: int = 0) -> dict[str, Any]:
    return {"type": "beat", "at": "", "db": "ok", "seq": seq or n + 6, "parts": {"desk": n}}


BEGIN = (welcome(), snapshot(a="1", b="1"))
ROWS = {("calls", "a"): {"id": "a", "says": "2"}, ("calls", "c"): {"id": "c", "says": "1"}}


def test_a_link_as_it_should_be_leaves_nothing_to_say() -> None:
    stage = Stage()
    (screen,) = stage.screens
    before = screen.ready
    assert stage.say(*BEGIN, frame(5, a="2"), beat(5), frame(6, removed=("b",), c="1"), beat(6)) == []
    assert (before, screen.ready) == (False, True)
    assert screen.rows() == ROWS
    assert differences(screen.rows(), ROWS) == []
    assert (screen.seq, screen.since) == (12, {"epoch": "e1", "seq": 12})
    assert stage.reached == [11, 12]
    assert stage.counts == {}
    assert (stage.figures.whole.frames, stage.figures.whole.resyncs) == (2, 0)


def test_a_dropped_frame_is_found_and_the_part_is_asked_for() -> None:
    stage = Stage()
    said = stage.say(*BEGIN, frame(5, a="2"), frame(7, c="1"), frame(8, c="2"))
    assert said == [{"type": "resync", "part": "desk"}]
    assert stage.counts == {"lost": 1}
    assert "frame 7 of desk after frame 5" in stage.findings.sentences[0]
    stage.say(snapshot(8, a="2", c="2"), frame(9, c="1"), frame(10, removed=("b",)), beat(10))
    assert stage.screens[0].rows() == ROWS
    assert stage.counts == {"lost": 1}
    assert (stage.figures.whole.resyncs, stage.figures.whole.replaced) == (1, 0)


def test_a_dropped_last_frame_is_found_by_the_beat() -> None:
    stage = Stage()
    assert stage.say(*BEGIN, frame(5), beat(7)) == [{"type": "resync", "part": "desk"}]
    assert stage.counts == {"lost": 2}


def test_a_repeated_frame_is_found_and_not_applied() -> None:
    stage = Stage()
    stage.say(*BEGIN, frame(5, a="2"), frame(6, removed=("b",), c="1"), frame(5, a="9"))
    assert stage.counts == {"repeated": 1}
    assert stage.screens[0].rows() == ROWS


def test_what_is_of_nobodys_part_is_found() -> None:
    stage = Stage()
    stage.say(*BEGIN, frame(5, part="site:GRHS"), {"type": "drop", "part": "field"})
    stage.say({"type": "beat", "parts": {"desk": 4, "threat": 1}}, {"type": "gossip"})
    assert stage.counts == {"unknown_part": 3, "unknown_type": 1}


@pytest.mark.parametrize("text", [b"[]", b"{}", b"{", b'{"type":"frame"}', b'{"type":5}'])
def test_what_is_no_message_is_said_to_be_none(text: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 whatever is wrong with it
        Decoder().read(text)


def test_a_board_that_is_wrong_is_found() -> None:
    fresh = rows_of({"calls": [{"id": "a", "says": "2"}, {"id": "d", "says": "1"}]})
    here = ROWS | {("unsaved", "x"): {"id": "x"}}
    assert differences(here, fresh) == ["calls c is on the screen only", "calls d is missing on the screen"]
    fresh = {**ROWS, ("calls", "a"): {"id": "a", "says": "3"}}
    assert differences(ROWS, fresh) == ["calls a differs in says"]


def test_one_who_comes_back_has_missed_nothing() -> None:
    stage = Stage(2)
    stayed, cut = stage.screens
    stage.say(*BEGIN, frame(5, a="2"))
    cut.cut()
    stage.say(frame(6, removed=("b",), c="1"), beat(6), to=stayed)
    stage.say(welcome("resume", desk=5), frame(6, removed=("b",), a="2", c="1", seq=12), to=cut)
    assert cut.ready
    assert cut.rows() == stayed.rows() == ROWS
    # From here on the two share one picture again, so that nothing is done twice.
    assert cut.pictures == stayed.pictures
    stage.say(beat(6), frame(7, c="5"))
    assert cut.pictures == stayed.pictures
    assert stage.counts == {}
    assert (stage.figures.whole.resumed, stage.figures.whole.snapshots) == (1, 0)


def test_one_who_comes_back_wrong_keeps_a_picture_of_his_own() -> None:
    stage = Stage(2)
    stayed, cut = stage.screens
    stage.say(*BEGIN, frame(5, a="2"))
    cut.cut()
    stage.say(frame(6, removed=("b",), c="1"), beat(6), to=stayed)
    stage.say(welcome("resume", desk=5), frame(6, c="1", seq=12), beat(6), to=cut)
    stage.say(frame(7, d="1"))
    assert cut.pictures != stayed.pictures
    assert differences(cut.rows(), stayed.rows()) == ["calls b is on the screen only"]


def test_one_who_starts_over_forgets_what_was() -> None:
    stage = Stage()
    (screen,) = stage.screens
    stage.say(*BEGIN)
    screen.cut()
    stage.say(welcome(n=1))
    assert not screen.ready
    stage.say(snapshot(1, seq=30, z="1"), frame(2, seq=31))
    assert screen.rows() == {("calls", "z"): {"id": "z", "says": "1"}}
    assert stage.figures.whole.snapshots == 1
    assert stage.counts == {}


def test_parts_come_and_go_with_the_unit() -> None:
    stage = Stage()
    (screen,) = stage.screens
    stage.say(welcome("snapshot", 1, **{"unit:A7": 1}), snapshot(1, "unit:A7", a="1"))
    stage.say(snapshot(9, "field", b="1"), frame(10, "field", b="2"), {"type": "drop", "part": "field"})
    assert screen.parts == ("unit:A7",)
    assert stage.counts == {}


def test_a_slow_screens_snapshot_is_counted_and_nothing_is_wrong() -> None:
    stage = Stage()
    stage.say(*BEGIN, snapshot(9, a="2", c="1"), frame(10))
    assert stage.figures.whole.replaced == 1
    assert stage.counts == {}


def test_each_text_is_parsed_once_for_all() -> None:
    stage = Stage(50)
    stage.say(*BEGIN, frame(5, a="2"), frame(6, removed=("b",), c="1"))
    assert stage.decoder.parsed == 4
    assert len({id(picture) for one in stage.screens for _, picture in one.pictures}) == 1


def test_percentiles_are_within_two_per_cent() -> None:
    spread = Spread()
    for value in range(1, 1001):
        spread.add(value / 10)
    assert spread.at(50) == pytest.approx(50, rel=0.03)
    assert spread.at(99) == pytest.approx(99, rel=0.03)
    assert spread.body() == {
        "count": 1000,
        "p50": spread.body()["p50"],
        "p99": spread.body()["p99"],
        "max": 100.0,
    }
    assert Spread().at(99) == 0.0


def test_an_interval_starts_anew_and_the_whole_goes_on() -> None:
    both = Both()
    both.add("given", 2)
    both.refuse("not_found")
    both.took("ack", 0.004)
    ended = both.next_interval()
    both.add("given")
    assert (ended.given, both.now.given, both.whole.given) == (2, 1, 3)
    assert ended.body()["commands"]["refused"] == {"not_found": 1}
    assert ended.body()["ack_ms"]["max"] == 4.0
    assert any("not_found 1" in line for line in both.whole.lines())
    assert Figures().body()["ack_ms"]["count"] == 0
