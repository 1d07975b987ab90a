"""What must be known and who knows it, as events make it: opened, known by one after another, asked for in the silence, closed."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final, assert_never

from dispatch.domain.audience import DESK, expected, speaks_for
from dispatch.domain.catalog.modes import Mode
from dispatch.domain.catalog.protective_actions import ActionType
from dispatch.domain.draft import Draft
from dispatch.domain.events import (
    MessageSent,
    NoticeAcknowledged,
    NoticeEvent,
    RecipientReached,
    SilenceFound,
)
from dispatch.domain.folds.clock import drop_alarms, raise_alarm
from dispatch.domain.folds.timing import set_timer
from dispatch.domain.record import Recorded
from dispatch.domain.records import Known, Message, Notice
from dispatch.domain.vocabulary import AlarmKind, KnownWay, NoticeKind, TimerKind

SILENCE_AFTER: Final = {
    NoticeKind.EMERGENCY: timedelta(seconds=60),
    NoticeKind.ALL_CALL: timedelta(seconds=60),
    NoticeKind.MESSAGE: timedelta(seconds=60),
    # An officer on a call finishes his call before he reads whom to look for.
    NoticeKind.BOLO: timedelta(minutes=15),
}
"""After so long without everybody's word the desk is alarmed, and again each time it passes."""
SILENCE_OF_ORDER: Final = {
    # Everybody must move or hide at once: who does not know it is in danger in the next minute.
    ActionType.LOCKDOWN: timedelta(seconds=60),
    ActionType.EVACUATE: timedelta(seconds=60),
    ActionType.SHELTER: timedelta(seconds=60),
    # The danger is outside and classes go on: who is inside is safe unknowing, who is on the grounds is brought in by those who know.
    # The order itself is watched more closely than that: unheard for 30 seconds, it alarms by itself.
    ActionType.SECURE: timedelta(minutes=3),
    # Halls are kept clear, for hours perhaps: nobody is in danger, and an alarm a minute would teach the desk not to look.
    ActionType.HOLD: timedelta(minutes=5),
}
"""The same of a protective action, by what it asks for."""
SILENCE_STAGES: Final = 3
BOLO_STAGES: Final = 2
"""Whoever comes on duty days later is asked by his own screen; the desk is not alarmed for as long as a BOLO holds."""
MESSAGE_KEPT: Final = timedelta(hours=12)
"""A message stays at hand for a shift; the log keeps it."""
MESSAGES_MAX: Final = 500
"""Messages at hand; the oldest go first."""


def fold_notice(draft: Draft, recorded: Recorded, event: NoticeEvent) -> None:
    """Messages sent; notices acknowledged, told another way, and found unanswered."""
    match event:
        case MessageSent():
            _sent(draft, recorded, event)
        case NoticeAcknowledged():
            actor = recorded.actor
            _know(draft, event.notice, _known(recorded, event.recipient, actor.name, KnownWay.ACKNOWLEDGED))
        case RecipientReached():
            name = event.spoken_to or recorded.actor.name
            _know(draft, event.notice, _known(recorded, event.recipient, name, KnownWay(event.way)))
        case SilenceFound():
            _silent(draft, recorded, event)
        case _:
            assert_never(event)


def open_notice(
    draft: Draft,
    recorded: Recorded,
    notice_id: str,
    kind: NoticeKind,
    collection: str,
    record: str,
    *,
    mode: Mode,
    urgent: bool = True,
) -> None:
    """From now on certain people should know this. Said anew, it must be known anew. Who said it knows it."""
    at = recorded.recorded_at
    drop_alarms(draft, silence_of(notice_id))
    notice = Notice(
        id=notice_id,
        notice_kind=kind,
        collection=collection,
        record=record,
        edition=recorded.seq,
        since=at,
        mode=mode,
        urgent=urgent,
        version=recorded.seq,
    )
    name = recorded.actor.name
    known = tuple(
        _known(recorded, own, name, KnownWay.ORDERED) for own in speaks_for(draft, notice, recorded.actor)
    )
    draft.put("notices", replace(notice, known=known))
    if urgent:
        _ask_later(draft, notice_id, at, at + _patience(draft, notice), 0)


def know(
    draft: Draft, recorded: Recorded, notice_id: str, recipient: str | None, name: str, way: KnownWay
) -> None:
    """Another event says that somebody knows: an alarm acknowledged, an order announced."""
    if recipient is not None and notice_id in draft.notices:
        _know(draft, notice_id, _known(recorded, recipient, name, way))


def end_notice(draft: Draft, notice_id: str) -> None:
    """Nobody is asked any more; who knew it is still shown."""
    draft.drop("timers", silence_of(notice_id))
    drop_alarms(draft, silence_of(notice_id))


def drop_notice(draft: Draft, notice_id: str) -> None:
    """It is gone from the live state."""
    end_notice(draft, notice_id)
    draft.drop("notices", notice_id)


def drop_message(draft: Draft, message_id: str) -> None:
    """A message leaves the live state, and who has read it with it."""
    draft.drop("timers", message_timer(message_id))
    drop_notice(draft, message_notice(message_id))
    draft.drop("messages", message_id)


def touch_messages(draft: Draft, unit_id: str) -> None:
    """A unit was signed on or off: its messages are shown to it, or no longer."""
    for message in draft.messages.values():
        if unit_id in message.units or unit_id == message.unit:
            draft.touch("messages", message.id)
            draft.touch("notices", message_notice(message.id))


