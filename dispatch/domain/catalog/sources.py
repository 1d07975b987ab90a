"""How a call reached the desk."""

from __future__ import annotations

from enum import StrEnum


class CallSource(StrEnum):
    """Where a call for service came from."""

    PHONE_DISTRICT_EMERGENCY_LINE = "PHONE_DISTRICT_EMERGENCY_LINE"
    PHONE_ADMIN = "PHONE_ADMIN"
    PSAP_TRANSFER = "PSAP_TRANSFER"
    PSAP_CALLDOWN = "PSAP_CALLDOWN"
    RADIO = "RADIO"
    PANIC_WEARABLE = "PANIC_WEARABLE"
    PANIC_APP = "PANIC_APP"
    PANIC_FIXED = "PANIC_FIXED"
    ALARM_INTRUSION = "ALARM_INTRUSION"
    ALARM_FIRE = "ALARM_FIRE"
    ALARM_DOOR = "ALARM_DOOR"
    CAMERA_ANALYTIC = "CAMERA_ANALYTIC"
    SAFE2TELL = "SAFE2TELL"
    """Only the report's id may be stored: its text stays in the state's own system."""
    EMAIL_OR_WEB_REPORT = "EMAIL_OR_WEB_REPORT"
    WALK_IN = "WALK_IN"
    OFFICER_INITIATED = "OFFICER_INITIATED"
    """On-view: received, entered, dispatched and on scene at the same instant."""
    SCHEDULED = "SCHEDULED"
    WEATHER_ALERT = "WEATHER_ALERT"
    PARENT = "PARENT"
    OTHER_AGENCY = "OTHER_AGENCY"
    AUTOMATED_CAD_LINK = "AUTOMATED_CAD_LINK"


PANIC_SOURCES = frozenset({CallSource.PANIC_WEARABLE, CallSource.PANIC_APP, CallSource.PANIC_FIXED})
PSAP_SOURCES = frozenset({CallSource.PSAP_TRANSFER, CallSource.PSAP_CALLDOWN})
"""The PSAP itself told the desk: it has the call already."""
