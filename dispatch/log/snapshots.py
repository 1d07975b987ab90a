"""A state as canonical JSON, so that a start need not fold the whole log.

A snapshot names the fold that made it; another number means that it is ignored. It holds protected texts in
the clear: whoever erases one drops the snapshots behind it.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from typing import Any

import orjson

from dispatch.domain.fold import fold
from dispatch.domain.state import FOLD_VERSION, State
from dispatch.domain.text import Erased, Protected, TextClass
from dispatch.log.codec import decode
from dispatch.log.rows import Head, StoredEvent
from dispatch.log.shapes import shape_of
from dispatch.log.sql import Connection

SEQ_MAX = 2**63 - 1

_CLASSES = {one.value: one for one in TextClass}

_SAVE = """
INSERT INTO snapshots (log_id, seq, fold_version, chain, body, body_hash) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT DO NOTHING
"""
# A snapshot counts only if the log has that event with that hash: after a restore it may be ahead of the log.
_NEWEST = """
SELECT s.seq, s.chain, s.body, s.body_hash FROM snapshots s
JOIN events e ON e.log_id = s.log_id AND e.seq = s.seq AND e.chain = s.chain
WHERE s.log_id = $1 AND s.fold_version = $2 AND s.seq <= $3 ORDER BY s.seq DESC LIMIT 3
"""
_PRUNE = """
DELETE FROM snapshots s WHERE log_id = $1 AND seq NOT IN (
    SELECT seq FROM snapshots WHERE log_id = $1 AND fold_version = $2 ORDER BY seq DESC LIMIT $3
)
"""


class _InPlace:
    """Texts stay where they are."""

    def put(self, path: str, secret: Protected | Erased) -> dict[str, str]:
        if isinstance(secret, Erased):
            return {"class": secret.text_class.value}
        return {"class": secret.text_class.value, "text": secret.value}

    def take(self, path: str, stood: Any) -> Protected | Erased:
        text_class = _CLASSES[stood["class"]]
        return Protected(stood["text"], text_class) if "text" in stood else Erased(text_class)


IN_PLACE = _InPlace()
"""For whatever holds texts in the clear and is thrown away when one of them is erased."""


def encode_state(state: State) -> bytes:
    """The same bytes for the same state, on every machine."""
    return orjson.dumps(shape_of(State).encode(state, IN_PLACE, ""), option=orjson.OPT_SORT_KEYS)


def decode_state(body: bytes) -> State:
    state = shape_of(State).decode(orjson.loads(body), IN_PLACE, "")
    assert isinstance(state, State)
    return state


def state_hash(state: State) -> str:
    """What two nodes compare to see that they know the same."""
    return sha256(encode_state(state)).hexdigest()


def fold_stored(state: State, events: Iterable[StoredEvent]) -> State:
    """The state after these events of the log."""
    return fold(state, (decode(event) for event in events)).state


async def save(connection: Connection, log_id: str, state: State, head: Head, *, keep: int = 3) -> None:
    """Stores a snapshot of the state at ``head`` and lets old ones go."""
    assert state.seq == head.seq, f"a state of {state.seq} under the hash of {head.seq}"
    body = encode_state(state)
    await connection.execute(_SAVE, log_id, head.seq, FOLD_VERSION, head.hash, body, sha256(body).digest())
    await connection.execute(_PRUNE, log_id, FOLD_VERSION, keep)


async def newest(connection: Connection, log_id: str, *, at_most: int = SEQ_MAX) -> tuple[State, Head] | None:
    """The newest snapshot made by this program's fold whose bytes are whole and whose event is in the log."""
    for row in await connection.fetch(_NEWEST, log_id, FOLD_VERSION, at_most):
        if sha256(row["body"]).digest() == row["body_hash"]:
            return decode_state(row["body"]), Head(row["seq"], row["chain"])
    return None
