"""What the demo's desk keeps beside its calls: whom to look for, who has read it, and the shift log."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from dispatch.domain import commands as c
from dispatch.domain.actor import Actor
from dispatch.domain.bolos import BoloCategory, Caution, Handling, VehicleSaid
from dispatch.domain.commands import Command
from dispatch.domain.ids import derive
from dispatch.domain.shifts import ShiftCategory
from dispatch.domain.text import TextClass
from dispatch.links.demo.people import NAMESPACE, actor

Given = tuple[str, Actor, Command]
"""A command of the demo with its name and giver; ``shift`` makes steps of them."""


def bolos(opened: datetime) -> Iterator[Given]:
    """An order at a school where a call is open, one at another, and a car that the police look for."""
    desk, chief = actor("dispatcher2"), actor("supervisor")
    yield (
        "bolo/corliss",
        chief,
        c.IssueBolo(
            category=BoloCategory.TRESPASS_ORDER,
            subject="Wade Corliss, 44, tall, shaved head, work jacket",
            reason="Barred from the grounds since the threat to the front office in October. Has a son in tenth grade.",
            text_class=TextClass.STUDENT,
            cautions=(Caution.VIOLENT,),
            handling=Handling.HOLD_FOR,
            contact="Sgt. Idris Novak, 303-555-0131",
            sites=("RTHS",),
            units=("A2", "C21", "C22", "S52"),
        ),
    )
    yield (
        "bolo/hale",
        chief,
        c.IssueBolo(
            category=BoloCategory.CUSTODY_ORDER,
            subject="Renata Hale, 36, short dark hair",
            reason="Court order: no contact and no pick-up. Only the grandmother on the list may take the child.",
            text_class=TextClass.STUDENT,
            contact="Front office, 303-555-0105",
            sites=("AHES",),
            units=("A4",),
        ),
    )
    yield (
        "bolo/pickup",
        desk,
        c.IssueBolo(
            category=BoloCategory.VEHICLE,
            vehicle=VehicleSaid(
                plate="KPR-4412", state="CO", make="Ford", model="Ranger", colour="dark green"
            ),
            reason="Drove at a crossing guard this morning and left; driver not identified.",
            handling=Handling.IDENTIFY_ONLY,
            last_seen_at=opened - timedelta(hours=2),
            last_seen_site="CGMS",
            last_seen="crossing at the bus loop",
            direction="north",
        ),
    )
    # One is read by everybody; of the car most of the district has not read yet.
    readers = {"corliss": ("A2", "C21", "C22", "S52"), "hale": ("A4",), "pickup": ("A2", "A4")}
    for name, units in readers.items():
        bolo = derive(derive(NAMESPACE, f"step/bolo/{name}"), "bolo")
        for unit in units:
            yield f"bolo/{name}/{unit}", desk, c.AcknowledgeBolo(bolo=bolo, unit=unit)
    for name, site in (("corliss", "RTHS"), ("hale", "AHES")):
        bolo = derive(derive(NAMESPACE, f"step/bolo/{name}"), "bolo")
        yield f"bolo/{name}/{site}", desk, c.AcknowledgeBolo(bolo=bolo, site=site)


def shift_log() -> Iterator[Given]:
    """What the day shift knows, and what the next one must."""
    desk, chief = actor("dispatcher2"), actor("supervisor")
    for name, who, category, text, carry in (
        (
            "staffing",
            chief,
            ShiftCategory.STAFFING,
            "A9 and SUP2 come on at 15:00; C32 leaves at 14:00.",
            False,
        ),
        (
            "radio",
            desk,
            ShiftCategory.EQUIPMENT,
            "Portable 4 has a cracked antenna: in the box, do not hand out.",
            True,
        ),
        (
            "gate",
            desk,
            ShiftCategory.SITE_CONDITION,
            "East gate does not latch until the part comes; C21 looks at each bell.",
            True,
        ),
        ("snow", desk, ShiftCategory.WEATHER, "Snow from 16:00 forecast; buses may run late.", False),
    ):
        site = "RTHS" if name == "gate" else None
        yield (
            f"shift/{name}",
            who,
            c.WriteShiftEntry(category=category, text=text, carry_forward=carry, site=site),
        )
