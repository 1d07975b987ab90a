"""What the demo's desk knows of its sites before anybody goes in, and how its partners are reached. Invented, like everything here."""

from __future__ import annotations

from dispatch.domain.premise import PremiseItem, PremiseKind
from dispatch.domain.roster import SiteLevel

K = PremiseKind

REACHED = {
    "TCSO": ("303-555-0171", "TC Law 1"),
    "MPD": ("303-555-0172", "Millbrook 2"),
    "HPD": ("303-555-0173", "Harlan 1"),
    "WRFD": ("303-555-0174", "WR Fire 3"),
    "NFFR": ("303-555-0175", "NF Fire 2"),
    "TAMCOM": ("303-555-0190", "8CALL90"),
    "HARCOM": ("303-555-0191", "8CALL90"),
    "PMSD": ("303-555-0100", "DSS 1"),
}
"""Dispatch line and radio channel of each agency."""

_OWN = {
    "GRHS": (
        (K.HAZARD, "Pool chlorine, 2 drums", "Pump room behind the gym", "No water on it", "GYM"),
        (
            K.HAZARD,
            "Acids and solvents",
            "Chemistry store between 214 and 215",
            "Keys with the department",
            None,
        ),
        (K.HAZARD, "Propane, 3 bottles", "Wood shop, outside cage", "", "SHOP"),
        (
            K.KEYS,
            "Master key and floor plans",
            "Lock box left of door S1",
            "Code with dispatch, change it after use",
            None,
        ),
        (K.KEYS, "Roof hatch key", "Custodian's office, first floor", "", None),
        (K.SHUT_OFF, "Gas", "South wall, outside the kitchen, yellow handle", "Quarter turn", "CAFE"),
        (K.SHUT_OFF, "Water main", "Boiler room, floor, east of the door", "Wheel, 12 turns", None),
        (K.SHUT_OFF, "Electric main", "Service yard, west side", "Utility 303-555-0199", None),
        (K.SHUT_OFF, "Air handlers", "Button behind the front desk", "Stops all of the building", "OFFICE"),
        (
            K.ALARM_PANEL,
            "Fire alarm panel and silence",
            "Vestibule of door S1, right",
            "Silence only with fire's word",
            None,
        ),
        (K.AED, "AED", "Outside the main office", "", "OFFICE"),
        (K.AED, "AED", "Gym lobby, by the trophy case", "", "GYM"),
        (K.AED, "AED", "Second floor, by 215", "", None),
        (K.NALOXONE, "Naloxone", "Health room, top drawer", "", "NURSE"),
        (
            K.ACCESS,
            "Fire lane from Ridge Road, door N1",
            "North side",
            "Gate code 4 digits with dispatch",
            None,
        ),
        (K.ACCESS, "Command post", "South lot, behind the bus loop", "", None),
    ),
    "LKES": (
        (K.HAZARD, "Fuel oil tank", "North-west corner, underground", "", None),
        (K.KEYS, "Master key", "Lock box by the front door", "Code with dispatch", None),
        (K.SHUT_OFF, "Gas", "Behind the kitchen", "Red wheel", None),
        (K.AED, "AED", "Main office", "", "OFFICE"),
        (K.NALOXONE, "Naloxone", "Health room", "", "NURSE"),
    ),
    "JFMS": (
        (K.KEYS, "Master key", "Lock box, east entry", "Code with dispatch", None),
        (K.SHUT_OFF, "Gas", "East wall by the loading dock", "Quarter turn", None),
        (K.ALARM_PANEL, "Fire alarm panel", "East entry", "", None),
        (K.AED, "AED", "Commons, by the stage", "", None),
        (K.AED, "AED", "Gym", "", None),
    ),
}


_CHANNELS = tuple(
    PremiseItem(item_kind=K.RADIO, what=what, where=where, note=note)
    for what, where, note in (
        ("Command", "DSS CMD 1", ""),
        ("Tactical", "LE TAC 3", "police and SROs"),
        ("Medical", "MED 4", ""),
        ("Other agencies", "VTAC14", "patched by the 911 centre"),
    )
)
"""The communications plan of the high schools."""


def premise_of(code: str, level: SiteLevel) -> tuple[PremiseItem, ...]:
    """What is known of a site; of most the places of the AED and the keys."""
    own = _OWN.get(code)
    if own is not None:
        told = tuple(
            PremiseItem(item_kind=kind, what=what, where=where, note=note, room=room)
            for kind, what, where, note, room in own
        )
        return (*told, *_CHANNELS)
    if level is SiteLevel.OTHER:
        return ()
    return (
        PremiseItem(item_kind=K.KEYS, what="Master key", where="Lock box by the front door"),
        PremiseItem(item_kind=K.AED, what="AED", where="Main office"),
    )
