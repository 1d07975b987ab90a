"""How long it takes to set an incident's report with many lines: its blocks, its page, and its paper in a process of its own."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Final

from dispatch.domain import commands as c
from dispatch.domain.events import LineWritten
from dispatch.domain.forms.catalog import Asked, made
from dispatch.domain.forms.matter import Matter
from dispatch.domain.text import Protected
from dispatch.links.forms.press import Press
from dispatch.web.form_html import page
from tests.domain import papers
from tests.domain.playbook import Playbook

LINES: Final = 2_000
TIMES: Final = 3
LIMIT_S: Final = 5.0


async def run() -> str:
    """The report of so many lines, so many times: what each step took, and the slowest of all against the limit."""
    matter = long(LINES)
    measured = [await _once(matter) for _ in range(TIMES)]
    blocks, drawn, paper = (sorted(step) for step in zip(*(one[:3] for one in measured), strict=True))
    page_kb, paper_kb = measured[0][3:]
    whole = max(sum(one[:3]) for one in measured)
    return f"""The report of an incident with {LINES:,} lines, each with words of its own, {TIMES} times.

| | |
| --- | --- |
| its blocks, from records and lines | {blocks[0]:.2f} to {blocks[-1]:.2f} s, in a thread |
| its page | {drawn[0]:.2f} to {drawn[-1]:.2f} s, {page_kb:.0f} kB |
| its paper, with the start of the process | {paper[0]:.1f} to {paper[-1]:.1f} s, {paper_kb / 1000:.1f} MB, in a process of its own |
| all of it, the slowest | {whole:.1f} s; the limit is {LIMIT_S:.0f} s: {"kept" if whole < LIMIT_S else "MISSED"} |
"""


def long(lines: int) -> Matter:
    """A Lockdown's incident with notes until there are so many lines."""
    p = Playbook.opened(lawful=False)
    incident = papers.lockdown(p)
    call = p.state.incidents[incident].calls[0].id
    p.given(c.AddNote(call=call, text="North doors are held"))
    one = papers.matter(p, incident)
    last = one.lines[-1]
    assert isinstance(last.event, LineWritten)
    more = [
        replace(last, event=replace(last.event, text=Protected(f"{no}: two officers walk the second floor")))
        for no in range(lines - len(one.lines))
    ]
    return replace(one, lines=(*one.lines, *more))


async def _once(matter: Matter) -> tuple[float, float, float, float, float]:
    began = time.perf_counter()
    sheet = made(matter, Asked(form="report"))
    assert sheet is not None
    built = time.perf_counter()
    shown = page(sheet, {})
    drawn = time.perf_counter()
    paper = await Press().paper(sheet)
    done = time.perf_counter()
    return built - began, drawn - built, done - drawn, len(shown) / 1e3, len(paper) / 1e3
