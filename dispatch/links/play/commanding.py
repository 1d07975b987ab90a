"""Events about who is in charge: the desk enters what it hears, and somebody of a school takes the role on their own phone.

Where there is no incident yet, or nobody in command to speak of, the event stays a marked entry: a play makes nobody commander unasked.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from dispatch.domain import commands as c
from dispatch.domain import incident_orders as o
from dispatch.domain.catalog.srt_roles import SrtRole
from dispatch.domain.incidents import CommandForm, Incident, SaidHow, TransferSide, UnifiedMember
from dispatch.links.play import cast, lines, roles
from dispatch.links.play.scenario import Moment
from dispatch.links.play.stage import Ask, Stage

_SHORT: Final = 200


def establish(stage: Stage, moment: Moment) -> Iterator[Ask]:
    """Somebody is in command by name: at a school it is a role of its team too, taken by whoever it is."""
    spoken, site = str(moment.says["ic"])[:_SHORT], stage.place(moment)
    name, title = roles.titled(spoken, roles.called(moment.by))
    speaker = stage.speaker(moment)
    if speaker is not None and speaker.site is not None:
        role = c.TakeSrtRole(site=speaker.site, role=SrtRole.INCIDENT_COMMANDER)
        yield stage.ask(moment, role)
    incident = stage.incident(moment)
    held = incident.command.commander if incident is not None and incident.command is not None else None
    if incident is not None and held is not None:
        if held.name == name:
            yield from lines.entry(stage, moment)
        else:
            # From a scenario that was played here before: whoever is in command hands over.
            yield from _handed_over(
                incident, moment, held.name, spoken, str(moment.says.get("agency") or stage.home())
            )
        return
    call = stage.call_id(moment) if not moment.sites or incident is None else None
    command = o.EstablishCommand(
        name=name,
        agency=str(moment.says.get("agency") or stage.home()),
        title=title,
        post=(moment.text or site or stage.scenario.title)[:_SHORT],
        post_site=site,
        how=SaidHow.RADIO,
        said_by=spoken,
        incident=incident.id if incident is not None else None,
        call=call,
        site=site if call is None else None,
    )
    yield Ask(cast.DISPATCHER, command)


def transfer(stage: Stage, moment: Moment) -> Iterator[Ask]:
    """Command goes over with both words, the incoming briefed. In a unified command one member takes another's place."""
    incident = stage.incident(moment)
    if incident is None:
        yield from lines.entry(stage, moment)
        return
    to = str(moment.says["to"])[:_SHORT]
    agency = str(moment.says.get("agency") or stage.home())
    if incident.command is not None and incident.command.form is CommandForm.UNIFIED:
        yield from _in_place_of(incident, moment, to, agency)
        return
    yield from _handed_over(incident, moment, str(moment.says.get("from") or "")[:_SHORT], to, agency)


def _handed_over(incident: Incident, moment: Moment, outgoing: str, to: str, agency: str) -> Iterator[Ask]:
    name, title = roles.titled(to, roles.called(moment.by))
    offer = o.OfferTransfer(
        incident=incident.id,
        name=name,
        agency=agency,
        title=title,
        reason=moment.text[:_SHORT] or None,
    )
    yield Ask(cast.DISPATCHER, offer)
    for side, said_by in (
        (TransferSide.OUTGOING, outgoing or None),
        (TransferSide.INCOMING, to),
    ):
        confirm = o.ConfirmTransfer(
            incident=incident.id,
            side=side,
            how=SaidHow.RADIO,
            said_by=said_by,
            briefed=side is TransferSide.INCOMING,
        )
        yield Ask(cast.DISPATCHER, confirm)


def _in_place_of(incident: Incident, moment: Moment, to: str, agency: str) -> Iterator[Ask]:
    before = next((one for one in incident.members if _is(one, moment, agency)), None)
    if before is not None:
        left = o.LeaveUnified(incident=incident.id, member=before.id, said_by=before.commander.name)
        yield Ask(cast.DISPATCHER, left)
    yield Ask(cast.DISPATCHER, _member(incident, to, agency, roles.called(moment.by)))


def _is(member: UnifiedMember, moment: Moment, agency: str) -> bool:
    name, _ = roles.titled(str(moment.says.get("from") or ""), "")
    return agency == member.commander.agency or name == member.commander.name


def form(stage: Stage, moment: Moment) -> Iterator[Ask]:
    """Each member by name and agency, as they confirm it; then where the command post is."""
    incident = stage.incident(moment)
    if incident is None:
        yield from lines.entry(stage, moment)
        return
    for told in moment.says["members"]:
        first, _, rest = str(told).partition(" ")
        agency, name = (first, rest) if first in stage.state().agencies else (stage.home(), str(told))
        yield Ask(cast.DISPATCHER, _member(incident, name, agency, "Representative"))
    post = moment.says.get("icp")
    if post:
        yield Ask(cast.DISPATCHER, o.PlanCommand(incident=incident.id, post=str(post)[:_SHORT]))


def join(stage: Stage, moment: Moment) -> Iterator[Ask]:
    """One more member."""
    incident = stage.incident(moment)
    if incident is None:
        yield from lines.entry(stage, moment)
        return
    agency = str(moment.says.get("agency") or stage.home())
    yield Ask(cast.DISPATCHER, _member(incident, str(moment.says["member"]), agency, roles.called(moment.by)))


def _member(incident: Incident, spoken: str, agency: str, usual: str) -> o.AddUnifiedMember:
    name, title = roles.titled(spoken[:_SHORT], usual)
    return o.AddUnifiedMember(
        incident=incident.id,
        name=name,
        agency=agency,
        title=title,
        authority=f"For {agency}",
        how=SaidHow.RADIO,
        said_by=spoken[:_SHORT],
    )
