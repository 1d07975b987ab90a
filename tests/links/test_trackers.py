"""What trackers send, from bytes to a mark on the map: read whole, or refused by the name of the field. Nobody is followed off duty."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, cast

import orjson
import pytest

from dispatch.desk.positions import Positions
from dispatch.domain.catalog.unit_statuses import UnitStatus
from dispatch.domain.commands import SetUnitStatus
from dispatch.links.trackers.intake import BURST, RATE, Answered, NoKey, TooMany, TrackerIntake
from dispatch.links.trackers.reading import Fix, Said, Wrong, read_osmand, read_owntracks
from dispatch.people.tracker_keys import Tracker, TrackerKeys
from tests.desk.town import Town
from tests.desk.world import DISPATCHER

AT = datetime(2026, 3, 2, 15, 4, 5, tzinfo=UTC)
DENVER = Fix(
    at=AT,
    lat_e7=397_392_000,
    lon_e7=-1_049_903_000,
    accuracy_m=8,
    heading_deg=271,
    speed_kmh=54,
    battery_pct=77,
)
LOCATION: dict[str, Any] = {
    "timestamp": "2026-03-02T15:04:05.000Z",
    "coords": {
        "latitude": 39.7392,
        "longitude": -104.9903,
        "accuracy": 8.2,
        "speed": 15,
        "heading": 271.3,
        "altitude": 1609,
    },
    "is_moving": True,
    "odometer": 1200,
    "event": "motionchange",
    "battery": {"level": 0.77, "is_charging": False},
    "activity": {"type": "in_vehicle"},
    "extras": {},
}
OWN: dict[str, Any] = {
    "_type": "location", "tst": 1772463845, "lat": 39.7392, "lon": -104.9903, "acc": 8, "batt": 77, "vel": 54, "cog": 271,
    "tid": "A7", "t": "u", "conn": "m", "alt": 1609,
}  # fmt: skip
FORM = "id=KEY&lat=39.7392&lon=-104.9903&accuracy=8.2&speed=29.16&bearing=271.3&altitude=1609&batt=77.0"


@pytest.mark.parametrize(
    ("query", "body", "content_type"),
    [
        (f"{FORM}&timestamp=1772463845", b"", ""),
        (f"{FORM}&timestamp=1772463845000", b"", ""),
        (f"{FORM}&timestamp=2026-03-02T08:04:05-07:00", b"", ""),
        (f"{FORM}&timestamp=2026-03-02%2015:04:05", b"", ""),
        ("", f"{FORM}&timestamp=1772463845".encode(), "application/x-www-form-urlencoded"),
        ("", orjson.dumps({"location": LOCATION, "device_id": "KEY"}), "application/json"),
        ("", orjson.dumps({"location": [LOCATION], "device_id": "KEY"}), "application/json"),
    ],
    ids=["seconds", "milliseconds", "iso", "words", "form", "json", "json-batch"],
)
def test_every_form_of_osmand_says_the_same(query: str, body: bytes, content_type: str) -> None:
    assert read_osmand(query, body, content_type) == Said("KEY", (DENVER,))


def test_owntracks_says_the_same_and_its_other_messages_say_nothing() -> None:
    assert read_owntracks(orjson.dumps(OWN)) == Said(None, (DENVER,))
    for other in (
        b"",
        *(orjson.dumps({"_type": one}) for one in ("lwt", "transition", "waypoints", "status")),
    ):
        assert read_owntracks(other) == Said(None, ())


def test_what_an_application_does_not_know_is_left_out() -> None:
    unknown = {
        **LOCATION,
        "battery": {"level": -1},
        "coords": {**LOCATION["coords"], "speed": -1, "heading": -1},
    }
    (fix,) = read_osmand("", orjson.dumps({"location": unknown, "device_id": "K"}), "application/json").fixes
    assert fix == replace(DENVER, speed_kmh=None, heading_deg=None, battery_pct=None)
    assert read_osmand("id=K&lat=1&lon=2&valid=false", b"", "").fixes == ()


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ("lat=91&lon=2", "lat"),
        ("lat=nan&lon=2", "lat"),
        ("lon=2", "lat"),
        ("lat=1&lon=here", "lon"),
        ("lat=1&lon=-180.1", "lon"),
        ("lat=1&lon=2&timestamp=yesterday", "timestamp"),
        ("lat=1&lon=2&timestamp=1e400", "timestamp"),
        ("lat=1&lon=2&batt=full", "batt"),
        ("lat=1&lon=2&bearing=inf", "bearing"),
    ],
)
def test_garbage_is_refused_by_the_name_of_the_field(given: str, field: str) -> None:
    with pytest.raises(Wrong) as wrong:
        read_osmand(f"id=K&{given}", b"", "")
    assert wrong.value.field == field


@pytest.mark.parametrize(
    ("read", "said", "field"),
    [
        (read_owntracks, {**OWN, "tst": None}, "tst"),
        (read_owntracks, {**OWN, "lat": True}, "lat"),
        (read_owntracks, {"_type": "encrypted", "data": "x"}, "_type"),
        (read_owntracks, [OWN], ""),
        (
            lambda raw: read_osmand("", raw, "application/json"),
            {"location": {}, "device_id": "K"},
            "location.coords",
        ),
        (
            lambda raw: read_osmand("", raw, "application/json"),
            {"location": {**LOCATION, "timestamp": "soon"}, "device_id": "K"},
            "location.timestamp",
        ),
    ],
    ids=["no-time", "flag", "encrypted", "list", "no-coords", "soon"],
)
def test_broken_json_is_refused_by_the_name_of_the_field(
    read: Callable[[bytes], Said], said: object, field: str
) -> None:
    with pytest.raises(Wrong) as wrong:
        read(orjson.dumps(said))
    assert wrong.value.field == field


class Rig:
    """An intake before a town in memory; the key KEY speaks for A1."""

    def __init__(self) -> None:
        self.town = Town()
        self.positions = Positions(lambda: self.town.state, self.town.clock.now, self.town.hub.place)
        self.known = {"KEY": Tracker("1", "A1", "phone", AT), "VAN": Tracker("2", "A2", "vehicle", AT)}
        keys = cast(TrackerKeys, self)
        self.intake = TrackerIntake(self.positions, keys, self.town.clock)

    def find(self, key: str) -> Tracker | None:
        return self.known.get(key)

    def hear(self, seconds: float = 0, *, key: str = "KEY", count: int = 1) -> Answered | NoKey | TooMany:
        at = self.town.clock.now() + timedelta(seconds=seconds)
        return self.intake.hear(None, Said(key, tuple(replace(DENVER, at=at) for _ in range(count))))


def test_a_key_says_whose_position_it_is_and_an_unknown_one_says_nothing() -> None:
    rig = Rig()
    assert rig.hear(1) == Answered(1)
    assert rig.hear(1, key="A1") == NoKey(), "the call sign is no key"
    assert rig.intake.hear(None, Said(None, (DENVER,))) == NoKey()
    assert set(rig.positions.for_deciding()) == {"A1"}


def test_off_duty_is_answered_as_done_and_nothing_is_kept() -> None:
    rig = Rig()
    rig.town.do(DISPATCHER, SetUnitStatus(unit="A1", status=UnitStatus.OFF))
    assert rig.hear(0) == Answered(0)
    assert rig.positions.for_deciding() == {}
    assert rig.positions.take_unwritten() == []
    assert rig.positions.take_track() == []


def test_what_a_phone_gathered_off_duty_is_not_kept_when_it_comes_after_sign_on() -> None:
    rig = Rig()
    rig.town.do(DISPATCHER, SetUnitStatus(unit="A1", status=UnitStatus.OFF))
    rig.town.clock.wall += timedelta(hours=8)
    rig.town.do(DISPATCHER, SetUnitStatus(unit="A1", status=UnitStatus.LOG))
    assert rig.hear(-60) == Answered(0)
    assert rig.positions.take_track() == []
    assert rig.hear(0) == Answered(1)


@pytest.mark.parametrize(("seconds", "word"), [(600, "future"), (-90_000, "day old")])
def test_a_time_that_is_not_believed_is_named_and_does_not_stop_the_tracker(
    seconds: float, word: str
) -> None:
    rig = Rig()
    answer = rig.hear(seconds)
    assert isinstance(answer, Answered)
    assert answer.taken == 0
    assert word in answer.message
    assert rig.hear(1) == Answered(1)


def test_a_phone_without_network_delivers_hours_at_once_and_a_fleet_is_not_limited_together() -> None:
    rig = Rig()
    assert rig.hear(1, count=int(BURST)) == Answered(int(BURST))
    assert rig.hear(2) == TooMany(1)
    assert rig.hear(2, key="VAN") == Answered(1)
    rig.town.clock.seconds += 10 / RATE
    assert isinstance(rig.hear(3, count=10), Answered)
