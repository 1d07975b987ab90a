"""The dispatcher's console: a call worked without the mouse, what two people see, and that nothing on it is out of reach or unreadable."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.chromium import assert_accessible
from tests.e2e.conftest import DESK, OpenPage
from tests.e2e.district import District

SITE = "RTHS"
LAPTOP = {"width": 1280, "height": 800}
# What came from the server is drawn: lists settle in the same frame.
PAINTED = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
# Two browsers, a server and its database on a small machine: slow is not wrong.
expect.set_options(timeout=15_000)

WEBGL = True


@pytest.fixture
def free_site(district: District) -> Iterator[str]:
    """A school that nothing is in force at, and whose actions are ended afterwards."""
    yield SITE
    supervisor = district.person("supervisor")
    for action in supervisor.rows("actions"):
        if action["site"] != SITE or action["ended_at"] is not None:
            continue
        if action["type"] != "LOCKDOWN":
            supervisor.do("ReleaseAction", action=action["id"], released_by="R. Vega", confirmed_by="MPD")
            continue
        if action["status"] == "ACTIVE":
            supervisor.do("RequestLockdownRelease", action=action["id"], authority="Lt. Moreno")
            action["release_requested_by"] = "supervisor"
        if action["status"] != "RELEASING":
            district.person("dispatcher2").try_to("ConfirmLockdownRelease", action=action["id"])
        supervisor.do(
            "OverrideLockdownRelease", action=action["id"], commander="Lt. Moreno", reason="Test over"
        )


def console(open_page: OpenPage, district: District, username: str = "dispatcher", **options: Any) -> Page:
    page = open_page(district, username, "/console", **options)
    expect(page.locator(".console")).to_have_attribute("data-health", "live")
    expect(page.locator("[data-unit]").first).to_be_visible()
    return page


def line(page: Page) -> Locator:
    return page.get_by_role("combobox", name="Command line")


def give(page: Page, text: str, keys: str = "Enter") -> None:
    """Type a command from wherever the focus is not in a field, and run it."""
    line(page).focus()
    page.keyboard.press("Escape")
    line(page).focus()
    page.keyboard.type(text)
    page.keyboard.press(keys)
    expect(line(page)).to_have_value("")


def call_row(page: Page, number: str) -> Locator:
    return page.locator(f'[data-call="{number}"]')


def test_a_whole_call_is_worked_without_the_mouse(district: District, open_page: OpenPage) -> None:
    page = console(open_page, district)
    page.keyboard.press("n")
    expect(line(page)).to_be_focused()
    page.keyboard.type(" THEFT GRHS gym /bag taken from a locker")
    expect(page.locator(".sentence")).to_contain_text("Granite Ridge High School")
    page.keyboard.press("Enter")
    duplicate = page.get_by_role("dialog")
    row = page.get_by_role("listbox", name="Pending calls").get_by_role("option", selected=True)
    expect(duplicate.or_(row).first).to_be_visible()
    if duplicate.is_visible():
        page.keyboard.press("Control+Enter")
    expect(row).to_contain_text("Theft")
    number = row.get_attribute("data-call")
    assert number is not None
    short = str(int(number.split("-")[1]))

    give(page, f"D A6 {short}")
    unit = page.locator('[data-unit="A6"]')
    expect(unit).to_have_attribute("data-status", "DP")
    give(page, "ER A6")
    expect(unit).to_have_attribute("data-status", "ER")
    give(page, "OS A6")
    expect(unit).to_have_attribute("data-status", "OS")
    give(page, f"L {short} /owner found the bag in the office")
    expect(page.get_by_role("log")).to_contain_text("owner found the bag")
    give(page, "C A6 NRPT /handled on scene")
    expect(unit).to_have_attribute("data-status", re.compile("AV|AP"))
    expect(call_row(page, number)).to_have_count(0)
    record = next(one for one in district.person("dispatcher").rows("calls") if one["number"] == number)
    assert (record["status"], record["disposition"]) == ("CLOSED", "NRPT")


def test_a_slash_brings_the_line_and_never_spoils_it(district: District, open_page: OpenPage) -> None:
    page = console(open_page, district)
    page.keyboard.press("Alt+3")
    page.keyboard.press("/")
    expect(line(page)).to_be_focused()
    expect(line(page)).to_have_value("")
    page.keyboard.type("/L /the west gate is locked")
    expect(page.locator(".sentence")).to_contain_text("Note in the shift log")
    page.keyboard.press("Enter")
    expect(line(page)).to_have_value("")
    expect(page.locator('[data-outcome="saved"]').filter(has_text="Note")).to_be_visible()
    page.keyboard.type("D Z9 7")
    page.keyboard.press("Enter")
    expect(page.locator(".problem")).to_contain_text("There is no unit Z9")
    expect(line(page)).to_have_value("D Z9 7")


def test_the_head_of_the_log_is_shown_and_moves(district: District, open_page: OpenPage) -> None:
    page = console(open_page, district)
    head = page.locator("[data-head]")
    expect(head).to_have_attribute("data-head", re.compile(r"^\d+:[0-9a-f]{16}$"))
    before = head.get_attribute("data-head")
    expect(head).to_have_text(re.compile(r"^Log [\d,]+ · [0-9a-f]{4} [0-9a-f]{4}…$"))
    give(page, "L /one more event")
    expect(head).not_to_have_attribute("data-head", before or "")
    expect(page.locator(".trip")).to_have_text(re.compile(r"^Link \d+ ms$"))


def test_secure_then_lockdown_are_seen_by_two_people(
    district: District, open_page: OpenPage, free_site: str
) -> None:
    mine = console(open_page, district)
    other = console(open_page, district, "dispatcher2", address=district.second_address)
    give(mine, f'SEC {free_site} reason="police activity"')
    tiles = [page.locator(f'[data-site="{free_site}"]') for page in (mine, other)]
    for tile in tiles:
        expect(tile).to_have_attribute("data-action", "SECURE")
    expect(mine.get_by_text("Secure! Get inside. Lock outside doors.")).to_have_count(2)
    expect(line(mine)).to_be_focused()
    give(mine, f"LOCK {free_site}")
    for tile in tiles:
        expect(tile).to_have_attribute("data-action", "LOCKDOWN")
    expect(mine.get_by_text("Lockdown! Locks, Lights, Out of Sight!")).to_have_count(2)
    give(mine, f'HEARD {free_site} by="Ms. Odell"')
    expect(mine.locator(".incident")).to_contain_text(
        re.compile(r"Announced or heard at \d\d:\d\d:\d\d, Ms. Odell")
    )


def test_a_lockdown_is_released_by_two_people_door_by_door(
    district: District, open_page: OpenPage, free_site: str
) -> None:
    mine = console(open_page, district)
    other = console(open_page, district, "dispatcher2", address=district.second_address)
    give(mine, f"LOCK {free_site}")
    expect(mine.locator(f'[data-site="{free_site}"]')).to_have_attribute("data-action", "LOCKDOWN")

    request = f'REL LOCK {free_site} by="Lt. Moreno, MPD"'
    line(mine).focus()
    mine.keyboard.type(request)
    expect(mine.locator(".sentence")).to_contain_text("Ctrl+Enter")
    mine.keyboard.press("Enter")
    expect(line(mine)).to_have_value(request)
    mine.keyboard.press("Control+Enter")
    expect(other.locator(f'[data-site="{free_site}"]')).to_contain_text("Release asked for")

    give(mine, f"REL LOCK {free_site}")
    expect(mine.get_by_role("dialog")).to_contain_text("A second person")
    give(other, f"REL LOCK {free_site}")
    other.keyboard.press("Control+Enter")
    doors = other.get_by_role("dialog").locator("[data-door]")
    expect(doors.first).to_be_visible()
    expect(mine.get_by_role("dialog").locator("[data-door]")).to_have_count(doors.count())
    total = doors.count()
    doors.first.focus()
    for door in range(total):
        if door < total - 1:
            other.keyboard.press("Enter")
            expect(doors.nth(door)).to_have_attribute("data-state", "RELEASED")
            other.keyboard.press("ArrowDown")
        else:
            expect(other.locator(f'[data-site="{free_site}"]')).to_have_attribute("data-action", "LOCKDOWN")
            other.keyboard.press("Enter")
    expect(other.get_by_role("dialog")).to_contain_text("It is over")
    for page in (mine, other):
        expect(page.locator(f'[data-site="{free_site}"]')).to_have_count(0)


def test_an_alarm_is_acknowledged_with_one_key_and_takes_no_focus(
    district: District, open_page: OpenPage, free_site: str
) -> None:
    page = console(open_page, district)
    for alarm in district.person("dispatcher").rows("alarms"):
        district.person("dispatcher").do("AcknowledgeAlarm", alarm=alarm["id"])
    bar = page.locator("[data-alarm]")
    expect(bar).to_have_count(0)
    line(page).focus()
    page.keyboard.type("L /half a sen")
    district.person("dispatcher2").do("RaisePanic", site=free_site, level="STAFF_ASSIST", source="PANIC_APP")
    expect(bar).to_be_visible()
    expect(line(page)).to_be_focused()
    page.keyboard.type("tence")
    expect(line(page)).to_have_value("L /half a sentence")
    expect(page).to_have_title(re.compile(r"^\(!\)"))
    while bar.count() > 0:
        said = bar.inner_text()
        page.keyboard.press("F8")
        expect(bar.filter(has_text=said.splitlines()[0])).to_have_count(0)
    expect(line(page)).to_have_value("L /half a sentence")


def test_what_is_not_the_protocols_word_is_asked_back(district: District, open_page: OpenPage) -> None:
    page = console(open_page, district)
    line(page).focus()
    page.keyboard.type("CODE RED GRHS")
    expect(page.locator(".problem")).to_contain_text("Which action")
    page.keyboard.press("Enter")
    expect(line(page)).to_have_value("CODE RED GRHS")
    expect(page.locator('[data-site="GRHS"][data-action="LOCKDOWN"]')).to_have_count(0)


def test_a_refused_command_says_why_and_the_board_stays_true(district: District, open_page: OpenPage) -> None:
    page = console(open_page, district)
    status = page.locator('[data-unit="A9"]').get_attribute("data-status")
    district.person("dispatcher").do("AddNote", text="Before the refusal")
    line(page).focus()
    page.keyboard.type("RT A9")
    page.keyboard.press("Enter")
    said = page.locator('[data-outcome="refused"]')
    expect(said).to_contain_text("Refused")
    expect(page.locator(".problem")).to_contain_text("A9 has no status check running")
    expect(line(page)).to_have_value("RT A9")
    expect(page.locator('[data-unit="A9"]')).to_have_attribute("data-status", status or "")


def test_a_half_typed_call_survives_a_reload(district: District, open_page: OpenPage) -> None:
    page = console(open_page, district)
    page.keyboard.press("F2")
    form = page.get_by_role("dialog")
    form.get_by_role("combobox", name="Site, by code").fill("larks")
    page.keyboard.press("Enter")
    form.get_by_role("combobox", name="What is it").fill("fight")
    page.keyboard.press("Tab")
    form.get_by_label("What was said").fill("Two students by the bus loop")
    page.reload()
    expect(page.locator("[data-unit]").first).to_be_visible()
    page.keyboard.press("F2")
    expect(form.get_by_label("What was said")).to_have_value("Two students by the bus loop")
    expect(form.get_by_role("combobox", name="Site, by code")).to_have_value(re.compile("LKES"))
    form.get_by_role("button", name="Discard").click()
    expect(form).to_have_count(0)


def test_every_pane_is_reached_and_walked_by_keys(district: District, open_page: OpenPage) -> None:
    page = console(open_page, district)
    page.keyboard.press("Alt+3")
    first = page.locator("[data-unit]:focus")
    expect(first).to_have_count(1)
    before = first.get_attribute("data-unit")
    page.keyboard.press("ArrowDown")
    expect(page.locator("[data-unit]:focus")).not_to_have_attribute("data-unit", before or "")
    page.keyboard.press("Home")
    expect(page.locator("[data-unit]:focus")).to_have_attribute("data-unit", before or "")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.locator("[data-unit]:focus")).to_have_count(1)
    page.keyboard.press("Alt+1")
    expect(page.locator('[data-pane="pending"] :focus')).to_have_count(1)
    page.keyboard.press("Control+k")
    page.keyboard.type("lark")
    page.keyboard.press("Enter")
    expect(page.locator(".incident h2")).to_contain_text("Larkspur")


def test_an_alarm_pushed_in_above_moves_no_row_under_the_pointer_and_nothing_below_the_map(
    district: District, open_page: OpenPage
) -> None:
    page = console(open_page, district)
    desk = district.person("dispatcher2")
    below = page.locator(".sites"), page.locator(".incident"), page.locator(".drawn")
    for pane, key in (("active", "data-call"), ("units", "data-unit")):
        first = page.locator(f'[data-pane="{pane}"] [data-row]').nth(1)
        row = page.locator(f'[{key}="{first.get_attribute(key)}"]').first
        row.hover()
        places = [one.bounding_box() for one in (row, *below)]
        raised = desk.do("RaisePanic", site="SCES", room=pane.upper(), device="badge-7", level="STAFF_ASSIST")
        expect(page.locator("[data-alarm]")).to_be_visible()
        page.evaluate(PAINTED)
        assert [one.bounding_box() for one in (row, *below)] == places
        (alarm,) = [
            one["id"]
            for one in desk.rows("alarms")
            if one["call"] == raised["call"] and one["alarm_kind"] == "panic"
        ]
        desk.do("AcknowledgeAlarm", alarm=alarm)


def test_a_column_is_made_wider_by_keys_and_is_so_again(district: District, open_page: OpenPage) -> None:
    page = console(open_page, district)
    edge = page.get_by_role("separator", name="Width of the calls")
    before = int(edge.get_attribute("aria-valuenow") or 0)
    edge.focus()
    page.keyboard.press("ArrowRight")
    expect(edge).to_have_attribute("aria-valuenow", str(before + 16))
    page.reload()
    expect(edge).to_have_attribute("aria-valuenow", str(before + 16))
    edge.focus()
    page.keyboard.press("Delete")
    expect(edge).to_have_attribute("aria-valuenow", str(before))


@pytest.mark.parametrize(("theme", "size"), [("night", DESK), ("day", LAPTOP)])
def test_axe_finds_nothing(district: District, open_page: OpenPage, theme: str, size: dict[str, int]) -> None:
    page = console(open_page, district, viewport=size, theme=theme)
    expect(page.locator("[data-map]").first).to_be_visible(timeout=20_000)
    assert_accessible(page)
    for key in ("F1", "F2", "F3", "F6"):
        page.keyboard.press(key)
        expect(page.get_by_role("dialog")).to_be_visible()
        assert_accessible(page)
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_have_count(0)


@pytest.mark.parametrize(("width", "height"), [(1920, 1080), (1280, 800), (390, 844)])
def test_nothing_is_pushed_off_the_side(
    district: District, open_page: OpenPage, width: int, height: int
) -> None:
    desk = district.person("dispatcher")
    desk.do("StartAction", sites=["CCES", "BSK8", "AHES", "LKES", "CGMS"], action_type="HOLD", mode="DRILL")
    desk.do("StartAction", sites=["BTHS"], action_type="HOLD", mode="ACTUAL")
    page = console(open_page, district, viewport={"width": width, "height": height})
    expect(page.locator('[data-site="CCES"]')).to_have_attribute("data-mode", "DRILL")
    expect(page.locator(".sites")).to_contain_text("not heard yet")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    for name in ("Pending", "Active", "Units", "Sites", "Timers"):
        expect(page.get_by_role("heading", name=name, exact=True)).to_be_attached()
    for action in desk.rows("actions"):
        if action["site"] == "BTHS" and action["ended_at"] is None:
            desk.do("ReleaseAction", action=action["id"], released_by="R. Vega")


def test_without_webgl_the_map_is_drawn_small_and_the_lists_are_whole(
    district: District, open_page: OpenPage
) -> None:
    page = open_page(district, "dispatcher", "/healthz")
    page.add_init_script(
        "const real = HTMLCanvasElement.prototype.getContext;"
        "HTMLCanvasElement.prototype.getContext = function (kind, ...more) {"
        " return String(kind).startsWith('webgl') ? null : real.call(this, kind, ...more); };"
    )
    page.goto("/console")
    expect(page.locator('[data-map="svg"]')).to_be_visible(timeout=20_000)
    expect(page.locator("[data-unit]").first).to_be_visible()
