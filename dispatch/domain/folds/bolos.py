"""What events about BOLOs make of a state: in force, read by one after another, approved anew and then to be read anew, over."""

from __future__ import annotations

from typing import assert_never

from dispatch.domain.audience import recipient_of
from dispatch.domain.bolo_events import (
    BoloAcknowledged,
    BoloCancelled,
    BoloEvent,
    BoloExpired,
    BoloExtended,
    BoloIssued,
    BoloPhotoAttached,
)
from dispatch.domain.bolos import Bolo, BoloAck
from dispatch.domain.catalog.modes import Mode
from dispatch.domain.draft import Draft
from dispatch.domain.folds.notices import bolo_notice, drop_notice, know, open_notice
from dispatch.domain.folds.timing import set_timer
from dispatch.domain.record import Recorded
from dispatch.domain.vocabulary import KnownWay, NoticeKind, TimerKind


def fold_bolo(draft: Draft, recorded: Recorded, event: BoloEvent) -> None:
    """Issued, approved anew, read, over."""
    match event:
        case BoloIssued():
            _issued(draft, recorded, event)
        case BoloExtended():
            draft.change(
                "bolos",
                event.bolo,
                expires=event.expires,
                approved_at=recorded.recorded_at,
                approved_by=recorded.actor.name,
            )
            if event.bolo in draft.bolos:
                _forget_readers(draft, event.bolo)
                _watch(draft, recorded, event)
        case BoloCancelled() | BoloExpired():
            draft.drop("timers", f"bolo:{event.bolo}")
            draft.drop("bolos", event.bolo)
            drop_notice(draft, bolo_notice(event.bolo))
            _forget_readers(draft, event.bolo)
        case BoloPhotoAttached():
            draft.change("bolos", event.bolo, photo=event.shared, photo_evidence=event.evidence)
        case BoloAcknowledged():
            _read(draft, recorded, event)
        case _:
            assert_never(event)


def _issued(draft: Draft, recorded: Recorded, event: BoloIssued) -> None:
    year, _, count = event.bolo_no.partition("-")
    draft.writable("numbers")[year] = int(count)
    draft.put(
        "bolos",
        Bolo(
            id=event.bolo,
            number=event.bolo_no,
            category=event.category,
            subject=event.subject,
            vehicle=event.vehicle,
            last_seen=event.last_seen,
            reason=event.reason,
            cautions=event.cautions,
            handling=event.handling,
            agency=event.agency,
            contact=event.contact,
            sites=event.sites,
            units=event.units,
            agencies=event.agencies,
            call_number=event.number,
            effective=event.effective,
            expires=event.expires,
            issued_at=recorded.recorded_at,
            issued_by=recorded.actor.name,
            approved_at=recorded.recorded_at,
            approved_by=recorded.actor.name,
            version=recorded.seq,
        ),
    )
    _watch(draft, recorded, event)


def _watch(draft: Draft, recorded: Recorded, event: BoloIssued | BoloExtended) -> None:
    """It ends by the clock, on every node at the same event; and it is to be known, anew each time it is approved."""
    at = recorded.recorded_at
    set_timer(draft, f"bolo:{event.bolo}", TimerKind.BOLO_EXPIRY, at, max(at, event.expires))
    open_notice(
        draft,
        recorded,
        bolo_notice(event.bolo),
        NoticeKind.BOLO,
        "bolos",
        event.bolo,
        mode=Mode.ACTUAL if draft.is_live else Mode.EXERCISE,
    )


def _forget_readers(draft: Draft, bolo_id: str) -> None:
    """What they read is over, or was said anew; the log keeps that they did."""
    for ack in [one for one in draft.table("bolo_acks").values() if one.bolo == bolo_id]:
        draft.drop("bolo_acks", ack.id)


def _read(draft: Draft, recorded: Recorded, event: BoloAcknowledged) -> None:
    reader = event.unit or event.site or ""
    if event.bolo not in draft.bolos:
        return
    recipient = f"unit:{event.unit}" if event.unit is not None else f"site:{event.site}"
    # Whoever says so for somebody else has heard it from him.
    way = KnownWay.ACKNOWLEDGED if recipient_of(recorded.actor) == recipient else KnownWay.RADIO
    know(draft, recorded, bolo_notice(event.bolo), recipient, recorded.actor.name, way)
    draft.put(
        "bolo_acks",
        BoloAck(
            id=f"{event.bolo}:{reader}",
            bolo=event.bolo,
            unit=event.unit,
            site=event.site,
            by=recorded.actor.name,
            at=recorded.recorded_at,
            version=recorded.seq,
        ),
    )


def touch_bolos(draft: Draft) -> None:
    """A unit went on or off duty: who is told of a BOLO changed."""
    for table in ("bolos", "bolo_acks"):
        for record_id in draft.table(table):
            draft.touched.add((table, record_id))
    for bolo_id in draft.bolos:
        draft.touch("notices", bolo_notice(bolo_id))
