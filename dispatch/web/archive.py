"""What was and what is, as one lens may read it: log lines in order, and calls by words.

History knows every call; of those that are still live the live record is shown. Nothing here decides who
sees what.
"""

from __future__ import annotations

from dispatch.desk.desk import Desk
from dispatch.domain.lens.project import project
from dispatch.domain.lens.views import CallView, HeadlineView, LineView
from dispatch.log.archive import LinesWanted, LogArchive

Found = CallView | HeadlineView


class Archive:
    """The lines and calls of one log."""

    def __init__(self, desk: Desk, past: LogArchive) -> None:
        self._desk = desk
        self._past = past

    async def lines(self, wanted: LinesWanted) -> tuple[list[LineView], str | None]:
        """Lines in order, and the cursor behind them. Raises ``ValueError`` for a cursor that is not ours."""
        return await self._past.lines(wanted)

    async def search(self, parts: tuple[str, ...], words: str, limit: int) -> list[Found]:
        """Calls that match, newest first."""
        found = await self._past.search(parts, words, limit)
        return [self._as_it_is_now(view, parts) for view in found]

    def _as_it_is_now(self, view: Found, parts: tuple[str, ...]) -> Found:
        for part in parts:
            for _, live in project(self._desk.state, ("calls", view.id), part):
                if isinstance(live, type(view)):
                    return live
        return view
