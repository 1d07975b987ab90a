"""``dispatch import`` from an empty folder to a whole district, and what it does with files that will not do."""

from __future__ import annotations

import json
import os
import shutil
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dispatch.cli import main
from dispatch.links.importing.source import Format
from dispatch.links.shipped import shipped_text
from tests.folders import folder_for
from tests.links.importing import oneroster
from tests.links.test_import_oneroster import CLASSES, USERS_11
from tests.pg import Database
from tests.web.serving import free_port

Capture = pytest.CaptureFixture[str]
Write = Callable[[str, str | bytes], str]
DISTRICT = ["--district-code", "PM", "--district-name", "Pine Mesa"]
AGENCIES = "code,name,kind\nMPD,Millbrook Police,police\nTAM,Tamcom 911,911\n"
SITES = "code,name,lat,lon,law,psap\nAES,Alder Elementary,39.5,-105.0,MPD,TAM\nBHS,Birch High School,39.6,-105.1,MPD,TAM\n"
UNITS = "call sign,type,agency\nA7,patrol,\nS1,SRO,MPD\n"
ROOMS = "site,room,building\nAES,101,A\nAES,102,A\n"
PEOPLE = "username,name,role,unit,site\nmlopez,Maria Lopez,dispatcher,,\nkward,Kim Ward,patrol,A7,\n"


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder with a data folder to be, which the database's own user may enter."""
    for name in [name for name in os.environ if name.startswith(("DISPATCH_", "DATABASE_"))]:
        monkeypatch.delenv(name)
    found = folder_for("cli-")
    monkeypatch.setenv("DISPATCH_DATA", str(found / "data"))
    monkeypatch.setenv("DISPATCH_PORT", str(free_port()))
    yield found
    shutil.rmtree(found)


