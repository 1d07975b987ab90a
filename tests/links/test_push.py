"""Web Push against a push service of our own: what it gets can be opened by the telephone alone, and says nothing."""

from __future__ import annotations

import asyncio
import json
import stat
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlsplit

import httpx
import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from dispatch.desk.desk import Desk
from dispatch.domain.catalog.unit_statuses import UnitStatus
from dispatch.domain.commands import AssignUnits, SendMessage, SetUnitStatus, SignOff, SignOn
from dispatch.domain.crews import DutyShift
from dispatch.domain.lens.ledger import ledger
from dispatch.domain.lens.notice_views import Progress
from dispatch.domain.records import Notice
from dispatch.links.push.addresses import is_service
from dispatch.links.push.following import NEWS, Pusher, Wake, wakes
from dispatch.links.push.sealing import BadKeys, b64, check_keys, seal, signer, unb64
from dispatch.links.push.sender import Pushed, Sender
from dispatch.people.push_subscriptions import PushSubscriptions, Subscription
from tests.desk.town import Town
from tests.desk.world import DISPATCHER, call, officer

CONTACT = "mailto:it@pinemesa.example"
POINT = serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint


@dataclass
class Phone:
    """What a browser keeps: its private key and its secret. It opens messages as RFC 8291 says, and shares no code with the sender."""

    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    secret: bytes = b"sixteen bytes it"

    @property
    def public(self) -> bytes:
        return self.key.public_key().public_bytes(*POINT)

    def subscription(self, endpoint: str, person: str = "p-A1", unit: str | None = "A1") -> Subscription:
        return Subscription(person, endpoint, b64(self.public), b64(self.secret), person, unit)

    def open(self, body: bytes) -> bytes:
        salt, size, length = body[:16], int.from_bytes(body[16:20], "big"), body[20]
        theirs, sealed = body[21 : 21 + length], body[21 + length :]
        assert len(sealed) <= size
        point = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), theirs)
        shared = self.key.exchange(ec.ECDH(), point)
        material = hkdf(self.secret, shared, b"WebPush: info\x00" + self.public + theirs, 32)
        key = hkdf(salt, material, b"Content-Encoding: aes128gcm\x00", 16)
        nonce = hkdf(salt, material, b"Content-Encoding: nonce\x00", 12)
        opened = AESGCM(key).decrypt(nonce, sealed, None)
        assert opened.endswith(b"\x02")
        return opened[:-1]


def hkdf(salt: bytes, secret: bytes, info: bytes, length: int) -> bytes:
    return HKDF(hashes.SHA256(), length, salt, info).derive(secret)


@dataclass
class Service:
    """A push service that keeps what it was sent, and answers as it is told."""

    answers: list[int] = field(default_factory=list)
    got: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    port: int = 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        headers = dict(line.lower().split(": ", 1) for line in head[1:] if line)
        raw = {line.split(": ", 1)[0].lower(): line.split(": ", 1)[1] for line in head[1:] if line}
        self.got.append((raw, await reader.readexactly(int(headers["content-length"]))))
        status = self.answers.pop(0) if self.answers else 201
        writer.write(f"HTTP/1.1 {status} Said\r\ncontent-length: 0\r\nconnection: close\r\n\r\n".encode())
        await writer.drain()
        writer.close()
        await writer.wait_closed()

    @property
    def endpoint(self) -> str:
        return f"http://127.0.0.1:{self.port}/phone/1"


@asynccontextmanager
async def service(*answers: int) -> AsyncIterator[Service]:
    one = Service(list(answers))
    server = await asyncio.start_server(one.serve, "127.0.0.1", 0)
    one.port = server.sockets[0].getsockname()[1]
    async with server:
        yield one


@asynccontextmanager
async def sending(folder: Path) -> AsyncIterator[Sender]:
    async with httpx.AsyncClient(timeout=5) as client:
        made = signer(folder / "push.key", CONTACT)
        now = lambda: datetime.now(UTC)  # noqa: E731
        yield Sender(client, made, now, accepts=lambda endpoint: True, pauses=(0.0, 0.0))


async def test_only_the_phone_can_open_it_and_it_is_signed_by_us(tmp_path: Path) -> None:
    phone = Phone()
    async with service() as there, sending(tmp_path) as sender:
        assert await sender.send(phone.subscription(there.endpoint), b"look", urgent=True) is Pushed.SENT
    ((headers, body),) = there.got
    assert phone.open(body) == b"look"
    assert b"look" not in body
    with pytest.raises(Exception, match=r"^$"):
        Phone().open(body)
    assert (headers["content-encoding"], headers["urgency"], headers["topic"]) == (
        "aes128gcm",
        "high",
        "dispatch",
    )
    assert int(headers["ttl"]) <= 300
    check_signature(headers["authorization"], there.endpoint)


