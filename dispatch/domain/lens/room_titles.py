"""What the lines about rooms say: codes and numbers, never a name. And which of them a school's own team reads."""

from __future__ import annotations

from typing import assert_never

from dispatch.domain import room_events as e
from dispatch.domain.catalog.modes import Mode
from dispatch.domain.rooms import ROOM_STATUSES, PersonStatus, ReportWay, Severity

_PEOPLE = {
    PersonStatus.UNKNOWN: "not found again",
    PersonStatus.PRESENT: "present",
    PersonStatus.ABSENT_EXCUSED: "absent, excused",
    PersonStatus.MISSING: "missing again",
    PersonStatus.EXTRA_AT_OTHER_ROOM: "in another room",
    PersonStatus.INJURED: "hurt",
    PersonStatus.TRANSPORTED: "transported",
    PersonStatus.DECEASED_CONFIRMED_BY_LE: "deceased, confirmed by law enforcement",
    PersonStatus.RELEASED_TO_GUARDIAN: "released to guardian",
    PersonStatus.SELF_RELEASED: "left on their own",
    PersonStatus.OFF_SITE_ACTIVITY: "off-site activity",
}
_WAYS = {
    ReportWay.OWN: "",
    ReportWay.PHONE: ", by telephone",
    ReportWay.RADIO: ", by radio",
    ReportWay.IN_PERSON: ", in person",
}
_COLOURS = {
    Severity.RED: "red",
    Severity.YELLOW: "yellow",
    Severity.GREEN: "green",
    # Whoever reads the line may be of the school: how bad it is is told there by people.
    Severity.BLACK: "red",
}


def site_may_read(event: e.RoomEvent) -> bool:
    """Whether the school's own team reads the line: everything of its rooms but a death."""
    if isinstance(event, e.PersonStatusSet):
        return event.status is not PersonStatus.DECEASED_CONFIRMED_BY_LE
    return True


def room_title(event: e.RoomEvent) -> str:
    """The sentence of the line."""
    match event:
        case e.RoomReported():
            mode = "" if event.mode is Mode.ACTUAL else f"{event.mode}: "
            return f"{mode}{event.site} {event.room}: {_said(event)}{_WAYS[event.way]}"
        case e.RoomReportCameLate():
            stands = ROOM_STATUSES[event.stands].label.lower()
            return f"{event.site} {event.room}, late report: {_said(event)}. It stands as: {stands}"
        case e.RoomTaken():
            return f"{event.site} {event.room}: a device is there"
        case e.PersonStatusSet():
            where = f" ({event.found_in})" if event.found_in else ""
            return f"{event.site} {event.room}: one person {_PEOPLE[event.status]}{where}"
        case e.PeopleListed():
            how = "list of the day" if event.replaces else "more for the list of the day"
            return f"{event.site}: {how}, {len(event.entries)} people"
        case e.StruckFromList():
            return f"{event.site}: one person taken off the list of the day"
        case e.DisclosureRecorded():
            to = f" to {event.agency}" if event.agency else " outside the district"
            shown = ", ".join(event.fields)
            return f"{event.site}: student data shown{to} ({shown}), {event.basis.replace('_', ' ')}"
        case _:
            assert_never(event)


def _said(event: e.RoomReported | e.RoomReportCameLate) -> str:
    label = ROOM_STATUSES[event.status].label.lower()
    hurt: dict[str, int] = {}
    for one in event.injured:
        hurt[_COLOURS[one.severity]] = hurt.get(_COLOURS[one.severity], 0) + one.count
    counts = [
        f"{event.missing_count} missing" if event.missing_count else "",
        f"{event.extra_count} extra" if event.extra_count else "",
        *(f"{count} hurt, {colour}" for colour, count in hurt.items()),
    ]
    told = "; ".join(filter(None, counts))
    return f"{label} ({told})" if told else label
