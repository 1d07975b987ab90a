"""Scenes of rooms: reported, taken by a device, their people found; the list of the day; what was shown outside."""

from __future__ import annotations

from dispatch.domain import commands as c
from dispatch.domain.actor import SYSTEM, Actor, Role
from dispatch.domain.catalog.protective_actions import ActionType
from dispatch.domain.disclosures import Basis, DisclosedField
from dispatch.domain.rooms import Away, DayEntrySaid, PersonStatus, ReportWay, RoomStatus
from tests.faults.roster import DISPATCHER
from tests.faults.stage import Ask, Scenes, Stage

MARK = "the words that only this command writes"
TEAM = Actor(
    person="tia", name="Tia Park", role=Role.SITE_TEAM_MEMBER, agency="DSS", position="phone", site="GRHS"
)
ROOM_SCENES = Scenes()
_scene = ROOM_SCENES.of


async def _asked(stage: Stage) -> str:
    order = c.StartAction(sites=("GRHS",), type=ActionType.EVACUATE)
    return str((await stage.do(DISPATCHER, order))["actions"][0])


@_scene(c.ReportRoom)
async def report_room(stage: Stage) -> Ask:
    await _asked(stage)
    report = c.ReportRoom(
        site="GRHS",
        room="101",
        status=RoomStatus.MISSING,
        missing=("Ana Diaz",),
        note=MARK,
        way=ReportWay.PHONE,
        word_of="Ms. Park",
    )
    return Ask(DISPATCHER, report)


@_scene(c.TakeRoom)
async def take_room(stage: Stage) -> Ask:
    return Ask(TEAM, c.TakeRoom(site="GRHS", room="101"))


@_scene(c.SetPersonStatus)
async def set_person_status(stage: Stage) -> Ask:
    asked = await report_room(stage)
    await stage.do(asked.actor, asked.command)
    person = stage.state.rooms["GRHS/101"].people[0].id
    return Ask(
        DISPATCHER,
        c.SetPersonStatus(site="GRHS", room="101", person=person, status=PersonStatus.SELF_RELEASED),
    )


@_scene(c.ListPeople)
async def list_people(stage: Stage) -> Ask:
    entry = DayEntrySaid(name="Ana Diaz", away=Away.ABSENT, note=MARK)
    return Ask(DISPATCHER, c.ListPeople(site="GRHS", day="2026-09-14", entries=(entry,)))


@_scene(c.StrikeFromList)
async def strike_from_list(stage: Stage) -> Ask:
    asked = await list_people(stage)
    await stage.do(asked.actor, asked.command)
    (entry,) = stage.state.day_lists["GRHS"].entries
    return Ask(DISPATCHER, c.StrikeFromList(site="GRHS", entry=entry.id))


@_scene(c.ListDay)
async def list_day(stage: Stage) -> Ask:
    entry = DayEntrySaid(name="Ana Diaz", away=Away.ABSENT, note=MARK)
    school = c.SchoolDay(site="GRHS", entries=(entry,))
    return Ask(SYSTEM, c.ListDay(day="2026-09-14", schools=(school,)))


@_scene(c.RecordDisclosure)
async def record_disclosure(stage: Stage) -> Ask:
    order = c.RecordDisclosure(
        site="GRHS",
        basis=Basis.HEALTH_OR_SAFETY_EMERGENCY,
        requester="Det. Ruiz",
        fields=(DisclosedField.NAME,),
        decided_by="Ana Lopez",
        threat=MARK,
    )
    return Ask(DISPATCHER, order)
