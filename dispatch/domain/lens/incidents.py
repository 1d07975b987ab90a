"""Who is shown an incident and its command, and how much of it."""

from __future__ import annotations

from zlib import crc32

from dispatch.domain.catalog.unit_statuses import UnitStatus
from dispatch.domain.evolve import evolve
from dispatch.domain.incident_work import checked_in
from dispatch.domain.incidents import (
    Commander,
    HeadCount,
    Incident,
    Par,
    Post,
    Said,
    SingleCommand,
    Tenure,
    Transfer,
    UnifiedMember,
)
from dispatch.domain.lens import incident_views as v
from dispatch.domain.lens.classes import readable_classes
from dispatch.domain.lens.sight import site_may_see
from dispatch.domain.lens.texts import text_view
from dispatch.domain.state import State
from dispatch.domain.text import TextClass
from dispatch.domain.vocabulary import ENDED, ActionStatus

Readable = frozenset[TextClass]


def incident_parts(state: State, incident: Incident) -> set[str]:
    """The units on its calls, of its command and checked in; the teams of its sites where something can be seen at the site too.

    The desk and auditors see all anyway.
    """
    calls = [state.calls[one.id] for one in incident.calls if one.id in state.calls]
    units = {f"unit:{unit}" for call in calls for unit in (*call.units, *call.stacked)}
    units |= {f"unit:{one.unit}" for one in incident.parties if _on_duty(state, one.unit)}
    units |= {
        f"unit:{one}" for one in checked_in(state.check_ins.values(), incident.id) if _on_duty(state, one)
    }
    return units if incident.closed_at is not None else units | _sites(state, incident)


def _on_duty(state: State, unit: str | None) -> bool:
    known = state.units.get(unit or "")
    return known is not None and known.status is not UnitStatus.OFF


def _sites(state: State, incident: Incident) -> set[str]:
    """A school is told who is in command where an order is in force, or a call stands that it may see."""
    open_to = {
        one.place.site
        for call in incident.calls
        if (one := state.calls.get(call.id)) is not None and one.status not in ENDED and site_may_see(one)
    }
    acting = {one.site for one in state.actions.values() if one.status is not ActionStatus.ENDED}
    return {f"site:{site}" for site in incident.sites if site in open_to | acting}


def incident_view(incident: Incident, kind: str, classes: Readable | None = None) -> v.IncidentView:
    """An incident in full, for a kind of part or for whoever may read these classes."""
    readable = readable_classes(kind) if classes is None else classes
    return v.IncidentView(
        id=incident.id,
        version=incident.version,
        number=incident.number,
        name=text_view(incident.name, readable),
        cause=incident.cause,
        mode=incident.mode,
        calls=tuple(
            v.IncidentCallView(id=one.id, number=one.number, site=one.site) for one in incident.calls
        ),
        sites=incident.sites,
        opened_at=incident.opened_at,
        opened_by=incident.opened_by,
        complexity=incident.complexity,
        proposed=incident.proposed.complexity,
        proposed_reason=incident.proposed.reason,
        period_from=incident.period_from,
        period_to=incident.period_to,
        post=_post(incident.post, readable),
        command=_tenure(incident.command, readable) if incident.command is not None else None,
        history=tuple(_tenure(one, readable) for one in incident.history),
        transfer=_transfer(incident.transfer, readable),
        members=tuple(_member(one) for one in incident.members),
        plan=v.CommandPlanView(
            priorities=tuple(text_view(one, readable) for one in incident.plan.priorities),
            channels=text_view(incident.plan.channels, readable),
            next_meeting=incident.plan.next_meeting,
            spokesperson=incident.plan.spokesperson,
            operations=incident.plan.operations,
        ),
        times=incident.times,
        no_command_since=incident.no_command_since,
        owed=tuple(
            v.OwedView(open_kind=one.open_kind, code=one.code, label=one.label, since=one.since)
            for one in incident.owed
        ),
        spans=tuple(v.SpanView(role=one.role, count=one.count) for one in incident.spans),
        head_counts=tuple(_head_count(one) for one in incident.head_counts),
        par=_par(incident.par),
        present=tuple(v.PresenceView(agency=one.agency, since=one.since) for one in incident.present),
        apart_since=incident.apart_since,
        single=_single(incident.single, readable),
        reassessed_at=incident.reassessed_at,
        gap_ms=incident.gap_ms,
        terminated_at=incident.terminated_at,
        closed_at=incident.closed_at,
        outcome=text_view(incident.outcome, readable),
    )


