"""Command that is asked for or given from a phone or a school's page: it rings at the desk until somebody has taken it up.

The desk reads it out and hears both. It rings no more once both have confirmed, once the desk has entered a word of either, and when it
does not come to it: refused, assumed, shared or over.
"""

from __future__ import annotations

from dispatch.domain.actor import DESK_ROLES
from dispatch.domain.draft import Draft
from dispatch.domain.folds.clock import drop_alarms, raise_alarm
from dispatch.domain.incidents import Incident
from dispatch.domain.record import Recorded
from dispatch.domain.vocabulary import ENDED, AlarmKind


def asked_id(incident_id: str) -> str:
    """The id of the alarm of an incident's command that is asked for."""
    return f"command_asked:{incident_id}"


def ring_asked(draft: Draft, recorded: Recorded, incident: Incident) -> None:
    """A transfer was begun; by the desk itself it rings nobody."""
    if recorded.actor.role in DESK_ROLES:
        return
    open_calls = (one for one in incident.calls if one.id in draft.calls)
    raise_alarm(
        draft,
        asked_id(incident.id),
        AlarmKind.COMMAND_ASKED,
        recorded.recorded_at,
        mode=incident.mode,
        call=next((one.id for one in open_calls if draft.calls[one.id].status not in ENDED), None),
        site=incident.sites[0] if incident.sites else None,
    )


def asked_heard(draft: Draft, recorded: Recorded, incident_id: str) -> None:
    """One of the two has confirmed: the desk knows of it when it entered that itself, and need not when nothing is left to be said."""
    transfer = draft.incidents[incident_id].transfer
    both = transfer is None or (transfer.outgoing_said is not None and transfer.incoming_said is not None)
    if both or recorded.actor.role in DESK_ROLES:
        drop_asked(draft, incident_id)


def drop_asked(draft: Draft, incident_id: str) -> None:
    """Nothing is asked any more."""
    drop_alarms(draft, asked_id(incident_id))
