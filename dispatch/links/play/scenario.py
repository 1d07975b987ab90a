"""A scenario as its file tells it, checked before anything is played. Every complaint names the line and the field.

Knows what a scenario says and nothing of how it is played.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

from dispatch.domain.catalog.modes import Mode
from dispatch.links.play import fields
from dispatch.links.play.documents import LINE, documents, plain
from dispatch.links.play.faults import Fault, ScenarioProblem, nearest, problem, shown
from dispatch.links.play.vocabulary import HEADINGS, KEYS, ROLES

T_MAX: Final = 10_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """One event of a scenario: when (seconds from its start), by whom, what, and whatever else it says."""

    line: int
    t: float
    by: str
    do: str
    says: dict[str, Any]

    @property
    def text(self) -> str:
        """What was said; empty when nothing was."""
        return str(self.says.get("text") or "")

    @property
    def sites(self) -> tuple[str, ...]:
        """The sites that it names."""
        one = self.says.get("site")
        return (str(one),) if one else tuple(str(site) for site in self.says.get("sites") or ())

    @property
    def units(self) -> tuple[str, ...]:
        """The units that it names."""
        one = self.says.get("unit")
        return (str(one),) if one else tuple(str(unit) for unit in self.says.get("units") or ())

    def __str__(self) -> str:
        return f"{self.by}: {self.do}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """One scenario."""

    id: str
    line: int
    title: str
    mode: Mode
    sites: tuple[str, ...]
    moments: tuple[Moment, ...]
    expect: tuple[str, ...]
    ask: tuple[str, ...]


def read(data: bytes, wanted: str) -> Scenario:
    """The wanted scenario of a file. Raises ``ScenarioProblem`` with everything that is wrong with it."""
    named = [one for one in documents(data) if "id" in one or "events" in one]
    found = [one for one in named if str(one.get("id")) == wanted]
    if len(found) == 1:
        return _scenario(found[0])
    if found:
        raise problem(f"there is a second scenario {wanted}", found[1][LINE], "id")
    known = [str(one["id"]) for one in named if "id" in one]
    near = nearest(wanted, known)
    every = "" if near.startswith("known") else f" There are: {', '.join(known)}."
    raise problem(f"there is no scenario {shown(wanted)}; {near}{every}", field="id")


def _scenario(document: dict[Any, Any]) -> Scenario:
    line: int = document[LINE]
    faults = list(_of_headings(document, line))
    events = document.get("events")
    if not isinstance(events, list) or not events:
        faults.append(Fault(line, "events", "this is a list with at least one event"))
        events = []
    for one in events:
        faults += _of_event(one, line)
    if not faults:
        faults += _of_order(events)
    if faults:
        raise ScenarioProblem(*faults)
    return Scenario(
        id=str(document["id"]),
        line=line,
        title=str(document.get("title") or ""),
        mode=Mode(document["mode"]),
        sites=_strings(document, "sites"),
        moments=tuple(_moment(one) for one in events),
        expect=_strings(document, "expect"),
        ask=_strings(document, "ask"),
    )


def _of_headings(document: dict[Any, Any], line: int) -> Iterator[Fault]:
    for name in document:
        if name != LINE and name not in HEADINGS:
            yield Fault(line, str(name), f"a scenario does not say this; {nearest(name, HEADINGS)}")
    mode = document.get("mode")
    if mode not in tuple(Mode):
        yield Fault(line, "mode", f"there is no mode {shown(mode)}; it is one of {', '.join(Mode)}")
    for name in ("sites", "expect", "ask"):
        value = document.get(name, [])
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            yield Fault(line, name, f"this is a list of words, not {shown(plain(value))}")


def _of_event(one: Any, scenario_line: int) -> Iterator[Fault]:
    if not isinstance(one, dict):
        example = "{t: 0, by: dispatcher, do: log, text: …}"
        yield Fault(scenario_line, "events", f"an event is a mapping like {example}, not {shown(plain(one))}")
        return
    line: int = one[LINE]
    kind, by, at = one.get("do"), one.get("by"), one.get("t")
    if isinstance(at, bool) or not isinstance(at, int | float) or not 0 <= at < T_MAX:
        yield Fault(line, "t", f"this is a number of seconds from the start, not {shown(at)}")
    if not isinstance(by, str) or by not in ROLES:
        yield Fault(line, "by", f"there is no role {shown(by)}; {nearest(by, ROLES)}")
    if not isinstance(kind, str) or kind not in KEYS:
        yield Fault(line, "do", f"there is no event kind {shown(kind)}; {nearest(kind, KEYS)}")
    else:
        yield from fields.faults(kind, _says(one), line)


def _of_order(events: list[dict[Any, Any]]) -> Iterator[Fault]:
    for before, after in pairwise(events):
        if after["t"] < before["t"]:
            wrong = f"{after['t']:g} comes after {before['t']:g} of line {before[LINE]}; events stand in the order of their times"
            yield Fault(after[LINE], "t", wrong)


def _says(one: dict[Any, Any]) -> dict[str, Any]:
    return {key: value for key, value in plain(one).items() if key not in ("t", "by", "do")}


def _moment(one: dict[Any, Any]) -> Moment:
    return Moment(line=one[LINE], t=float(one["t"]), by=one["by"], do=one["do"], says=_says(one))


def _strings(document: dict[Any, Any], key: str) -> tuple[str, ...]:
    return tuple(document.get(key, []))
