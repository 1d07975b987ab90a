"""A word of one of several people, as decisions and the work of an incident ask it."""

from __future__ import annotations

from dispatch.domain.actor import DESK_ROLES, Role
from dispatch.domain.decision import Context
from dispatch.domain.incidents import Commander, SaidHow, Word
from dispatch.domain.refusals import Refusal, bad_field, forbidden
from dispatch.domain.standing import speaks_as


def word_for(
    how: SaidHow, said_by: str | None, who: tuple[Commander, ...], context: Context, site: str | None = None
) -> Word | Refusal:
    """A word of one of several people: their own from their unit, a school's from its own page, or what the desk heard."""
    actor = context.actor
    if how is SaidHow.SELF and actor.role is Role.SITE_TEAM_MEMBER and site is not None:
        return Word(said_by=actor.name, how=SaidHow.SELF)
    mine = next((one for one in who if speaks_as(actor, one)), None)
    if mine is not None and how is SaidHow.SELF:
        return Word(said_by=mine.name, how=SaidHow.SELF)
    if actor.role not in DESK_ROLES:
        return forbidden("What was heard on the radio or the telephone is entered by the desk.")
    if how is SaidHow.SELF:
        return bad_field("how", "Say how the desk heard it.", "by_voice")
    if said_by is None and len(who) != 1:
        return bad_field("said_by", "Say who said it.", "who_missing")
    return Word(said_by=said_by or who[0].name, how=how)
