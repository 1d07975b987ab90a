"""Messages to screens as bytes: JSON once, websocket frame header once, then shared by all who get them.

Knows shapes of the wire. Knows nothing of who sees what (``domain/lens``) or of sockets (``hub``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

import orjson

from dispatch.domain.lens.notice_views import LedgerView
from dispatch.domain.lens.views import LineView, PositionView, RecordView
from dispatch.domain.walls import WALL

_OPTIONS = orjson.OPT_UTC_Z
_TEXT_FINAL = 0x81
"""Final fragment of a text message (RFC 6455, 5.2). Ours are never fragmented, masked or compressed."""


PROTOCOL: Final = 1
BEAT_MS: Final = 1000
STALE_MS: Final = 3000
"""A screen that has heard nothing for so long says that it is stale."""
HEAD_BYTES: Final = 8
"""So much of the chain's hash is shown: enough to write down, and far too much to hit by trying."""


def external(part: str) -> bool:
    """Whether a part is a picture that is made whole: a partner agency's, or a wall display's. It sees no ``seq``."""
    return part.startswith(("incident:", WALL))


def inside(parts: tuple[str, ...]) -> bool:
    """Whether a lens is of the district itself: only such a one sees ``seq`` and the head of the log."""
    return bool(parts) and not any(external(part) for part in parts)


def text_frame(payload: bytes) -> bytes:
    """The websocket frame around a text, in the shortest length form: Chromium closes on a longer one."""
    size = len(payload)
    if size < 126:
        return bytes((_TEXT_FINAL, size)) + payload
    if size < 1 << 16:
        return bytes((_TEXT_FINAL, 126)) + size.to_bytes(2, "big") + payload
    return bytes((_TEXT_FINAL, 127)) + size.to_bytes(8, "big") + payload


def payloads(data: bytes) -> list[bytes]:
    """The texts inside joined frames: what a sender without access to the transport passes on one by one."""
    texts = []
    at = 0
    while at < len(data):
        size, head = data[at + 1], 2
        if size == 126:
            size, head = int.from_bytes(data[at + 2 : at + 4], "big"), 4
        elif size == 127:
            size, head = int.from_bytes(data[at + 2 : at + 10], "big"), 10
        texts.append(data[at + head : at + head + size])
        at += head + size
    return texts


def _plain(value: object) -> Any:
    """What orjson does not know by itself: read-only mappings and sets."""
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, frozenset):
        return sorted(value)
    raise TypeError(f"{type(value).__name__} has no place in a message")


def encode(message: Mapping[str, Any]) -> bytes:
    """Any message as a frame: views as they stand, times RFC 3339 UTC with Z."""
    return text_frame(orjson.dumps(message, default=_plain, option=_OPTIONS))


def welcome(log: str, epoch: str, parts: Mapping[str, int], *, resumes: bool, server_time: datetime) -> bytes:
    """The first message: which parts the screen holds, and after which frame of each the next one comes."""
    return encode(
        {
            "type": "welcome",
            "protocol": PROTOCOL,
            "epoch": epoch,
            "log": log,
            "parts": parts,
            "mode": "resume" if resumes else "snapshot",
            "beat_ms": BEAT_MS,
            "stale_ms": STALE_MS,
            "server_time": server_time,
        }
    )


def frame(
    part: str,
    n: int,
    seq: int,
    at: datetime | None,
    *,
    upserts: Mapping[str, Sequence[RecordView]],
    removed: Mapping[str, Sequence[str]],
    lines: Sequence[LineView] = (),
) -> bytes:
    """What changed in a part, as it now is."""
    message: dict[str, Any] = {"type": "frame", "part": part, "n": n}
    if not external(part):
        message["seq"] = seq
    message |= {"at": at, "upserts": upserts, "removed": removed, "lines": lines}
    return encode(message)


def snapshot(part: str, n: int, seq: int, state: Mapping[str, Sequence[RecordView]]) -> bytes:
    """All that a part holds; replaces everything it gave before."""
    message: dict[str, Any] = {"type": "snapshot", "part": part, "n": n}
    if not external(part):
        message["seq"] = seq
    message["state"] = state
    return encode(message)


def drop(part: str) -> bytes:
    """The reader no longer holds this part."""
    return encode({"type": "drop", "part": part})


def positions(part: str, items: Sequence[PositionView]) -> bytes:
    """Where units last were. Telemetry: not counted, latest wins."""
    return encode({"type": "positions", "part": part, "items": items})


def ledgers(part: str, items: Sequence[LedgerView]) -> bytes:
    """Who knows which notice. Telemetry: not counted, the latest of a notice wins."""
    return encode({"type": "ledgers", "part": part, "items": items})


def beat(parts: Mapping[str, int], *, seq: int | None, head: bytes | None, at: datetime, db: str) -> bytes:
    """The pulse by which a screen knows that it is live and has every frame. ``head``: the chain up to ``seq``."""
    message: dict[str, Any] = {"type": "beat", "at": at, "db": db}
    if seq is not None:
        message["seq"] = seq
    if head is not None:
        message["head"] = head[:HEAD_BYTES].hex()
    message["parts"] = parts
    return encode(message)


def bye(code: str, reason: str, retry_after_ms: int | None) -> bytes:
    """The link ends, why, and when to come back (None: not)."""
    return encode({"type": "bye", "code": code, "reason": reason, "retry_after_ms": retry_after_ms})
