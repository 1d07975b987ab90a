"""Settings: what the environment may say, and that every one is written down."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from dispatch.settings import SETTINGS, BadSetting, Settings, read, shown

DOCUMENT = (Path(__file__).parents[1] / "docs" / "settings.md").read_text()


def test_every_setting_is_described_and_read() -> None:
    for one in SETTINGS:
        default = f"`{one.default}`" if one.default else ""
        assert f"| `{one.variable}` | {default} | {one.does} |" in DOCUMENT
    assert len(fields(Settings)) == len(SETTINGS)


def test_nothing_said_means_this_machine_only() -> None:
    settings = read({})
    assert (settings.host, settings.port, settings.loopback) == ("127.0.0.1", 8000, True)
    assert settings.database_url is None
    assert not read({"DISPATCH_HOST": "0.0.0.0"}).loopback


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("DISPATCH_PORT", "0"),
        ("DISPATCH_PORT", "65536"),
        ("DISPATCH_PORT", "http"),
        ("DISPATCH_PORT", "８０００"),
        ("DATABASE_URL", "mysql://user:secret@host/db"),
        ("DISPATCH_ORIGINS", "dispatch.example.org"),
        ("DISPATCH_ORIGINS", "https://dispatch.example.org/path"),
        ("DISPATCH_LOG", "a b"),
        ("DISPATCH_DEMO_PASSWORD", "short"),
        ("DISPATCH_FILES_MB", "some"),
        ("DISPATCH_CODE_DAYS", "0"),
        ("DISPATCH_DEVICE_DAYS", "1000"),
        ("DISPATCH_LOG_LEVEL", "LOUD"),
        ("DISPATCH_PUSH", "yes"),
        ("DISPATCH_PUSH", "mailto:nobody"),
        ("DISPATCH_TIME_ZONE", "Mountain"),
        ("DISPATCH_TIME_ZONE", "../../etc/passwd"),
        ("DISPATCH_TRACK_DAYS", "-1"),
        ("DISPATCH_TRACK_DAYS", "a month"),
    ],
)
def test_a_bad_value_is_refused_by_name_and_no_secret_is_repeated(variable: str, value: str) -> None:
    with pytest.raises(BadSetting, match=variable) as refused:
        read({variable: value})
    assert "secret" not in str(refused.value)


def test_secrets_are_not_shown() -> None:
    environment = {one.variable: "postgresql://u:hush@h/d" for one in SETTINGS if one.secret}
    assert len(environment) >= 3
    lines = shown(environment)
    assert "hush" not in "\n".join(lines)
    assert "DATABASE_URL=(set)" in lines
    assert "DISPATCH_PORT=8000" in lines
