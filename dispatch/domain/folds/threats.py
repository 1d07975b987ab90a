"""Violent threats at several sites within two hours: each of their calls carries the list. And what was found out about one.

Threats are remembered apart from their calls: the first school's may be over and gone when the second one's comes.
"""

from __future__ import annotations

from dispatch.domain.catalog.verification import COMMON, COMMON_SITES, UNVERIFIED, WAVE, WAVE_SITES
from dispatch.domain.draft import Draft
from dispatch.domain.record import Recorded
from dispatch.domain.records import Call
from dispatch.domain.threats import Threat, Verified
from dispatch.domain.verify_events import VerifyEvent
from dispatch.domain.vocabulary import CallStatus


def fold_verify(draft: Draft, recorded: Recorded, event: VerifyEvent) -> None:
    """What was found out about a point."""
    call = draft.calls.get(event.call)
    if call is None:
        return
    found = Verified(
        point=event.point,
        finding=event.finding,
        by=recorded.actor.name,
        at=recorded.recorded_at,
        note=event.note,
    )
    others = tuple(one for one in call.verified if one.point is not event.point)
    draft.change("calls", call.id, verified=(*others, found))


def watch_threats(draft: Draft, *calls: str) -> None:
    """These calls were entered or changed: they join the pattern of their mode or leave it."""
    for call_id in calls:
        known = draft.table("threats").get(call_id)
        threat = _threat(draft.calls.get(call_id))
        if threat == known:
            continue
        threats = draft.writable("threats")
        threats.pop(call_id, None)
        if threat is not None:
            threats[call_id] = threat
        elif known is not None:
            draft.change("calls", call_id, pattern=())
        _show(draft, threat or known)


def _threat(call: Call | None) -> Threat | None:
    if call is None or call.type not in UNVERIFIED or call.place.site is None:
        return None
    if call.status is CallStatus.DUPLICATE:
        return None
    return Threat(
        call=call.id,
        number=call.number,
        type=call.type,
        site=call.place.site,
        mode=call.mode,
        at=call.times["t_received"],
    )


def _show(draft: Draft, changed: Threat | None) -> None:
    """Each call that is left in the pattern carries it; what lies too far back is forgotten."""
    if changed is None:
        return
    threats = draft.writable("threats")
    newest = max((one.at for one in threats.values()), default=changed.at)
    for old in [one.call for one in threats.values() if newest - one.at > WAVE]:
        del threats[old]
    wave = tuple(
        sorted(
            (one for one in threats.values() if one.mode is changed.mode), key=lambda one: (one.at, one.call)
        )
    )
    needed = COMMON_SITES if all(one.type in COMMON for one in wave) else WAVE_SITES
    shown = wave if len({one.site for one in wave}) >= needed else ()
    for one in wave:
        call = draft.calls.get(one.call)
        if call is not None and call.pattern != shown:
            draft.change("calls", call.id, pattern=shown)
