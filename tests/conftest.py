"""Shared by every test: the plugin that sees to it that a test leaves nothing behind."""

from __future__ import annotations

pytest_plugins = ["tests.hygiene", "tests.pg", "pytester"]
