"""The officer's phone when the network, the clock, the storage or the browser fail: what was said is done once and in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import BytesIO
from secrets import token_bytes
from typing import Any

import orjson
import pytest
from PIL import Image
from playwright.sync_api import BrowserContext, Page, WebSocket, expect

from tests.e2e.chromium import assert_accessible
from tests.e2e.conftest import OpenPage
from tests.e2e.district import District
from tests.links.test_pictures import GPS, picture

UNIT = "A7"
PHONE: dict[str, Any] = {"width": 390, "height": 844}
EMULATED: dict[str, Any] = {"has_touch": True, "is_mobile": True, "device_scale_factor": 2}


@pytest.fixture
def call(district: District) -> Iterator[str]:
    """A call that A7 is on; afterwards A7 is free again."""
    desk = district.person("dispatcher")
    refs = desk.do("CreateCall", call_type="FIGHT", site="GRHS", text="Two students, commons", distinct=True)
    desk.do("AssignUnits", call=refs["call"], units=[UNIT])
    yield refs["call"]
    desk.free(UNIT)


def _phone(served: District, open_page: OpenPage, **more: Any) -> Page:
    page = open_page(served, "officer", "/unit/", PHONE, **EMULATED, **more)
    expect(page.locator("[data-link]")).to_have_attribute("data-link", "live")
    # What is fetched beside the call, the sheets, is here too before a test takes the server away.
    page.wait_for_load_state("networkidle")
    return page


def _step(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def _say(page: Page, words: str) -> None:
    page.get_by_role("button", name="Message", exact=True).click()
    page.get_by_label("Other words").fill(words)
    page.get_by_role("dialog").get_by_role("button", name="Send").click()


def _waiting(page: Page, count: int) -> None:
    expect(page.locator("[data-link]")).to_contain_text(f"{count} waiting")


def _all_sent(page: Page) -> None:
    expect(page.locator("[data-link]")).to_have_text("Live, all sent", timeout=30_000)


def _kept_for_later(page: Page) -> None:
    """The worker has all files: from now on the page opens without a network."""
    page.evaluate("navigator.serviceWorker.ready.then(() => null)")
    page.wait_for_function("navigator.serviceWorker.controller !== null")
    # And what it shows is kept when it goes out of sight.
    page.wait_for_timeout(200)
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


class Sendings:
    """How often each command went out, over all links of a context."""

    def __init__(self, context: BrowserContext) -> None:
        self.ids: Counter[str] = Counter()
        context.on("page", self.watch)

    def watch(self, page: Page) -> None:
        page.on("websocket", self._opened)

    def _opened(self, socket: WebSocket) -> None:
        socket.on("framesent", self._sent)

    def _sent(self, payload: str | bytes) -> None:
        message = orjson.loads(payload)
        if message["type"] == "command":
            self.ids[message["id"]] += 1


def test_ten_minutes_without_network_and_a_reload_lose_nothing_and_do_nothing_twice(
    district: District, open_page: OpenPage, call: str
) -> None:
    page = _phone(district, open_page)
    _kept_for_later(page)
    page.context.set_offline(True)
    for number, name in enumerate(("En route", "On scene"), start=1):
        _step(page, name)
        _waiting(page, number)
    for number in range(1, 6):
        _say(page, f"Ten minutes {number}")
        _waiting(page, number + 2)
    _step(page, "Clear")
    _waiting(page, 8)
    # Nothing on the page runs ahead of the desk, and nothing is called sent.
    stage = page.get_by_role("list", name="Progress").get_by_role("listitem").filter(has_text="Dispatched")
    expect(stage).to_have_attribute("aria-current", "step")
    expect(page.get_by_test_id("commands")).not_to_contain_text("Sent")

    page.reload()
    expect(page.get_by_role("alert").filter(has_text="Not live")).to_be_visible()
    expect(page.get_by_role("heading", name="Granite Ridge High School")).to_be_visible()
    _waiting(page, 8)

    for _ in range(3):
        page.context.set_offline(False)
        page.wait_for_timeout(250)
        page.context.set_offline(True)
        page.wait_for_timeout(250)
    page.context.set_offline(False)
    _all_sent(page)
    expect(page.get_by_role("heading", name=f"No call for {UNIT}")).to_be_visible()
    lines = [
        line
        for line in district.person("dispatcher").lines()
        if line["call"] == call and line["role"] == "patrol_officer"
    ]
    told = [(line["detail"] or {}).get("text") or line["unit_status"] for line in lines]
    assert told == ["ER", "OS", *(f"Ten minutes {number}" for number in range(1, 6)), "AV"]
    claims = [line["occurred_at"] for line in lines]
    assert claims == sorted(claims)


def test_two_pages_of_one_person_send_each_command_once_and_a_sleeping_one_holds_nothing_up(
    district: District, open_page: OpenPage, call: str
) -> None:
    page = _phone(district, open_page)
    sendings = Sendings(page.context)
    page.reload()
    sendings.watch(page)
    other = page.context.new_page()
    sendings.watch(other)
    page.reload()
    other.goto("/unit/")
    for one in (page, other):
        expect(one.locator("[data-link]")).to_have_attribute("data-link", "live")
    page.context.set_offline(True)
    _step(page, "En route")
    _waiting(page, 1)
    # Said on one page, waiting on both.
    _waiting(other, 1)
    _say(other, "Two pages")
    _waiting(page, 2)
    page.context.set_offline(False)
    for one in (page, other):
        _all_sent(one)
    assert district.person("dispatcher").row("units", UNIT)["status"] == "ER"
    assert len(sendings.ids) >= 2
    assert set(sendings.ids.values()) == {1}, "each was sent once"

    session = page.context.new_cdp_session(page)
    session.send("Page.setWebLifecycleState", {"state": "frozen"})
    other.bring_to_front()
    _step(other, "On scene")
    _all_sent(other)
    assert district.person("dispatcher").row("units", UNIT)["status"] == "OS"
    session.send("Page.setWebLifecycleState", {"state": "active"})


def test_an_emergency_without_a_link_says_so_and_is_the_first_to_go(
    district: District, open_page: OpenPage, call: str
) -> None:
    page = _phone(
        district,
        open_page,
        permissions=["geolocation"],
        geolocation={"latitude": 39.7, "longitude": -105.1, "accuracy": 12},
    )
    with district.frozen():
        _say(page, "Before it")
        _waiting(page, 1)
        button = page.get_by_role("button", name="Emergency")
        button.dispatch_event("pointerdown", {"pointerId": 1, "pointerType": "touch", "bubbles": True})
        expect(page.get_by_role("alert").filter(has_text="the desk has not received it")).to_be_visible()
        button.dispatch_event("pointerup", {"pointerId": 1, "pointerType": "touch", "bubbles": True})
        _waiting(page, 2)
    expect(page.get_by_role("alert").filter(has_text="EMERGENCY received at the desk")).to_be_visible(
        timeout=30_000
    )
    _all_sent(page)
    assert district.person("dispatcher").row("units", UNIT)["emergency"] is not None


def test_a_clock_that_is_an_hour_wrong_is_said_on_the_phone_and_in_the_log(
    district: District, open_page: OpenPage, call: str
) -> None:
    page = open_page(district, None, "/", PHONE, **EMULATED)
    answer = page.context.request.post(
        "/api/session", data={"username": "officer", "password": "demo-officer"}
    )
    assert answer.ok
    page.clock.install(time=datetime.now(UTC) + timedelta(hours=1))
    page.goto("/unit/")
    expect(page.get_by_text("This phone's clock is 1 h 0 min fast")).to_be_visible()
    _step(page, "En route")
    _all_sent(page)
    lines = [line for line in district.person("dispatcher").lines() if line["call"] == call]
    assert [line["occurred_source"] for line in lines if line["unit_status"] == "ER"] == ["untrusted"]


def test_a_phone_that_can_write_nothing_down_still_sends_and_says_what_that_means(
    district: District, open_page: OpenPage, call: str
) -> None:
    page = open_page(district, None, "/", PHONE, **EMULATED)
    answer = page.context.request.post(
        "/api/session", data={"username": "officer", "password": "demo-officer"}
    )
    assert answer.ok
    page.add_init_script(
        "IDBObjectStore.prototype.add = IDBObjectStore.prototype.put = () => {"
        " throw new DOMException('full', 'QuotaExceededError') };"
    )
    page.goto("/unit/")
    expect(page.locator("[data-link]")).to_have_attribute("data-link", "live")
    with district.frozen():
        _step(page, "En route")
        _waiting(page, 1)
        expect(page.get_by_test_id("commands")).to_contain_text("would not outlive a reload")
    _all_sent(page)
    assert district.person("dispatcher").row("units", UNIT)["status"] == "ER"


def _take(page: Page, content: bytes, name: str = "gate.jpg") -> None:
    """As the camera hands it over."""
    page.get_by_role("button", name="Photo").click()
    photo: Any = {"name": name, "mimeType": "image/jpeg", "buffer": content}
    page.get_by_role("dialog").locator("input[capture]").set_input_files(photo)


def test_a_photo_taken_without_a_link_arrives_once_and_says_nothing_of_its_place(
    district: District, open_page: OpenPage, call: str
) -> None:
    page = _phone(district, open_page)
    _kept_for_later(page)
    page.context.set_offline(True)
    _step(page, "En route")
    evidence = picture("JPEG")
    _take(page, evidence)
    sheet = page.get_by_role("dialog")
    expect(sheet.locator("[data-photo=waiting]")).to_contain_text("Waits for the link")
    assert_accessible(page)
    page.reload()
    expect(page.get_by_role("button", name="Photo 1 waiting")).to_be_visible()
    page.context.set_offline(False)
    # What was given is not held up by the photo, and the photo not by what was given.
    _all_sent(page)
    expect(page.get_by_role("button", name="Photo", exact=True)).to_be_visible(timeout=30_000)
    page.get_by_role("button", name="Photo", exact=True).click()
    expect(page.get_by_role("dialog").get_by_role("button", name="Show large: gate.jpg")).to_be_enabled()
    page.get_by_role("dialog").get_by_role("button", name="Show large: gate.jpg").click()
    expect(page.get_by_role("dialog", name="gate.jpg").get_by_role("img")).to_be_visible()
    desk = district.person("dispatcher")
    (file,) = desk.row("calls", call)["files"]
    for copy, kept in (("evidence", True), ("shared", False)):
        content = desk.read(f"/api/files/{file[copy]['sha256']}")
        assert (content == evidence) is kept
        with Image.open(BytesIO(content)) as seen:
            assert bool(seen.getexif().get_ifd(GPS)) is kept


def test_a_phone_without_room_for_a_photo_keeps_all_else_that_waits(
    district: District, open_page: OpenPage, call: str
) -> None:
    page = open_page(district, None, "/", PHONE, **EMULATED)
    # Before anything is written: a browser remembers for a while how much room it had.
    quota: dict[str, Any] = {"origin": district.address, "quotaSize": 3_000_000}
    page.context.new_cdp_session(page).send("Storage.overrideQuotaForOrigin", quota)
    who = {"username": "officer", "password": "demo-officer"}
    assert page.context.request.post("/api/session", data=who).ok
    page.goto("/unit/")
    expect(page.locator("[data-link]")).to_have_attribute("data-link", "live")
    _kept_for_later(page)
    page.context.set_offline(True)
    _step(page, "En route")
    _waiting(page, 1)
    _take(page, b"\xff\xd8\xff" + token_bytes(6_000_000))
    sheet = page.get_by_role("dialog")
    expect(sheet).to_contain_text("This phone has no room left", timeout=15_000)
    sheet.get_by_role("button", name="Close").click()
    _step(page, "On scene")
    _waiting(page, 2)
    page.reload()
    _waiting(page, 2)
    page.context.set_offline(False)
    _all_sent(page)
    assert district.person("dispatcher").row("units", UNIT)["status"] == "OS"


def test_after_sign_out_a_phone_without_network_shows_nothing_of_anybody(
    district: District, open_page: OpenPage, call: str
) -> None:
    page = _phone(district, open_page)
    _kept_for_later(page)
    expect(page.get_by_role("heading", name="Granite Ridge High School")).to_be_visible()
    page.get_by_role("navigation").get_by_role("button", name="Me").click()
    page.context.set_offline(True)
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_text("You are signed out on this phone")).to_be_visible()
    page.reload()
    expect(page.get_by_text("You are signed out on this phone")).to_be_visible()
    expect(page.get_by_text("Granite Ridge")).to_have_count(0)
    page.context.set_offline(False)
    expect(page.get_by_label("Username")).to_be_visible(timeout=20_000)
