"""Protected text in a view: whole, or not at all."""

from __future__ import annotations

from dispatch.domain.lens.text_view import TextView
from dispatch.domain.text import Erased, Secret, TextClass


def text_view(secret: Secret | None, readable: frozenset[TextClass]) -> TextView | None:
    """The text for a reader of these classes: nothing when it is not theirs; without its words when it has been erased."""
    if secret is None or secret.text_class not in readable:
        return None
    return TextView(None if isinstance(secret, Erased) else secret.value, secret.text_class)
