"""Events about calls and units, as the commands that a dispatcher or an officer gives."""

from __future__ import annotations

from collections.abc import Iterator

from dispatch.domain import commands as c
from dispatch.domain.catalog.sources import CallSource
from dispatch.domain.catalog.unit_statuses import UnitStatus
from dispatch.domain.text import TextClass
from dispatch.domain.vocabulary import ENDED, EmergencySource, LinkKind, PanicLevel, Priority
from dispatch.links.play import lines, roles, words
from dispatch.links.play.scenario import Moment
from dispatch.links.play.stage import NOT_THERE, Ask, Stage


def _source(moment: Moment | None) -> CallSource | None:
    given = moment.says.get("source") if moment is not None else None
    return CallSource(given) if given else None


def _priority(moment: Moment) -> Priority | None:
    return Priority(moment.says["pri"]) if "pri" in moment.says else None


def _caller(moment: Moment | None) -> str | None:
    """Who called, where somebody did: an alarm has no caller, and that of a confidential report is nobody's business."""
    if moment is None or moment.do != "call_received":
        return None
    return roles.called(moment.by)


def received(stage: Stage, moment: Moment) -> Iterator[Ask]:
    """One more report of the call that there is; before there is one, an entry, which the call then takes up."""
    call = stage.call(moment)
    elsewhere = bool(moment.sites) and call is not None and call.place.site not in moment.sites
    if call is None or elsewhere or call.status in ENDED:
        stage.received = moment
        yield from lines.entry(stage, moment)
        return
    source = _source(moment) or CallSource.PHONE_DISTRICT_EMERGENCY_LINE
    command = c.AddReport(call=call.id, source=source, caller=_caller(moment), text=moment.text or None)
    yield stage.ask(moment, command)


def tip(stage: Stage, moment: Moment) -> Iterator[Ask]:
    """A report of a concern: an entry until somebody makes a call of it. A confidential one is the threat team's matter too."""
    stage.received = moment
    yield from lines.entry(stage, moment)
    if words.confidential(moment):
        yield lines.for_the_team(stage, moment)


def created(stage: Stage, moment: Moment) -> Iterator[Ask]:
    """A call, with what was reported before it if it says nothing itself."""
    heard, stage.received = stage.received, None
    source = _source(moment) or _source(heard)
    text, text_class = moment.text, TextClass.OPERATIONAL
    if not text and heard is not None:
        text, text_class = heard.text, words.text_class(heard)
    if source is CallSource.SAFE2TELL or (heard is not None and words.confidential(heard)):
        source = CallSource.SAFE2TELL
        text = words.report_id(text) or (words.report_id(heard.text) if heard is not None else None) or ""
    command = c.CreateCall(
        type=moment.says["type"],
        source=source or CallSource.PHONE_DISTRICT_EMERGENCY_LINE,
        priority=_priority(moment),
        mode=stage.scenario.mode,
        site=moment.sites[0] if moment.sites else stage.place(heard or moment),
        room=str(moment.says["room"]) if moment.says.get("room") else None,
        caller=_caller(heard),
        text=text or None,
        text_class=text_class,
        # A scenario knows that its call is another matter than what the desk has already.
        distinct=True,
    )
    yield stage.ask(moment, command)
    told, stage.notified = stage.notified, None
    if told is not None:
        # What stood as an entry until there was a call to put it to.
        yield from psap(stage, told)


def updated(stage: Stage, moment: Moment) -> Iterator[Ask]:
    """What changed in the call; what is said beside it is an entry."""
    call = stage.call(moment)
    changes = {"type", "pri", "site", "sites"} & set(moment.says)
    if call is not None and changes:
        command = c.UpdateCall(
            call=call.id,
            type=moment.says.get("type"),
            priority=_priority(moment),
            site=moment.sites[0] if moment.sites else None,
        )
        yield stage.ask(moment, command, {call.id: call.version})
    if moment.text or call is None or not changes:
        yield from lines.entry(stage, moment)


def linked(stage: Stage, moment: Moment) -> Iterator[Ask]:
    """The play's calls belong together. Calls that the scenario only counts are an entry."""
    known = [one for one in stage.calls if one in stage.state().calls]
    for other in known[:-1]:
        yield stage.ask(moment, c.LinkCalls(call=known[-1], other=other, link=LinkKind.RELATED))
    if moment.text or len(known) < 2:
        yield from lines.entry(stage, moment)


def closed(stage: Stage, moment: Moment) -> Iterator[Ask]:
    """Its units are clear, and it ends with what was decided last."""
    call = stage.call(moment)
    for unit in call.units if call is not None else ():
        yield stage.ask(moment, c.ClearUnit(unit=unit))
    told = [moment.text or stage.scenario.title, *(one.text for one in stage.decisions[-1:])]
    command = c.CloseCall(
        call=call.id if call is not None else NOT_THERE,
        disposition=moment.says["disposition"],
        outcome=". ".join(part for part in told if part)[:4000],
    )
    yield stage.ask(moment, command)


def dispatch(stage: Stage, moment: Moment) -> Iterator[Ask]:
    """Units are sent, and told on the radio."""
    call = stage.call(moment)
    # A P1 never waits behind what its units are doing.
    urgent = call is not None and call.priority is Priority.P1
    target = call.id if call is not None else NOT_THERE
    yield stage.ask(moment, c.AssignUnits(call=target, units=moment.units, preempt=urgent))
    if moment.text:
        to = ", ".join(moment.units)[:200]
        yield stage.ask(moment, c.LogRadio(text=moment.text, to=to, call=stage.call_id(moment)))


def unit_status(stage: Stage, moment: Moment) -> Iterator[Ask]:
    """A unit's status; other agencies' arrivals are an entry."""
    if not moment.units:
        yield from lines.entry(stage, moment)
        return
    status = UnitStatus(moment.says["status"])
    site = moment.sites[0] if moment.sites else None
    command = c.SetUnitStatus(unit=moment.units[0], status=status, site=site, text=moment.text or None)
    yield stage.ask(moment, command)


def panic(stage: Stage, moment: Moment) -> Iterator[Ask]:
    """A press of a panic button."""
    command = c.RaisePanic(
        site=moment.sites[0],
        level=PanicLevel(moment.says.get("level") or PanicLevel.LOCKDOWN),
        room=str(moment.says["room"]) if moment.says.get("room") else None,
        text=moment.text or None,
    )
    yield stage.ask(moment, command)


def emergency(stage: Stage, moment: Moment) -> Iterator[Ask]:
    """An officer's emergency: by his button, or heard on the radio."""
    speaker = stage.speaker(moment)
    own = speaker is not None and speaker.unit == moment.units[0]
    source = EmergencySource.BUTTON if own else EmergencySource.RADIO
    command = c.DeclareEmergency(unit=moment.units[0], source=source, text=moment.text or None)
    yield stage.ask(moment, command)


def psap(stage: Stage, moment: Moment) -> Iterator[Ask]:
    """The PSAP has the call; before there is one, an entry."""
    call = stage.call_id(moment)
    if call is None:
        stage.notified = moment
        yield from lines.entry(stage, moment)
        return
    command = c.NotifyPsap(call=call, agency=moment.says.get("agency"), text=moment.text or None)
    yield stage.ask(moment, command)
