"""Who knows it: those who should, how far it got to each, and how else to reach them. For the desk and the auditor."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from dispatch.domain.audience import DESK, NO_TEAMS, POSITION, Recipient, Teams, audience
from dispatch.domain.lens import notice_views as v
from dispatch.domain.lens.rooms_reached import rooms_reached
from dispatch.domain.receipts import Receipt
from dispatch.domain.records import Known, Notice
from dispatch.domain.state import State

_ORDER = (v.Progress.NOT_REACHED, v.Progress.DELIVERED, v.Progress.PAINTED, v.Progress.KNOWN)


def ledger(
    state: State, notice: Notice, receipts: Iterable[Receipt], teams: Teams = NO_TEAMS
) -> v.LedgerView:
    """The ledger of one notice: who does not know it yet first. ``teams``: who has an account of a school's team."""
    by: dict[str, list[Receipt]] = {}
    receipts = tuple(receipts)
    for receipt in receipts:
        if receipt.edition >= notice.edition:
            by.setdefault(receipt.recipient, []).append(receipt)
    known = {one.recipient: one for one in notice.known}
    rows = [_row(one, _had(one, by), known.get(one.id), teams) for one in audience(state, notice)]
    rows.sort(key=lambda row: _ORDER.index(row.progress))
    counts = {progress: sum(row.progress is progress for row in rows) for progress in _ORDER}
    return v.LedgerView(
        notice=notice.id,
        asked=len(rows),
        known=counts[v.Progress.KNOWN],
        painted=counts[v.Progress.PAINTED],
        delivered=counts[v.Progress.DELIVERED],
        not_reached=counts[v.Progress.NOT_REACHED],
        rows=tuple(rows),
        rooms=rooms_reached(state, notice, receipts),
    )


def _had(recipient: Recipient, by: dict[str, list[Receipt]]) -> list[Receipt]:
    given = by.get(DESK if recipient.id.startswith(POSITION) else recipient.id, [])
    return [one for one in given if recipient.had(one)]


def _got(receipts: Iterable[Receipt]) -> tuple[v.Progress, datetime | None]:
    """How far it got to some devices together, and when first."""
    painted = [one.painted_at for one in receipts if one.painted_at is not None]
    delivered = [one.delivered_at for one in receipts if one.delivered_at is not None]
    if painted:
        return v.Progress.PAINTED, min(painted)
    if delivered:
        return v.Progress.DELIVERED, min(delivered)
    return v.Progress.NOT_REACHED, None


def _team(recipient: Recipient, receipts: list[Receipt], teams: Teams) -> tuple[v.TeamMemberView, ...]:
    phones = {one.name.casefold(): one.phone for one in recipient.phones if one.phone}
    kind, _, site = recipient.id.partition(":")
    found = []
    for member in teams.get(site, ()) if kind == "site" else ():
        progress, at = _got([one for one in receipts if one.person == member.person])
        phone = phones.get(member.name.casefold())
        found.append(v.TeamMemberView(name=member.name, progress=progress, at=at, phone=phone))
    return tuple(sorted(found, key=lambda one: (_ORDER.index(one.progress), one.name)))


def _row(recipient: Recipient, receipts: list[Receipt], known: Known | None, teams: Teams) -> v.LedgerRow:
    progress, at = _got(receipts) if known is None else (v.Progress.KNOWN, known.at)
    return v.LedgerRow(
        recipient=recipient.id,
        name=recipient.name,
        people=recipient.people,
        progress=progress,
        at=at,
        way=known.way if known is not None else None,
        by=known.name if known is not None else None,
        radio=recipient.radio,
        phones=recipient.phones,
        devices=tuple(
            v.DeviceView(
                person=one.name,
                device=one.device,
                delivered_at=one.delivered_at,
                painted_at=one.painted_at,
                push_failed_at=one.push_failed_at,
            )
            for one in sorted(receipts, key=lambda one: (one.name, one.device))
        ),
        team=_team(recipient, receipts, teams),
    )
