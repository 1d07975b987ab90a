"""Forms set on paper by a process of their own: what is typed stays text, and a crash there is one plain fault here."""

from __future__ import annotations

import sys
from dataclasses import replace

import pytest
import typst

from dispatch.domain.forms.catalog import CODES, Asked, made
from dispatch.domain.forms.sheet import Column, Sheet, Table, Text, cell
from dispatch.links.forms.press import NotSet, Press, PressBusy, breakable
from dispatch.links.forms.worker import TEMPLATE
from tests.domain import papers
from tests.domain.playbook import Playbook

HOSTILE = '#import "@preview/cetz:0.2.0": * $x$ \\ `raw` <label> @ref *b* _i_ = H // c /* c */ #panic("run") #pagebreak() ]) } "'


def sheet_of(*texts: str) -> Sheet:
    return Sheet(
        form="report",
        code="",
        title="INCIDENT REPORT",
        district=texts[0],
        incident=texts[0],
        number="I26-0001",
        rows=(
            (Text(no="1", label="Incident Name", lines=cell(*texts)),),
            (
                Table(
                    no="2",
                    label="Timeline",
                    columns=(Column("Date/Time", 1), Column("What happened", 4)),
                    rows=tuple((cell(one), cell(one, one)) for one in texts),
                ),
            ),
        ),
        marks=("DRILL",),
        made=texts[0],
        zone="UTC",
        head="0" * 64,
    )


def pages(sheet: Sheet) -> int:
    drawn: object = typst.compile(
        TEMPLATE,
        root=TEMPLATE.parent,
        ignore_system_fonts=True,
        sys_inputs={"sheet": breakable(sheet).decode()},
        format="svg",
    )
    return len(drawn) if isinstance(drawn, list) else 1


@pytest.mark.parametrize("code", CODES)
async def test_every_form_becomes_a_tagged_paper(code: str) -> None:
    p = Playbook.opened(lawful=False)
    sheet = made(papers.matter(p, papers.lockdown(p)), Asked(form=code))
    assert sheet is not None
    paper = await Press().paper(sheet)
    assert paper.startswith(b"%PDF-1.7")
    assert b"pdfuaid" in paper, "it says that it can be read aloud"
    assert b"LibertinusSerif" in paper, "its fonts are in it"


async def test_what_is_typed_is_printed_and_not_run() -> None:
    hostile = sheet_of(HOSTILE, "\u202e#let x = 1\u2066\0\x1b", "x" * 30_000, "\u05d0\u0627\u4e2d \U0001f600")
    assert (await Press().paper(hostile)).startswith(b"%PDF-")
    tame = "".join(sign if sign.isalnum() or sign == " " else "-" for sign in HOSTILE)
    assert pages(sheet_of(HOSTILE)) == pages(sheet_of(tame)) == 1, "nothing in it begins a page"


async def test_a_worker_that_ends_badly_is_one_fault_and_the_next_paper_is_set() -> None:
    sheet = sheet_of("Granite Ridge High")
    for script in ("import os; os.abort()", "raise SystemExit(3)", "print('no paper')"):
        with pytest.raises(NotSet):
            await Press((sys.executable, "-c", script)).paper(sheet)
    with pytest.raises(NotSet):
        await Press(("/nonexistent",)).paper(sheet)
    with pytest.raises(NotSet):
        await Press((sys.executable, "-c", "import time; time.sleep(60)"), seconds=0.2).paper(sheet)
    assert (await Press().paper(replace(sheet, landscape=True))).startswith(b"%PDF-")


async def test_so_many_papers_wait_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dispatch.links.forms.press.WAITING_MAX", 0)
    with pytest.raises(PressBusy):
        await Press().paper(sheet_of("x"))
