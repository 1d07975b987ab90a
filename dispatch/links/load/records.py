"""Real dispatch records as their file tells them: one line a unit that was sent. Every line that will not do is named, none is skipped
silently.

The file is an extract of San Francisco's fire calls. It does not say when a call came in: ``times`` estimates that.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from dispatch.links.load.tables import PRIORITIES, TYPES

COLUMNS: Final = (
    "CallNumber",
    "UnitID",
    "CallType",
    "CallDate",
    "CallFinalDisposition",
    "AvailableDtTm",
    "Address",
    "Priority",
    "UnitType",
    "UnitSequenceInCallDispatch",
    "Delay",
)
_NOTHING = frozenset({"", "null", "None"})
_TIMES = ("%m/%d/%Y %I:%M:%S %p", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S")


class LoadProblem(Exception):
    """Why a load run cannot begin or go on, and what to do."""


class _Bad(Exception):
    """What is wrong with one line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One unit on one call."""

    line: int
    call: str
    """Two digits of the year, three of the day in it, four of the call in that day."""
    number: int
    """The place of the call among those of its day: the order in which they came."""
    day: date
    unit: str
    unit_type: str
    order: int
    """The place of the unit among those that were sent."""
    call_type: str
    priority: str
    disposition: str
    address: str
    delay: timedelta
    """From the call to the unit's response."""
    available: datetime | None
    """When the unit could be sent again; the file does not always say."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file says: its records in their order, and a sentence for each line that is none."""

    records: tuple[Record, ...]
    bad: tuple[str, ...]

    @property
    def without_end(self) -> tuple[int, ...]:
        """Lines that do not say when the unit was available again."""
        return tuple(one.line for one in self.records if one.available is None)


def read(data: bytes) -> Reading:
    """The records of a file. Raises ``LoadProblem`` when there is not one."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = data[: problem.start].count(b"\n") + 1
        raise LoadProblem(f"line {line}: this is not UTF-8") from None
    rows = csv.DictReader(io.StringIO(text, newline=""), restkey="more", strict=True)
    records: list[Record] = []
    bad: list[str] = []
    seen: dict[tuple[str, str], int] = {}
    try:
        missing = [name for name in COLUMNS if name not in (rows.fieldnames or ())]
        if missing:
            raise LoadProblem(f"line 1: the header has no {', '.join(missing)}")
        for row in rows:
            try:
                one = _record(row, rows.line_num)
            except _Bad as wrong:
                bad.append(f"line {rows.line_num}: {wrong}")
                continue
            before = seen.setdefault((one.call, one.unit), one.line)
            if before != one.line:
                bad.append(f"line {one.line}: {one.unit} is on call {one.call} already, in line {before}")
            else:
                records.append(one)
    except csv.Error as problem:
        raise LoadProblem(f"line {rows.reader.line_num}: {problem}") from None
    if not records:
        raise LoadProblem("; ".join(["there is no record in this file", *bad[:3]]))
    return Reading(tuple(records), tuple(bad))


def _record(row: Mapping[str, str | None], line: int) -> Record:
    if "more" in row or any(row[name] is None for name in COLUMNS):
        raise _Bad("it has not as many fields as the header")
    given = {name: (row[name] or "").strip() for name in COLUMNS}
    for name in ("CallNumber", "UnitID", "CallType", "CallDate", "Address", "UnitType", "Delay"):
        if given[name] in _NOTHING:
            raise _Bad(f"{name} is empty")
    call, day, number = _call(given["CallNumber"])
    if given["CallDate"][:10] != day.isoformat():
        raise _Bad(f"CallDate is {given['CallDate']} and CallNumber {given['CallNumber']} is of {day}")
    if given["CallType"] not in TYPES:
        raise _Bad(f"there is no incident type for the CallType {given['CallType']!r}")
    if given["Priority"] not in PRIORITIES:
        raise _Bad(f"Priority is one of {', '.join(PRIORITIES)}, not {given['Priority']!r}")
    available = None if given["AvailableDtTm"] in _NOTHING else _time(given["AvailableDtTm"])
    delay = _delay(given["Delay"])
    if available is not None and available < datetime.combine(day, datetime.min.time()) + delay:
        raise _Bad(f"AvailableDtTm {given['AvailableDtTm']} is before the call")
    return Record(
        line=line,
        call=call,
        number=number,
        day=day,
        unit=given["UnitID"],
        unit_type=given["UnitType"],
        order=_order(given["UnitSequenceInCallDispatch"]),
        call_type=given["CallType"],
        priority=given["Priority"],
        disposition=given["CallFinalDisposition"],
        address=given["Address"],
        delay=delay,
        available=available,
    )


def _call(given: str) -> tuple[str, date, int]:
    """A call number, which as a number has lost the zero of its year."""
    text = given.zfill(9)
    if not given.isascii() or not given.isdecimal() or len(text) != 9:
        raise _Bad(f"CallNumber has eight or nine digits (year, day, call), not {given!r}")
    first = date(2000 + int(text[:2]), 1, 1)
    day = first + timedelta(days=int(text[2:5]) - 1)
    if day.year != first.year:
        raise _Bad(f"CallNumber {given} names a day that its year does not have")
    return text, day, int(text[5:])


def _time(given: str) -> datetime:
    for form in _TIMES:
        try:
            # The city's own clock, without a zone; only differences are used.
            return datetime.strptime(given.partition(".")[0], form)  # noqa: DTZ007
        except ValueError:
            continue
    raise _Bad(f"AvailableDtTm is a time like 01/11/2002 01:51:44 AM, not {given!r}")


def _delay(given: str) -> timedelta:
    try:
        minutes = float(given)
    except ValueError:
        minutes = -1.0
    if not 0 <= minutes <= 1440:
        raise _Bad(f"Delay is a number of minutes from 0 to 1440, not {given!r}")
    return timedelta(minutes=minutes)


def _order(given: str) -> int:
    if not given.isascii() or not given.isdecimal() or not 1 <= int(given[:4]) <= 999:
        raise _Bad(f"UnitSequenceInCallDispatch is a whole number from 1, not {given!r}")
    return int(given)
