"""Trackers over HTTP: where the key may stand, and what each application gets as an answer."""

from __future__ import annotations

from datetime import UTC, datetime

import orjson

from tests.web.serving import LOG, Serving


async def test_each_application_finds_its_way_in(served: Serving) -> None:
    keys, desk = served.node.people.tracker_keys, served.node.desk
    key = await keys.issue(LOG, "A7", "phone 4")
    other = await keys.issue(LOG, "A7", "vehicle 12")
    await keys.read(LOG)
    now = int(datetime.now(UTC).timestamp()) + 1
    async with served.client() as client:
        asked = {"id": key, "lat": "39.5", "lon": "-104.9", "timestamp": str(now)}
        answer = await client.get("/api/track", params=asked)
        assert (answer.status_code, answer.json()) == (200, {"taken": 1, "message": ""})
        vehicle = await client.post("/api/track", data={**asked, "id": "van"}, auth=("van", other))
        assert vehicle.json()["taken"] == 1
        own = {"_type": "location", "tst": now + 1, "lat": 39.6, "lon": -104.9, "batt": 50}
        heard = await client.post("/api/track/owntracks", content=orjson.dumps(own), auth=("A7", key))
        assert (heard.status_code, heard.json()) == (200, [])
        assert desk.positions.for_deciding()["A7"].lat_e7 == 396_000_000

        ahead = orjson.dumps({**own, "tst": now + 9_999})
        wrong = await client.post("/api/track/owntracks", content=ahead, auth=("A7", key))
        assert (wrong.status_code, wrong.json()) == (200, [])
        assert "future" in wrong.headers["dispatch-problem"]
        garbage = await client.get("/api/track", params={**asked, "lat": "91"})
        assert (garbage.status_code, garbage.json()["field"]) == (422, "lat")
        for refused in (
            await client.get("/api/track", params={**asked, "id": "A7"}),
            await client.post("/api/track/owntracks", content=orjson.dumps(own)),
        ):
            assert (refused.status_code, refused.json()["code"]) == (401, "no_tracker")

        assert await keys.end(LOG, "A7", "phone 4") == 1
        await keys.read(LOG)
        assert (await client.get("/api/track", params=asked)).status_code == 401
        assert [one.name for one in await keys.all(LOG)] == ["vehicle 12"]
