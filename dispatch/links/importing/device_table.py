"""Panic devices from a table: what is registered, where it hangs or who wears it, and how long it may be silent."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, BinaryIO, Final

from dispatch.domain.devices import Device, DeviceKind
from dispatch.domain.state import State
from dispatch.links.importing.cells import BadCell, Cells, code, count, text, word_of
from dispatch.links.importing.changes import change
from dispatch.links.importing.problems import shown
from dispatch.links.importing.roster_plan import RosterPlan
from dispatch.links.importing.rows import Row, Rows, SiteNames, read_rows
from dispatch.links.importing.table import Column

DEVICES_MAX: Final = 5_000
SILENCE_MAX: Final = 2_160
_COLUMNS = (
    Column("device_id", ("device", "id", "serial", "serial number", "badge", "button"), needed=True),
    Column("kind", ("type", "device kind", "device type"), needed=True),
    Column("site", ("school", "site code", "school code"), needed=True),
    Column("building", ("building code",)),
    Column("floor", ("level", "storey")),
    Column("room", ("room number", "room code")),
    Column("name", ("label", "description")),
    Column("vendor", ("supervised by", "manufacturer")),
    Column("silence_hours", ("silence hours", "silence", "heartbeat hours")),
    Column("in_service", ("in service", "active")),
)
_KINDS: Final = {
    **{kind.value.replace("_", ""): kind for kind in DeviceKind},
    **dict.fromkeys(("badge", "pendant", "card"), DeviceKind.WEARABLE),
    **dict.fromkeys(("button", "fixed", "wallbutton"), DeviceKind.FIXED_BUTTON),
    **dict.fromkeys(("panel", "alarm"), DeviceKind.ALARM_PANEL),
}
_YES_OR_NO: Final = {
    **dict.fromkeys(("yes", "y", "true", "1", "x"), True),
    **dict.fromkeys(("no", "n", "false", "0"), False),
}
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:-]{0,63}")


def read_devices(stream: BinaryIO, encoding: str) -> Rows:
    """The lines of a table of panic devices."""
    return read_rows(stream, encoding, _COLUMNS, _row, "device_id")


def device_id(value: str) -> str:
    """The id that the device sends, letter by letter."""
    if not _ID.fullmatch(value):
        raise BadCell(f"{shown(value)} is no id of a device: letters, digits, _ . : and -, 64 at most")
    return value


def _hours(value: str) -> int:
    hours = count(value)
    if hours > SILENCE_MAX:
        raise BadCell(f"at most {SILENCE_MAX} hours")
    return hours


def _row(taken: Cells) -> Row:
    key = taken.one("device_id", device_id, needed="the id that it sends")
    taken.told["device_kind"] = taken.one(
        "kind", word_of(_KINDS), needed=", ".join(kind.value for kind in DeviceKind)
    )
    taken.told["site"] = taken.one("site", text, needed="at which school is it?")
    taken.tell("building", code)
    taken.tell("floor", text, nothing="")
    taken.tell("room", code)
    taken.tell("name", text, nothing="")
    taken.tell("vendor", text, nothing="")
    taken.tell("silence_hours", _hours, nothing=0)
    taken.tell("in_service", word_of(_YES_OR_NO), nothing=True)
    return Row(taken.where, key or "", taken.told)


def plan_devices(read: Rows, state: State, sites: Mapping[str, str]) -> RosterPlan:
    """What a table of devices would change in a district. A room or building that the site does not have is noted: it may be a slip."""
    result = RosterPlan(noun="devices", problems=read.problems, notes=list(read.notes))
    read.check_most(DEVICES_MAX)
    names = SiteNames(state, sites)
    for row in read.rows:
        told: dict[str, Any] = dict(row.told)
        told["site"] = names.find(told["site"] or "", row.where, "site", result.problems)
        if result.problems:
            continue
        present = state.devices.get(row.key)
        old = None if present is None else present.roster
        new = Device(code=row.key, **told) if old is None else replace(old, **told)
        roster = state.sites[new.site].roster
        for name, known in (("building", roster.buildings), ("room", roster.rooms)):
            said = getattr(new, name)
            if said is not None and known and said not in {one.code for one in known}:
                result.notes.append(f"{row.where}: {new.site} has no {name} {said}; it is shown as written.")
        result.devices.append(new)
        result.changes.append(change(row.where, f"{new.code} at {new.site}", old, new))
    return result
