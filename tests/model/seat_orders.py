"""What commands about partner agencies usually name."""

from __future__ import annotations

from random import Random
from typing import Any

from dispatch.domain.seat_orders import SeatCommand
from dispatch.domain.seats import PARTNER_STATUSES, ShareClass
from dispatch.domain.state import State


def seat_pool(chance: Random, kind: type, name: str, state: State) -> list[Any] | None:
    """The values that a field of this name has in a command about partner agencies; None: as in others."""
    if not issubclass(kind, SeatCommand):
        return None
    guests = [guest.id for seat in state.seats.values() for guest in seat.guests]
    pools: dict[str, list[Any]] = {
        "share": list(ShareClass),
        "guest": [*guests, *guests, "no-such-guest"],
        "line": [*state.shared_lines, "no-such-line"],
        "unit_id": [*state.partner_units, *state.partner_units, "no-such-unit"],
        "status": [*PARTNER_STATUSES] if chance.random() < 0.8 else ["EM"],
        "agency": ["MPD", "MPD", "WRFPD", "PMSD", "NONE"],
        "incident": [*state.incidents, *state.incidents, *state.seats, "no-such-incident"],
        "name": ["P12", "E4", "Park"],
    }
    if name == "status" and pools[name] == ["EM"]:
        return None
    return pools.get(name)
