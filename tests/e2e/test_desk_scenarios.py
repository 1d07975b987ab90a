"""Scenarios of the training set worked at the desk: one dispatcher, the keyboard and nothing else, while a second console watches.

What the people of a scenario say and do outside the desk reaches the dispatcher by phone and radio, so it becomes the dispatcher's typing.
Each ends when both consoles show the same, and the same as a console that is opened only then.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import OpenPage
from tests.e2e.district import District
from tests.e2e.test_console import console, line

# Two consoles, a server and its database on a small machine: slow is not wrong.
expect.set_options(timeout=20_000)

# What a console shows of the truth, without its clocks: rows by id, with what they say of it.
_SHOWN = """
() => {
    const rows = (selector, ...names) =>
        [...document.querySelectorAll(selector)]
            .map((row) => names.map((name) => row.getAttribute(name)).join(" "))
            .sort();
    return {
        calls: rows("[data-call]", "data-call"),
        units: rows("[data-unit][data-status]", "data-unit", "data-status"),
        sites: rows("[data-site][data-action]", "data-site", "data-action", "data-mode"),
        lines: [...document.querySelectorAll("[data-line] b")].map((row) => row.textContent.trim()),
    };
}
"""
_POINTER = "addEventListener('pointerdown', () => { window.pointed = true; }, true)"


class Desk:
    """A dispatcher's hands on the keys of one console."""

    def __init__(self, page: Page) -> None:
        self.page = page
        page.evaluate(_POINTER)

    def type(self, text: str, keys: str = "Enter") -> None:
        """A line typed from wherever the focus is, and run. It must be understood before it is."""
        self.page.keyboard.press("/")
        expect(line(self.page)).to_be_focused()
        self.page.keyboard.type(text)
        expect(self.page.locator(".problem")).to_have_count(0)
        self.page.keyboard.press(keys)
        expect(line(self.page)).to_have_value("")

    def new_call(self, text: str) -> str:
        """Enter a call; what may be a duplicate of something on the demo's desk is another matter. Gives its number in short."""
        known = set(self._numbers())
        self.type(text)
        duplicate = self.page.get_by_role("dialog")
        fresh = self.page.locator('[data-call][aria-selected="true"]')
        expect(duplicate.or_(fresh).first).to_be_visible()
        if duplicate.is_visible():
            self.page.keyboard.press("Control+Enter")
        self.page.wait_for_function(
            "known => [...document.querySelectorAll('[data-call][aria-selected=\"true\"]')]"
            ".some((row) => !known.includes(row.dataset.call))",
            arg=sorted(known),
        )
        number = self.page.locator('[data-call][aria-selected="true"]').first.get_attribute("data-call")
        assert number is not None
        return str(int(number.split("-")[1]))

    def acknowledge(self) -> None:
        """F8 until nothing rings."""
        bar = self.page.locator("[data-alarm]")
        while bar.count() > 0:
            said = bar.first.get_attribute("data-alarm")
            self.page.keyboard.press("F8")
            expect(self.page.locator(f'[data-alarm="{said}"]')).to_have_count(0)

    def sees(self, site: str, action: str | None) -> None:
        """The site strip shows this action there, or none."""
        tile = self.page.locator(f'[data-site="{site}"][data-action]')
        if action is None:
            expect(tile).to_have_count(0)
        else:
            expect(tile.first).to_have_attribute("data-action", action)

    def unit(self, unit: str, status: str) -> None:
        expect(self.page.locator(f'[data-unit="{unit}"]').first).to_have_attribute("data-status", status)

    def logged(self, words: str) -> None:
        """The timeline of what is selected says so."""
        expect(self.page.get_by_role("log")).to_contain_text(words)

    def _numbers(self) -> list[str]:
        found: list[str] = self.page.evaluate(
            "() => [...document.querySelectorAll('[data-call]')].map((row) => row.dataset.call)"
        )
        return found


