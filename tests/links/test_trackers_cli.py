"""``dispatch tracker`` and ``dispatch track``: a key is shown once, a track goes into a file for its reader alone."""

from __future__ import annotations

import asyncio
import json
import os
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dispatch.cli import main
from dispatch.log import tracks
from dispatch.log.store import LogStore
from dispatch.log.tracks import Point
from tests.links.node import LOG
from tests.pg import Database

AT = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
Capture = pytest.CaptureFixture[str]


@pytest.fixture
def demo(demo_database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Database:
    for name in [name for name in os.environ if name.startswith(("DISPATCH_", "DATABASE_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("DATABASE_URL", demo_database.app_dsn)
    monkeypatch.setenv("DISPATCH_MIGRATE_URL", demo_database.dsn)
    monkeypatch.setenv("DISPATCH_DATA", str(tmp_path / "data"))
    return demo_database


def test_a_key_is_shown_once_listed_without_itself_and_ended(demo: Database, capsys: Capture) -> None:
    assert main(["tracker", "key", "--unit", "a7", "--name", " phone   14 "]) == 0
    said = capsys.readouterr()
    key = said.out.strip()
    assert len(key) >= 32
    assert "Shown only now" in said.err
    assert main(["tracker", "list"]) == 0
    listed = capsys.readouterr().out
    assert listed.startswith("A7 ")
    assert listed.rstrip().endswith("phone 14")
    assert key not in listed
    assert main(["tracker", "end-key", "--unit", "A7", "--name", "phone 14"]) == 0
    assert "Ended 1." in capsys.readouterr().out
    assert main(["tracker", "list"]) == 0
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["tracker", "key", "--unit", "ZZ9", "--name", "phone"], "There is no unit ZZ9."),
        (["tracker", "key", "--unit", "A7", "--name", " "], "--name is a text"),
        (["tracker", "end-key", "--unit", "A7"], "A7 has no such key."),
        (["track", "FILE", "--unit", "A7"], "Say from when with --since."),
        (["track", "FILE", "--call", "26-999999"], "There is no call 26-999999."),
    ],
)
def test_what_cannot_be_done_is_one_line(
    demo: Database, capsys: Capture, tmp_path: Path, words: list[str], said: str
) -> None:
    file = tmp_path / "way.geojson"
    assert main([str(file) if one == "FILE" else one for one in words]) == 1
    (line,) = capsys.readouterr().err.strip().splitlines()
    assert said in line
    assert not file.exists()


def test_a_track_is_a_line_with_times_in_a_file_for_its_reader_alone(
    demo: Database, capsys: Capture, tmp_path: Path
) -> None:
    asyncio.run(_drive(demo))
    file, since = tmp_path / "way.geojson", AT.isoformat()
    asked = ["track", str(file), "--unit", "a7", "--since", since]
    assert main([*asked, "--until", (AT + timedelta(seconds=15)).isoformat()]) == 0
    assert "2 points" in capsys.readouterr().out
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    (way,) = json.loads(file.read_text())["features"]
    assert way["geometry"] == {"type": "LineString", "coordinates": [[-104.9, 39.5], [-104.9, 39.6]]}
    assert way["properties"]["unit"] == "A7"
    assert way["properties"]["times"] == [since, (AT + timedelta(seconds=10)).isoformat()]
    assert main(asked) == 1, "what is there is not written over"
    assert "Name a new file" in capsys.readouterr().err


async def _drive(database: Database) -> None:
    way = [
        Point(
            unit="A7",
            at=AT + timedelta(seconds=second),
            lat_e7=395_000_000 + second * 100_000,
            lon_e7=-1_049_000_000,
            accuracy_m=None,
            heading_deg=None,
            speed_kmh=40,
            call=None,
        )
        for second in (0, 10, 20)
    ]
    async with LogStore(database.app_dsn, node="n1") as store, store.connection() as connection:
        await tracks.write(connection, LOG, AT, way)
