"""Web Push over HTTP: off by default; a telephone is woken as long as its session lasts, and by nobody's address of his own."""

from __future__ import annotations

import os
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

from dispatch.links.push.sealing import b64
from tests.pg import Database
from tests.web.serving import LOG, Serving, serving, settings_for


def phone(endpoint: str = "https://fcm.googleapis.com/send/1") -> dict[str, str]:
    key = ec.generate_private_key(ec.SECP256R1()).public_key()
    point = key.public_bytes(serialization.Encoding.X962, serialization.PublicFormat.UncompressedPoint)
    return {"endpoint": endpoint, "p256dh": b64(point), "auth": b64(os.urandom(16))}


async def test_it_is_off_until_somebody_turns_it_on(served: Serving) -> None:
    assert served.services.push is None
    async with served.client("officer") as client:
        assert (await client.get("/api/push")).json() == {"key": None}
        refused = await client.post("/api/push", json=phone())
        assert (refused.status_code, refused.json()["code"]) == (409, "push_off")


async def test_a_telephone_is_woken_as_long_as_its_session_lasts(database: Database, tmp_path: Path) -> None:
    settings = settings_for(database, tmp_path, DISPATCH_PUSH="mailto:it@pinemesa.example")
    async with serving(settings) as served:
        push = served.services.push
        assert push is not None
        async with served.client("officer") as client, served.client("dispatcher") as desk:
            assert (await client.get("/api/push")).json() == {"key": push.public}
            assert (await desk.get("/api/push")).status_code == 403, "the desk does not sleep"
            mine = phone()
            for wrong, field in (
                (phone("https://127.0.0.1/x"), "endpoint"),
                ({**mine, "auth": "AAAA"}, "auth"),
                ({**mine, "p256dh": "AAAA"}, "p256dh"),
            ):
                refused = await client.post("/api/push", json=wrong)
                assert (refused.status_code, refused.json()["field"]) == (422, field)
            for _ in range(2):
                assert (await client.post("/api/push", json=mine)).status_code == 204
            (one,) = await push.subscriptions.of_log(LOG)
            assert (one.person, one.unit, one.endpoint) == ("p-officer", "A7", mine["endpoint"])
            assert await push.subscriptions.of_log("another") == []

            other = phone("https://web.push.apple.com/2")
            await client.post("/api/push", json=other)
            await client.post("/api/push/end", json={"endpoint": other["endpoint"]})
            assert len(await push.subscriptions.of_log(LOG)) == 1
            await client.delete("/api/session")
            assert await push.subscriptions.of_log(LOG) == []

        assert await push.subscriptions.told_up_to("log", 7) == 7
        assert await push.subscriptions.move("log", 7, 9)
        assert not await push.subscriptions.move("log", 7, 9), "another node was faster"
        assert await push.subscriptions.told_up_to("log", 50) == 9
