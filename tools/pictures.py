"""Makes the pictures of docs/images anew: the real server with the demo district, looked at by a Chromium.

Usage: pictures.py [NAME ...]      all of them, or those named
Pictures are WebP, so that they stay small. Needs what `make test` needs: a browser (tools/browser.sh) and the development packages.
"""

from __future__ import annotations

import base64
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, Page

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.e2e.chromium import started
from tests.e2e.district import District, data_folder, load_demo

IMAGES: Final = Path(__file__).resolve().parent.parent / "docs" / "images"
WIDE, LAPTOP, PHONE = (1920, 1080), (1280, 800), (390, 844)
MOST_BYTES: Final = 250_000

# What is seen, as WebP: the browser itself can write it.
ENCODE: Final = """async ([png, quality]) => {
    const bytes = Uint8Array.from(atob(png), (one) => one.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes]));
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    canvas.getContext('2d').drawImage(bitmap, 0, 0);
    const blob = await canvas.convertToBlob({ type: 'image/webp', quality });
    const data = new Uint8Array(await blob.arrayBuffer());
    let text = '';
    for (let at = 0; at < data.length; at += 8192) text += String.fromCharCode(...data.subarray(at, at + 8192));
    return btoa(text);
}"""


def console(page: Page) -> None:
    """The board as it stands, its map drawn."""
    page.wait_for_selector('.console[data-health="live"]')
    page.wait_for_selector("[data-unit]")
    # As at a desk where somebody works: the sound was tested.
    page.keyboard.press("Alt+Shift+S")
    page.get_by_role("dialog").wait_for()
    page.keyboard.press("Escape")
    page.wait_for_selector("[data-map]", state="attached")
    page.wait_for_timeout(2_500)


def new_call(page: Page) -> None:
    console(page)
    page.keyboard.press("F2")
    form = page.get_by_role("dialog")
    form.get_by_role("combobox", name="Site, by code").fill("GRHS")
    page.keyboard.press("Enter")
    form.get_by_role("combobox", name="What is it").fill("weapon")
    page.keyboard.press("Tab")
    form.get_by_label("What was said").fill(
        "Student says a boy showed a knife in the cafeteria, 2 minutes ago"
    )
    form.locator("[data-proposed]").first.wait_for()


def handover(page: Page) -> None:
    console(page)
    page.keyboard.press("Alt+Shift+H")
    form = page.get_by_role("dialog", name="Shift handover")
    form.get_by_role("button", name="Make").last.click()
    form.get_by_role("checkbox").first.check()


def board(page: Page) -> None:
    page.wait_for_timeout(1_500)


def officer(page: Page) -> None:
    page.wait_for_timeout(2_500)


Picture = tuple[str, str, tuple[int, int], str, Callable[[Page], None]]
PICTURES: Final[dict[str, Picture]] = {
    "console-night": ("dispatcher", "/console", WIDE, "night", console),
    "console-day": ("dispatcher", "/console", WIDE, "day", console),
    "console-1280-night": ("dispatcher", "/console", LAPTOP, "night", console),
    "console-1280-day": ("dispatcher", "/console", LAPTOP, "day", console),
    "console-phone-night": ("dispatcher", "/console", PHONE, "night", console),
    "console-phone-day": ("dispatcher", "/console", PHONE, "day", console),
    "new-call": ("dispatcher", "/console", LAPTOP, "night", new_call),
    "handover": ("dispatcher", "/console", LAPTOP, "day", handover),
    "board": ("dispatcher", "/board", LAPTOP, "day", board),
    "officer-night": ("officer", "/unit/", PHONE, "night", officer),
    "officer-day": ("officer", "/unit/", PHONE, "day", officer),
}


@contextmanager
def served() -> Iterator[District]:
    """The demo district with what a day brings: orders in force, one of them a drill, and an alarm that nobody has acknowledged."""
    with data_folder() as data:
        load_demo(data)
        district = District(data)
        district.start()
        try:
            desk = district.person("dispatcher2")
            desk.do("StartAction", sites=["GRHS"], action_type="LOCKDOWN", mode="ACTUAL")
            desk.do("StartAction", sites=["RTHS", "LKES", "CGMS"], action_type="SECURE", mode="ACTUAL")
            desk.do("StartAction", sites=["BSK8"], action_type="EVACUATE", mode="DRILL")
            dispatcher = district.person("dispatcher")
            dispatcher.do("TakePosition", position=dispatcher.rows("desk_positions")[0]["id"])
            for alarm in desk.rows("alarms"):
                desk.try_to("AcknowledgeAlarm", alarm=alarm["id"])
            desk.do("RaisePanic", site="GRHS", room="R214", device="badge-214", level="STAFF_ASSIST")
            yield district
        finally:
            district.stop()


def take(browser: Browser, district: District, name: str) -> None:
    username, path, (width, height), theme, prepare = PICTURES[name]
    context = browser.new_context(viewport={"width": width, "height": height}, base_url=district.address)
    context.set_default_timeout(60_000)
    context.add_init_script(f"try {{ localStorage['dispatch.theme'] = '{theme}' }} catch {{ void 0 }}")
    answer = context.request.post("/api/session", data={"username": username, "password": f"demo-{username}"})
    assert answer.ok, answer.text()
    page = context.new_page()
    page.goto(path)
    prepare(page)
    png = base64.b64encode(page.screenshot()).decode()
    # The page itself may load nothing that is not its own; an empty one encodes.
    blank = context.new_page()
    data = b""
    for quality in (0.9, 0.8, 0.7):
        data = base64.b64decode(blank.evaluate(ENCODE, [png, quality]))
        if len(data) <= MOST_BYTES:
            break
    (IMAGES / f"{name}.webp").write_bytes(data)
    print(f"{name}.webp: {len(data) // 1000} kB")
    context.close()


def main(names: list[str]) -> int:
    unknown = [name for name in names if name not in PICTURES]
    if unknown:
        print(f"There is no picture {unknown[0]}. There are: {', '.join(PICTURES)}", file=sys.stderr)
        return 2
    IMAGES.mkdir(exist_ok=True)
    with served() as district, started() as browser:
        for name in names or PICTURES:
            take(browser, district, name)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
