"""Files of calls: who may attach one, who may read which copy of it, and that it stays with its call."""

from __future__ import annotations

from dataclasses import replace

from dispatch.domain import commands as c
from dispatch.domain import events as e
from dispatch.domain.catalog.unit_statuses import UnitStatus
from dispatch.domain.files import FILES_OF_A_CALL_MAX, FileCopy, MediaType, StoredFile
from dispatch.domain.lens.files import copy_of
from dispatch.domain.lens.lines import lines_for
from dispatch.domain.lens.project import project
from dispatch.domain.lens.views import CallView
from dispatch.domain.text import Protected, TextClass
from tests.domain.district import ADAM3, ADAM7, ANA
from tests.domain.playbook import Playbook, ev, play

ORIGINAL, SHARED = "a" * 64, "b" * 64
PHOTO = StoredFile(
    evidence=FileCopy(sha256=ORIGINAL, size=4_000_000, media_type=MediaType.JPEG),
    shared=FileCopy(sha256=SHARED, size=300_000, media_type=MediaType.JPEG),
)


def seen(p: Playbook, call: str, part: str) -> CallView | None:
    """The call in full, as a part sees it."""
    views = (view for _, view in project(p.state, ("calls", call), part))
    return next((one for one in views if isinstance(one, CallView)), None)


def readers(p: Playbook) -> set[str]:
    """Who read the line of the last event."""
    held = {"desk", "auditor", "field", "threat", *(f"unit:{one}" for one in p.state.units), "site:GRHS"}
    return set(lines_for(p.state, p.log[-1], held))


@play
def an_officer_attaches_a_photo_to_a_call(p: Playbook) -> None:
    call = p.call()
    p.sent(call, "A7")
    p.when(c.AttachFile(call=call, sha256=ORIGINAL), by=ADAM7)
    p.refused("no_such_file", "sha256")
    p.files = {ORIGINAL: PHOTO}
    p.when(c.AttachFile(call="nosuch", sha256=ORIGINAL), by=ADAM7)
    p.refused("not_found")
    p.when(c.AttachFile(call=call, sha256=ORIGINAL, text_class=TextClass.THREAT), by=ADAM7)
    p.refused("class_not_yours", "text_class")
    p.when(c.AttachFile(call=call, sha256=ORIGINAL), by=ANA)
    p.refused("forbidden")
    p.when(c.AttachFile(call=call, sha256=ORIGINAL, name="../../gate.jpg"), by=ADAM7)
    refs = p.then(
        ev(
            e.FileAttached,
            call=call,
            number="26-000001",
            evidence=PHOTO.evidence,
            shared=PHOTO.shared,
            name=Protected("../../gate.jpg"),
            unit="A7",
        )
    ).refs
    assert readers(p) == {"desk", "auditor", "unit:A7"}
    p.when(c.AttachFile(call=call, sha256=ORIGINAL), by=ADAM7)
    assert p.then(warned="has this file already").refs == refs, "the same photo twice is one photo"


@play
def the_evidence_stays_with_the_desk(p: Playbook) -> None:
    call = p.call()
    p.sent(call, "A7")
    p.files = {ORIGINAL: PHOTO}
    p.given(c.AttachFile(call=call, sha256=ORIGINAL), by=ADAM7)
    for part, may in (("desk", {ORIGINAL, SHARED}), ("auditor", {ORIGINAL, SHARED}), ("unit:A7", {SHARED})):
        view = seen(p, call, part)
        assert view is not None
        assert {one for one in (ORIGINAL, SHARED) if copy_of(view.files, one)} == may, part
    assert seen(p, call, "field") is None
    assert seen(p, call, "site:GRHS") is None
    p.when(c.AssignUnits(call=call, units=("A3",)))
    p.then(ev(e.UnitAssigned, unit="A3"))
    late = seen(p, call, "unit:A3")
    assert late is not None
    assert [one.by for one in late.files] == [ADAM7.name], "who comes later sees what was taken before"


@play
def a_file_has_the_class_of_its_name(p: Playbook) -> None:
    call = p.call()
    p.sent(call, "A7")
    p.files = {ORIGINAL: PHOTO}
    p.when(c.AttachFile(call=call, sha256=ORIGINAL, text_class=TextClass.MEDICAL), by=ADAM7)
    p.then(ev(e.FileAttached, name=Protected("photo.jpeg", TextClass.MEDICAL)))
    assert readers(p) == {"desk", "auditor", "unit:A7"}
    paper = replace(PHOTO.evidence, media_type=MediaType.PDF)
    p.files = {ORIGINAL: StoredFile(evidence=paper, shared=None)}
    other = p.call()
    p.when(c.AttachFile(call=other, sha256=ORIGINAL))
    p.then(ev(e.FileAttached, name=Protected("paper.pdf"), shared=None))


@play
def a_file_comes_late_and_not_without_end(p: Playbook) -> None:
    call = p.call()
    p.sent(call, "A7", status=UnitStatus.OS)
    p.given(c.ClearUnit(unit="A7", disposition="NRPT"), by=ADAM7)
    p.given(c.CloseCall(call=call, disposition="NRPT", outcome="x"))
    p.lawful = False
    addresses = [f"{number:064x}" for number in range(FILES_OF_A_CALL_MAX + 1)]
    p.files = {
        one: StoredFile(evidence=replace(PHOTO.evidence, sha256=one), shared=None) for one in addresses
    }
    for address in addresses[:-1]:
        p.given(c.AttachFile(call=call, sha256=address))
    p.when(c.AttachFile(call=call, sha256=addresses[-1]))
    p.refused("too_many_files", "call")
    view = seen(p, call, "desk")
    assert view is not None
    assert len(view.files) == FILES_OF_A_CALL_MAX
    assert ADAM3.unit not in {one.unit for one in view.files}
