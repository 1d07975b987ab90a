"""Which panic devices there are and how they are, for whoever looks after them: the live link carries only those in trouble."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from dispatch.domain.devices import DeviceState
from dispatch.web.access import Caller
from dispatch.web.answers import json_answer
from dispatch.web.given import only_this_log, text
from dispatch.web.panic_messages import DeviceInfo, DevicesBody
from dispatch.web.services import Services


async def devices(request: Request, services: Services, caller: Caller) -> Response:
    """All devices, or those of a site."""
    only_this_log(request, services)
    site = text(request.query_params.get("site"), "site")
    found = [
        _info(services, one)
        for one in services.desk.state.devices.values()
        if site is None or one.roster.site == site
    ]
    body: DevicesBody = {"devices": sorted(found, key=lambda one: (one["site"], one["id"]))}
    return json_answer(body)


def _info(services: Services, device: DeviceState) -> DeviceInfo:
    roster = device.roster
    return {
        "id": device.id,
        "device_kind": roster.device_kind,
        "name": roster.name,
        "vendor": roster.vendor,
        "site": roster.site,
        "building": roster.building,
        "floor": roster.floor,
        "room": roster.room,
        "in_service": roster.in_service,
        "has_key": services.panic.can_sign(device),
        "battery": device.battery,
        "low": device.low,
        "heard_at": device.heard_at,
        "silent_since": device.silent_since,
        "silence_hours": roster.silence_hours,
    }
