"""A call as seen in full, and as a headline."""

from __future__ import annotations

from datetime import timedelta
from math import ceil

from dispatch.domain.catalog.incident_types import INCIDENT_TYPES
from dispatch.domain.lens import views as v
from dispatch.domain.lens.files import file_views
from dispatch.domain.lens.place_view import place_view
from dispatch.domain.lens.texts import text_view
from dispatch.domain.lens.threat_views import PatternView, ThreatView, VerifiedView
from dispatch.domain.records import Call, Owner, Report
from dispatch.domain.text import TextClass

Readable = frozenset[TextClass]


def _report(report: Report, readable: Readable) -> v.ReportView:
    return v.ReportView(
        source=report.source,
        place=place_view(report.place, readable),
        at=report.at,
        caller=text_view(report.caller, readable),
        callback=text_view(report.callback, readable),
        device=report.device,
        split_to=report.split_to,
    )


def _owner(owner: Owner | None) -> v.OwnerView | None:
    if owner is None:
        return None
    return v.OwnerView(person=owner.person, name=owner.name, position=owner.position, since=owner.since)


def call_view(call: Call, readable: Readable, *, full: bool) -> v.CallView:
    """A call in full, for the desk, the auditor and the units that are on it."""
    return v.CallView(
        id=call.id,
        version=call.version,
        number=call.number,
        type=call.type,
        priority=call.priority,
        mode=call.mode,
        status=call.status,
        source=call.source,
        place=place_view(call.place, readable),
        caller=text_view(call.caller, readable),
        callback=text_view(call.callback, readable),
        text=text_view(call.text, readable),
        reports=tuple(_report(one, readable) for one in call.reports),
        units=call.units,
        stacked=call.stacked,
        actions=call.actions,
        times=call.times,
        links=tuple(v.LinkView(link.kind, link.call, link.number) for link in call.links),
        until=call.until,
        preempted=call.preempted,
        disposition=call.disposition,
        secondary=call.secondary,
        outcome=text_view(call.outcome, readable),
        owner=_owner(call.owner),
        files=file_views(call.files, readable, full=full),
        pattern=_pattern(call),
        verified=tuple(
            VerifiedView(
                point=one.point,
                finding=one.finding,
                by=one.by,
                at=one.at,
                note=text_view(one.note, readable),
            )
            for one in call.verified
        ),
        lines=call.lines,
    )


def _pattern(call: Call) -> PatternView | None:
    if not call.pattern:
        return None
    span = call.pattern[-1].at - call.pattern[0].at
    return PatternView(
        sites=len({one.site for one in call.pattern}),
        minutes=ceil(span / timedelta(minutes=1)),
        threats=tuple(
            ThreatView(call=one.call, number=one.number, type=one.type, site=one.site, at=one.at)
            for one in call.pattern
        ),
    )


def headline_view(call: Call) -> v.HeadlineView:
    """A call for those who are not on it: number, type (unless restricted), priority, place, units. No words of anybody."""
    return v.HeadlineView(
        id=call.id,
        version=0,
        number=call.number,
        type=None if INCIDENT_TYPES[call.type].restricted else call.type,
        priority=call.priority,
        mode=call.mode,
        status=call.status,
        site=call.place.site,
        building=call.place.building,
        zone=call.place.zone,
        room=call.place.room,
        lat_e7=call.place.lat_e7,
        lon_e7=call.place.lon_e7,
        units=call.units,
        received_at=call.times["t_received"],
        desk_at=call.times.get("t_ack"),
    )
