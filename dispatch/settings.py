"""Settings: what the environment says, with what holds when it says nothing. Imported by the command line and
the wiring only.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


class BadSetting(ValueError):
    """Which setting will not do, and why, as a sentence."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One variable: its name, what holds without it, whether its value is secret, and what it does."""

    variable: str
    default: str
    does: str
    secret: bool = False


SETTINGS = (
    Setting("DISPATCH_HOST", "127.0.0.1", "Address to listen on."),
    Setting("DISPATCH_PORT", "8000", "Port to listen on."),
    Setting("DISPATCH_DATA", "data", "Data folder: the embedded database, journals and heads.log."),
    Setting(
        "DATABASE_URL",
        "",
        "PostgreSQL of the application's role; empty: an embedded one in the data folder.",
        secret=True,
    ),
    Setting(
        "DISPATCH_MIGRATE_URL", "", "PostgreSQL of the owner of the tables, for migrations.", secret=True
    ),
    Setting("DISPATCH_LOG", "", "Id of the live log to serve; needed when the database has several."),
    Setting("DISPATCH_NODE", "", "Name of this node; empty: host name and port."),
    Setting(
        "DISPATCH_ORIGINS",
        "",
        "Further addresses that browsers use for this server, as https://name, with commas.",
    ),
    Setting(
        "DISPATCH_TRUSTED_PROXY",
        "",
        "Addresses of proxies whose X-Forwarded headers are believed, with commas.",
    ),
    Setting(
        "DISPATCH_DEMO_PASSWORD",
        "",
        "Replaces the known passwords of a demo, which may then be reached from other devices.",
        secret=True,
    ),
    Setting(
        "DISPATCH_LOAD_PASSWORD",
        "",
        "Password of the people that `dispatch load` signs in as; empty: those of a demo.",
        secret=True,
    ),
    Setting("DISPATCH_FILES_MB", "20000", "Room for files of calls, in millions of bytes; more are refused."),
    Setting(
        "DISPATCH_TRACK_DAYS",
        "30",
        "Days that tracks of units are kept, except on a call; 0: only tracks on calls are written.",
    ),
    Setting(
        "DISPATCH_PUSH",
        "",
        "Turns Web Push to officers' telephones on: an address for push services to write to, mailto: or https:. Empty: off.",
    ),
    Setting(
        "DISPATCH_TIME_ZONE",
        "",
        "The district's time zone for forms, board and days, as America/Denver. Empty: UTC; in a demo the demo's.",
    ),
    Setting("DISPATCH_CODE_DAYS", "14", "Days for which a sign-in code of a school's team is good."),
    Setting("DISPATCH_DEVICE_DAYS", "180", "Days for which a device that used such a code stays signed in."),
    Setting("DISPATCH_LOG_LEVEL", "WARNING", "How much is written to standard error: DEBUG to CRITICAL."),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings of one run."""

    host: str
    port: int
    data: Path
    database_url: str | None
    migrate_url: str | None
    log: str | None
    node: str | None
    origins: tuple[str, ...]
    trusted_proxy: tuple[str, ...]
    demo_password: str | None
    load_password: str | None
    files_mb: int
    track_days: int
    push: str | None
    time_zone: ZoneInfo | None
    code_days: int
    device_days: int
    log_level: str

    @property
    def loopback(self) -> bool:
        """Whether only this machine can reach the server."""
        return self.host in LOOPBACK


def read(environment: Mapping[str, str]) -> Settings:
    """The settings in an environment. Raises ``BadSetting``."""
    given = {one.variable: environment.get(one.variable, "").strip() or one.default for one in SETTINGS}
    return Settings(
        host=given["DISPATCH_HOST"],
        port=_port(given["DISPATCH_PORT"]),
        data=Path(given["DISPATCH_DATA"]).expanduser(),
        database_url=_postgres("DATABASE_URL", given["DATABASE_URL"]),
        migrate_url=_postgres("DISPATCH_MIGRATE_URL", given["DISPATCH_MIGRATE_URL"]),
        log=_log(given["DISPATCH_LOG"]),
        node=given["DISPATCH_NODE"] or None,
        origins=tuple(_origin(one) for one in _list(given["DISPATCH_ORIGINS"])),
        trusted_proxy=tuple(_list(given["DISPATCH_TRUSTED_PROXY"])),
        demo_password=_demo_password(given["DISPATCH_DEMO_PASSWORD"]),
        load_password=given["DISPATCH_LOAD_PASSWORD"] or None,
        files_mb=_megabytes(given["DISPATCH_FILES_MB"]),
        track_days=_days("DISPATCH_TRACK_DAYS", given["DISPATCH_TRACK_DAYS"]),
        push=_contact(given["DISPATCH_PUSH"]),
        time_zone=_zone(given["DISPATCH_TIME_ZONE"]),
        code_days=_year("DISPATCH_CODE_DAYS", given["DISPATCH_CODE_DAYS"]),
        device_days=_year("DISPATCH_DEVICE_DAYS", given["DISPATCH_DEVICE_DAYS"]),
        log_level=_level(given["DISPATCH_LOG_LEVEL"]),
    )


def shown(environment: Mapping[str, str]) -> list[str]:
    """Each setting as it holds, one a line. A secret is only said to be set."""
    lines = []
    for one in SETTINGS:
        value = environment.get(one.variable, "").strip()
        if one.secret:
            value = "(set)" if value else ""
        lines.append(f"{one.variable}={value or one.default}")
    return lines


def _port(given: str) -> int:
    if not given.isascii() or not given.isdecimal() or not 1 <= int(given[:6]) <= 65_535:
        raise BadSetting(f"DISPATCH_PORT is a number from 1 to 65535, not {given!r}.")
    return int(given)


def _megabytes(given: str) -> int:
    if not given.isascii() or not given.isdecimal() or len(given) > 9:
        raise BadSetting(f"DISPATCH_FILES_MB is a whole number of millions of bytes, not {given!r}.")
    return int(given)


def _contact(given: str) -> str | None:
    if not given:
        return None
    parts = urlsplit(given)
    whole = (parts.scheme == "mailto" and "@" in parts.path) or (parts.scheme == "https" and parts.hostname)
    if not whole or not given.isprintable() or " " in given:
        raise BadSetting(f"DISPATCH_PUSH is an address like mailto:it@example.org, not {given!r}.")
    return given


def _zone(given: str) -> ZoneInfo | None:
    if not given:
        return None
    try:
        return ZoneInfo(given)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise BadSetting(
            f"DISPATCH_TIME_ZONE is the IANA name of a time zone, such as America/Denver, not {given!r}."
            " (If the name is right, this machine has no table of time zones: install its tzdata package.)"
        ) from None


def _days(name: str, given: str) -> int:
    if not given.isascii() or not given.isdecimal() or int(given[:6]) > 3_650:
        raise BadSetting(f"{name} is a number of days from 0 to 3650, not {given!r}.")
    return int(given)


def _year(name: str, given: str) -> int:
    if not given.isascii() or not given.isdecimal() or not 1 <= int(given[:6]) <= 366:
        raise BadSetting(f"{name} is a number of days from 1 to 366, not {given!r}.")
    return int(given)


def _postgres(name: str, given: str) -> str | None:
    if not given:
        return None
    if urlsplit(given).scheme not in ("postgresql", "postgres"):
        # The value itself is not shown: it may hold a password.
        raise BadSetting(f"{name} must begin with postgresql://")
    return given


def _log(given: str) -> str | None:
    if given and not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}", given):
        raise BadSetting(f"DISPATCH_LOG is the id of a log (letters, digits, dots, dashes), not {given!r}.")
    return given or None


def _origin(given: str) -> str:
    parts = urlsplit(given)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path.strip("/") or parts.query:
        raise BadSetting(
            f"DISPATCH_ORIGINS names addresses like https://dispatch.example.org, not {given!r}."
        )
    return given.rstrip("/").lower()


def _demo_password(given: str) -> str | None:
    if given and len(given) < 8:
        raise BadSetting("DISPATCH_DEMO_PASSWORD needs at least 8 characters.")
    return given or None


def _level(given: str) -> str:
    level = given.upper()
    if level not in ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"):
        raise BadSetting(f"DISPATCH_LOG_LEVEL is DEBUG, INFO, WARNING, ERROR or CRITICAL, not {given!r}.")
    return level


def _list(given: str) -> list[str]:
    return [one.strip() for one in given.split(",") if one.strip()]
