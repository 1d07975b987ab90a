"""What the desk is told before it orders, compared with what the order then does: the two may never part."""

from __future__ import annotations

from itertools import product

import pytest

from dispatch.domain import commands as c
from dispatch.domain.catalog.protective_actions import ActionType as A
from dispatch.domain.refusals import Refusal
from dispatch.domain.rules.stepping import Step, Verdict, forecast, step_for
from tests.domain.playbook import Playbook

WHOLE: frozenset[tuple[str, str]] = frozenset()


@pytest.mark.parametrize(("old", "new"), list(product(A, A)), ids=lambda one: one.value)
def test_the_forecast_is_what_happens(old: A, new: A) -> None:
    book = Playbook.opened(lawful=False)
    action = book.the_action(book.action(old.value))
    verdict, says = forecast(old, new)
    plain = step_for(action, WHOLE, c.StartAction(sites=("GRHS",), type=new), WHOLE)
    led = c.StartAction(sites=("GRHS",), type=new, police_led=True, authority="Lt. Moreno, incident command")
    asked = step_for(action, WHOLE, led, WHOLE)
    assert isinstance(plain, Refusal) == (verdict in (Verdict.GUARDED, Verdict.FORBIDDEN))
    assert isinstance(asked, Refusal) == (verdict is Verdict.FORBIDDEN)
    if not isinstance(asked, Refusal) and asked.warning is not None and verdict is not Verdict.GUARDED:
        assert says == asked.warning
    if old is A.LOCKDOWN and new is not A.LOCKDOWN and not isinstance(asked, Refusal):
        assert asked.step is Step.RIDE, "a Lockdown ends at each door"
    assert says.endswith((".", "?"))


def test_what_is_asked_first_is_what_the_protocol_asks() -> None:
    asked = {(old, new) for old, new in product(A, A) if forecast(old, new)[0] is Verdict.CONFIRM}
    assert asked == {
        (A.SECURE, A.EVACUATE),
        (A.SHELTER, A.EVACUATE),
        (A.EVACUATE, A.HOLD),
        (A.EVACUATE, A.SECURE),
    }
