"""Who knows each notice, kept up to date for the desk: from the state, the duty and the receipts, a moment after any of them changed.

Pushed as telemetry: whole, uncounted, the latest wins.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from dispatch.desk.clock import Clock
from dispatch.desk.receipts import Receipts
from dispatch.domain.audience import NO_TEAMS, Teams
from dispatch.domain.folds.notices import action_notice, message_notice
from dispatch.domain.lens.ledger import ledger
from dispatch.domain.lens.notice_views import LedgerView
from dispatch.domain.records import Notice
from dispatch.domain.state import Key, State
from dispatch.domain.vocabulary import NoticeKind

if TYPE_CHECKING:
    from dispatch.desk.hub import Hub

LEDGER_SECONDS: Final = 0.25
"""Changes of so long are shown together."""
READERS: Final = ("desk", "auditor")
_OF_PLACE: Final = frozenset({NoticeKind.ACTION})
_OF_ROSTER: Final = frozenset(NoticeKind) - {NoticeKind.MESSAGE}


class Ledgers:
    """The ledgers of one log on this node. ``run`` until cancelled."""

    def __init__(self, hub: Hub, receipts: Receipts, clock: Clock) -> None:
        self._hub = hub
        self._receipts = receipts
        self._clock = clock
        self._views: dict[str, LedgerView] = {}
        self._told: dict[str, LedgerView] = {}
        """As the readers were last told all together."""
        self._stale: set[str] = set()
        self._teams: Teams = NO_TEAMS
        receipts.changed = self._stale.add

    def know_teams(self, teams: Teams) -> None:
        """Who has an account of which school's team; usually as before."""
        if teams != self._teams:
            self._teams = teams
            self._stale.update(self._hub.state.notices)

    def follow(self, before: State, after: State, touched: Iterable[Key]) -> None:
        """A batch was folded: which ledgers may look different now."""
        others = moved = False
        for table, record in touched:
            if table == "notices":
                self._stale.add(record)
            elif table == "units":
                others = others or _others(before, after, record)
                moved = moved or _moved(before, after, record)
            elif table == "sites":
                others = others or before.sites.get(record) is not after.sites.get(record)
            elif table == "desk_positions":
                self._stale.update(_written_to(after, record))
            elif table == "rooms":
                self._stale.update(_ordered_at(after, record.partition("/")[0]))
        if others or moved:
            # Where a unit is matters to an order at a site alone; who is there at all to everything that is not written to one.
            kinds = _OF_ROSTER if others else _OF_PLACE
            self._stale.update(one.id for one in after.notices.values() if one.notice_kind in kinds)

    async def run(self) -> None:
        """Show what changed, a few times a second."""
        while True:
            await self._clock.sleep(LEDGER_SECONDS)
            self.show()

    def show(self) -> None:
        """Push the ledgers that look different to those who hold a part that shows them."""
        held = [part for part in READERS if part in self._hub.channels]
        if not self._stale or not held:
            return
        renewed = [view for notice in sorted(self._stale) if (view := self._renewed(notice)) is not None]
        self._stale.clear()
        changed = [view for view in renewed if self._told.get(view.notice) != view]
        self._told.update((view.notice, view) for view in changed)
        if changed:
            self._hub.tell(held, changed)

    def of_part(self, part: str) -> Sequence[LedgerView]:
        """All ledgers, for somebody who has just come."""
        if part not in READERS:
            return ()
        state = self._hub.state
        for notice in state.notices:
            if notice in self._stale or notice not in self._views:
                # Still stale for everybody else: they are told with the next change.
                self._views[notice] = self._ledger(state.notices[notice])
        return [self._views[notice] for notice in state.notices]

    def _ledger(self, notice: Notice) -> LedgerView:
        return ledger(self._hub.state, notice, self._receipts.of(notice.id), self._teams)

    def _renewed(self, notice_id: str) -> LedgerView | None:
        notice = self._hub.state.notices.get(notice_id)
        if notice is None:
            self._views.pop(notice_id, None)
            self._told.pop(notice_id, None)
            return None
        view = self._ledger(notice)
        self._views[notice_id] = view
        return view


def _written_to(state: State, position: str) -> Iterable[str]:
    """The notices of messages to a position: somebody else sits there now."""
    return [message_notice(one.id) for one in state.messages.values() if position in one.positions]


def _ordered_at(state: State, site: str) -> Iterable[str]:
    """The notices of orders at a site: a room of it has a device more or less, or has answered."""
    return [action_notice(one.id) for one in state.actions.values() if one.site == site]


def _others(before: State, after: State, unit_id: str) -> bool:
    """Whether a unit came on or off duty, or has other people in it."""
    old, new = before.units.get(unit_id), after.units.get(unit_id)
    if old is None or new is None:
        return True
    return (old.status == "OFF", old.members, old.roster) != (new.status == "OFF", new.members, new.roster)


def _moved(before: State, after: State, unit_id: str) -> bool:
    """Whether a unit is somewhere else."""
    old, new = before.units.get(unit_id), after.units.get(unit_id)
    return old is not None and new is not None and (old.site, old.call) != (new.site, new.call)