def secure_at_two_schools(desk: Desk) -> str:
    """SC01: Secure at two schools for a police search."""
    call = desk.new_call(
        "N POLACT LKES P2 /Tamcom: MPD search, armed robbery suspect on foot, three blocks east"
    )
    desk.type("SEC LKES entry=closed /Ordered by phone to the office")
    desk.sees("LKES", "SECURE")
    desk.type('HEARD LKES by="Secretary" /PA made twice, second grade coming in from the playground')
    desk.type(f"D A3 {call}")
    desk.type(f"911 {call} TAMCOM")
    desk.type(f"SEC GRHS {call} entry=monitored")
    desk.sees("GRHS", "SECURE")
    desk.type('HEARD GRHS by="AP Nakai"')
    desk.type("ER A3")
    desk.type("OS A3")
    desk.unit("A3", "OS")
    desk.type(f"L {call} /All 23 rooms reported, all accounted")
    desk.type(f"L {call} /Suspect in custody 2 miles west, MPD sergeant confirms both schools may release")
    desk.type('REL SEC LKES by="Principal Odell" confirmed="Sgt Ruiz" agency=MPD')
    desk.type('REL SEC GRHS by="AP Nakai" confirmed="Sgt Ruiz" agency=MPD')
    desk.sees("LKES", None)
    desk.sees("GRHS", None)
    desk.type("C A3 REFER /Handed to MPD, both schools released")
    return call


def a_false_report(desk: Desk) -> str:
    """SC03: a threat call claims a shooter at Redtail High; Secure while it is checked, never more."""
    call = desk.new_call(
        "N SWATNG RTHS P1 /Caller on the admin line says restroom, rifle, background does not match"
    )
    desk.acknowledge()
    desk.type(f"L {call} /Indicators: non-emergency line, blocked number, same script in two counties")
    desk.type("SEC RTHS")
    desk.sees("RTHS", "SECURE")
    desk.type('HEARD RTHS by="Front office"')
    desk.type(f"911 {call} TAMCOM")
    desk.type("R C21 /No sounds, hallways quiet, checking named restroom with S52")
    desk.type(f"D A1 A2 SUP2 {call}")
    desk.type("R S52 /Restroom clear, camera review shows no entry")
    desk.type(f"SEC GRHS {call}")
    desk.sees("GRHS", "SECURE")
    desk.type('HEARD GRHS by="Front office"')
    desk.type('REL SEC RTHS by="Principal Haddad" confirmed="Lt. Moreno" agency=TCSO')
    desk.type('REL SEC GRHS by="AP Nakai" confirmed="Sgt Ruiz" agency=MPD')
    desk.sees("RTHS", None)
    desk.sees("GRHS", None)
    for unit in ("A1", "A2", "SUP2"):
        desk.type(f"AV {unit}")
    desk.type(f"C {call} UNFND /Hoax series, both buildings swept")
    return call


def a_missing_child(desk: Desk) -> str:
    """SC06: a kindergartner is missing at Bluestem K-8."""
    call = desk.new_call("N MISCHD BSK8 P1 /Marked present 08:15, not at carpet 08:40, restroom empty")
    desk.acknowledge()
    desk.type("HOLD BSK8 /Halls clear so the search can work")
    desk.sees("BSK8", "HOLD")
    desk.type('HEARD BSK8 by="Secretary"')
    desk.type(f"D A4 A8 S53 SUP2 {call}")
    desk.type(f"911 {call} TAMCOM /Missing 5-year-old, description sent")
    desk.type("ER A4")
    desk.type("OS A4")
    desk.unit("A4", "OS")
    desk.type(f"L {call} /Exit door 4 latched wrong, could have been pushed from inside")
    desk.type(f"L {call} /Grandmother on the authorised list, child at the dentist")
    desk.type('REL HOLD BSK8 by="Principal Ito"')
    desk.sees("BSK8", None)
    for unit in ("A4", "A8", "S53", "SUP2"):
        desk.type(f"AV {unit}")
    desk.type(f"C {call} CONT /Child seen by an officer at the clinic, door 4 work order raised")
    return call


def a_cardiac_arrest(desk: Desk) -> str:
    """SC09: cardiac arrest at a night event."""
    call = desk.new_call("N CARDIA GRHS gym P1 /Player collapsed, no response, need AED")
    desk.acknowledge()
    desk.type(f"L {call} /AED in gym lobby by doors 3, start compressions, keep the line open")
    desk.type(f"911 {call} TAMCOM")
    desk.type('HOLD GRHS area="gym and east hall"')
    desk.sees("GRHS", "HOLD")
    desk.type('HEARD GRHS by="Coach Lindqvist"')
    desk.type(f"D C11 {call}")
    desk.type("OS C11")
    desk.type("AI C11")
    desk.unit("C11", "AI")
    desk.type("R C11 /AED attached, shock given, compressions continue")
    desk.type(f"L {call} /Pulse back, transported with one parent")
    desk.type('REL HOLD GRHS by="Principal Alvarez"')
    desk.sees("GRHS", None)
    desk.type("AV C11")
    desk.type(f"C {call} MEDTX /AED data saved for EMS, battery and pads reordered")
    return call


