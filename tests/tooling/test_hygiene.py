"""The guard on what a test leaves behind must itself fail the tests that it is there for."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

EXAMPLES = """
import asyncio
import socket
import warnings


async def nap():
    await asyncio.sleep(60)


def ring():
    pass


async def test_clean():
    task = asyncio.create_task(nap())
    timer = asyncio.get_running_loop().call_later(60, ring)
    timer.cancel()
    task.cancel()


async def test_leaves_a_task():
    globals()["task"] = asyncio.create_task(nap())


async def test_leaves_a_timer():
    ring.__module__ = "dispatch.example"
    asyncio.get_running_loop().call_later(60, ring)


async def test_calls_the_loop_from_another_thread():
    await asyncio.to_thread(asyncio.get_running_loop().call_soon, ring)


async def test_sets_a_timer_from_another_thread():
    await asyncio.to_thread(asyncio.get_running_loop().call_later, 0, ring)


async def test_may_speak_to_the_loop_safely():
    await asyncio.to_thread(asyncio.get_running_loop().call_soon_threadsafe, ring)


def test_leaves_a_socket():
    socket.socket()


def test_warns():
    warnings.warn_explicit("old", DeprecationWarning, "x.py", 1, module="dispatch.example")


def test_others_may_warn():
    warnings.warn_explicit("old", DeprecationWarning, "x.py", 1, module="somebody.else")
"""


@pytest.fixture
def outcomes(pytester: pytest.Pytester) -> dict[str, str]:
    """What became of each example, run with our configuration and our plugin in a process of its own."""
    pytester.makepyfile(test_examples=EXAMPLES)
    run = pytester.runpytest_subprocess(
        f"--config-file={ROOT / 'pyproject.toml'}",
        f"--rootdir={pytester.path}",
        "-p",
        "tests.hygiene",
        "-p",
        "no:cacheprovider",
        "-vv",
        "-rN",
        str(pytester.path),
    )
    lines = [line.split() for line in run.outlines if "::test_" in line and "%]" in line]
    return {line[0].partition("::")[2]: line[1] for line in lines}


def test_what_is_left_behind_fails_its_test(outcomes: dict[str, str], pytester: pytest.Pytester) -> None:
    assert outcomes == {
        "test_clean": "PASSED",
        "test_leaves_a_task": "FAILED",
        "test_leaves_a_timer": "FAILED",
        "test_calls_the_loop_from_another_thread": "FAILED",
        "test_sets_a_timer_from_another_thread": "FAILED",
        "test_may_speak_to_the_loop_safely": "PASSED",
        "test_leaves_a_socket": "FAILED",
        "test_warns": "FAILED",
        "test_others_may_warn": "PASSED",
    }
