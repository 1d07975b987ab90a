"""What events about the district and its roster make of a state."""

from __future__ import annotations

from typing import assert_never

from dispatch.domain.catalog.unit_statuses import UnitStatus
from dispatch.domain.draft import Draft
from dispatch.domain.events import (
    AgencyDefined,
    AliasesDefined,
    DistrictEvent,
    DistrictOpened,
    DrillsSuspended,
    MatrixDefined,
    SiteDefined,
    UnitDefined,
    WorkOrderClosed,
    WorkOrderOpened,
)
from dispatch.domain.record import Recorded
from dispatch.domain.records import AgencyState, District, SiteState, UnitState, WorkOrder


def fold_district(draft: Draft, recorded: Recorded, event: DistrictEvent) -> None:
    """District opened; agencies, sites and units defined; own words; drills suspended; work orders of sites."""
    match event:
        case DistrictOpened():
            draft.put(
                "district",
                District(
                    id=event.code,
                    name=event.name,
                    department=event.department,
                    callsign=event.callsign,
                    nature=event.nature,
                    demo=event.demo,
                    version=recorded.seq,
                ),
            )
        case AgencyDefined():
            _agency(draft, event)
        case SiteDefined():
            if event.site.code not in draft.sites:
                # A new site is a new reader of the district's record.
                for district in draft.table("district"):
                    draft.touch("district", district)
            draft.put("sites", SiteState(id=event.site.code, roster=event.site, version=recorded.seq))
        case UnitDefined():
            if event.unit.code in draft.units:
                draft.change("units", event.unit.code, roster=event.unit)
            else:
                draft.put(
                    "units",
                    UnitState(
                        id=event.unit.code,
                        roster=event.unit,
                        status=UnitStatus.OFF,
                        since=recorded.recorded_at,
                        version=recorded.seq,
                    ),
                )
        case AliasesDefined():
            for district in list(draft.table("district")):
                draft.change("district", district, aliases=event.aliases)
        case MatrixDefined():
            for district in list(draft.table("district")):
                draft.change("district", district, decisions=event.decisions)
        case DrillsSuspended():
            for district in list(draft.table("district")):
                draft.change("district", district, drills_suspended=event.suspended)
        case WorkOrderOpened():
            _work_order(draft, recorded, event)
        case WorkOrderClosed():
            draft.drop("work_orders", event.order)
        case _:
            assert_never(event)


def _agency(draft: Draft, event: AgencyDefined) -> None:
    agency = event.agency
    draft.put(
        "agencies",
        AgencyState(
            id=agency.code,
            name=agency.name,
            agency_kind=agency.agency_kind,
            phone=agency.phone,
            channel=agency.channel,
            version=draft.seq,
        ),
    )


def _work_order(draft: Draft, recorded: Recorded, event: WorkOrderOpened) -> None:
    draft.put(
        "work_orders",
        WorkOrder(
            id=event.order,
            site=event.site,
            building=event.building,
            room=event.room,
            source=event.source,
            text=event.text,
            opened_at=recorded.recorded_at,
            opened_by=recorded.actor.name,
            due=event.due,
            version=recorded.seq,
        ),
    )
