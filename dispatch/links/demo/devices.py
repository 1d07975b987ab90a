"""Panic devices of the demo: a button in the office of every site, badges in the rooms that are drawn, one alarm panel."""

from __future__ import annotations

from collections.abc import Iterable

from dispatch.domain.devices import Device, DeviceKind
from dispatch.domain.roster import Site

VENDOR = "PINON"
"""A maker of panic devices that is nobody's."""
_BADGES = 12
_PANELS = ("GRHS", "RTHS")


def devices(sites: Iterable[Site]) -> tuple[Device, ...]:
    """The devices of these sites. Nobody waits for their signs of life: a demo is switched off at night."""
    return tuple(one for site in sites for one in _of(site))


def _of(site: Site) -> Iterable[Device]:
    building = site.buildings[0].code if site.buildings else None
    yield Device(
        code=f"B-{site.code}-1",
        device_kind=DeviceKind.FIXED_BUTTON,
        site=site.code,
        building=building,
        floor="1",
        name="Front office",
        vendor=VENDOR,
    )
    for room in site.rooms[:_BADGES]:
        yield Device(
            code=f"W-{site.code}-{room.code}",
            device_kind=DeviceKind.WEARABLE,
            site=site.code,
            building=room.building,
            room=room.code,
            name=f"Badge of {room.name}",
            vendor=VENDOR,
        )
    if site.code in _PANELS:
        yield Device(
            code=f"P-{site.code}",
            device_kind=DeviceKind.ALARM_PANEL,
            site=site.code,
            building=building,
            name="Alarm panel",
            vendor=VENDOR,
        )
