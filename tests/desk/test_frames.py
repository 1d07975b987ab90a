"""Frames as bytes: the header by hand, read back by a real websocket parser, in all three lengths."""

from __future__ import annotations

import json

import pytest
from websockets.frames import Frame, Opcode
from websockets.protocol import CLIENT, Protocol

from dispatch.desk import frames
from dispatch.desk.clock import uuid7

SIZES = (0, 1, 125, 126, 127, 65_535, 65_536, 70_000)


@pytest.mark.parametrize("size", SIZES)
def test_a_parser_reads_what_was_framed(size: int) -> None:
    payload = b"x" * size
    peer = Protocol(CLIENT, max_size=None)
    peer.receive_data(frames.text_frame(payload))
    (event,) = peer.events_received()
    assert isinstance(event, Frame)
    assert event.opcode is Opcode.TEXT
    assert event.fin
    assert event.data == payload


@pytest.mark.parametrize(("size", "header"), [(125, 2), (126, 4), (65_535, 4), (65_536, 10)])
def test_the_shortest_length_form_is_used(size: int, header: int) -> None:
    assert len(frames.text_frame(b"x" * size)) == size + header


def test_joined_frames_come_apart_again() -> None:
    texts = [b"y" * size for size in SIZES]
    assert frames.payloads(b"".join(frames.text_frame(text) for text in texts)) == texts


def test_external_parts_carry_no_seq() -> None:
    inside = json.loads(frames.payloads(frames.snapshot("desk", 3, 77, {}))[0])
    outside = json.loads(frames.payloads(frames.snapshot("incident:x:MPD", 3, 77, {}))[0])
    assert inside["seq"] == 77
    assert "seq" not in outside
    assert "77" not in json.dumps(outside)


def test_uuid7_is_ordered_by_time_and_says_its_version() -> None:
    first, second = uuid7(1_700_000_000_000, b"\xff" * 10), uuid7(1_700_000_000_001, b"\x00" * 10)
    assert first < second
    assert first[14] == second[14] == "7"
    assert first[19] in "89ab"
    assert second[19] in "89ab"
