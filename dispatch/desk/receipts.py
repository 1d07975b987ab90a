"""How far notices have got: sent to whose device, and painted by it. Telemetry, in and out; nothing of it is the log.

The first time counts. What is kept of a notice goes when the notice leaves the live state.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final

from dispatch.domain.actor import Actor
from dispatch.domain.audience import recipient_of
from dispatch.domain.receipts import Receipt
from dispatch.domain.state import State

Carried = tuple[tuple[str, int], ...]
"""The notices that a frame or snapshot carries: id and edition of each."""
_Key = tuple[str, str, str]
PUSH: Final = "Web Push"
"""What stands for the device where a push is meant: the telephone that it was for is nobody's link."""


def editions(state: State, notices: Iterable[str]) -> Carried:
    """The notices of these ids as they now are; those that are gone are left out."""
    found = (state.notices.get(one) for one in notices)
    return tuple((one.id, one.edition) for one in found if one is not None)


@dataclass(slots=True)
class Receipts:
    """What this node knows of every live notice, its own and what others wrote."""

    state: Callable[[], State]
    now: Callable[[], datetime]
    changed: Callable[[str], None] = lambda notice: None
    """A notice has got further."""
    _known: dict[str, dict[_Key, Receipt]] = field(default_factory=dict)
    _unwritten: dict[tuple[str, _Key], Receipt] = field(default_factory=dict)

    def note(self, actor: Actor | None, device: str, carried: Carried, *, painted: bool) -> None:
        """These notices were sent to a person's device, or it has painted them."""
        recipient = recipient_of(actor) if actor is not None else None
        if actor is None or recipient is None:
            return
        at = self.now()
        for notice, edition in carried:
            self._here(
                Receipt(
                    notice=notice,
                    edition=edition,
                    recipient=recipient,
                    person=actor.person,
                    name=actor.name,
                    device=device,
                    delivered_at=at,
                    painted_at=at if painted else None,
                )
            )

    def push_failed(self, recipient: str, person: str, name: str, carried: Carried) -> None:
        """A telephone could not be woken for these notices."""
        at = self.now()
        for notice, edition in carried:
            self._here(
                Receipt(
                    notice=notice,
                    edition=edition,
                    recipient=recipient,
                    person=person,
                    name=name,
                    device=PUSH,
                    push_failed_at=at,
                )
            )

    def _here(self, receipt: Receipt) -> None:
        """It came in on this node: the others are to be told."""
        merged = self.hear(receipt)
        if merged is not None:
            self._unwritten[receipt.notice, _key(receipt)] = merged

    def hear(self, receipt: Receipt) -> Receipt | None:
        """A receipt from here or from another node, with what was known of that device; None: it is no news."""
        if receipt.notice not in self.state().notices:
            return None
        known = self._known.setdefault(receipt.notice, {})
        before = known.get(_key(receipt))
        merged = receipt if before is None else _merged(before, receipt)
        if merged == before:
            return None
        known[_key(receipt)] = merged
        self.changed(receipt.notice)
        return merged

    def of(self, notice: str) -> Sequence[Receipt]:
        """How far a notice has got, device by device."""
        return tuple(self._known.get(notice, {}).values())

    def take_unwritten(self) -> list[Receipt]:
        """What came in here and the other nodes have not been told yet."""
        self._forget_gone()
        taken = list(self._unwritten.values())
        self._unwritten.clear()
        return taken

    def give_back(self, receipts: Iterable[Receipt]) -> None:
        """They could not be written: they are told later, together with what came since."""
        for one in receipts:
            self._unwritten.setdefault((one.notice, _key(one)), one)

    def _forget_gone(self) -> None:
        notices = self.state().notices
        for notice in [one for one in self._known if one not in notices]:
            del self._known[notice]
        for place in [one for one in self._unwritten if one[0] not in notices]:
            del self._unwritten[place]


def _key(receipt: Receipt) -> _Key:
    return receipt.recipient, receipt.person, receipt.device


def _merged(before: Receipt, later: Receipt) -> Receipt:
    """Of the same edition the first time counts; a newer edition begins anew, an older one is no news."""
    if later.edition != before.edition:
        return later if later.edition > before.edition else before
    return replace(
        before,
        delivered_at=_first(before.delivered_at, later.delivered_at),
        painted_at=_first(before.painted_at, later.painted_at),
        push_failed_at=_first(before.push_failed_at, later.push_failed_at),
    )


def _first(one: datetime | None, other: datetime | None) -> datetime | None:
    return min((at for at in (one, other) if at is not None), default=None)
