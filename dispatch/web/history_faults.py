"""What somebody is told when history cannot answer: the same words whichever of its pages was asked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from dispatch.log.faults import LogUnavailable
from dispatch.log.finding import TooWide
from dispatch.web.errors import Problem


@contextmanager
def history_answers() -> Iterator[None]:
    """Around a question to history. Raises the ``Problem`` that names what to do: ask for less, or again in a second."""
    try:
        yield
    except TooWide:
        raise Problem("search_too_wide") from None
    except LogUnavailable:
        raise Problem("no_history", retry_after=1) from None
