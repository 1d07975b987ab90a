"""What became of the calls that panic devices and alarm panels raised, in the steps of ASAP: accepted, dispatched, there, ended.

For a monitoring company that has no radio here. It learns times and the disposition, and no word that anybody said.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from dispatch.domain.catalog.dispositions import DISPOSITIONS
from dispatch.domain.devices import PressTrust
from dispatch.domain.records import Call
from dispatch.domain.state import State
from dispatch.domain.vocabulary import ENDED, CallStatus

AlarmUpdate = dict[str, Any]
_STEPS: Final = {
    CallStatus.DISPATCHED: "dispatched",
    CallStatus.EN_ROUTE: "en_route",
    CallStatus.ON_SCENE: "on_scene",
    CallStatus.AWAITING_DISPOSITION: "cleared",
}
_TIMES: Final = {
    "dispatched_at": "t_dispatched",
    "en_route_at": "t_enroute",
    "arrived_at": "t_onscene",
    "closed_at": "t_closed",
}


def updates(state: State, devices: Iterable[str]) -> list[AlarmUpdate]:
    """For each device the calls that its verified presses are in, the newest first; what is not verified learns nothing."""
    wanted = set(devices)
    pairs = {
        (press.device, press.call)
        for press in state.presses.values()
        if press.device in wanted and press.facts.trust is PressTrust.VERIFIED
    }
    calls = [(device, state.calls[call]) for device, call in pairs if call in state.calls]
    calls.sort(key=lambda one: (one[1].times["t_received"], one[1].id, one[0] or ""), reverse=True)
    return [_update(device or "", call) for device, call in calls]


def _update(device: str, call: Call) -> AlarmUpdate:
    said: AlarmUpdate = {
        "device_id": device,
        "number": call.number,
        "status": "closed" if call.status in ENDED else _STEPS.get(call.status, "accepted"),
        "received_at": call.times["t_received"],
    }
    said |= {name: call.times[stamp] for name, stamp in _TIMES.items() if stamp in call.times}
    ending = DISPOSITIONS.get(call.disposition or "")
    if ending is not None and call.disposition is not None:
        said |= {
            "disposition": call.disposition,
            "disposition_label": ending.label,
            "apco": ending.apco,
        }
    return said
