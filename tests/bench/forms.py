"""How long it takes to set an incident's report with many lines: its blocks, its page, and its paper in a process of its own."""

from __future__ import annotations

import asyncio
import time
from dataclasses import replace

from dispatch.domain import commands as c
from dispatch.domain.forms.catalog import Asked, made
from dispatch.links.forms.press import Press
from dispatch.web.form_html import page
from tests.domain import papers
from tests.domain.playbook import Playbook

LINES = 2_000


async def measured(lines: int = LINES) -> dict[str, float]:
    """Seconds of each step, and how large the paper is."""
    p = Playbook.opened(lawful=False)
    incident = papers.lockdown(p)
    call = p.state.incidents[incident].calls[0].id
    p.given(
        c.AddNote(call=call, text="North doors are held; two officers walk the second floor towards the gym")
    )
    one = papers.matter(p, incident)
    many = (*one.lines, *(one.lines[-1],) * (lines - len(one.lines)))
    matter = replace(one, lines=many)
    began = time.perf_counter()
    sheet = made(matter, Asked(form="report"))
    assert sheet is not None
    built = time.perf_counter()
    shown = page(sheet, {})
    drawn = time.perf_counter()
    paper = await Press().paper(sheet)
    return {
        "blocks_s": built - began,
        "page_s": drawn - built,
        "paper_s": time.perf_counter() - drawn,
        "page_kb": len(shown) / 1e3,
        "paper_kb": len(paper) / 1e3,
    }


if __name__ == "__main__":
    for name, value in asyncio.run(measured()).items():
        print(f"{name:10} {value:10.2f}")
