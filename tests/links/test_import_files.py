"""Files as such: which format one is, and what is never read to its end."""

from __future__ import annotations

import csv
import os
from pathlib import Path

import pytest

from dispatch.domain.state import EMPTY
from dispatch.links.importing import source, table
from dispatch.links.importing.problems import BadFile, ImportProblem, Problems
from dispatch.links.importing.reading import (
    How,
    read_sites,
)
from dispatch.links.importing.site_plan import Options, plan
from dispatch.links.importing.source import Format, opened, recognise
from tests.links.importing import HOW, stream

NEW = Options(district_code="PM", district_name="Pine Mesa")


def test_formats_are_recognised_by_content() -> None:
    edge = "080345000001|0803450|A|08|1 Elm|Mesa|CO|80100|08|08035|Douglas|21|39.5|-105|||||||||2024-2025\n"
    for data, expected in {
        '  {"type": 1}': Format.GEOJSON,
        "\ufeff[1]": Format.GEOJSON,
        edge: Format.EDGE,
        "NCESSCH,NAME,LAT,LON\n": Format.EDGE,
        "SCHOOL_YEAR,LEAID,NCESSCH,SCH_NAME\n": Format.CCD,
        "name,lat,lon\n": Format.CSV,
        "x": Format.CSV,
    }.items():
        assert recognise(stream(data)) is expected
    found = plan(read_sites(stream("{}"), How(wanted=Format.CSV)), EMPTY, NEW)
    assert "looks like geojson, not csv" in str(next(iter(found.problems)))


def test_only_a_file_is_a_file(tmp_path: Path) -> None:
    pipe, link = tmp_path / "pipe", tmp_path / "link"
    os.mkfifo(pipe)
    link.symlink_to(link)
    big = tmp_path / "big"
    big.touch()
    os.truncate(big, 2 * 1024**3)
    for path, expected in {
        pipe: "is a pipe or a device, not a file",
        tmp_path: "is a folder, not a file",
        tmp_path / "none": "cannot be read (No such file or directory)",
        link: "cannot be read (Too many levels of symbolic links)",
        Path("/dev/zero"): "is a pipe or a device",
        big: "is larger than 256 MB",
    }.items():
        with pytest.raises(ImportProblem) as refused, opened(path):
            pytest.fail("it was opened")
        assert expected in str(refused.value)
        assert "nothing was imported" in str(refused.value)


def test_a_line_of_any_length_is_not_read_to_its_end(tmp_path: Path) -> None:
    big = tmp_path / "big.csv"
    with big.open("wb") as file:
        file.write(b"name,lat,lon\n" + b"x" * 1000)
        file.truncate(source.BYTES_MAX)
    with opened(big) as opened_file:
        found = plan(read_sites(opened_file, HOW), EMPTY, NEW)
    assert "line 2, length: longer than 64 kB" in str(next(iter(found.problems)))


def test_lines_without_end_are_not_read_to_the_end() -> None:
    found = list[str]()
    with pytest.raises(BadFile, match="the file, lines: more than 1,000,000"):
        found.extend(line for line in table.text_lines(stream(b"\n" * (table.LINES_MAX + 2))) if line.strip())
    assert not found


def test_the_reader_of_tables_leaves_the_limit_of_a_cell_as_it_is() -> None:
    assert csv.field_size_limit() == 131_072
    assert len(Problems()) == 0
