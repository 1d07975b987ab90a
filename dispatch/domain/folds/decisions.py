"""What events about decisions and critical facts make of a state."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import assert_never

from dispatch.domain.actor import Role
from dispatch.domain.catalog.decision_matrix import DECISIONS
from dispatch.domain.decision_events import (
    DecisionAcknowledged,
    DecisionEvent,
    DecisionMade,
    DecisionWithdrawn,
    FactAcknowledged,
    FactEnded,
    FactRecorded,
    QuestionRaised,
    Reassessed,
)
from dispatch.domain.decision_records import Decision, DecisionStatus, Fact
from dispatch.domain.draft import Draft
from dispatch.domain.folds.clock import drop_alarms, raise_alarm
from dispatch.domain.folds.command import said
from dispatch.domain.folds.timing import set_timer
from dispatch.domain.record import Recorded
from dispatch.domain.records import Timer
from dispatch.domain.vocabulary import AlarmKind, TimerKind

KNOWN_WITHIN = timedelta(seconds=60)
"""Command acknowledges a critical fact within this; after it an alarm, and again each time it passes."""
LOOK_AGAIN = timedelta(minutes=10)
"""While critical facts stand, command looks again at what it does at least this often."""


def fold_decision(draft: Draft, recorded: Recorded, event: DecisionEvent) -> None:
    """Questions, decisions and facts."""
    match event:
        case QuestionRaised():
            _raised(draft, recorded, event)
        case DecisionMade():
            _made(draft, recorded, event)
        case DecisionWithdrawn():
            status = DecisionStatus.WITHDRAWN if event.was_open else DecisionStatus.REVERSED
            own = recorded.actor.role is Role.LIAISON
            draft.change("decisions", event.decision, status=status, ended=event.reason, taken_back=own)
            draft.drop("timers", f"review:{event.decision}")
            drop_alarms(draft, f"review:{event.decision}")
        case DecisionAcknowledged():
            _acknowledged(draft, recorded, event)
        case FactRecorded():
            _fact(draft, recorded, event)
        case FactAcknowledged():
            draft.change("facts", event.fact, acknowledged=said(recorded, event.word))
            _quiet(draft, f"fact:{event.fact}")
            look_again(draft, event.incident, recorded.recorded_at)
        case FactEnded():
            draft.change("facts", event.fact, ended=recorded.recorded_at)
            _quiet(draft, f"fact:{event.fact}")
            _rest(draft, event.incident)
        case Reassessed():
            draft.change("incidents", event.incident, reassessed_at=recorded.recorded_at)
            _reviewed(draft, event.incident, recorded.recorded_at)
            look_again(draft, event.incident, recorded.recorded_at)
        case _:
            assert_never(event)


def _quiet(draft: Draft, timer_id: str) -> None:
    draft.drop("timers", timer_id)
    drop_alarms(draft, timer_id)


def _place(draft: Draft, incident: str) -> int:
    return 1 + sum(one.incident == incident for one in draft.decisions.values())


def _raised(draft: Draft, recorded: Recorded, event: QuestionRaised) -> None:
    draft.put(
        "decisions",
        Decision(
            id=event.decision,
            incident=event.incident,
            place=_place(draft, event.incident),
            decision_type=event.decision_type,
            status=DecisionStatus.OPEN,
            question=event.question,
            raised_at=recorded.recorded_at,
            raised_by=recorded.actor.name,
            asker=event.asker,
            may=event.may,
            options=event.options,
            rationale=event.rationale,
            row=event.row or DECISIONS.get(event.decision_type or ""),
            version=recorded.seq,
        ),
    )


def _made(draft: Draft, recorded: Recorded, event: DecisionMade) -> None:
    asked = draft.decisions.get(event.decision)
    draft.put(
        "decisions",
        Decision(
            id=event.decision,
            incident=event.incident,
            place=asked.place if asked is not None else _place(draft, event.incident),
            decision_type=event.decision_type,
            status=DecisionStatus.ACTIVE,
            question=event.question,
            raised_at=asked.raised_at if asked is not None else recorded.recorded_at,
            raised_by=asked.raised_by if asked is not None else recorded.actor.name,
            asker=asked.asker if asked is not None else None,
            may=event.may,
            row=event.row or DECISIONS.get(event.decision_type or ""),
            text=event.text,
            made_by=event.made_by,
            authority=event.authority,
            said=said(recorded, event.word),
            decided_at=recorded.recorded_at,
            options=event.options,
            rationale=event.rationale,
            known=event.known,
            dissent=event.dissent,
            review_at=event.review_at,
            flags=event.flags,
            asks=event.asks,
            supersedes=event.supersedes,
            version=recorded.seq,
        ),
    )
    if event.supersedes is not None:
        draft.change(
            "decisions",
            event.supersedes,
            status=DecisionStatus.SUPERSEDED,
            superseded_by=event.decision,
        )
        _quiet(draft, f"review:{event.supersedes}")
    if event.review_at is not None:
        at = recorded.recorded_at
        due = max(at, event.review_at)
        set_timer(
            draft, f"review:{event.decision}", TimerKind.REASSESS, at, due, site=_site(draft, event.incident)
        )


def _acknowledged(draft: Draft, recorded: Recorded, event: DecisionAcknowledged) -> None:
    found = draft.decisions.get(event.decision)
    if found is None:
        return
    known = said(recorded, event.word)
    asks = tuple(replace(one, said=known) if one.party is event.party else one for one in found.asks)
    draft.change("decisions", found.id, asks=asks)


# --- facts --------------------------------------------------------------------------------------------------------


def _fact(draft: Draft, recorded: Recorded, event: FactRecorded) -> None:
    at = recorded.recorded_at
    draft.put(
        "facts",
        Fact(
            id=event.fact,
            incident=event.incident,
            fact_kind=event.fact_kind,
            text=event.text,
            count=event.count,
            site=event.place,
            room=event.room,
            source=event.source,
            at=at,
            by=recorded.actor.name,
            of_site=recorded.actor.site,
            version=recorded.seq,
        ),
    )
    timer = f"fact:{event.fact}"
    site = event.place or _site(draft, event.incident)
    set_timer(draft, timer, TimerKind.FACT, at, at + KNOWN_WITHIN, site=site)


def look_again(draft: Draft, incident_id: str, at: datetime) -> None:
    """The clock of re-assessment begins anew, while facts stand that command knows."""
    incident = draft.incidents.get(incident_id)
    if incident is None or incident.closed_at is not None or not _standing(draft, incident_id):
        return
    drop_alarms(draft, f"reassess:{incident_id}")
    timer = f"reassess:{incident_id}"
    set_timer(draft, timer, TimerKind.REASSESS, at, at + LOOK_AGAIN, site=_site(draft, incident_id))


def _site(draft: Draft, incident_id: str) -> str | None:
    """Where these wait: at a place of the incident. Its calls may end before it does."""
    incident = draft.incidents.get(incident_id)
    return incident.sites[0] if incident is not None and incident.sites else None


def _standing(draft: Draft, incident_id: str) -> bool:
    return any(one.incident == incident_id and one.ended is None for one in draft.facts.values())


def _rest(draft: Draft, incident_id: str) -> None:
    """Nothing critical stands any more: nothing to look at again."""
    if not _standing(draft, incident_id):
        _quiet(draft, f"reassess:{incident_id}")


def _reviewed(draft: Draft, incident_id: str, at: datetime) -> None:
    """Decisions whose time to be looked at again had come have been."""
    for one in draft.decisions.values():
        if one.incident == incident_id and one.review_at is not None and one.review_at <= at:
            _quiet(draft, f"review:{one.id}")


def fell(draft: Draft, timer: Timer, at: datetime) -> None:
    """A critical fact that command is not known to know, or the time to look again has come."""
    unread = timer.timer_kind is TimerKind.FACT
    incident_id = _incident_of(draft, timer.id)
    incident = draft.incidents.get(incident_id or "")
    if incident is None:
        return
    kind = AlarmKind.FACT_UNKNOWN if unread else AlarmKind.REASSESS
    raise_alarm(
        draft,
        timer.id,
        kind,
        at,
        stage=timer.stage,
        mode=incident.mode,
        site=timer.site,
    )
    again = at + (KNOWN_WITHIN if unread else LOOK_AGAIN)
    set_timer(
        draft,
        timer.id,
        timer.timer_kind,
        timer.started,
        again,
        stage=timer.stage + 1,
        site=timer.site,
    )


def _incident_of(draft: Draft, timer_id: str) -> str | None:
    kind, _, record = timer_id.partition(":")
    if kind == "reassess":
        return record
    found: Decision | Fact | None = draft.facts.get(record) if kind == "fact" else draft.decisions.get(record)
    return found.incident if found is not None else None