@pytest.fixture
def server(folder: Path, database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """A database server that runs already: for those who give thirty commands, each of which would start its own."""
    monkeypatch.setenv("DATABASE_URL", database.app_dsn)
    monkeypatch.setenv("DISPATCH_MIGRATE_URL", database.dsn)


@pytest.fixture
def write(folder: Path) -> Write:
    def write_file(name: str, content: str | bytes) -> str:
        path = folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return str(path)

    return write_file


def imported(capsys: Capture, *words: str) -> list[str]:
    """What a import that is done says."""
    assert main(["import", *words]) == 0, capsys.readouterr()
    return capsys.readouterr().out.splitlines()


def refused(capsys: Capture, *words: str) -> tuple[list[str], str]:
    """What a refused import says: the lines, and the one about all of them."""
    assert main(["import", *words]) == 1
    said = capsys.readouterr()
    (line,) = said.err.splitlines()
    return said.out.splitlines(), line


def events(folder: Path, capsys: Capture) -> list[dict[str, object]]:
    """Every event of the record."""
    file = folder / "events.jsonl"
    file.unlink(missing_ok=True)
    assert main(["export", str(file)]) == 0
    capsys.readouterr()
    return [json.loads(line) for line in file.read_text().splitlines()]


@pytest.mark.usefixtures("server")
def test_a_district_is_made_of_files_and_made_again_without_a_trace(
    folder: Path, write: Write, capsys: Capture
) -> None:
    files = {
        name: write(f"{name}.csv", content)
        for name, content in {"agencies": AGENCIES, "sites": SITES, "units": UNITS, "rooms": ROOMS}.items()
    }
    assert "no district" in refused(capsys, "units", files["units"])[1]
    lines, line = refused(capsys, "agencies", files["agencies"])
    assert lines == [
        "the district, code: there is none yet: name it with --district-code and --district-name"
    ]
    assert line == "dispatch: Nothing was imported: 1 problem."
    said = imported(capsys, "agencies", files["agencies"], *DISTRICT, "--dry-run")
    assert said[0] == "line 2: MPD Millbrook Police: new"
    assert (
        said[-1]
        == "Dry run: 2 agencies would be new, 0 would change, 0 would be left alone. Nothing was written."
    )
    assert "no district" in refused(capsys, "units", files["units"])[1], "a dry run begins no log"
    assert imported(capsys, "agencies", files["agencies"], *DISTRICT)[-1] == "New or changed records: 2."
    assert imported(capsys, "sites", files["sites"])[-1] == "New or changed records: 2."
    assert imported(capsys, "units", files["units"])[-1] == "New or changed records: 3."
    assert imported(capsys, "rooms", files["rooms"])[-1] == "New or changed records: 1."
    before = events(folder, capsys)
    for name, path in files.items():
        assert imported(capsys, name, path)[-1] == "Everything was there already; nothing changed."
    assert (
        "0 units would be new, 0 would change, 2 would be left alone"
        in imported(capsys, "units", files["units"], "--dry-run")[-1]
    )
    wrong = write("wrong.csv", SITES.replace("39.6", "396"))
    lines, _ = refused(capsys, "sites", wrong)
    assert lines == [
        "line 3, lat, lon: latitude 396.0, longitude -105.1 is outside the earth; degrees of longitude and latitude (WGS 84) are wanted"
    ]
    assert events(folder, capsys) == before
    people_and_a_roster(folder, write, capsys)
    assert len(events(folder, capsys)) == len(before) + 1, "people are no events; the rooms of one site are"


def people_and_a_roster(folder: Path, write: Write, capsys: Capture) -> None:
    people, secret = write("people.csv", PEOPLE), folder / "first.csv"
    assert imported(capsys, "people", people, "--dry-run")[:2] == [
        "line 2: mlopez 'Maria Lopez': new: dispatcher",
        "line 3: kward 'Kim Ward': new: patrol_officer",
    ]
    assert not secret.exists()
    said = imported(capsys, "people", people, "--passwords", str(secret))
    assert "New accounts: 2. Changed accounts: 0." in said
    assert stat.S_IMODE(secret.stat().st_mode) == 0o600
    assert not any(line.rpartition(",")[2] in " ".join(said) for line in secret.read_text().splitlines()[1:])
    assert imported(capsys, "people", people)[-1] == "Everybody was there already; nothing changed."
    zip_file = write("roster.zip", oneroster(users=USERS_11, classes=CLASSES))
    assert "New accounts: 2." in imported(capsys, "people", zip_file)[-2]
    assert imported(capsys, "rooms", zip_file)[-1] == "New or changed records: 1."
    assert imported(capsys, "people", zip_file)[-1] == "Everybody was there already; nothing changed."
    assert main(["user", "list"]) == 0
    assert capsys.readouterr().out.split().count("site_team_member") == 2


def test_the_real_schools_make_a_district_and_the_warning_stays(
    folder: Path, write: Write, capsys: Capture
) -> None:
    file = write("schools.geojson", shipped_text("schools-douglas-county-co.geojson"))
    said = imported(capsys, "sites", file, "--district-code", "DCSD", "--district-name", "Douglas County")
    assert any(line.startswith("105 sites stand twice in this district now.") for line in said)
    assert any(line.startswith("… and ") for line in said)
    assert said[-1] == "New or changed records: 215."
    assert imported(capsys, "sites", file)[-1] == "Everything was there already; nothing changed."


def test_a_file_that_will_not_do_makes_nothing(folder: Path, write: Write, capsys: Capture) -> None:
    for name, data in {
        "utf16.csv": SITES.encode("utf-16"),
        "zip.csv": b"PK\x03\x04",
        "nothing.csv": b"",
        "wide.csv": b"x," * 1_000_000,
    }.items():
        lines, line = refused(capsys, "sites", write(name, data), *DISTRICT)
        assert len(lines) == 1
        assert line == "dispatch: Nothing was imported: 1 problem."
    assert "is a folder, not a file" in refused(capsys, "sites", str(folder), *DISTRICT)[1]
    good = write("sites.csv", SITES)
    assert "--lea: an NCES district number" in refused(capsys, "sites", good, "--lea", "Jeffco")[1]
    assert "--law JURISDICTION=CODE" in refused(capsys, "sites", good, "--law", "Mesa")[1]
    assert not (folder / "data").exists(), "no database is begun for it"


def test_the_help_says_what_there_is(capsys: Capture) -> None:
    for words, expected in {
        ("import", "--help"): [
            "agencies, sites, units, positions, rooms, floors, devices, teams, people",
            "dry-run",
            "a dash (-) takes it away",
        ],
        ("import", "sites", "--help"): [
            *(one.value for one in Format if one is not Format.ONEROSTER),
            "--geocodes",
            "--lea",
        ],
        ("import", "people", "--help"): [
            "--passwords FILE",
            "OneRoster",
            "username, name, role, agency, unit, site",
        ],
        ("import", "aliases", "--help"): ["said, means, asks", "--dry-run"],
        ("import", "rooms", "--help"): ["--replace", "--site NAME=CODE"],
    }.items():
        with pytest.raises(SystemExit) as ended:
            main(list(words))
        assert ended.value.code == 0
        shown = " ".join(capsys.readouterr().out.split())
        assert not [one for one in expected if one not in shown], shown
