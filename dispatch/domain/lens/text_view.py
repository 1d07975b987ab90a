"""A person's text as a screen gets it."""

from __future__ import annotations

from dataclasses import dataclass

from dispatch.domain.text import TextClass


@dataclass(frozen=True, slots=True)
class TextView:
    """A text shown whole; ``text`` None: it has been erased."""

    text: str | None
    text_class: TextClass
