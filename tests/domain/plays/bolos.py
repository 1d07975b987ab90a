"""BOLOs: who is looked for, until when, and who has read it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from dispatch.domain import commands as c
from dispatch.domain import events as e
from dispatch.domain.audience import missing
from dispatch.domain.bolos import BoloCategory, Caution, Handling, VehicleSaid
from dispatch.domain.catalog.unit_statuses import UnitStatus
from dispatch.domain.files import FileCopy, MediaType, StoredFile
from dispatch.domain.lens.bolo_views import BoloView
from dispatch.domain.lens.project import project
from dispatch.domain.text import Protected, TextClass
from dispatch.domain.vocabulary import AlarmKind, KnownWay, ReachWay, TimerKind
from tests.domain.district import ADAM3, ADAM7, ANA, ELLA, SUE, UNITS
from tests.domain.playbook import Playbook, ev, play

CAR = c.IssueBolo(
    category=BoloCategory.VEHICLE,
    vehicle=VehicleSaid(plate="KPR-4412", colour="silver", make="Civic"),
    reason="drove at a crossing guard",
    cautions=(Caution.ARMED, Caution.ARMED),
    handling=Handling.HOLD_FOR,
    agency="MPD",
)
UNIT_CODES = tuple(one.code for one in UNITS)
PHOTO = StoredFile(
    evidence=FileCopy(sha256="a" * 64, size=4_000_000, media_type=MediaType.JPEG),
    shared=FileCopy(sha256="b" * 64, size=300_000, media_type=MediaType.JPEG),
)
PAPER = StoredFile(evidence=FileCopy(sha256="c" * 64, size=90_000, media_type=MediaType.PDF), shared=None)
ORDER = c.IssueBolo(
    category=BoloCategory.TRESPASS_ORDER, subject="Dale Poe", reason="threatened a coach", sites=("GRHS",)
)


@play
def a_bolo_holds_72_hours_and_ends_by_the_clock(p: Playbook) -> None:
    call = p.call()
    p.when(c.IssueBolo(category=BoloCategory.PERSON, subject="boy, 7", reason="left school", call=call))
    refs = p.then(
        ev(
            e.BoloIssued,
            bolo_no="B26-0001",
            subject=Protected("boy, 7"),
            expires=p.now + timedelta(hours=72),
            effective=p.now,
            number="26-000001",
        )
    ).refs
    assert refs["number"] == "B26-0001"
    p.until(hours=71)
    assert refs["bolo"] in p.state.bolos
    p.fall(TimerKind.BOLO_EXPIRY)
    assert isinstance(p.log[-1].event, e.BoloExpired)
    assert not p.state.bolos
    assert not [one for one in p.state.timers if one.startswith("bolo:")]
    p.when(c.CancelBolo(bolo=refs["bolo"], reason="found"))
    p.refused("no_such_bolo", "bolo")


@play
def a_bolo_shows_whom_to_look_for(p: Playbook) -> None:
    bolo = str(p.given(ORDER)["bolo"])
    p.when(c.AttachBoloPhoto(bolo=bolo, sha256=PHOTO.evidence.sha256))
    p.refused("no_such_file", "sha256")
    p.files = {PHOTO.evidence.sha256: PHOTO, PAPER.evidence.sha256: PAPER}
    p.when(c.AttachBoloPhoto(bolo=bolo, sha256=PAPER.evidence.sha256))
    p.refused("no_shared_copy", "sha256")
    p.when(c.AttachBoloPhoto(bolo="no-such-bolo", sha256=PHOTO.evidence.sha256))
    p.refused("no_such_bolo", "bolo")
    p.when(c.AttachBoloPhoto(bolo=bolo, sha256=PHOTO.evidence.sha256), by=ADAM7)
    p.refused("forbidden")
    p.when(c.AttachBoloPhoto(bolo=bolo, sha256=PHOTO.evidence.sha256))
    p.then(ev(e.BoloPhotoAttached, bolo_no="B26-0001", shared=PHOTO.shared))
    shown = {part: _photos(p, bolo, part) for part in ("desk", "unit:A3", "site:GRHS", "site:LKES")}
    given, kept = PHOTO.shared, PHOTO.evidence
    assert given is not None
    # The school's team knows a face by the copy; where the picture was taken stays with the desk.
    assert shown == {
        "desk": {given.sha256, kept.sha256},
        "unit:A3": {given.sha256},
        "site:GRHS": {given.sha256},
        "site:LKES": set(),
    }
    p.when(c.AttachBoloPhoto(bolo=bolo, sha256=PHOTO.evidence.sha256))
    p.then(warned="already")


def _photos(p: Playbook, bolo: str, part: str) -> set[str]:
    views = [view for _, view in project(p.state, ("bolos", bolo), part) if isinstance(view, BoloView)]
    return {copy.sha256 for view in views for copy in (view.photo, view.photo_evidence) if copy is not None}


@play
def a_standing_order_is_tied_to_sites_and_approved_anew(p: Playbook) -> None:
    p.when(c.IssueBolo(category=BoloCategory.CUSTODY_ORDER, subject="Dale Poe", reason="court order"))
    p.refused("site_needed", "sites")
    p.when(ORDER)
    bolo = p.then(ev(e.BoloIssued, sites=("GRHS",), expires=p.now + timedelta(days=30))).refs["bolo"]
    p.until(days=29)
    p.when(c.ExtendBolo(bolo=bolo, expires=p.now + timedelta(days=31), reason="court order holds"), by=SUE)
    p.refused("too_long", "expires")
    p.when(c.ExtendBolo(bolo=bolo, expires=p.now, reason="court order holds"), by=SUE)
    p.refused("bad_value", "expires")
    p.when(c.ExtendBolo(bolo=bolo, expires=p.now + timedelta(days=30), reason="court order holds"), by=SUE)
    p.then(ev(e.BoloExtended, expires=p.now + timedelta(days=30)))
    assert (p.state.bolos[bolo].approved_by, p.state.bolos[bolo].issued_by) == ("Sue", "Maria")
    p.until(days=29)
    assert bolo in p.state.bolos, "the first end has been put off"
    p.until(days=2)
    assert bolo not in p.state.bolos


@play
def it_is_read_once_by_each_whom_it_is_for(p: Playbook) -> None:
    bolo = p.given(ORDER)["bolo"]
    for_adam = p.given(c.IssueBolo(category=BoloCategory.PERSON, subject="x", reason="y", units=("A7",)))[
        "bolo"
    ]
    p.when(c.AcknowledgeBolo(bolo=bolo, unit="A7"), by=ADAM7)
    p.then(ev(e.BoloAcknowledged, bolo_no="B26-0001", unit="A7", site=None))
    p.when(c.AcknowledgeBolo(bolo=bolo, unit="A7"), by=ADAM7)
    p.then()
    p.when(c.AcknowledgeBolo(bolo=bolo, site="GRHS"), by=ANA)
    p.then(ev(e.BoloAcknowledged, unit=None, site="GRHS"))
    p.when(c.AcknowledgeBolo(bolo=bolo, unit="A3"))
    p.then(ev(e.BoloAcknowledged, unit="A3"))
    p.when(c.AcknowledgeBolo(bolo=for_adam, unit="A3"), by=ADAM3)
    p.refused("not_found")
    p.when(c.AcknowledgeBolo(bolo=bolo, site="ELMS"), by=ELLA)
    p.refused("not_found")
    p.when(c.AcknowledgeBolo(bolo="no-such-bolo", unit="A3"), by=ADAM3)
    p.refused("not_found")
    p.when(c.AcknowledgeBolo(bolo=bolo))
    p.refused("who_missing", "unit")
    assert {one.unit or one.site for one in p.state.bolo_acks.values()} == {"A7", "A3", "GRHS"}
    assert p.state.bolo_acks[f"{bolo}:A3"].by == "Maria", "the desk heard it on the radio and says so"
    p.when(c.CancelBolo(bolo=bolo, reason="order lifted"))
    p.then(ev(e.BoloCancelled, bolo_no="B26-0001", reason=Protected("order lifted")))
    assert not p.state.bolo_acks


@play
def what_is_no_bolo(p: Playbook) -> None:
    p.when(CAR)
    p.then(ev(e.BoloIssued, cautions=(Caution.ARMED,), agency="MPD"))
    for wrong, code, field in (
        ({"vehicle": VehicleSaid()}, "nobody", "subject"),
        ({"sites": ("NOSUCH",)}, "unknown_site", "sites"),
        ({"last_seen_site": "NOSUCH"}, "unknown_site", "sites"),
        ({"units": ("NOSUCH",)}, "unknown_unit", "units"),
        ({"agencies": ("NOSUCH",)}, "unknown_agency", "agencies"),
        ({"agency": "NOSUCH"}, "unknown_agency", "agencies"),
        ({"expires": p.now}, "bad_value", "expires"),
        ({"expires": p.now + timedelta(days=31)}, "too_long", "expires"),
        (
            {"effective": p.now + timedelta(hours=2), "expires": p.now + timedelta(hours=1)},
            "bad_value",
            "effective",
        ),
        ({"text_class": TextClass.PERSONNEL}, "class_not_yours", "text_class"),
        ({"call": "no-such-call"}, "not_found", None),
    ):
        p.when(replace(CAR, **wrong))
        p.refused(code, field)
    p.when(c.ExtendBolo(bolo="no-such-bolo", expires=p.now + timedelta(days=1), reason="x"))
    p.refused("no_such_bolo", "bolo")


@play
def it_asks_for_the_word_of_each_whom_it_is_for(p: Playbook) -> None:
    bolo = p.given(ORDER)["bolo"]
    notice = f"bolo:{bolo}"
    units = {f"unit:{one}" for one in UNIT_CODES}
    assert set(missing(p.state, p.state.notices[notice])) == {"site:GRHS", *units}
    p.unit("S1", UnitStatus.OFF)
    # A unit's word is one, whichever of its buttons it came from.
    p.when(c.AcknowledgeNotice(notice=notice), by=ADAM7)
    p.then(ev(e.BoloAcknowledged, unit="A7", site=None))
    p.when(c.AcknowledgeBolo(bolo=bolo, unit="A3"), by=ADAM3)
    p.then(ev(e.BoloAcknowledged, unit="A3"))
    p.when(c.AcknowledgeNotice(notice=notice), by=ANA)
    p.then(ev(e.BoloAcknowledged, site="GRHS"))
    p.when(c.AcknowledgeBolo(bolo=bolo, unit="C12"))
    p.then(ev(e.BoloAcknowledged, unit="C12"))
    known = {one.recipient: one.way for one in p.state.notices[notice].known}
    assert (known["unit:A7"], known["unit:C12"]) == (KnownWay.ACKNOWLEDGED, KnownWay.RADIO)
    assert missing(p.state, p.state.notices[notice]) == ("unit:SRO5",)
    # The desk wrote it and is not asked; a school that it does not name is not told that it is there.
    p.when(c.AcknowledgeNotice(notice=notice))
    p.then()
    p.when(c.AcknowledgeNotice(notice=notice), by=ELLA)
    p.refused("not_found")
    p.when(c.RecordReached(notice=notice, recipient="unit:SRO5", way=ReachWay.PHONE))
    p.then(ev(e.RecipientReached, about="BOLO B26-0001"))
    assert f"silence:{notice}" not in p.state.timers
    p.unit("S1", UnitStatus.LOG)
    assert missing(p.state, p.state.notices[notice]) == ("unit:S1",), "who comes on duty has it to read"


@play
def its_silence_is_told_slowly_and_twice(p: Playbook) -> None:
    bolo = p.given(replace(ORDER, units=("A7", "A3")))["bolo"]
    notice = f"bolo:{bolo}"
    p.given(c.AcknowledgeBolo(bolo=bolo, unit="A7"), by=ADAM7)
    p.until(minutes=14)
    assert f"silence:{notice}" not in p.state.alarms
    for count in (1, 2):
        p.fall(TimerKind.SILENCE)
        alarm = p.state.alarms[f"silence:{notice}"]
        assert (alarm.alarm_kind, alarm.count) == (AlarmKind.BOLO_UNREAD, count)
    found = p.log[-1].event
    assert isinstance(found, e.SilenceFound)
    assert (found.missing, found.about) == (("site:GRHS", "unit:A3"), "BOLO B26-0001")
    assert f"silence:{notice}" not in p.state.timers
    # Approved anew it is said anew: whoever read it is asked again.
    p.given(c.ExtendBolo(bolo=bolo, expires=p.now + timedelta(days=3), reason="still holds"))
    assert f"silence:{notice}" not in p.state.alarms
    assert set(missing(p.state, p.state.notices[notice])) == {"site:GRHS", "unit:A7", "unit:A3"}
    assert not p.state.bolo_acks
    p.when(c.CancelBolo(bolo=bolo, reason="over"))
    p.then(ev(e.BoloCancelled))
    assert notice not in p.state.notices
    assert not [one for one in (*p.state.timers, *p.state.alarms) if one.startswith("silence:")]
