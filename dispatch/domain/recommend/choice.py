"""The recommendation: who of those on duty meets which need of the response plan, and why nobody else.

Pure: the same state, positions and moment give the same answer on every node and every screen. Nobody is sent by it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from dispatch.domain.catalog.unit_statuses import UnitStatus
from dispatch.domain.decision import LastPosition
from dispatch.domain.recommend.fitness import Fitness, fitness
from dispatch.domain.recommend.plan import Line, plan_for
from dispatch.domain.recommend.views import Candidate, Need, NeedKind, Recommendation, Wanted
from dispatch.domain.recommend.where import target, whereabouts
from dispatch.domain.recommend.words import clock, missing, sentence, why_not
from dispatch.domain.records import UnitState
from dispatch.domain.state import State

NEAR_S = 600
"""Who of "all that are near" is near."""


def recommend(
    state: State, positions: Mapping[str, LastPosition], wanted: Wanted, now: datetime
) -> Recommendation:
    """Whom to send. Units that are on the call, and those off duty, are not in it."""
    call = state.calls.get(wanted.call or "")
    on_it = call.units if call is not None else ()
    present = [state.units[one] for one in on_it if one in state.units]
    goal = target(state, wanted)
    ranked = sorted(
        (
            fitness(state, unit, wanted, goal, whereabouts(state, unit, positions, now), now)
            for unit in state.units.values()
            if unit.status is not UnitStatus.OFF and unit.id not in on_it
        ),
        key=lambda one: one.order,
    )
    told = call is not None and "t_911_notified" in call.times
    lines = plan_for(wanted.type, wanted.priority)
    needs, fills = _meet(lines, ranked, present, told=told)
    chosen = [one for one in ranked if one.unit.id in fills]
    closest = min((one.eta_s for one in ranked if one.eligible and one.eta_s is not None), default=None)
    return Recommendation(
        at=now,
        call=wanted.call,
        type=wanted.type,
        priority=wanted.priority,
        place_known=goal is not None,
        units=tuple(one.unit.id for one in chosen),
        closest_s=min((one.eta_s for one in chosen if one.eta_s is not None), default=None),
        summary=_summary(needs, chosen),
        needs=needs,
        candidates=tuple(_candidate(state, one, fills, chosen, lines, closest) for one in ranked),
    )


def _meet(
    lines: tuple[Line, ...], ranked: list[Fitness], present: list[UnitState], *, told: bool
) -> tuple[tuple[Need, ...], dict[str, str]]:
    """Each need in turn takes the best who are left; who is on the call already counts first."""
    there = list(present)
    fills: dict[str, str] = {}
    needs: list[Need] = []
    for line in lines:
        if line.need_kind in (NeedKind.PSAP, NeedKind.CALL_OUT):
            met = told and line.need_kind is NeedKind.PSAP
            needs.append(_need(line, line.count, (), (), None if met else missing(line, 1, None)))
            continue
        fit = [one for one in ranked if one.unit.roster.unit_kind in line.kinds and one.unit.id not in fills]
        ready = [one for one in fit if one.eligible and not one.pulled]
        of_kind = [one for one in there if one.roster.unit_kind in line.kinds]
        near = sum(1 for one in ready if one.eta_s is not None and one.eta_s <= NEAR_S)
        count = max(line.count, near + len(of_kind)) if line.all_near else line.count
        on_it = of_kind[:count]
        there = [one for one in there if one not in on_it]
        taken = ready[: count - len(on_it)]
        fills.update((one.unit.id, line.code) for one in taken)
        lacking = count - len(on_it) - len(taken)
        others = [one for one in fit if one.unit.id not in fills]
        said = missing(line, lacking, others[0] if others else None) if lacking > 0 else None
        names = tuple(one.unit.id for one in taken)
        needs.append(_need(line, count, tuple(one.id for one in on_it), names, said))
    return tuple(needs), fills


def _need(
    line: Line, count: int, on_call: tuple[str, ...], proposed: tuple[str, ...], said: str | None
) -> Need:
    return Need(
        code=line.code,
        need_kind=line.need_kind,
        label=line.label,
        wanted=count,
        on_call=on_call,
        proposed=proposed,
        met=said is None,
        missing=said,
    )


def _summary(needs: tuple[Need, ...], chosen: list[Fitness]) -> str:
    counted = [one for one in needs if one.need_kind in (NeedKind.UNIT, NeedKind.BACKUP)]
    asked = sum(one.wanted - len(one.on_call) for one in counted)
    if not counted:
        return "The plan of this type names no units."
    if asked == 0:
        return "Everybody whom the plan asks for is on the call."
    said = f"{len(chosen)} of {asked} available"
    known = [one for one in chosen if one.eta_s is not None]
    if not known:
        return said
    first = min(known, key=lambda one: one.eta_s or 0)
    return f"{said} · closest {clock(first.eta_s or 0)}"


def _candidate(
    state: State,
    one: Fitness,
    fills: Mapping[str, str],
    chosen: list[Fitness],
    lines: tuple[Line, ...],
    closest: int | None,
) -> Candidate:
    unit, where = one.unit, one.where
    taken = unit.id in fills
    return Candidate(
        unit=unit.id,
        unit_kind=unit.roster.unit_kind,
        status=unit.status,
        eligible=one.eligible,
        recommended=taken,
        fills=fills.get(unit.id),
        pulled=one.pulled,
        interrupts=one.interrupts,
        on_call=one.on_call,
        eta_s=one.eta_s,
        metres=one.metres,
        source=where.source,
        position_at=where.at,
        age_s=where.age_s,
        accuracy_m=where.accuracy_m,
        doubt=where.doubt,
        assigned=one.assigned,
        on_beat=one.on_beat,
        calls_this_shift=unit.calls_this_shift,
        idle_s=one.idle_s,
        sentence=sentence(state, one, closest=one.eligible and closest is not None and one.eta_s == closest),
        why_not=None if taken else _why_not(one, fills, chosen, lines),
    )


def _why_not(one: Fitness, fills: Mapping[str, str], chosen: list[Fitness], lines: tuple[Line, ...]) -> str:
    """Against the last who was taken for a need that this unit could have met."""
    could = {line.code for line in lines if one.unit.roster.unit_kind in line.kinds}
    rivals = [other for other in chosen if fills[other.unit.id] in could and other.order < one.order]
    asked = [line.label for line in lines if line.need_kind is NeedKind.UNIT]
    if could and not rivals and one.barred is None and not one.pulled:
        return "Not needed: those whom the plan asks for are on the call."
    return why_not(one, rivals[-1] if rivals else None, ", ".join(asked) or "nobody")