def silence_of(notice_id: str) -> str:
    """The timer, and the alarm, of a notice's silence."""
    return f"silence:{notice_id}"


def notice_of(silence_id: str) -> str:
    """The notice whose silence this timer or alarm is about."""
    return silence_id.removeprefix("silence:")


def action_notice(action_id: str) -> str:
    """The notice of a protective action; the alarm of its start has the same id."""
    return f"action:{action_id}"


def emergency_notice(unit_id: str) -> str:
    """The notice of a unit's emergency; its alarm has the same id."""
    return f"emergency:{unit_id}"


def message_notice(message_id: str) -> str:
    """The notice of a message."""
    return f"message:{message_id}"


def bolo_notice(bolo_id: str) -> str:
    """The notice of a BOLO."""
    return f"bolo:{bolo_id}"


def message_timer(message_id: str) -> str:
    """The timer that takes a message from the live state."""
    return f"message:{message_id}"


def _sent(draft: Draft, recorded: Recorded, event: MessageSent) -> None:
    actor, at = recorded.actor, recorded.recorded_at
    draft.put(
        "messages",
        Message(
            id=event.message,
            text=event.text,
            sent_at=at,
            sender=actor.person,
            sender_name=actor.name,
            sender_role=actor.role,
            unit=event.unit,
            site=event.site,
            units=event.to_units,
            sites=event.to_sites,
            positions=event.to_positions,
            desk=event.desk,
            everyone=event.everyone,
            groups=event.groups,
            critical=event.critical,
            template=event.template,
            call=event.call,
            call_number=event.number,
            reply_to=event.reply_to,
            version=recorded.seq,
        ),
    )
    open_notice(
        draft,
        recorded,
        message_notice(event.message),
        NoticeKind.ALL_CALL if event.everyone else NoticeKind.MESSAGE,
        "messages",
        event.message,
        mode=Mode.ACTUAL if draft.is_live else Mode.EXERCISE,
        urgent=event.critical,
    )
    set_timer(draft, message_timer(event.message), TimerKind.MESSAGE, at, at + MESSAGE_KEPT)
    if len(draft.messages) > MESSAGES_MAX:
        # Kept in the order in which they were sent.
        drop_message(draft, next(iter(draft.messages)))


def _known(recorded: Recorded, recipient: str, name: str, way: KnownWay) -> Known:
    return Known(
        recipient=recipient, person=recorded.actor.person, name=name, at=recorded.recorded_at, way=way
    )


def _know(draft: Draft, notice_id: str, known: Known) -> None:
    notice = draft.notices.get(notice_id)
    if notice is None or any(one.recipient == known.recipient for one in notice.known):
        return
    draft.change("notices", notice_id, known=(*notice.known, known))
    action = draft.actions.get(notice.record) if notice.notice_kind is NoticeKind.ACTION else None
    if action is not None and known.recipient == DESK and action.desk_at is None:
        draft.change("actions", action.id, desk_at=known.at)
    if silence_of(notice_id) in draft.timers or silence_of(notice_id) in draft.alarms:
        told = {one.recipient for one in notice.known} | {known.recipient}
        if told.issuperset(expected(draft, notice)):
            end_notice(draft, notice_id)


def _silent(draft: Draft, recorded: Recorded, event: SilenceFound) -> None:
    notice = draft.notices.get(event.notice)
    if notice is None:
        return
    at = recorded.recorded_at
    draft.change(
        "notices",
        event.notice,
        missing=len(event.missing),
        unreached=len(event.unreached),
        asked=event.expected,
        stage=event.stage,
    )
    unit = notice.record if notice.notice_kind is NoticeKind.EMERGENCY else None
    action = notice.record if notice.notice_kind is NoticeKind.ACTION else None
    raise_alarm(
        draft,
        silence_of(event.notice),
        AlarmKind.BOLO_UNREAD if notice.notice_kind is NoticeKind.BOLO else AlarmKind.NOT_REACHED,
        at,
        stage=event.stage,
        mode=notice.mode,
        # The call of an order is open as long as the order stands; another one may end before its silence does.
        call=event.call if action is not None else None,
        site=event.site,
        unit=unit,
        action=action,
    )
    stages = BOLO_STAGES if notice.notice_kind is NoticeKind.BOLO else SILENCE_STAGES
    if event.stage + 1 < stages:
        _ask_later(draft, event.notice, notice.since, at + _patience(draft, notice), event.stage + 1)


def _patience(draft: Draft, notice: Notice) -> timedelta:
    """How long the desk waits for everybody's word."""
    if notice.notice_kind is not NoticeKind.ACTION:
        return SILENCE_AFTER[notice.notice_kind]
    action = draft.actions.get(notice.record)
    return SILENCE_OF_ORDER[action.type if action is not None else ActionType.LOCKDOWN]


def _ask_later(draft: Draft, notice_id: str, started: datetime, due: datetime, stage: int) -> None:
    notice = draft.notices[notice_id]
    set_timer(
        draft,
        silence_of(notice_id),
        TimerKind.SILENCE,
        started,
        due,
        stage=stage,
        unit=notice.record if notice.notice_kind is NoticeKind.EMERGENCY else None,
        action=notice.record if notice.notice_kind is NoticeKind.ACTION else None,
    )
