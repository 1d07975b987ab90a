"""Reading dispatch records: every line is a record or is named, and what the file does not say is estimated within what it does."""

from __future__ import annotations

import csv
import io
from datetime import datetime, timedelta

import pytest

from dispatch.domain.catalog.dispositions import DISPOSITIONS
from dispatch.domain.catalog.incident_types import INCIDENT_TYPES
from dispatch.domain.vocabulary import Priority
from dispatch.links.load import LoadProblem, jobs, read, tables
from dispatch.links.load.times import LEAST_STAY
from dispatch.links.shipped import shipped_text

FILE = shipped_text("calls-san-francisco-fire-sample.csv")
HEADER, FIRST, SECOND, *_ = FILE.splitlines()


def lines(*rows: str) -> bytes:
    return "\n".join([HEADER, *rows]).encode()


def changed(row: str, **fields: str) -> str:
    (values,) = csv.reader([row])
    for name, value in fields.items():
        values[HEADER.split(",").index(name)] = value
    out = io.StringIO()
    csv.writer(out).writerow(values)
    return out.getvalue().strip()


def test_the_whole_file_is_read() -> None:
    reading = read(FILE.encode())
    assert len(reading.records) == len(FILE.splitlines()) - 1 == 1000
    assert reading.bad == ()
    assert reading.without_end == (33, 128, 250, 253, 285, 337, 409, 531, 643, 953, 960, 1000)
    first = reading.records[0]
    assert (first.line, first.call, first.unit, first.order) == (2, "020110016", "T13", 2)
    assert (first.number, first.day.isoformat()) == (16, "2002-01-11")
    assert first.available == datetime(2002, 1, 11, 1, 51, 44)  # noqa: DTZ001 as the file says it
    assert first.delay == timedelta(minutes=2.95)


def test_a_bad_line_is_named_and_the_others_are_played() -> None:
    reading = read(
        lines(
            FIRST,
            changed(SECOND, CallType="Tea Party"),
            changed(SECOND, AvailableDtTm="yesterday"),
            changed(SECOND, Delay="-2"),
            changed(SECOND, CallNumber="20120022"),
            changed(SECOND, CallNumber="x"),
            changed(SECOND, Priority="9"),
            changed(SECOND, UnitSequenceInCallDispatch="0"),
            changed(SECOND, AvailableDtTm="01/10/2002 11:59:00 PM"),
            changed(SECOND, UnitID=""),
            "20110022,M17",
            FIRST,
            SECOND,
        )
    )
    assert [one.line for one in reading.records] == [2, 14]
    expected = ["CallType", "AvailableDtTm", "Delay", "CallDate", "CallNumber", "Priority", "UnitSequence"]
    expected += ["before the call", "UnitID", "as many fields", "in line 2"]
    assert len(reading.bad) == len(expected)
    for line, (said, word) in enumerate(zip(reading.bad, expected, strict=True), start=3):
        assert said.startswith(f"line {line}: ")
        assert word in said


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "header"),
        (b"a,b\n1,2\n", "CallNumber"),
        (lines(), "no record"),
        (lines(changed(FIRST, Delay="x")), "line 2: Delay"),
        (lines(FIRST).replace(b"CALIFORNIA", b"\xff\xfe"), "line 2: this is not UTF-8"),
        (lines(FIRST + ',"open'), "line 2"),
    ],
)
def test_a_file_that_will_not_do_is_refused_whole(data: bytes, said: str) -> None:
    with pytest.raises(LoadProblem, match=said):
        read(data)


def test_every_word_of_the_tables_is_one_of_ours() -> None:
    assert set(tables.TYPES.values()) <= set(INCIDENT_TYPES)
    assert set(tables.SOURCES) <= set(tables.TYPES.values())
    assert set(tables.PRIORITIES.values()) == set(Priority) - {Priority.P5}
    for kind in tables.TYPES.values():
        for said in ("Other", "Against Medical Advice", "Gone on Arrival"):
            for transported in (False, True):
                assert tables.disposition(kind, said, transported=transported) in DISPOSITIONS


def test_estimated_times_keep_to_what_the_file_says() -> None:
    reading = read(FILE.encode())
    past = jobs.history(reading.records)
    assert sum(len(one.units) for one in past.calls) == len(reading.records)
    assert [one.at for one in past.calls] == sorted(one.at for one in past.calls)
    for came in past.calls:
        for one in came.units:
            assert came.at.date() == one.day
            if one.available is not None and came.at > datetime.combine(one.day, datetime.min.time()):
                assert came.at + one.delay + LEAST_STAY <= one.available + timedelta(seconds=1)
    # Later numbers of the day came later, as far as one can say.
    of_day: dict[object, list[tuple[int, datetime]]] = {}
    for came in past.calls:
        of_day.setdefault(came.units[0].day, []).append((came.units[0].number, came.at))
    pairs = [
        (one, other) for day in of_day.values() for one in day for other in day if other[0] >= one[0] + 40
    ]
    later = sum(other[1] > one[1] for one, other in pairs)
    assert later / len(pairs) > 0.99


def test_a_record_becomes_a_call_with_its_units_in_order() -> None:
    past = jobs.history(read(FILE.encode()).records)
    played = list(jobs.replay(past))
    assert played[0].at == 0.0
    assert [one.at for one in played] == sorted(one.at for one in played)
    for one in played:
        for leg in one.legs:
            steps = (leg.sent, leg.under_way, leg.on_scene, leg.transporting, leg.at_hospital, leg.cleared)
            known = [at for at in steps if at is not None]
            assert known[0] >= 0
            assert known == sorted(known)
            assert leg.cleared - leg.under_way >= LEAST_STAY.total_seconds() - 0.001
    third_alarm = next(one for one in played if one.name == "020520034")
    assert (third_alarm.type, {leg.unit for leg in third_alarm.legs}) == ("FIRE", {"B08", "E39"})
    taken = [one for one in played if any(leg.transporting is not None for leg in one.legs)]
    assert {one.type for one in taken} == {"MEDNON"}
    assert {one.disposition for one in taken} == {"MEDTX"}
