"""A link as squares: as a camera's reader read them once, and as the standard says that they stand."""

from __future__ import annotations

from hashlib import sha256

import pytest

from dispatch.links.squares import QUIET, Squares, TooLong, squares

LINK = "https://dispatch.example.org/school/#code=K7FM-2Q9X-ABCD"


def drawn(found: Squares) -> str:
    return "\n".join(
        "".join("#" if (row, column) in found.dark else "." for column in range(found.size))
        for row in range(found.size)
    )


@pytest.mark.parametrize(
    ("said", "size", "digest"),
    [
        ("GRHS", 21, "5e6d4ec87d9f732b"),
        (LINK, 33, "af703eced48fc6a6"),
        (LINK * 2, 45, "b581842039100b4a"),
        ("x" * 213, 57, "5b61c982b56d2523"),
    ],
    ids=["short", "link", "with its version", "longest"],
)
def test_the_drawing_is_the_one_that_a_reader_read(said: str, size: int, digest: str) -> None:
    found = squares(said)
    assert found.size == size
    assert sha256(drawn(found).encode()).hexdigest()[:16] == digest


def test_what_is_longer_than_a_code_holds_is_refused() -> None:
    with pytest.raises(TooLong):
        squares("x" * 214)


def test_the_path_draws_each_dark_module_once_with_its_quiet_zone() -> None:
    found = squares(LINK)
    cells: set[tuple[int, int]] = set()
    for run in found.path().split("M")[1:]:
        place, _, length = run.partition("h")
        column, row = (int(one) for one in place.split())
        across = int(length.partition("v")[0])
        fresh = {(row - QUIET, column - QUIET + step) for step in range(across)}
        assert not fresh & cells
        cells |= fresh
    assert cells == found.dark
    assert f'viewBox="0 0 {found.size + 8} {found.size + 8}"' in found.svg(32)
