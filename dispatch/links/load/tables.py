"""What a fire department's record is in a school district: approximations, all of them in these tables.

A fire department and a school district do not do the same work. What is taken over is the load (how many, how urgent, how long, how
many units), not the meaning.
"""

from __future__ import annotations

from typing import Final

from dispatch.domain.catalog.sources import CallSource
from dispatch.domain.vocabulary import Priority

TYPES: Final = {
    "Administrative": "INFO",
    "Aircraft Emergency": "HAZMAT",
    "Alarms": "FIRALM",
    "Assist Police": "POLACT",
    "Citizen Assist / Service Call": "ESCORT",
    "Confined Space / Structure Collapse": "HAZMAT",
    "Electrical Hazard": "OUTAGE",
    "Elevator / Escalator Rescue": "OUTAGE",
    "Explosion": "HAZMAT",
    "Extrication / Entrapped (Machinery, Vehicle)": "BUSCRA",
    "Fuel Spill": "HAZMAT",
    "Gas Leak (Natural and LP Gases)": "GASLK",
    "HazMat": "HAZMAT",
    "High Angle Rescue": "MEDLIF",
    "Industrial Accidents": "MEDLIF",
    "Lightning Strike (Investigation)": "WXEVNT",
    "Marine Fire": "HAZMAT",
    "Medical Incident": "MEDNON",
    "Mutual Aid / Assist Outside Agency": "ESCORT",
    "Odor (Strange / Unknown)": "GASLK",
    "Oil Spill": "HAZMAT",
    "Other": "SUSPER",
    "Outside Fire": "HAZMAT",
    "Smoke Investigation (Outside)": "HAZMAT",
    "Structure Fire": "FIRE",
    "Structure Fire / Smoke in Building": "FIRE",
    "Suspicious Package": "SUSPKG",
    "Traffic Collision": "TRAFIC",
    "Train / Rail Fire": "HAZMAT",
    "Train / Rail Incident": "TRAFIC",
    "Vehicle Fire": "TRAFIC",
    "Water Rescue": "MEDLIF",
    "Watercraft in Distress": "ESCORT",
}
"""A record's ``CallType``, and our incident type."""

PRIORITIES: Final = {"E": Priority.P1, "3": Priority.P2, "2": Priority.P3, "1": Priority.P4}
"""A record's ``Priority``: E is the gravest medical class, 3 with lights and siren, 2 and 1 without."""

SOURCES: Final = {
    "FIRALM": CallSource.ALARM_FIRE,
    "ESCORT": CallSource.PHONE_ADMIN,
    "SUSPER": CallSource.RADIO,
}
"""How a call of a type comes in; the others come from the 911 centre."""

_GONE: Final = {"Against Medical Advice": "MEDREF", "Gone on Arrival": "GOA"}
_USUAL: Final = {"FIRALM": "FA", "MEDNON": "MEDREL", "ESCORT": "ESC", "INFO": "INFO"}

TRANSPORTING: Final = "MEDIC"
"""The type of unit that takes patients away."""


def source(incident_type: str) -> CallSource:
    """How a call of this type comes in."""
    return SOURCES.get(incident_type, CallSource.PSAP_TRANSFER)


def disposition(incident_type: str, said: str, *, transported: bool) -> str:
    """How the call ends: as the record says, where it says more than ``Other``; otherwise as is usual for the type."""
    if said in _GONE:
        return _GONE[said]
    return "MEDTX" if transported else _USUAL.get(incident_type, "NRPT")


def transports(call_type: str, unit_type: str, said: str) -> bool:
    """Whether the unit takes somebody to a hospital."""
    return unit_type == TRANSPORTING and call_type == "Medical Incident" and said not in _GONE
