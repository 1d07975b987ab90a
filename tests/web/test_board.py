"""The printed status board: who may have it, what is on it, and that nothing that a person typed can run in it."""

from __future__ import annotations

import re
from zoneinfo import ZoneInfo

from dispatch.domain.catalog.incident_types import INCIDENT_TYPES
from dispatch.domain.catalog.modes import Nature
from dispatch.domain.lens.board import board
from dispatch.web.board import Made, render
from tests.domain.district import T0
from tests.domain.playbook import Playbook
from tests.web.serving import Serving

RESTRICTED = next(code for code, one in INCIDENT_TYPES.items() if one.restricted)


async def _page(served: Serving, username: str) -> str:
    async with served.client(username) as client:
        answer = await client.get("/board")
        assert answer.status_code == 200, answer.text
        assert answer.headers["content-type"].startswith("text/html")
        assert answer.headers["cache-control"] == "no-store"
        return answer.text


async def test_the_board_is_for_the_desk_and_the_auditor_and_sends_everybody_else_to_the_door(
    served: Serving,
) -> None:
    for username in ("dispatcher", "auditor"):
        assert "Status board" in await _page(served, username)
    for stranger in (None, "officer", "principal", "liaison", "admin"):
        async with served.client(stranger) as client:
            answer = await client.get("/board")
        assert (answer.status_code, answer.headers["location"]) == (303, "/"), stranger
        assert "Pine Mesa" not in answer.text


async def test_it_names_what_is_open_who_made_it_when_and_the_head_of_the_log(served: Serving) -> None:
    await served.give("dispatcher", "CreateCall", call_type="FIGHT", site="GRHS", text="two in the gym")
    await served.give("dispatcher", "StartAction", sites=["PMES"], action_type="SECURE")
    await served.give(
        "dispatcher",
        "EstablishCommand",
        site="PMES",
        post="bus <loop>",
        name="Lund",
        title="BC",
        agency="FIRE",
    )
    page = await _page(served, "dispatcher")
    assert "<b>BC Lund (FIRE)</b>" in page
    assert "bus &lt;loop&gt;" in page
    for said in ("two in the gym", "School PMES", "<b>Secure</b>", "<b>NOT HEARD</b>", "<b>A7</b>"):
        assert said in page, said
    assert served.node.desk.head.hash.hex() in page
    assert re.search(r'data-made="20\d\d-\d\d-\d\dT[\d:.]+Z"', page)
    assert "for Dispatcher, Dispatcher" in page


async def test_what_a_person_typed_is_text_and_never_markup(served: Serving) -> None:
    nasty = '<script>alert(1)</script><img src=x onerror="alert(2)">&amp;'
    await served.give("dispatcher", "CreateCall", call_type="FIGHT", site="GRHS", text=nasty)
    await served.give("dispatcher", "CreateCall", call_type="DOOR", address=nasty)
    page = await _page(served, "dispatcher")
    assert page.count("<script") == 1
    assert "<img" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


async def test_of_a_restricted_call_the_paper_says_only_that_there_is_one(served: Serving) -> None:
    await served.give(
        "dispatcher", "CreateCall", call_type=RESTRICTED, site="GRHS", text="canary", caller="canaryer"
    )
    page = await _page(served, "dispatcher")
    assert "Restricted" in page
    assert "canary" not in page
    assert INCIDENT_TYPES[RESTRICTED].label not in page


def test_the_board_of_an_exercise_says_so_in_title_icon_word_and_frame_and_on_each_sheet() -> None:
    made = Made(T0, 'Maria";} Vega', "ab" * 32, ZoneInfo("America/Denver"))
    pages = {
        nature: render(board(Playbook.opened(nature).state, "desk"), made)
        for nature in (Nature.LIVE, Nature.EXERCISE)
    }
    for said in ("<title>EXERCISE", "favicon-exercise.svg", '<body class="exercise">', ">EXERCISE</strong>"):
        assert said in pages[Nature.EXERCISE], said
        assert said not in pages[Nature.LIVE], said
    assert 'data-zone="America/Denver"' in pages[Nature.LIVE]
    # The foot is a string of CSS in an attribute of HTML: a name cannot end either.
    foot = re.search(r'style="([^"]*)"', pages[Nature.EXERCISE])
    assert foot is not None
    assert foot[1].startswith("--foot: &quot;EXERCISE · Status board")
    assert f"Made {T0.astimezone(ZoneInfo('America/Denver')):%Y-%m-%d %H:%M:%S} America/Denver" in foot[1]
    assert foot[1].count("&quot;") == 2
    assert ";}" not in foot[1]
