"""The log that is shared with every agency at an incident: what people wrote into it, and what happened to command and at its sites.

Kept in the state and not read from the record: so whoever may see it has all of it in one snapshot, and nothing of it after.
"""

from __future__ import annotations

from typing import Any

from dispatch.domain import conduct_events as w
from dispatch.domain import decision_events as d
from dispatch.domain import incident_events as i
from dispatch.domain.actor import Role
from dispatch.domain.draft import Draft
from dispatch.domain.events import ActionEnded, ActionStarted, Event
from dispatch.domain.ids import derive
from dispatch.domain.incidents import Commander
from dispatch.domain.record import Recorded
from dispatch.domain.seats import LineTag, SharedLine
from dispatch.domain.vocabulary import ActionStatus

LINES_MAX = 1_000
"""Lines of one incident that are kept at hand; older ones are in the record."""


def put_line(draft: Draft, line: SharedLine) -> None:
    """A line is written; the oldest go when there are too many."""
    draft.put("shared_lines", line)
    own = [one.id for one in draft.table("shared_lines").values() if one.incident == line.incident]
    for old in own[: max(0, len(own) - LINES_MAX)]:
        draft.drop("shared_lines", old)


def follow(draft: Draft, recorded: Recorded, event: Event) -> None:
    """What partner agencies are told without anybody's writing it: command, and orders at the incident's sites."""
    if isinstance(event, ActionStarted | ActionEnded):
        for incident in draft.incidents.values():
            if event.site in incident.sites and incident.closed_at is None:
                about = {"site": event.site, "action": event.type, "mode": event.mode}
                _happened(draft, recorded, event, incident.id, LineTag.ACTION, **about)
        return
    names = _named(event)
    incident_id = getattr(event, "incident", None)
    if names is not None and incident_id in draft.incidents:
        _happened(draft, recorded, event, str(incident_id), LineTag.COMMAND, names=names)
    asked = _asked(draft, event, own=recorded.actor.role is Role.LIAISON)
    if asked is not None and incident_id in draft.incidents:
        tag, agency, names = asked
        _happened(draft, recorded, event, str(incident_id), tag, agency=agency, names=names)
    if isinstance(event, i.IncidentOpened):
        _in_force(draft, recorded, event.incident, frozenset(event.sites))
    elif isinstance(event, i.IncidentJoined):
        _in_force(draft, recorded, event.incident, frozenset(one.site for one in event.calls if one.site))


def _in_force(draft: Draft, recorded: Recorded, incident: str, sites: frozenset[str]) -> None:
    """What was ordered before the site was the incident's: it is why it is."""
    known = [one for one in draft.table("shared_lines").values() if one.incident == incident]
    told = {(one.site, one.action) for one in known if one.event == ActionStarted.kind}
    for action in draft.actions.values():
        new = action.site in sites and (action.site, action.type) not in told
        if new and action.status is not ActionStatus.ENDED:
            line = SharedLine(
                id=derive(recorded.id, f"shared/{incident}/{action.id}"),
                incident=incident,
                at=action.started_at,
                tag=LineTag.ACTION,
                by=action.started_by_name,
                agency=None,
                event=ActionStarted.kind,
                site=action.site,
                action=action.type,
                mode=action.mode,
                version=recorded.seq,
            )
            put_line(draft, line)


def _happened(
    draft: Draft, recorded: Recorded, event: Event, incident: str, tag: LineTag, **about: Any
) -> None:
    put_line(
        draft,
        SharedLine(
            id=derive(recorded.id, f"shared/{incident}"),
            incident=incident,
            at=recorded.recorded_at,
            tag=tag,
            by=recorded.actor.name,
            event=event.kind,
            version=recorded.seq,
            **{"agency": None, **about},
        ),
    )


_Asked = tuple[LineTag, str | None, tuple[str, ...]]


def _asked(draft: Draft, event: Event, *, own: bool) -> _Asked | None:
    """What a partner agency proposed or asked for, and what came of it: its tag, whose line it is, and who it is about.

    ``own``: a partner's own word. What it takes back is its line, not the district's.
    """
    match event:
        case d.QuestionRaised() if event.asker is not None:
            return LineTag.COMMAND, event.asker, (event.asker,)
        case w.ResourceRequested() if event.asker is not None:
            return LineTag.REQUEST, event.asker, (event.asker,)
        case d.DecisionMade() | d.DecisionWithdrawn():
            decision = draft.decisions.get(event.decision)
            asker = decision.asker if decision is not None else None
            return None if asker is None else (LineTag.COMMAND, asker if own else None, (asker,))
        case w.RequestMoved() if event.status is not None:
            request = draft.requests.get(event.request)
            asker = request.asker if request is not None else None
            if asker is None:
                return None
            return LineTag.REQUEST, asker if own else None, (asker, event.status.value)
        case _:
            return None


def _named(event: Event) -> tuple[str, ...] | None:
    """Who an event of command is about; None: it is no line of the shared log."""
    match event:
        case i.CommandEstablished() | i.CommandAssumed() | i.UnifiedMemberAdded():
            return (_who(event.commander),)
        case i.TransferOffered() | i.CommandTransferred():
            return (_who(event.incoming), _who(event.outgoing))
        case i.CommandRatified() | i.CommandTerminated():
            return (event.who,)
        case i.UnifiedFormed():
            return tuple(_who(one) for one in event.members)
        case i.IncidentOpened() | i.IncidentClosed():
            return ()
        case _:
            return None


def _who(one: Commander) -> str:
    return f"{one.title} {one.name} ({one.agency})" if one.title else f"{one.name} ({one.agency})"