def check_signature(header: str, endpoint: str) -> None:
    scheme, _, rest = header.partition(" ")
    assert scheme == "vapid"
    parts = dict(one.strip().split("=", 1) for one in rest.split(","))
    head, claims, signature = parts["t"].split(".")
    raw = unb64(signature)
    key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), unb64(parts["k"]))
    der = encode_dss_signature(int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big"))
    key.verify(der, f"{head}.{claims}".encode(), ec.ECDSA(hashes.SHA256()))
    said = json.loads(unb64(claims))
    assert json.loads(unb64(head))["alg"] == "ES256"
    assert said["aud"] == endpoint.removesuffix(urlsplit(endpoint).path)
    assert said["sub"] == CONTACT
    assert 0 < said["exp"] - datetime.now(UTC).timestamp() <= 24 * 3600


@pytest.mark.parametrize(
    ("answers", "pushed", "asked"),
    [
        ((503, 429, 201), Pushed.SENT, 3),
        ((503, 503, 503), Pushed.FAILED, 3),
        ((410,), Pushed.GONE, 1),
        ((404,), Pushed.GONE, 1),
        ((403,), Pushed.FAILED, 1),
    ],
    ids=["later", "never", "gone", "unknown", "refused"],
)
async def test_what_the_service_says_is_taken_at_its_word(
    tmp_path: Path, answers: tuple[int, ...], pushed: Pushed, asked: int
) -> None:
    async with service(*answers) as there, sending(tmp_path) as sender:
        assert await sender.send(Phone().subscription(there.endpoint), b"look", urgent=False) is pushed
    assert len(there.got) == asked


async def test_nobody_there_is_a_failure_and_no_mistake(tmp_path: Path) -> None:
    async with sending(tmp_path) as sender:
        nobody = Phone().subscription("http://127.0.0.1:9/phone")
        assert await sender.send(nobody, b"look", urgent=True) is Pushed.FAILED


@pytest.mark.parametrize(
    ("endpoint", "known"),
    [
        ("https://fcm.googleapis.com/fcm/send/abc", True),
        ("https://updates.push.services.mozilla.com/wpush/v2/abc", True),
        ("https://web.push.apple.com/abc", True),
        ("http://fcm.googleapis.com/abc", False),
        ("https://127.0.0.1/abc", False),
        ("https://fcm.googleapis.com.example.org/abc", False),
        ("https://fcm.googleapis.com:8443/abc", False),
        ("https://me@fcm.googleapis.com/abc", False),
        ("https://[", False),
    ],
)
def test_only_push_services_are_called(endpoint: str, known: bool) -> None:
    assert is_service(endpoint) is known


def test_the_key_is_made_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "push.key"
    first = signer(path, CONTACT)
    assert signer(path, CONTACT).public == first.public
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [one.name for one in tmp_path.iterdir()] == ["push.key"]
    path.write_text("no key")
    with pytest.raises(ValueError, match=r".+"):
        signer(path, CONTACT)


@pytest.mark.parametrize(
    ("p256dh", "auth", "field"),
    [
        ("AAAA", b64(bytes(16)), "p256dh"),
        (b64(b"\x04" + bytes(64)), b64(bytes(16)), "p256dh"),
        ("", "short", "auth"),
    ],
)
def test_keys_that_no_browser_made_are_named(p256dh: str, auth: str, field: str) -> None:
    with pytest.raises(BadKeys) as bad:
        check_keys(p256dh or b64(Phone().public), auth)
    assert str(bad.value) == field
    assert len(seal(b"x", b64(Phone().public), b64(bytes(16)))) == 16 + 4 + 1 + 65 + 1 + 1 + 16


# --- who is woken -----------------------------------------------------------------------------------------------------


def nobody_saw(notice: Notice, person: str) -> bool:
    return False


def whom(
    town: Town, after: int, *phones: Subscription, seen: Any = nobody_saw, later: float = 0
) -> list[Wake]:
    now = town.clock.now() + timedelta(seconds=later)
    return wakes(town.state, phones, seen, after, town.state.seq, now)


A1 = Phone().subscription("x")
A2 = replace(A1, id="p-A2", person="p-A2", unit="A2")
HOME = replace(A1, id="home", person="home")


def test_whoever_is_sent_is_woken_and_nobody_else() -> None:
    town = Town()
    call_id = town.do(DISPATCHER, call())["call"]
    seq = town.state.seq
    town.do(DISPATCHER, AssignUnits(call=call_id, units=("A1",)))
    assert whom(town, seq, A1, A2) == [Wake("p-A1", urgent=True, recipient="unit:A1")]
    assert whom(town, town.state.seq, A1) == [], "told once"
    assert whom(town, seq, A1, later=NEWS.total_seconds() + 1) == [], (
        "no news any more: a start after hours wakes nobody"
    )
    town.do(officer("A1"), SetUnitStatus(unit="A1", status=UnitStatus.ER))
    assert whom(town, seq, A1) == [], "he knows"


def test_off_duty_nobody_is_woken() -> None:
    town = Town()
    town.do(DISPATCHER, SetUnitStatus(unit="A1", status=UnitStatus.OFF))
    seq = town.state.seq
    town.do(DISPATCHER, SendMessage(text="x", everyone=True))
    assert whom(town, seq, A1, A2) == whom(town, seq, A2)
    town.do(officer("A1"), SignOn(unit="A1", shift=DutyShift.DAY))
    seq = town.state.seq
    town.do(DISPATCHER, SendMessage(text="x", units=("A1",)))
    assert [one.person for one in whom(town, seq, A1, HOME)] == ["p-A1"], (
        "the same unit by his account, and not his shift"
    )
    town.do(officer("A1"), SignOff(unit="A1"))
    assert whom(town, seq, A1, HOME) == []


def test_whose_page_has_shown_it_is_not_woken() -> None:
    town = Town()
    seq = town.state.seq
    town.do(DISPATCHER, SendMessage(text="x", units=("A1", "A2")))
    assert [one.person for one in whom(town, seq, A1, A2, seen=lambda _, who: who == "p-A1")] == ["p-A2"]


class Rows:
    """The rows of subscriptions, in memory."""

    def __init__(self, *phones: Subscription) -> None:
        self.phones = list(phones)
        self.seq: int | None = None

    async def of_log(self, log: str) -> list[Subscription]:
        return list(self.phones)

    async def gone(self, subscription: str) -> None:
        self.phones = [one for one in self.phones if one.id != subscription]

    async def told_up_to(self, log: str, first: int) -> int:
        self.seq = first if self.seq is None else self.seq
        return self.seq

    async def move(self, log: str, before: int, seq: int) -> bool:
        moved = self.seq == before
        self.seq = seq if moved else self.seq
        return moved


@dataclass
class TownDesk:
    """What the pusher needs of a desk."""

    town: Town
    log: str = "pm"

    @property
    def state(self) -> Any:
        return self.town.state

    @property
    def hub(self) -> Any:
        return self.town.hub


def failed_pushes(town: Town) -> list[str]:
    """The messages of which the desk reads that A1 was not reached and that a push to it failed."""
    found = []
    for message in town.state.messages.values():
        notice = next(one for one in town.state.notices.values() if one.id.endswith(message.id))
        (row,) = ledger(town.state, notice, town.hub.receipts.of(notice.id)).rows
        if any(one.push_failed_at is not None for one in row.devices):
            assert row.progress is Progress.NOT_REACHED
            found.append(getattr(message.text, "value", ""))
    return found


async def test_it_follows_the_log_waits_for_the_page_and_forgets_a_phone_that_is_gone(tmp_path: Path) -> None:
    town, phone = Town(), Phone()
    async with service(201, 410) as there, sending(tmp_path) as sender:
        rows = Rows(phone.subscription(there.endpoint))
        counted: list[Pushed] = []

        def pusher() -> Pusher:
            return Pusher(
                cast(Desk, TownDesk(town)), cast(PushSubscriptions, rows), sender, town.clock, counted.append
            )

        async def look(one: Pusher) -> int:
            await one.look()
            town.clock.seconds += 5
            return await one.look()

        first = pusher()
        assert await look(first) == 0, "of what was before it nothing is pushed"
        town.do(DISPATCHER, SendMessage(text="Come to the north gate", units=("A1",)))
        assert await first.look() == 0, "the page has its time first"
        assert await look(first) == 1
        assert json.loads(phone.open(there.got[0][1])).keys() == {"urgent"}
        assert await look(pusher()) == 0, "a program that starts again does not push it again"
        town.do(DISPATCHER, SendMessage(text="And stay there", units=("A1",)))
        assert await look(pusher()) == 0
        assert counted == [Pushed.SENT, Pushed.GONE]
        assert rows.phones == []
        assert failed_pushes(town) == ["And stay there"], "the ledger says whom no push has woken"
        assert all(
            not one.known or one.known[0].recipient != "unit:A1" for one in town.state.notices.values()
        ), "a push that was sent is no receipt"