def in_charge_view(incident: Incident) -> v.InChargeView:
    """Who is in command, for a site's team. Its version is a digest of what it shows."""
    command = incident.command
    names: tuple[Commander, ...] = ()
    if command is not None:
        names = (command.commander,) if command.commander is not None else command.members
    shown = v.InChargeView(
        id=incident.id,
        version=0,
        form=command.form if command is not None else None,
        names=tuple(evolve(commander_view(one), {"unit": None}) for one in names),
        since=command.since if command is not None else None,
        said=said_view(command.said) if command is not None else None,
        assumed=command is not None and command.assumed and command.ratified is None,
        post=_post(incident.post, readable_classes("site")),
        no_command_since=incident.no_command_since,
        transfer=_in_transfer(incident.transfer),
        owed=tuple(
            v.OwedView(open_kind=one.open_kind, code=one.code, label=one.label, since=one.since)
            for one in incident.owed
            if one.school
        ),
    )
    return evolve(shown, {"version": crc32(repr(shown).encode())})


def _in_transfer(transfer: Transfer | None) -> v.InTransferView | None:
    if transfer is None:
        return None
    return v.InTransferView(
        incoming=evolve(commander_view(transfer.incoming), {"unit": None}),
        outgoing=evolve(commander_view(transfer.outgoing), {"unit": None}),
        incoming_said=transfer.incoming_said is not None,
        outgoing_said=transfer.outgoing_said is not None,
    )


def _head_count(one: HeadCount) -> v.HeadCountView:
    return v.HeadCountView(
        agency=one.agency, people=one.people, missing=one.missing, said=said_view(one.said)
    )


def _par(par: Par | None) -> v.ParView | None:
    if par is None:
        return None
    return v.ParView(
        started_at=par.started_at,
        started_by=par.started_by,
        due=par.due,
        asks=tuple(
            v.ParAskView(
                agency=one.agency,
                role=one.role,
                answer=_head_count(one.answer) if one.answer is not None else None,
            )
            for one in par.asks
        ),
        ended_at=par.ended_at,
    )


def commander_view(one: Commander) -> v.CommanderView:
    """Somebody by name."""
    return v.CommanderView(name=one.name, title=one.title, agency=one.agency, unit=one.unit)


def said_view(one: Said) -> v.SaidView:
    """A word as it was recorded."""
    return v.SaidView(said_by=one.said_by, how=one.how, by=one.by, at=one.at)


def _or_none(one: Said | None) -> v.SaidView | None:
    return None if one is None else said_view(one)


def _post(post: Post | None, readable: Readable) -> v.PostView | None:
    return None if post is None else v.PostView(place=text_view(post.place, readable), site=post.site)


def _tenure(one: Tenure, readable: Readable) -> v.TenureView:
    return v.TenureView(
        form=one.form,
        commander=commander_view(one.commander) if one.commander is not None else None,
        members=tuple(commander_view(member) for member in one.members),
        since=one.since,
        said=said_view(one.said),
        assumed=one.assumed,
        reason=text_view(one.reason, readable),
        ratified=_or_none(one.ratified),
        until=one.until,
        end=one.end,
    )


def _transfer(one: Transfer | None, readable: Readable) -> v.TransferView | None:
    if one is None:
        return None
    return v.TransferView(
        id=one.id,
        incoming=commander_view(one.incoming),
        outgoing=commander_view(one.outgoing),
        offered_at=one.offered_at,
        offered_by=one.offered_by,
        effective_at=one.effective_at,
        reason=text_view(one.reason, readable),
        outgoing_said=_or_none(one.outgoing_said),
        incoming_said=_or_none(one.incoming_said),
    )


def _single(one: SingleCommand | None, readable: Readable) -> v.SingleCommandView | None:
    if one is None:
        return None
    return v.SingleCommandView(
        agencies=one.agencies, said=said_view(one.said), reason=text_view(one.reason, readable)
    )


def _member(one: UnifiedMember) -> v.UnifiedMemberView:
    return v.UnifiedMemberView(
        id=one.id,
        commander=commander_view(one.commander),
        authority=one.authority,
        joined_at=one.joined_at,
        confirmed=_or_none(one.confirmed),
    )
