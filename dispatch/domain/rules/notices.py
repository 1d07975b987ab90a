"""Who knows: acknowledging, telling somebody another way, and what is found when a notice has been silent too long."""

from __future__ import annotations

from datetime import timedelta
from typing import assert_never

from dispatch.domain import bolo_orders
from dispatch.domain import commands as c
from dispatch.domain import events as e
from dispatch.domain.audience import audience, expected, missing, recipient_of, speaks_for
from dispatch.domain.catalog.protective_actions import ACTIONS
from dispatch.domain.decision import Context, Done, Outcome
from dispatch.domain.folds.notices import notice_of
from dispatch.domain.records import Call, Notice, Timer
from dispatch.domain.refusals import NOT_FOUND, rule
from dispatch.domain.rules import bolos
from dispatch.domain.state import State
from dispatch.domain.vocabulary import NoticeKind


def decide(state: State, command: c.AcknowledgeNotice | c.RecordReached, context: Context) -> Outcome:
    """Somebody knows it, by his own word or by the desk's."""
    notice = state.notices.get(command.notice)
    if notice is None:
        return NOT_FOUND
    match command:
        case c.AcknowledgeNotice():
            recipient = recipient_of(context.actor)
            if recipient is None:
                return NOT_FOUND
            if notice.notice_kind is NoticeKind.BOLO:
                return _read(state, notice.record, recipient)
            spoken = speaks_for(state, notice, context.actor)
            if not spoken:
                return rule(
                    "not_a_recipient",
                    "It is for another position of the desk. Nothing was recorded.",
                    "notice",
                )
            return Done(acknowledged(state, notice, spoken, context))
        case c.RecordReached():
            return _reached(state, notice, command)
        case _:
            assert_never(command)


def acknowledged(
    state: State, notice: Notice, recipients: tuple[str, ...], context: Context
) -> tuple[e.Event, ...]:
    """What comes of somebody's word that he knows; nothing when that is known already."""
    return tuple(
        _acknowledgement(state, notice, one, context) for one in recipients if not _knows(notice, one)
    )


def _acknowledgement(state: State, notice: Notice, recipient: str, context: Context) -> e.Event:
    kind, _, code = recipient.partition(":")
    after = max(context.now - notice.since, timedelta())
    call = _call(state, notice)
    return e.NoticeAcknowledged(
        notice=notice.id,
        notice_kind=notice.notice_kind,
        recipient=recipient,
        after_ms=after // timedelta(milliseconds=1),
        about=about(state, notice),
        unit=code if kind == "unit" else None,
        site=code if kind == "site" else _site(state, notice),
        call=call.id if call is not None else None,
        number=call.number if call is not None else None,
    )


def silence(state: State, timer: Timer, context: Context) -> tuple[e.Event, ...]:
    """Its time is over: who of those who should know it has not said so, and how far it got to them. Nothing when all have."""
    notice = state.notices.get(notice_of(timer.id))
    if notice is None:
        return ()
    silent = missing(state, notice)
    if not silent:
        return ()
    receipts = [one for one in context.receipts(notice.id) if one.edition >= notice.edition]
    sent = [one for one in receipts if one.painted_at is not None or one.delivered_at is not None]
    there = {who.id for who in audience(state, notice) if any(who.had(one) for one in sent)}
    call = _call(state, notice)
    return (
        e.SilenceFound(
            notice=notice.id,
            notice_kind=notice.notice_kind,
            stage=timer.stage,
            expected=len(expected(state, notice)),
            missing=silent,
            unreached=tuple(one for one in silent if one not in there),
            receipts=tuple(
                e.ReceiptCopy(
                    recipient=one.recipient,
                    person=one.person,
                    device=one.device,
                    delivered_at=one.delivered_at,
                    painted_at=one.painted_at,
                )
                for one in sorted(receipts, key=lambda one: (one.recipient, one.person, one.device))
            ),
            about=about(state, notice),
            site=_site(state, notice),
            call=call.id if call is not None else None,
            number=call.number if call is not None else None,
        ),
    )


def about(state: State, notice: Notice) -> str:
    """What it is about in a few words, without a word that anybody wrote."""
    match notice.notice_kind:
        case NoticeKind.ACTION:
            action = state.actions.get(notice.record)
            return (
                f"{ACTIONS[action.type].term} at {action.site}" if action is not None else "protective action"
            )
        case NoticeKind.EMERGENCY:
            return f"emergency of {notice.record}"
        case NoticeKind.ALL_CALL:
            return "all-call"
        case NoticeKind.MESSAGE:
            return "message"
        case NoticeKind.BOLO:
            bolo = state.bolos.get(notice.record)
            return f"BOLO {bolo.number}" if bolo is not None else "BOLO"
        case _:
            assert_never(notice.notice_kind)


def _read(state: State, bolo: str, recipient: str) -> Outcome:
    """Of a BOLO there is one word for it: that it was read. The desk is not asked, it wrote it."""
    kind, _, code = recipient.partition(":")
    if kind == "desk":
        return Done(())
    unit, site = (code, None) if kind == "unit" else (None, code)
    return bolos.acknowledge(state, bolo_orders.AcknowledgeBolo(bolo=bolo, unit=unit, site=site))


def _reached(state: State, notice: Notice, command: c.RecordReached) -> Outcome:
    if command.recipient not in expected(state, notice):
        return rule(
            "not_a_recipient",
            "This is nobody who should know it now. Nothing was recorded; look at the list again.",
            "recipient",
        )
    if _knows(notice, command.recipient):
        return Done(())
    call = _call(state, notice)
    event = e.RecipientReached(
        notice=notice.id,
        notice_kind=notice.notice_kind,
        recipient=command.recipient,
        way=command.way,
        spoken_to=command.spoken_to,
        about=about(state, notice),
        site=_site(state, notice),
        call=call.id if call is not None else None,
        number=call.number if call is not None else None,
    )
    return Done((event,))


def _knows(notice: Notice, recipient: str) -> bool:
    return any(one.recipient == recipient for one in notice.known)


def _call(state: State, notice: Notice) -> Call | None:
    match notice.notice_kind:
        case NoticeKind.ACTION:
            action = state.actions.get(notice.record)
            return state.calls.get(action.call or "") if action is not None else None
        case NoticeKind.EMERGENCY:
            return _emergency_call(state, notice.record)
        case NoticeKind.MESSAGE | NoticeKind.ALL_CALL:
            message = state.messages.get(notice.record)
            return state.calls.get(message.call or "") if message is not None else None
        case NoticeKind.BOLO:
            return None
        case _:
            assert_never(notice.notice_kind)


def _emergency_call(state: State, unit_id: str) -> Call | None:
    alarm = state.alarms.get(f"emergency:{unit_id}")
    unit = state.units.get(unit_id)
    call = alarm.call if alarm is not None else (unit.call if unit is not None else None)
    return state.calls.get(call or "")


def _site(state: State, notice: Notice) -> str | None:
    if notice.notice_kind is NoticeKind.ACTION:
        action = state.actions.get(notice.record)
        return action.site if action is not None else None
    if notice.notice_kind is NoticeKind.EMERGENCY:
        unit = state.units.get(notice.record)
        return unit.site if unit is not None else None
    return None
