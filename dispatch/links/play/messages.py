"""Messages that go out: to staff they are messages of the desk; to families, the press and others outside they stay a marked entry."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dispatch.domain import commands as c
from dispatch.domain.roster import UnitKind
from dispatch.links.play import cast, lines, roles
from dispatch.links.play.scenario import Moment
from dispatch.links.play.stage import Ask, Stage

_KINDS = {
    "patrol": UnitKind.PATROL,
    "supervisors": UnitKind.SUPERVISOR,
    "cso": UnitKind.CAMPUS_SECURITY,
    "sro": UnitKind.SRO,
    "tm": UnitKind.THREAT,
    "crt": UnitKind.CRISIS,
    "em": UnitKind.EMERGENCY_MANAGER,
    "pio": UnitKind.PIO,
}


@dataclass(frozen=True, slots=True)
class _To:
    """Whom an audience's word means."""

    units: tuple[str, ...] = ()
    unit_kinds: tuple[UnitKind, ...] = ()
    sites: tuple[str, ...] = ()
    everyone: bool = False


def out(stage: Stage, moment: Moment) -> Iterator[Ask]:
    """A message to staff, units, a group of units or everybody, written by the desk; anybody else is outside the product."""
    to = _to(stage, moment)
    if to is None:
        yield from lines.entry(stage, moment)
        return
    who = cast.SUPERVISOR if moment.by == "supervisor" else cast.DISPATCHER
    said = (
        moment.text
        if moment.by in ("dispatcher", "supervisor")
        else f"[{roles.called(moment.by)}] {moment.text}"
    )
    yield Ask(
        who,
        c.SendMessage(
            text=said,
            units=to.units,
            unit_kinds=to.unit_kinds,
            sites=to.sites,
            everyone=to.everyone,
            call=stage.call_id(moment),
        ),
    )


def _to(stage: Stage, moment: Moment) -> _To | None:
    audience = str(moment.says.get("audience") or "").lower()
    state = stage.state()
    if audience == "all":
        return _To(everyone=True)
    if audience == "staff":
        sites = tuple(site for site in stage.places(moment) if site in state.sites)
        return _To(sites=sites) if sites else None
    if audience == "units":
        call = stage.call(moment)
        return _To(units=call.units) if call is not None and call.units else None
    if audience in _KINDS:
        return _To(unit_kinds=(_KINDS[audience],))
    if audience.upper() in state.units:
        return _To(units=(audience.upper(),))
    return None
