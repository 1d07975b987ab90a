"""Logs of the program: one event is one line, whatever is in it, and a secret is never in it."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from dispatch.web.logs import configure


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """What goes to standard error; everything is put back afterwards."""
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    out = io.StringIO()
    monkeypatch.setattr("sys.stderr", out)
    configure(level="INFO")
    yield out
    root.handlers, root.level = handlers, level
    structlog.reset_defaults()


def test_nobody_forges_a_line(written: io.StringIO) -> None:
    evil = 'x\r\n{"event": "forged"}\x1b[2J\u2028'
    structlog.get_logger("dispatch.test").info("request", path=evil)
    logging.getLogger("somebody.else").warning("said %s", evil)
    lines = written.getvalue().split("\n")
    assert lines[-1] == ""
    first, second = (json.loads(line) for line in lines[:-1])
    assert first["path"] == evil
    assert second["event"] == f"said {evil}"
    assert "\r" not in written.getvalue()
    assert "\x1b" not in written.getvalue()


def test_secrets_are_hidden_by_name(written: io.StringIO) -> None:
    structlog.get_logger("dispatch.test").info("x", password="hush", token="hush", Cookie="hush", dsn="hush")
    assert "hush" not in written.getvalue()


def test_a_mistake_is_one_line_with_its_traceback(written: io.StringIO) -> None:
    try:
        raise ValueError("boom")
    except ValueError:
        structlog.get_logger("dispatch.test").exception("mistake")
    (line,) = written.getvalue().splitlines()
    assert "ValueError: boom" in json.loads(line)["exception"]