def a_cafeteria_fight(desk: Desk) -> str:
    """SC10: a cafeteria fight with a follow-up."""
    call = desk.new_call("N FIGHT RTHS cafeteria P2 /Two groups, one on the ground")
    desk.type('HOLD RTHS area="cafeteria and east hall"')
    desk.sees("RTHS", "HOLD")
    desk.type('HEARD RTHS by="AP Whitlock"')
    desk.type(f"D A5 C21 S52 {call}")
    desk.type("R C22 /Fight stopped, two students separated, one nosebleed")
    desk.type("R C21 /Students filming, some saying more after school")
    desk.type('REL HOLD RTHS by="AP Whitlock"')
    desk.sees("RTHS", None)
    for unit in ("A5", "C21", "S52"):
        desk.type(f"AV {unit}")
    desk.type(f"C {call} RPT /Quiet dismissal, extra patrol given")
    return call


@dataclass(frozen=True)
class Scene:
    """A scenario, and what must have come of it."""

    name: str
    work: Callable[[Desk], str]
    disposition: str
    actions: int
    said: str


SCENES = (
    Scene("SC01", secure_at_two_schools, "REFER", 2, "Suspect in custody"),
    Scene("SC03", a_false_report, "UNFND", 2, "Indicators: non-emergency line"),
    Scene("SC06", a_missing_child, "CONT", 1, "Exit door 4 latched wrong"),
    Scene("SC09", a_cardiac_arrest, "MEDTX", 1, "Pulse back"),
    Scene("SC10", a_cafeteria_fight, "RPT", 1, "Students filming"),
)


@pytest.fixture
def quiet(district: District) -> District:
    """The demo district with the units of the scenarios free."""
    dispatcher = district.person("dispatcher2")
    wanted = {"A1", "A2", "A3", "A4", "A5", "A8", "SUP2", "S52", "S53", "C11", "C21"}
    for unit in dispatcher.rows("units"):
        if unit["id"] in wanted and unit["status"] == "OFF":
            for status in ("LOG", "AV"):
                dispatcher.do("SetUnitStatus", unit=unit["id"], status=status)
        elif unit["id"] in wanted and unit["call"] is not None:
            dispatcher.do("ClearUnit", unit=unit["id"])
    return district


def same(one: Page, other: Page) -> dict[str, Any]:
    """What two consoles show, once it is the same; fails with the difference when it does not become so."""
    shown: tuple[dict[str, Any], dict[str, Any]] = ({}, {})
    for _ in range(60):
        shown = (one.evaluate(_SHOWN), other.evaluate(_SHOWN))
        if shown[0] == shown[1]:
            return shown[0]
        one.wait_for_timeout(250)
    pytest.fail("the consoles differ:\n" + json.dumps(shown, indent=1))


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
def test_worked_by_keyboard_while_another_watches(quiet: District, open_page: OpenPage, scene: Scene) -> None:
    mine = console(open_page, quiet)
    watching = console(open_page, quiet, "dispatcher2", address=quiet.second_address)
    desk = Desk(mine)
    call = scene.work(desk)
    record = next(
        one for one in quiet.person("dispatcher").rows("calls") if one["number"].endswith(f"-{int(call):06d}")
    )
    assert (record["status"], record["disposition"]) == ("CLOSED", scene.disposition)
    assert len(record["actions"]) == scene.actions
    assert record["units"] == []
    lines = quiet.person("dispatcher")._client.get(
        "/api/log", params={"incident": record["id"], "limit": 200}
    )
    assert scene.said in lines.text
    for page in (mine, watching):
        page.keyboard.press("/")
        page.keyboard.type(f"GO {call}")
        page.keyboard.press("Enter")
        expect(page.get_by_role("log")).to_contain_text(re.compile("closed", re.IGNORECASE))
    shown = same(mine, watching)
    late = console(open_page, quiet, "supervisor")
    late.keyboard.press("/")
    late.keyboard.type(f"GO {call}")
    late.keyboard.press("Enter")
    assert same(mine, late) == shown
    assert mine.evaluate("() => window.pointed") is None, "the mouse was used"
