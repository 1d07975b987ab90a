"""Events folded a few at a time on one working copy make what they make one after another, and leave the first state alone."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import pytest

from dispatch.domain.fold import Folding, fold
from dispatch.domain.state import EMPTY
from tests.domain.playbook import PLAYS, perform
from tests.domain.plays import actions, calls, endings, release, units

MODULES = (actions, calls, endings, release, units)
"""Imported, so that their plays are known."""


@pytest.mark.parametrize("name", sorted(PLAYS)[::10])
def test_in_pieces_as_at_once(name: str) -> None:
    log = perform(name, lawful=False).log
    half = fold(EMPTY, log[: len(log) // 2]).state
    tables: list[str] = [one.name for one in fields(half) if one.name not in ("seq", "at")]
    copies: dict[str, Any] = {name: dict(getattr(half, name)) for name in tables}
    kept = replace(half, **copies)
    folding, alone = Folding(half), half
    for one in log[len(log) // 2 :]:
        folding.add((one,))
        alone = fold(alone, (one,)).state
        assert folding.state == alone
    assert folding.done() == fold(half, log[len(log) // 2 :])
    assert half == kept
