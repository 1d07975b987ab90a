"""A scenario as its file tells it, checked before anything is played. Every complaint names the line.

Knows the vocabulary of scenarios and nothing of how it is played.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

import yaml

from dispatch.domain.catalog.modes import Mode

BYTES_MAX: Final = 1_000_000
_LINE: Final = "\0line"

_PLACE = frozenset({"text", "site", "sites"})
KEYS: dict[str, frozenset[str]] = {
    "call_received": _PLACE | {"source"},
    "call_created": _PLACE | {"type", "pri", "source", "room"},
    "call_updated": _PLACE | {"type", "pri"},
    "call_linked": _PLACE,
    "call_closed": _PLACE | {"disposition"},
    "dispatch": _PLACE | {"units"},
    "unit_status": _PLACE | {"unit", "status", "agency"},
    "radio": _PLACE | {"unit", "to", "channel"},
    "panic_alert": _PLACE | {"room", "level"},
    "alarm": _PLACE | {"source"},
    "weather_alert": _PLACE,
    "tip_received": _PLACE | {"source"},
    "action_start": _PLACE | {"action", "params"},
    "action_heard": _PLACE | {"action"},
    "action_change": _PLACE | {"action", "params"},
    "action_release": _PLACE | {"action", "method", "confirmed_by"},
    "room_status": _PLACE | {"room", "state"},
    "accountability": _PLACE,
    "person_match": _PLACE,
    "psap_notify": _PLACE | {"agency"},
    "command_establish": _PLACE | {"ic", "agency"},
    "command_transfer": _PLACE | {"from", "to", "agency"},
    "uc_form": _PLACE | {"members", "icp"},
    "uc_join": _PLACE | {"member", "agency"},
    "objective": _PLACE,
    "decision": _PLACE,
    "resource_request": _PLACE | {"agency"},
    "check_in": _PLACE | {"unit", "agency"},
    "staging": _PLACE,
    "par": _PLACE | {"units"},
    "status_check": _PLACE | {"unit"},
    "emergency": _PLACE | {"unit"},
    "bolo": _PLACE,
    "message_out": _PLACE | {"audience"},
    "case_open": _PLACE | {"level"},
    "case_update": _PLACE | {"level"},
    "reunif_state": _PLACE | {"state"},
    "student_release": _PLACE,
    "student_hold": _PLACE,
    "patient": _PLACE | {"severity"},
    "benchmark": _PLACE | {"name"},
    "log": _PLACE | {"unit"},
    "system_event": _PLACE,
}
"""The kinds of events, and what each may say beside ``t``, ``by`` and ``do``."""

ROLES = frozenset(
    "parent student teacher secretary principal assistant_principal nurse counselor facility_manager custodian coach cso patrol "  # noqa: SIM905
    "supervisor sro dispatcher psap le_ic le_officer fire_ic ems em pio tm crt transportation bus_driver watch_center nws system "
    "media superintendent reunif_director caller".split()
)
_NEEDED = {
    "call_created": "type",
    "action_start": "action",
    "action_change": "action",
    "action_release": "action",
    "call_closed": "disposition",
    "emergency": "unit",
    "panic_alert": "site",
}
_SHORT_TEXT = frozenset({"action_start", "action_change"})
_PARAMS = frozenset(
    {
        "entry_mode",
        "hazard",
        "strategy",
        "zone_scope",
        "last_known_location",
        "location",
        "police_led",
        "authority",
    }
)


class ScenarioProblem(Exception):
    """What is wrong with the file, with its line."""


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
        return str(self.says.get("text", ""))

    @property
    def sites(self) -> tuple[str, ...]:
        """The sites that it names."""
        one = self.says.get("site")
        return (str(one),) if one else tuple(str(site) for site in self.says.get("sites", ()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """One scenario."""

    id: str
    title: str
    mode: Mode
    sites: tuple[str, ...]
    moments: tuple[Moment, ...]
    expect: tuple[str, ...]
    ask: tuple[str, ...]


class _Loader(yaml.SafeLoader):
    """The safe loader, keeping the line of each mapping; aliases, which can make a small file huge, are refused."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            line = self.line + 1
            raise ScenarioProblem(f"line {line}: aliases are not used in scenarios")
        return super().compose_node(parent, index)

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        found: dict[Any, Any] = super().construct_mapping(node, deep=True)
        if len(found) != len(node.value):
            raise ScenarioProblem(f"line {node.start_mark.line + 1}: a key stands twice")
        found[_LINE] = node.start_mark.line + 1
        return found


