"""Writing a message: to whom, in whose words. Groups become the units on duty at that moment; units and sites write to the desk."""

from __future__ import annotations

from dispatch.domain import commands as c
from dispatch.domain import events as e
from dispatch.domain.actor import DESK_ROLES, Actor, Role
from dispatch.domain.audience import on_duty, speaks_for
from dispatch.domain.catalog.message_templates import MESSAGE_TEMPLATES, keeps_the_words, protocol_words
from dispatch.domain.decision import Context, Done, Outcome
from dispatch.domain.folds.notices import message_notice
from dispatch.domain.lens.classes import readable_classes, writable_classes
from dispatch.domain.records import Message
from dispatch.domain.refusals import NOT_FOUND, Refusal, bad_field, forbidden, rule
from dispatch.domain.roster import UnitKind
from dispatch.domain.rules.common import the_call
from dispatch.domain.rules.notices import acknowledged
from dispatch.domain.state import State
from dispatch.domain.text import Protected

KIND_WORDS = {
    UnitKind.PATROL: "all patrol",
    UnitKind.SUPERVISOR: "all supervisors",
    UnitKind.CAMPUS_SECURITY: "all campus security",
    UnitKind.SRO: "all SROs",
    UnitKind.THREAT: "threat management",
    UnitKind.CRISIS: "crisis response",
    UnitKind.EMERGENCY_MANAGER: "emergency management",
    UnitKind.PIO: "public information",
}


def decide(state: State, command: c.SendMessage, context: Context) -> Outcome:
    """A message to whom it names, or the reason why it goes to nobody."""
    actor = context.actor
    refused = (
        _not_his_to_send(command, actor)
        or _words(command, actor)
        or _unknown(state, command)
        or _unreadable(command)
    )
    if refused is not None:
        return refused
    call = the_call(state, command.call) if command.call is not None else None
    if isinstance(call, Refusal):
        return call
    answered = state.messages.get(command.reply_to or "")
    if command.reply_to is not None and answered is None:
        return NOT_FOUND
    units = _units(state, command)
    everyone, desk = command.everyone, command.desk
    if not (units or command.sites or command.positions or everyone or desk):
        return _nobody(state, command)
    event = e.MessageSent(
        message=context.id("message"),
        text=Protected(command.text, command.text_class),
        unit=actor.unit if actor.role not in DESK_ROLES else None,
        site=actor.site if actor.role is Role.SITE_TEAM_MEMBER else None,
        to_units=units,
        to_sites=tuple(state.sites if everyone else dict.fromkeys(command.sites)),
        to_positions=() if everyone else tuple(dict.fromkeys(command.positions)),
        desk=desk or everyone,
        everyone=everyone,
        groups=() if everyone else _groups(command),
        critical=command.critical or everyone,
        template=command.template,
        call=call.id if call is not None else None,
        number=call.number if call is not None else None,
        reply_to=command.reply_to,
    )
    warnings = () if everyone else _absent(state, command)
    return Done(
        (event, *_answers(state, answered, context)),
        {"message": event.message, "notice": message_notice(event.message)},
        warnings,
    )


def _not_his_to_send(command: c.SendMessage, actor: Actor) -> Refusal | None:
    """Away from the desk one writes to the desk: everybody else is reached through it or by radio."""
    if actor.role in DESK_ROLES:
        return None
    if command.units or command.unit_kinds or command.sectors or command.sites or command.everyone:
        return forbidden(
            "From here you write to the desk only. Ask the desk to pass it on, or use the radio."
        )
    if command.critical:
        return forbidden("A message to the desk is no emergency call. Use the radio or the emergency button.")
    return None


def _words(command: c.SendMessage, actor: Actor) -> Refusal | None:
    if command.text_class not in writable_classes(actor.role):
        return bad_field("text_class", "Your role may not write texts of this class.", "class_not_yours")
    if command.template is None:
        return None
    template = MESSAGE_TEMPLATES.get(command.template)
    if template is None:
        return bad_field("template", f"There is no template {command.template}.", "unknown_template")
    if template.action is not None and not keeps_the_words(template.action, command.text):
        return rule(
            "protocol_words_changed",
            f'The words of {template.label} stay as they are: "{protocol_words(template.action)}" '
            "Nothing was sent; put them back, fill in what stands in braces, and add your own words after them.",
            "text",
        )
    return None


def _unknown(state: State, command: c.SendMessage) -> Refusal | None:
    for unit in command.units:
        if unit not in state.units:
            return bad_field("units", f"There is no unit {unit}.", "unknown_unit")
    for site in command.sites:
        if site not in state.sites:
            return bad_field("sites", f"There is no site {site}.", "unknown_site")
    for position in command.positions:
        if position not in state.desk_positions:
            return bad_field("positions", f"There is no position {position}.", "unknown_position")
    known = {unit.roster.sector for unit in state.units.values()}
    for sector in command.sectors:
        if sector not in known:
            return bad_field("sectors", f"No unit belongs to a sector {sector}.", "unknown_sector")
    return None


def _unreadable(command: c.SendMessage) -> Refusal | None:
    """A text is shown whole or not at all: it is not sent to somebody who would see an empty message."""
    if (command.sites or command.everyone) and command.text_class not in readable_classes("site"):
        return rule(
            "class_not_theirs",
            f"A school may not read a text of the class {command.text_class.replace('_', ' ')}. "
            "Nothing was sent; write to the school without it.",
            "text_class",
        )
    return None


def _units(state: State, command: c.SendMessage) -> tuple[str, ...]:
    named = {unit for unit in command.units if on_duty(state.units[unit])}
    for unit in state.units.values():
        if on_duty(unit) and (
            command.everyone
            or unit.roster.unit_kind in command.unit_kinds
            or unit.roster.sector in command.sectors
        ):
            named.add(unit.id)
    return tuple(unit for unit in state.units if unit in named)


def _groups(command: c.SendMessage) -> tuple[str, ...]:
    kinds = [KIND_WORDS[kind] for kind in dict.fromkeys(command.unit_kinds)]
    return (*kinds, *(f"sector {sector}" for sector in dict.fromkeys(command.sectors)))


def _nobody(state: State, command: c.SendMessage) -> Refusal:
    if command.units or command.unit_kinds or command.sectors:
        who = ", ".join((*command.units, *_groups(command)))
        return rule(
            "nobody_on_duty",
            f"Nobody of {who} is on duty, so nobody would see it. Nothing was sent.",
            "units",
        )
    return bad_field("units", "Say to whom: units, a group, sites, the desk or everybody.", "no_recipient")


def _absent(state: State, command: c.SendMessage) -> tuple[str, ...]:
    """Who of those named is not there."""
    off = [one for one in command.units if not on_duty(state.units[one])]
    seats = [state.desk_positions[one] for one in dict.fromkeys(command.positions)]
    empty = [one.roster.name for one in seats if one.person is None]
    return (
        *((f"Off duty, so not sent to: {', '.join(off)}.",) if off else ()),
        *((f"Nobody sits at {', '.join(empty)}: whoever takes it will find this.",) if empty else ()),
    )


def _answers(state: State, answered: Message | None, context: Context) -> tuple[e.Event, ...]:
    """Whoever answers a message has read it."""
    if answered is None:
        return ()
    notice = state.notices.get(message_notice(answered.id))
    if notice is None:
        return ()
    return acknowledged(state, notice, speaks_for(state, notice, context.actor), context)
