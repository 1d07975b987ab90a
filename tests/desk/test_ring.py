"""The ring of what was touched: bounded, and honest about what it no longer knows."""

from __future__ import annotations

from dispatch.desk.ring import Ring


def test_it_names_what_was_touched_since() -> None:
    ring = Ring(10)
    ring.add(12, [("desk", ("calls", "c1")), ("field", ("calls", "c1"))])
    ring.add(13, [("desk", ("units", "A1"))])
    assert ring.since(12, frozenset({"desk", "field"})) == {"desk": {("units", "A1")}}
    assert ring.since(10, frozenset({"field"})) == {"field": {("calls", "c1")}}
    assert ring.since(13, frozenset({"desk"})) == {}


def test_a_place_inside_a_batch_gets_all_of_the_batch() -> None:
    ring = Ring(10)
    ring.add(14, [("desk", ("calls", "c1"))])
    assert ring.since(12, frozenset({"desk"})) == {"desk": {("calls", "c1")}}


def test_it_reaches_back_to_its_start_and_to_its_bound_only() -> None:
    ring = Ring(10, kept=5)
    assert ring.reaches(10)
    assert not ring.reaches(9)
    assert not ring.reaches(11), "this node has not folded so far"
    for seq in range(11, 21):
        ring.add(seq, [("desk", ("calls", f"c{seq}"))], ["A1"] if seq == 12 else [])
    assert not ring.reaches(14)
    assert ring.reaches(15)
    assert len(ring) == 5
    assert not ring.moved(15, "A1")


def test_it_remembers_whose_parts_moved() -> None:
    ring = Ring(0)
    ring.add(1, [], ["A1"])
    assert ring.moved(0, "A1")
    assert not ring.moved(1, "A1")
    assert not ring.moved(0, "A2")
