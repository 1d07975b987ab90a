"""What tests of the lens have done with panic devices and in the rooms of a site."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from dispatch.domain import commands as c
from dispatch.domain.actor import SYSTEM
from dispatch.domain.devices import Device, DeviceKind, PressTrust
from dispatch.domain.disclosures import Basis, DisclosedField
from dispatch.domain.rooms import Away, DayEntrySaid, PersonStatus, RoomStatus
from dispatch.domain.vocabulary import PanicLevel
from tests.domain.district import ANA
from tests.domain.playbook import Playbook
from tests.domain.plays.devices import INTAKE


def one_is_missing(p: Playbook) -> None:
    """A room misses somebody who stands on the list of the day, which whoever is in charge there writes."""
    missing = c.ReportRoom(site="GRHS", room="101", status=RoomStatus.MISSING, missing=("Al Oh",))
    p.given(missing, by=ANA)
    absent = DayEntrySaid(name="Al Oh", away=Away.ABSENT)
    p.given(c.ListPeople(site="GRHS", day="2026-09-14", entries=(absent,)), by=ANA)


def rooms_of_grhs(p: Playbook) -> None:
    """Every event about rooms that can hold a text."""
    p.action("LOCKDOWN", "GRHS")
    report = c.ReportRoom(site="GRHS", room="102", status=RoomStatus.MISSING, missing=("x",), note="y")
    p.given(report, by=ANA)
    p.given(report, by=ANA, at=p.now - timedelta(minutes=30))
    person = p.state.rooms["GRHS/102"].people[0].id
    found = c.SetPersonStatus(site="GRHS", room="102", person=person, status=PersonStatus.PRESENT)
    p.given(replace(found, confirmed_by="x"))
    shown = c.RecordDisclosure(
        site="GRHS",
        basis=Basis.CONSENT,
        requester="x",
        fields=(DisclosedField.NAME,),
        decided_by="y",
        threat="z",
    )
    p.given(shown)


def pressed(p: Playbook) -> None:
    """A badge with a low battery was pressed in the barn, and the annex is in test."""
    badge = Device(code="W-1", device_kind=DeviceKind.WEARABLE, site="FARM", building="BARN")
    p.given(c.DefineRoster(devices=(badge,)), by=SYSTEM)
    press = c.ReceivePress(
        device="W-1",
        trust=PressTrust.VERIFIED,
        received_at=p.now,
        holder="Ms Bell",
        room="the loft",
        battery=9,
        level=PanicLevel.STAFF_ASSIST,
    )
    p.given(press, by=INTAKE)
    p.given(c.OpenTestWindow(site="ANNEX", minutes=60))
