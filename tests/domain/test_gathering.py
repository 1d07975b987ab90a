"""Presses in any order, however often each is decided: one incident for a building and open period, every place kept, every press once."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from dispatch.domain import commands as c
from dispatch.domain.actor import SYSTEM
from dispatch.domain.decide import Accepted, Context, decide
from dispatch.domain.devices import Device, DeviceKind, PressTrust
from dispatch.domain.events import PressReceived
from dispatch.domain.fold import fold
from dispatch.domain.state import State
from dispatch.domain.vocabulary import ENDED, PanicLevel
from tests.domain.district import MARIA, T0
from tests.domain.laws import check_state
from tests.domain.playbook import Playbook
from tests.domain.plays.devices import INTAKE

BUILDINGS = ("MAIN", "GYM")
DEVICES = tuple(
    Device(
        code=f"W-{n}", device_kind=DeviceKind.WEARABLE, site="GRHS", building=BUILDINGS[n % 2], room=f"R{n}"
    )
    for n in range(6)
)
CLOSE = "close"

presses = st.tuples(
    st.integers(0, len(DEVICES) - 1),
    st.integers(1, 4),
    st.sampled_from(list(PressTrust)[:3]),
    st.sampled_from([0, 0, 240]),
    st.sampled_from([PanicLevel.STAFF_ASSIST, PanicLevel.OTHER]),
)
steps = st.lists(st.one_of(presses, presses, presses, st.just(CLOSE)), min_size=1, max_size=40)


def opened() -> State:
    book = Playbook.opened(lawful=False)
    book.given(c.DefineRoster(devices=DEVICES), by=SYSTEM)
    return book.state


OPENED = opened()


@settings(max_examples=60, deadline=None)
@given(steps)
def test_presses_gather_whatever_their_order_and_repetition(told: list[object]) -> None:
    state, now, known = OPENED, T0, set[str]()
    taken: Counter[tuple[str, str | None]] = Counter()
    periods: dict[str, set[str]] = defaultdict(set)
    period = 0
    for number, step in enumerate(told):
        now += timedelta(seconds=1)
        if step == CLOSE:
            state = closed(state, now, number)
            period += 1
            continue
        assert isinstance(step, tuple)
        device, counter, trust, minutes, level = step
        press_id = f"{device}/{counter}/{trust}"
        command = c.ReceivePress(
            device=f"W-{device}",
            counter=counter,
            trust=trust,
            level=level,
            received_at=now,
            pressed_at=now - timedelta(minutes=minutes),
        )
        if press_id in known:
            # The log knows the id, and brings the answer of the first again: nothing is decided.
            continue
        known.add(press_id)
        context = Context(actor=INTAKE, command_id=press_id, log="live", now=now)
        answer = decide(state, command, context)
        assert isinstance(answer, Accepted)
        assert decide(state, command, context) == answer, "another node decides the same"
        event = next(one.event for one in answer.recorded if isinstance(one.event, PressReceived))
        assert event.call is not None
        state = fold(state, answer.recorded).state
        check_state(state)
        taken[event.call, DEVICES[device].room] += 1
        periods[f"{period}/{DEVICES[device].building}"].add(event.call)
    assert all(len(calls) == 1 for calls in periods.values()), "one incident for a building and open period"
    flat = [call for calls in periods.values() for call in calls]
    assert len(flat) == len(set(flat)), "and no incident is of two"
    kept: Counter[tuple[str, str | None]] = Counter()
    for press in state.presses.values():
        kept[press.call, press.place.room] += press.count
    assert kept == taken, "every place is kept, and every press counts once"
    for call in state.calls.values():
        alarms = [one for one in state.alarms.values() if one.call == call.id and one.alarm_kind == "panic"]
        assert len(alarms) == (0 if call.status in ENDED else 1), "one alarm for an incident"


def closed(state: State, now: object, number: int) -> State:
    """The desk closes all that is open."""
    for call in [one.id for one in state.calls.values() if one.status not in ENDED]:
        context = Context(actor=MARIA, command_id=f"close/{number}/{call}", log="live", now=now)  # type: ignore[arg-type]
        order = c.CloseCall(call=call, disposition="NRPT", outcome="Looked at")
        answer = decide(state, order, context)
        assert isinstance(answer, Accepted), answer
        state = fold(state, answer.recorded).state
    return state
