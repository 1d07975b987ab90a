"""What is said of candidates and needs, from the very numbers that the order rests on."""

from __future__ import annotations

from dispatch.domain.catalog.unit_statuses import STATUS_INFO
from dispatch.domain.recommend.fitness import SAME_ETA_S, Fitness
from dispatch.domain.recommend.plan import KIND_WORDS, Line
from dispatch.domain.recommend.views import NeedKind, Source
from dispatch.domain.recommend.where import age_words, metres_between
from dispatch.domain.state import State

_AT_M = 150


def clock(seconds: int) -> str:
    """2:10, 1:02:10."""
    minutes, left = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{left:02d}" if hours else f"{minutes}:{left:02d}"


def sentence(state: State, one: Fitness, *, closest: bool) -> str:
    """Why a candidate stands where it does."""
    said = [f"{'Closest: ' if closest else ''}{_way(state, one)}", _what(one)]
    if one.assigned:
        said.append("assigned to this site")
    elif one.on_beat:
        said.append("its own beat")
    crew = state.crews.get(one.unit.id)
    if crew is not None and crew.not_in_order:
        said.append(f"not in order: {', '.join(item.replace('_', ' ') for item in crew.not_in_order)}")
    calls = one.unit.calls_this_shift
    said.append("no call yet this shift" if calls == 0 else f"{calls} call{'s' * (calls > 1)} this shift")
    if one.pulled:
        said.append(f"on {one.on_call}, can be pre-empted")
    elif one.interrupts:
        said.append(
            f"{STATUS_INFO[one.unit.status].label.lower()} since {age_words(one.idle_s)}, interrupted"
        )
    elif one.eligible:
        said.append(f"{STATUS_INFO[one.unit.status].label.lower()} since {age_words(one.idle_s)}")
    return "; ".join(said)


def _way(state: State, one: Fitness) -> str:
    where = one.where
    if one.eta_s is None:
        known = "its place is not known" if where.point is None else "the call is not on the map"
        return f"no ETA, {known}" + (f" ({where.doubt})" if where.doubt else "")
    return f"{clock(one.eta_s)} {_place(state, one)} ({_quality(one)})"


def _place(state: State, one: Fitness) -> str:
    where = one.where
    site = state.sites.get(where.site or "")
    name = site.roster.name if site is not None else ""
    match where.source:
        case Source.LIVE | Source.LAST_KNOWN:
            if site is None or where.point is None:
                return "from its position"
            off = metres_between(where.point, (site.roster.lat_e7, site.roster.lon_e7))
            return f"{'from' if off <= _AT_M else 'from near'} {name}"
        case Source.STATUS:
            return f"from {name}, by its status"
        case Source.HOME:
            return f"from {name}, its home"
        case Source.BEAT:
            return f"from the middle of {one.unit.roster.sector}, its beat"
        case Source.NONE:
            return "from nowhere known"


def _quality(one: Fitness) -> str:
    where = one.where
    if where.doubt is not None:
        return f"estimated: {where.doubt}"
    vague = f", ±{where.accuracy_m} m" if where.accuracy_m is not None and where.accuracy_m > 50 else ""
    return f"position {age_words(where.age_s or 0)} old{vague}"


def _what(one: Fitness) -> str:
    return ", ".join((KIND_WORDS[one.unit.roster.unit_kind], *one.unit.can[:3]))


def why_not(one: Fitness, chosen: Fitness | None, asked: str) -> str:
    """Why a unit is not in the set: it can't be sent, is of no kind that is wanted, or somebody is better by what is said here."""
    if one.barred is not None:
        return f"Not recommended: {one.barred}."
    if one.pulled:
        return f"Not recommended: on {one.on_call}; it can be pre-empted if you say so."
    if chosen is None:
        return f"Not recommended: {KIND_WORDS[one.unit.roster.unit_kind]}, and the plan asks for {asked}."
    return f"Not recommended: {chosen.unit.id} {_better(chosen, one)}."


def _better(chosen: Fitness, one: Fitness) -> str:
    """The first criterion in the order on which ``chosen`` is ahead of ``one``."""
    if _step(chosen) != _step(one):
        return f"is there sooner ({_eta(chosen)} against {_eta(one)})"
    near = "about as near and " if chosen.eta_s != one.eta_s else "as near and "
    if chosen.interrupts != one.interrupts:
        return f"is {near}interrupts nothing"
    if chosen.ties != one.ties:
        return f"is {near}{'assigned to this site' if chosen.assigned else 'on its own beat'}"
    mine, its = chosen.unit.calls_this_shift, one.unit.calls_this_shift
    if mine != its:
        return f"is {near}has had fewer calls this shift ({mine} against {its})"
    if chosen.idle_s != one.idle_s:
        return f"is {near}has waited longer ({age_words(chosen.idle_s)} against {age_words(one.idle_s)})"
    if chosen.eta_s != one.eta_s:
        return f"is there a little sooner ({_eta(chosen)} against {_eta(one)})"
    return "stands first by its call sign; all else is equal"


def _step(one: Fitness) -> int | None:
    return None if one.eta_s is None else one.eta_s // SAME_ETA_S


def _eta(one: Fitness) -> str:
    return "no ETA" if one.eta_s is None else clock(one.eta_s)


def missing(line: Line, lacking: int, nearest: Fitness | None) -> str:
    """What of a need can't be met, and who would be next."""
    if line.need_kind is NeedKind.PSAP:
        return "Confirm that the PSAP has it, before anything else."
    if line.need_kind is NeedKind.CALL_OUT:
        return f"Call out by phone: {line.label}."
    several = line.count > 1 and lacking < line.count
    lead = f"No further {line.label} is free" if several else f"No {line.label} is free"
    if nearest is None:
        return f"{lead}: nobody of that kind is on duty."
    if nearest.pulled:
        return f"{lead}: nearest is {nearest.unit.id} on {nearest.on_call}, pre-emptable."
    return f"{lead}: {nearest.unit.id} is {nearest.barred}."
