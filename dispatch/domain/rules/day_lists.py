"""The list of the day, and what was shown of students outside the district."""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from dispatch.domain import room_events as e
from dispatch.domain import room_orders as c
from dispatch.domain.actor import Role
from dispatch.domain.decision import Context, Done, Outcome
from dispatch.domain.disclosures import Basis
from dispatch.domain.naming import NOT_YOURS, reads_all_names
from dispatch.domain.refusals import Refusal, bad_field, forbidden, rule
from dispatch.domain.rooms import DayEntry, DayEntrySaid
from dispatch.domain.state import State
from dispatch.domain.text import Protected, TextClass, protect


def decide(state: State, command: c.DayCommand | c.RecordDisclosure, context: Context) -> Outcome:
    """Of a school's team only those who read its names have a say here."""
    if context.actor.role is Role.SITE_TEAM_MEMBER and not reads_all_names(state, context.actor):
        return forbidden(NOT_YOURS)
    sites = [one.site for one in command.schools] if isinstance(command, c.ListDay) else [command.site]
    unknown = next((one for one in sites if one not in state.sites), None)
    if unknown is not None:
        field = "schools" if isinstance(command, c.ListDay) else "site"
        return bad_field(field, f"There is no site {unknown}.", "unknown_site")
    match command:
        case c.ListPeople():
            return _list(command, context)
        case c.StrikeFromList():
            return _strike(state, command)
        case c.ListDay():
            return _list_day(command, context)
        case c.RecordDisclosure():
            return _disclose(state, command)
        case _:
            assert_never(command)


def _entries(said: Iterable[DayEntrySaid], context: Context, prefix: str = "day") -> tuple[DayEntry, ...]:
    return tuple(
        DayEntry(
            id=context.id(f"{prefix}/{place}"),
            name=Protected(one.name, TextClass.STUDENT),
            away=one.away,
            room=one.room,
            note=protect(one.note, TextClass.STUDENT),
        )
        for place, one in enumerate(said)
    )


def _list(command: c.ListPeople, context: Context) -> Outcome:
    entries = _entries(command.entries, context)
    if not entries and not command.replace:
        return bad_field("entries", "Nobody is on this list.", "empty")
    event = e.PeopleListed(site=command.site, day=command.day, entries=entries, replaces=command.replace)
    return Done((event,), {"entries": [one.id for one in entries]})


def _list_day(command: c.ListDay, context: Context) -> Outcome:
    sites = [one.site for one in command.schools]
    if len(set(sites)) < len(sites):
        return bad_field("schools", "A school stands here twice.", "twice")
    events = tuple(
        e.PeopleListed(
            site=one.site,
            day=command.day,
            entries=_entries(one.entries, context, f"day/{one.site}"),
            replaces=not command.add,
        )
        for one in command.schools
    )
    return Done(events)


def _strike(state: State, command: c.StrikeFromList) -> Outcome | Refusal:
    day = state.day_lists.get(command.site)
    entry = next((one for one in day.entries if one.id == command.entry), None) if day is not None else None
    if day is None or entry is None:
        return rule(
            "not_listed", "This person is not on the list of the day any more. Nothing was changed.", "entry"
        )
    return Done((e.StruckFromList(site=command.site, day=day.day, entry=entry.id),))


def _disclose(state: State, command: c.RecordDisclosure) -> Outcome:
    if command.agency is not None and command.agency not in state.agencies:
        return bad_field("agency", f"There is no agency {command.agency}.", "unknown_agency")
    if command.basis is Basis.HEALTH_OR_SAFETY_EMERGENCY and command.threat is None:
        return bad_field(
            "threat", "Write down the threat that it rests on: the law asks for it.", "threat_needed"
        )
    event = e.DisclosureRecorded(
        site=command.site,
        basis=command.basis,
        requester=Protected(command.requester),
        agency=command.agency,
        fields=tuple(dict.fromkeys(command.fields)),
        decided_by=Protected(command.decided_by),
        reason=protect(command.threat, TextClass.STUDENT),
    )
    return Done((event,))
