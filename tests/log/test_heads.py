"""Heads written down outside the database."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from dispatch.log.heads import HeadsFile, NotedHead, parse_head
from dispatch.log.rows import Head

AT = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
ONE, TWO = Head(1, b"\x01" * 32), Head(2, b"\x02" * 32)


def test_what_is_noted_is_read(tmp_path: Path) -> None:
    file = HeadsFile(tmp_path)
    assert file.note(AT, [("district", ONE), ("a name with blanks", TWO)]) == 2
    assert file.note(AT, [("district", TWO)]) == 1
    assert HeadsFile(tmp_path).read("district") == [
        NotedHead(AT, "district", ONE),
        NotedHead(AT, "district", TWO),
    ]
    assert HeadsFile(tmp_path).read("a name with blanks") == [NotedHead(AT, "a name with blanks", TWO)]


def test_the_logs_that_were_noted_are_known(tmp_path: Path) -> None:
    file = HeadsFile(tmp_path)
    assert file.logs() == set()
    file.note(AT, [("district", ONE), ("a name with blanks", TWO)])
    with file.path.open("a") as cut:
        cut.write("2026-03")
    assert file.logs() == {"district", "a name with blanks"}


def test_a_head_that_did_not_move_is_noted_once(tmp_path: Path) -> None:
    file = HeadsFile(tmp_path)
    assert [file.note(AT, [("district", ONE)]) for _ in range(3)] == [1, 0, 0]
    assert len(file.read("district")) == 1


def test_a_line_cut_short_is_passed_over(tmp_path: Path) -> None:
    file = HeadsFile(tmp_path)
    file.note(AT, [("district", ONE)])
    with file.path.open("a") as cut:
        cut.write("2026-03-02T08:00:00.000000Z 2:0202 district\n2026-03")
    assert [noted.head for noted in file.read("district")] == [ONE]


def test_no_file_is_no_heads(tmp_path: Path) -> None:
    assert HeadsFile(tmp_path).read("district") == []


def test_a_head_is_written_as_it_is_read() -> None:
    assert parse_head(str(TWO)) == TWO


def test_the_beginning_that_a_console_shows_will_do() -> None:
    shown = f"{TWO.seq}:{TWO.hash[:8].hex()}"
    assert parse_head(shown) == Head(TWO.seq, TWO.hash[:8])
    with pytest.raises(ValueError, match="16 to 64 hex digits"):
        parse_head(shown[:-2])


@pytest.mark.parametrize("text", ["", "12", "12:xyz", "x:" + "00" * 32, "12:00", "-1:" + "00" * 32])
def test_what_is_no_head_is_said_so(text: str) -> None:
    with pytest.raises(ValueError, match="is not a head"):
        parse_head(text)