def read(data: bytes, wanted: str) -> Scenario:
    """The wanted scenario of a file. Raises ``ScenarioProblem``."""
    if len(data) > BYTES_MAX:
        raise ScenarioProblem(f"the file is larger than {BYTES_MAX // 1000} kB")
    try:
        documents = list(yaml.load_all(data.decode("utf-8"), Loader=_Loader))
    except yaml.YAMLError as problem:
        mark = getattr(problem, "problem_mark", None)
        line = f"line {mark.line + 1}: " if mark else ""
        raise ScenarioProblem(f"{line}{getattr(problem, 'problem', None) or problem}") from problem
    except (UnicodeDecodeError, RecursionError) as problem:
        raise ScenarioProblem("this is no YAML in UTF-8") from problem
    found = [one for one in documents if isinstance(one, dict) and "events" in one]
    for one in found:
        if one.get("id") == wanted:
            return _scenario(one)
    known = ", ".join(str(one.get("id")) for one in found) or "none"
    raise ScenarioProblem(f"there is no scenario {wanted!r}; there are: {known}")


def _scenario(document: dict[str, Any]) -> Scenario:
    line = document[_LINE]
    try:
        mode = Mode(document.get("mode", ""))
    except ValueError:
        raise ScenarioProblem(f"line {line}: mode is one of {', '.join(Mode)}") from None
    events = document["events"]
    if not isinstance(events, list) or not events:
        raise ScenarioProblem(f"line {line}: events is a list with at least one event")
    moments = tuple(_moment(one, line) for one in events)
    for before, after in pairwise(moments):
        if after.t < before.t:
            raise ScenarioProblem(f"line {after.line}: t = {after.t:g} comes after t = {before.t:g}")
    return Scenario(
        id=str(document["id"]),
        title=str(document.get("title", "")),
        mode=mode,
        sites=_strings(document, "sites"),
        moments=moments,
        expect=_strings(document, "expect"),
        ask=_strings(document, "ask"),
    )


def _strings(document: dict[str, Any], key: str) -> tuple[str, ...]:
    value = document.get(key, [])
    if not isinstance(value, list):
        raise ScenarioProblem(f"line {document[_LINE]}: {key} is a list")
    return tuple(str(one) for one in value)


def _moment(one: Any, scenario_line: int) -> Moment:
    if not isinstance(one, dict):
        raise ScenarioProblem(
            f"line {scenario_line}: an event is a mapping like {{t: 0, by: dispatcher, do: log}}"
        )
    line = one[_LINE]
    says = {key: _plain(value) for key, value in one.items() if key not in ("t", "by", "do", _LINE)}
    kind, by, at = one.get("do"), one.get("by"), one.get("t")
    if kind not in KEYS:
        raise ScenarioProblem(f"line {line}: there is no event kind {kind!r}")
    if by not in ROLES:
        raise ScenarioProblem(f"line {line}: there is no role {by!r}")
    if isinstance(at, bool) or not isinstance(at, int | float) or not 0 <= at < 10_000_000:
        raise ScenarioProblem(f"line {line}: t is a number of seconds from the start, not {at!r}")
    strange = sorted(str(key) for key in says if key not in KEYS[kind])
    params = says.get("params", {})
    strange += (
        sorted(str(key) for key in params if key not in _PARAMS) if isinstance(params, dict) else ["params"]
    )
    if strange:
        raise ScenarioProblem(f"line {line}: {kind} does not say {', '.join(strange)}")
    if kind in _NEEDED and not says.get(_NEEDED[kind]):
        raise ScenarioProblem(f"line {line}: {kind} needs {_NEEDED[kind]}")
    if len(str(says.get("text", ""))) > (200 if kind in _SHORT_TEXT else 3000):
        raise ScenarioProblem(f"line {line}: its text is too long")
    return Moment(line=line, t=float(at), by=str(by), do=str(kind), says=says)


def _plain(value: Any) -> Any:
    """Without the line numbers that the loader left in nested mappings."""
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items() if key != _LINE}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_plain(one) for one in value]
    return value
