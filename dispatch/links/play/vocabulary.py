"""The words of scenarios: the kinds of events, the roles, and what each kind of event may and must say."""

from __future__ import annotations

_PLACE = frozenset({"text", "site", "sites"})
KEYS: dict[str, frozenset[str]] = {
    "call_received": _PLACE | {"source"},
    "call_created": _PLACE | {"type", "pri", "source", "room"},
    "call_updated": _PLACE | {"type", "pri"},
    "call_linked": _PLACE,
    "call_closed": _PLACE | {"disposition"},
    "dispatch": _PLACE | {"units"},
    "unit_status": _PLACE | {"unit", "status", "agency"},
    "radio": _PLACE | {"unit", "to", "channel", "photo"},
    "panic_alert": _PLACE | {"room", "level"},
    "alarm": _PLACE | {"source"},
    "weather_alert": _PLACE,
    "tip_received": _PLACE | {"source"},
    "action_start": _PLACE | {"action", "params"},
    "action_heard": _PLACE | {"action"},
    "action_change": _PLACE | {"action", "params"},
    "action_release": _PLACE | {"action", "method", "confirmed_by"},
    "room_status": _PLACE | {"room", "state"},
    "accountability": _PLACE,
    "person_match": _PLACE,
    "psap_notify": _PLACE | {"agency"},
    "command_establish": _PLACE | {"ic", "agency"},
    "command_transfer": _PLACE | {"from", "to", "agency"},
    "uc_form": _PLACE | {"members", "icp"},
    "uc_join": _PLACE | {"member", "agency"},
    "objective": _PLACE,
    "decision": _PLACE,
    "resource_request": _PLACE | {"agency"},
    "check_in": _PLACE | {"unit", "agency"},
    "staging": _PLACE,
    "par": _PLACE | {"units"},
    "status_check": _PLACE | {"unit"},
    "emergency": _PLACE | {"unit"},
    "bolo": _PLACE,
    "message_out": _PLACE | {"audience"},
    "case_open": _PLACE | {"level"},
    "case_update": _PLACE | {"level"},
    "reunif_state": _PLACE | {"state"},
    "student_release": _PLACE,
    "student_hold": _PLACE,
    "patient": _PLACE | {"severity"},
    "benchmark": _PLACE | {"name"},
    "log": _PLACE | {"unit", "photo"},
    "system_event": _PLACE,
}
"""The kinds of events, and what each may say beside ``t``, ``by`` and ``do``."""

ROLES = frozenset(
    "parent student teacher secretary principal assistant_principal nurse counselor facility_manager custodian coach cso patrol "  # noqa: SIM905
    "supervisor sro dispatcher psap le_ic le_officer fire_ic ems em pio tm crt transportation bus_driver watch_center nws system "
    "media superintendent reunif_director caller".split()
)
_TOLD = ("text",)
NEEDED: dict[str, tuple[str, ...]] = {
    "call_received": _TOLD,
    "call_created": ("type",),
    "call_closed": ("disposition",),
    "dispatch": ("units",),
    "radio": _TOLD,
    "panic_alert": ("site",),
    "alarm": ("source",),
    "weather_alert": _TOLD,
    "tip_received": _TOLD,
    "action_start": ("action",),
    "action_change": ("action",),
    "action_release": ("action",),
    "room_status": ("room", "state"),
    "accountability": _TOLD,
    "person_match": _TOLD,
    "command_establish": ("ic",),
    "command_transfer": ("to",),
    "uc_form": ("members",),
    "uc_join": ("member",),
    "objective": _TOLD,
    "decision": _TOLD,
    "resource_request": _TOLD,
    "check_in": _TOLD,
    "emergency": ("unit",),
    "bolo": _TOLD,
    "message_out": _TOLD,
    "reunif_state": ("state",),
    "patient": ("severity",),
    "benchmark": ("name",),
    "log": _TOLD,
    "system_event": _TOLD,
}
"""What an event of a kind says nothing without."""

ONE_SITE = frozenset(
    {
        "call_received",
        "call_created",
        "call_updated",
        "call_closed",
        "dispatch",
        "unit_status",
        "radio",
        "panic_alert",
        "psap_notify",
    }
)
"""Kinds whose command is about one place."""
PARAMS = frozenset(
    {
        "entry_mode",
        "hazard",
        "strategy",
        "zone_scope",
        "last_known_location",
        "location",
        "police_led",
        "authority",
    }
)
"""What an order may say in ``params``."""
ONLY_AT_START = frozenset({"police_led", "authority"})
"""What cannot be changed once an order stands."""
HEADINGS = frozenset({"id", "title", "mode", "start_local", "sites", "events", "expect", "ask"})
"""What a scenario says beside its events."""
