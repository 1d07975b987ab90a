"""Tables of the report in Markdown."""

from __future__ import annotations

from collections.abc import Sequence

from tests.bench.measure import Figure


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def ratio(figure: Figure) -> str:
    """A ratio with its spread."""
    return f"**{figure.ratio:.2f}** ({figure.spread[0]:.2f} to {figure.spread[1]:.2f}, n = {figure.pairs})"


def spread(values: Sequence[float], digits: int = 1) -> str:
    """A median with the least and the most."""
    ordered = sorted(values)
    middle = ordered[len(ordered) // 2]
    return f"{middle:,.{digits}f} ({ordered[0]:,.{digits}f} to {ordered[-1]:,.{digits}f})"
