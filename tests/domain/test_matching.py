"""Whether two names may be the same person's."""

from __future__ import annotations

import pytest

from dispatch.domain.matching import Candidate, Likeness, likeness, proposals

ALIKE: dict[tuple[str, str], Likeness] = {
    ("Ana Diaz", "ana diaz"): Likeness.SAME,
    ("Ana Díaz", "DIAZ, Ana"): Likeness.SAME,
    ("Seán O'Neill", "Sean ONeill"): Likeness.SAME,
    ("Robert Hale", "Bobby Hale"): Likeness.NICKNAME,
    ("Liz Ford", "Ford, Elizabeth"): Likeness.NICKNAME,
    ("A. Diaz", "Ana Diaz"): Likeness.INITIALS,
    ("A. D.", "Ana Diaz"): Likeness.INITIALS,
    ("Ana M. Diaz", "Ana Diaz"): Likeness.SAME,
    ("Kaitlyn Moore", "Kaitlin Moore"): Likeness.SPELLING,
    ("Brian Adler", "Brain Adler"): Likeness.SPELLING,
    ("Ana", "Ana Diaz"): Likeness.PART,
}
UNLIKE = (
    ("Ana Diaz", "Bo Reyes"),
    ("Ana Diaz", "Ana Reyes"),
    ("A.", "Ana Diaz"),
    ("", "Ana Diaz"),
    ("...", "Ana Diaz"),
    ("Lee Tan", "Leo Tan"),
    ("Ana Diaz Cruz", "Ana Reyes Luna"),
)


@pytest.mark.parametrize("pair", list(ALIKE), ids=str)
def test_alike(pair: tuple[str, str]) -> None:
    one, other = pair
    assert likeness(one, other) is ALIKE[pair]
    assert likeness(other, one) is ALIKE[pair]


@pytest.mark.parametrize("pair", UNLIKE, ids=str)
def test_unlike(pair: tuple[str, str]) -> None:
    one, other = pair
    assert likeness(one, other) is None
    assert likeness(other, one) is None


def test_the_likeliest_stands_first_and_a_room_counts_more_than_a_list() -> None:
    found = proposals(
        "Ana Diaz",
        [
            Candidate(id="part", name="Ana"),
            Candidate(id="listed", name="Ana Diaz"),
            Candidate(id="other", name="Bo Reyes"),
            Candidate(id="there", name="ana díaz", strength=1),
        ],
    )
    assert [(one.id, like) for one, like in found] == [
        ("there", Likeness.SAME),
        ("listed", Likeness.SAME),
        ("part", Likeness.PART),
    ]


def test_a_name_of_many_words_takes_no_time() -> None:
    assert likeness(" ".join(["word", "upon", "other"] * 70), "Ana Diaz") is None
