"""A log as it was written, kept for ever: today's program reads it, and makes of it the state that it made then.

``golden/*.jsonl`` are never edited; a new version of an event adds a new file. ``golden/folded.json`` says for each
FOLD_VERSION what state the fold made of each file. Whoever changes the outcome raises FOLD_VERSION in
``domain/state.py`` and adds the new hashes: snapshots made by the old fold are then not used any more.
"""

from __future__ import annotations

import json
from collections import defaultdict
from hashlib import sha256
from pathlib import Path

import orjson
import pytest

from dispatch.domain.state import EMPTY, FOLD_VERSION
from dispatch.domain.text import Erased
from dispatch.log.chain import genesis, leaf_of, link, protected_hash
from dispatch.log.codec import decode
from dispatch.log.rows import ProtectedRow, StoredEvent
from dispatch.log.snapshots import fold_stored, state_hash
from dispatch.log.upcast import STEPS

GOLDEN = Path(__file__).parent / "golden"
FILES = sorted(GOLDEN.glob("*.jsonl"))
FOLDED: dict[str, dict[str, str]] = json.loads((GOLDEN / "folded.json").read_text())


def read(file: Path) -> list[StoredEvent]:
    stored = []
    for line in file.read_text().splitlines():
        row = json.loads(line)
        seq = json.loads(row["body"])["seq"]
        protected = tuple(
            ProtectedRow(
                seq,
                field,
                text_class,
                salt and bytes.fromhex(salt),
                value if value is None else value.encode(),
            )
            for field, text_class, salt, value in row["protected"]
        )
        stored.append(StoredEvent(seq, row["body"].encode(), bytes.fromhex(row["chain"]), protected))
    return stored


def outcome(stored: list[StoredEvent]) -> str:
    """One hash over the state after each event: what is gone again at the end counts too."""
    state, hashes = EMPTY, sha256()
    for event in stored:
        state = fold_stored(state, [event])
        hashes.update(state_hash(state).encode())
    return hashes.hexdigest()


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_bytes_are_those_that_were_hashed(file: Path) -> None:
    chain = None
    for event in read(file):
        body = json.loads(event.body)
        chain = link(chain or genesis(body["log"]), leaf_of(event.body))
        assert chain == event.chain, f"event {event.seq} was edited"
        for row in event.protected:
            if row.salt is not None and row.value is not None:
                assert protected_hash(row.salt, row.value).hex().encode() in event.body


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_it_is_folded_into_the_state_that_was_recorded_for_this_fold(file: Path) -> None:
    found = outcome(read(file))
    recorded = FOLDED.get(str(FOLD_VERSION), {}).get(file.name)
    assert found == recorded, (
        f"The fold makes another state of {file.name}. If that is meant: raise FOLD_VERSION in domain/state.py "
        f'(it is {FOLD_VERSION}) and add "{file.name}": "{found}" under the new number in golden/folded.json.'
    )


def test_a_changed_outcome_would_be_noticed() -> None:
    stored = read(FILES[0])
    assert len({outcome(stored[:count]) for count in range(len(stored) + 1)}) == len(stored) + 1


def test_one_kind_is_there_in_two_versions_and_every_step_is_walked() -> None:
    versions = defaultdict(set)
    for file in FILES:
        for event in read(file):
            body = orjson.loads(event.body)
            versions[body["kind"]].add(body["version"])
    assert versions["UnitStatusChanged"] >= {1, 2}
    assert {(kind, old) for kind, old in STEPS if old not in versions[kind]} == set()


def test_an_erased_text_is_among_what_is_read() -> None:
    found = [decode(event).event for file in FILES for event in read(file)]
    assert any(isinstance(getattr(event, "callback", None), Erased) for event in found)
