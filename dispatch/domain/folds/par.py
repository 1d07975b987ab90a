"""PAR of a whole incident as the fold keeps it: who is asked, who has answered, and when silence or somebody missing is an alarm.

Our own units answer by the roll calls of their calls, which ring for themselves.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from dispatch.domain.conduct_events import HeadCountReported, ParStarted
from dispatch.domain.draft import Draft
from dispatch.domain.folds.clock import drop_alarms, raise_alarm
from dispatch.domain.folds.rolls import ANSWER_WITHIN, ASK_AGAIN, STAGES
from dispatch.domain.folds.timing import set_timer
from dispatch.domain.incidents import HeadCount, Incident, Par, ParAsk
from dispatch.domain.record import Recorded
from dispatch.domain.records import Timer
from dispatch.domain.vocabulary import AlarmKind, TimerKind


def timer_id(incident_id: str) -> str:
    """The id of the timer of an incident's PAR, and of its alarm."""
    return f"muster:{incident_id}"


def start(draft: Draft, recorded: Recorded, event: ParStarted) -> None:
    """Everybody is asked anew; what was answered before is read in the log."""
    incident = draft.incidents.get(event.incident)
    if incident is None:
        return
    at = recorded.recorded_at
    asks = (
        *(ParAsk(agency=one) for one in event.agencies),
        *(ParAsk(agency=one.agency, role=one.role) for one in event.groups),
    )
    new = Par(
        started_at=at,
        started_by=recorded.actor.name,
        due=at + ANSWER_WITHIN,
        asks=asks,
        ended_at=None if asks else at,
    )
    draft.change("incidents", incident.id, par=new)
    quiet(draft, incident.id)
    if asks:
        _wait(draft, incident, at, at + ANSWER_WITHIN)


def answered(draft: Draft, incident: Incident, event: HeadCountReported, answer: HeadCount) -> None:
    """An answer counts, also a second one: people are found. With the last one nobody is waited for."""
    par = incident.par
    if par is None or all((one.agency, one.role) != (event.agency, event.role) for one in par.asks):
        return
    asks = tuple(
        replace(one, answer=answer) if (one.agency, one.role) == (event.agency, event.role) else one
        for one in par.asks
    )
    silent = any(one.answer is None for one in asks)
    missing = any(one.answer is not None and one.answer.missing for one in asks)
    ended = par.ended_at or (None if silent else answer.said.at)
    draft.change("incidents", incident.id, par=replace(par, asks=asks, ended_at=ended))
    if missing:
        _ring(draft, incident, answer.said.at, 0)
    elif not silent:
        drop_alarms(draft, timer_id(incident.id))
    if not silent:
        draft.drop("timers", timer_id(incident.id))


def missed(draft: Draft, timer: Timer, at: datetime) -> None:
    """Somebody has not answered in time: an alarm, and some time more."""
    incident = draft.incidents.get(timer.id.removeprefix("muster:"))
    if incident is None or incident.par is None:
        return
    _ring(draft, incident, at, timer.stage)
    if timer.stage + 1 < STAGES:
        _wait(draft, incident, timer.started, at + ASK_AGAIN, timer.stage + 1)


def quiet(draft: Draft, incident_id: str) -> None:
    """Nobody is waited for."""
    draft.drop("timers", timer_id(incident_id))
    drop_alarms(draft, timer_id(incident_id))


def _ring(draft: Draft, incident: Incident, at: datetime, stage: int) -> None:
    raise_alarm(
        draft,
        timer_id(incident.id),
        AlarmKind.PAR_MISSING,
        at,
        stage=stage,
        mode=incident.mode,
        site=_site(incident),
    )


def _wait(draft: Draft, incident: Incident, since: datetime, due: datetime, stage: int = 0) -> None:
    set_timer(draft, timer_id(incident.id), TimerKind.PAR, since, due, stage=stage, site=_site(incident))


def _site(incident: Incident) -> str | None:
    return incident.sites[0] if incident.sites else None
