"""The supervisor's figures in the browser: from a key to a number, from a number to the cases behind it, and out as a file."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.e2e.chromium import assert_accessible
from tests.e2e.conftest import OpenPage
from tests.e2e.district import District

expect.set_options(timeout=15_000)


def test_a_supervisor_finds_the_calls_behind_a_number(open_page: OpenPage, district: District) -> None:
    desk = district.person("dispatcher")
    call = desk.do("CreateCall", call_type="MEDLIF", site="RTHS", distinct=True)["call"]
    desk.do("AssignUnits", call=call, units=["A6"])
    desk.do("SetUnitStatus", unit="A6", status="OS")
    desk.do("ClearUnit", unit="A6", disposition="MEDTX", outcome="taken along")
    number = desk.row("calls", call)["number"].partition("-")[2]
    page = open_page(district, "supervisor", "/console")
    expect(page.locator(".console")).to_have_attribute("data-health", "live")
    with page.expect_popup() as opened:
        page.keyboard.press("Alt+Shift+F")
    figures = opened.value
    expect(figures.locator('[data-kpi="K06"]')).to_contain_text("✓ met")
    expect(figures.locator('[data-kpi="K06"]')).to_contain_text("against NENA/NFPA benchmark")
    assert_accessible(figures)
    figures.get_by_role("button", name="1 cases of PSAP confirmed (P1) with a missing timestamp").press(
        "Enter"
    )
    cases = figures.locator('[data-cases="K05"]')
    expect(cases).to_contain_text("no t_911_notified")
    cases.get_by_role("button", name=number).press("Enter")
    expect(page.locator(".incident")).to_contain_text("Redtail High School")
    with figures.expect_download() as saved:
        figures.get_by_role("link", name="figures").click()
    assert saved.value.suggested_filename == "figures-kpis.csv"
    assert "nearest rank" in saved.value.path().read_text()


def test_a_dispatcher_is_told_whose_the_figures_are(open_page: OpenPage, district: District) -> None:
    page = open_page(district, "dispatcher", "/console?panel=figures")
    expect(page.get_by_text("Figures are for the supervisor and the auditor.")).to_be_visible()
