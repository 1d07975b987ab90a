"""Search over 100,000 past incidents, beside the plain lookup of one of them by its id in the same table, in the same run.

A few hundred calls are worked by commands and entered as any node enters them; the database then multiplies their rows, each copy
with its own ids, number, time, site, unit and words. Searches run through the same function as those of the server, lens and JSON
included, one reader at a time; the lookup beside each is one statement by the primary key, prepared.
"""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from dispatch.domain.lens.sought import CallFilter
from dispatch.domain.state import EMPTY
from dispatch.log import builds
from dispatch.log.embedded import start_embedded
from dispatch.log.entering import enter
from dispatch.log.finding import CallsWanted, find_calls
from dispatch.log.ledger import FORM, Ledger
from dispatch.log.migrate import upgrade
from dispatch.log.sql import Connection
from dispatch.log.store import LogStore
from dispatch.web.answers import json_bytes
from tests.bench.measure import percentile, wait_until_quiet
from tests.log.day import LOG, START, Day

INCIDENTS: Final = 100_000
WORKED: Final = 250
ROUNDS: Final = 200
PAGE: Final = 21
DESK: Final = ("desk",)

# One row of the copies' own facts: which call, which copy, and what takes the place of what.
_COPIES: Final = """
CREATE TEMP TABLE copies AS
SELECT c.id, md5(c.id || n) AS new_id, r.number, to_char(26 - n / 40, 'FM00') || '-' || lpad((n * $2 + row)::text, 6, '0')
       AS new_number, 'S' || (n * 7 + row) % 90 AS site, 'U' || (n * 3 + row) % 60 AS unit,
       'w' || (hashtext(c.id || n) & 65535) AS rare, 'c' || (n + row) % 40 AS common,
       n * interval '6 hours' AS earlier
FROM (SELECT id, row_number() OVER (ORDER BY id) AS row FROM history_records WHERE collection = 'calls') c
JOIN (SELECT DISTINCT id, number FROM history_calls) r USING (id), generate_series(1, $1::int) n
"""
_MULTIPLY: Final = (
    """
    INSERT INTO history_records
    SELECT log_id, build, collection, c.new_id, last_seq, parts, convert_to(
        replace(replace(replace(convert_from(body, 'UTF8'), r.id, c.new_id), c.number, c.new_number),
                'placeholder', c.rare || ' ' || c.common), 'UTF8')
    FROM history_records r JOIN copies c USING (id)
    """,
    """
    INSERT INTO history_calls
    SELECT log_id, build, part, c.new_id, c.new_number, c.site, type, ARRAY[c.unit], opened_at - c.earlier,
           ts_delete(words, 'placeholder') || array_to_tsvector(ARRAY[c.rare, c.common])
    FROM history_calls h JOIN copies c USING (id)
    """,
)
_LOOKUP: Final = """
SELECT body FROM history_records WHERE log_id = $1 AND build = 1 AND collection = 'calls' AND id = $2
"""


async def run() -> str:
    """Fill, measure, and say it in Markdown."""
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        server = await start_embedded(_enterable(name) / "data")
        try:
            await upgrade(server.dsn)
            async with LogStore(server.app_dsn, node="bench") as store:
                began = time.perf_counter()
                incidents = await _fill(store)
                # As a node does after an import, before the database's own upkeep comes round.
                async with store.connection() as connection:
                    await builds.survey(connection)
                filled = time.perf_counter() - began
                return f"{incidents:,} incidents, filled in {filled:.0f} s.\n\n" + await _measured(store)
        finally:
            await server.stop(force=True)


def _enterable(name: str) -> Path:
    """Root's server runs as an ordinary user, who must be able to enter the folder."""
    folder = Path(name)
    folder.chmod(0o755)
    return folder


async def _fill(store: LogStore) -> int:
    day = _worked_day()
    ledger = Ledger(EMPTY)
    for recorded in day.recorded:
        ledger.take(recorded)
    async with store.connection() as connection:
        await connection.execute(
            "INSERT INTO history_builds (log_id, build, form, seq, serving, whole, erasures) "
            "VALUES ($1, 1, $2, $3, true, true, 0)",
            LOG,
            FORM,
            day.state.seq,
        )
        async with connection.transaction():
            await enter(connection, LOG, 1, ledger)
        await connection.execute(
            _COPIES.replace("$1::int", str(INCIDENTS // WORKED - 1)).replace("$2", str(WORKED))
        )
        for statement in _MULTIPLY:
            await connection.execute(statement)
        return int(
            await connection.fetchval("SELECT count(*) FROM history_records WHERE collection = 'calls'")
        )


def _worked_day() -> Day:
    """Calls as they are worked: sent to, arrived at, noted, closed."""
    day = Day()
    day.begin()
    words = random.Random(1)
    for number in range(WORKED):
        day.now += timedelta(minutes=1)
        day.closed_call(
            type=words.choice(("FIGHT", "WELFAR", "SUSPER", "FIRE", "MEDNON")),
            caller=f"{words.choice(_NAMES)} {words.choice(_NAMES)}",
            text=f"placeholder {' '.join(words.sample(_WORDS, 6))}",
            note=f"{' '.join(words.sample(_WORDS, 8))} {number}",
        )
    return day


_NAMES: Final = (
    "Novak",
    "Okafor",
    "Reyes",
    "Lindqvist",
    "Ward",
    "Castillo",
    "Haddad",
    "Ito",
    "Moreau",
    "Silva",
)
# fmt: off
_WORDS: Final = (
    "boys", "girl", "gym", "door", "north", "south", "hallway", "parking", "bus", "stop", "fence",
    "smoke", "loud", "shouting", "bleeding", "conscious", "jacket", "backpack", "black", "red", "truck",
    "sedan", "plate", "partial", "fled", "inside", "stairwell", "cafeteria", "office", "teacher",
    "parent", "waiting", "locker", "field", "track", "library", "camera", "radio", "window", "glass",
    "broken", "alarm", "quiet",
)
# fmt: on

Search = Callable[[random.Random], CallsWanted]


def _which(**which: Any) -> CallFilter:
    return CallFilter(**which)


def _number(chance: random.Random) -> str:
    copy = chance.randrange(1, INCIDENTS // WORKED)
    return f"{26 - copy // 40:02d}-{copy * WORKED + chance.randrange(1, WORKED):06d}"


def _a_week(chance: random.Random) -> CallsWanted:
    begin = START - timedelta(days=chance.randrange(7, 90))
    return CallsWanted(parts=DESK, limit=PAGE, which=_which(since=begin, until=begin + timedelta(days=7)))


SEARCHES: Final[dict[str, Search]] = {
    "a rare word": lambda r: CallsWanted(parts=DESK, limit=PAGE, words=f"w{r.randrange(65536)}"),
    "a word that is nowhere": lambda r: CallsWanted(parts=DESK, limit=PAGE, words=f"nowhere{r.random()}"),
    "a word in every fifth": lambda r: CallsWanted(parts=DESK, limit=PAGE, words=r.choice(_WORDS)),
    "a word of one letter": lambda r: CallsWanted(parts=DESK, limit=PAGE, words=r.choice("abcdefgh")),
    "two words and a name": lambda r: CallsWanted(
        parts=DESK, limit=PAGE, words=f"{r.choice(_WORDS)} {r.choice(_NAMES)} c{r.randrange(40)}"
    ),
    "a number": lambda r: CallsWanted(parts=DESK, limit=PAGE, which=_which(number=_number(r))),
    "a number begun": lambda r: CallsWanted(parts=DESK, limit=PAGE, which=_which(number=_number(r)[:6])),
    "a site": lambda r: CallsWanted(parts=DESK, limit=PAGE, which=_which(site=f"S{r.randrange(90)}")),
    "a unit": lambda r: CallsWanted(parts=DESK, limit=PAGE, which=_which(unit=f"U{r.randrange(60)}")),
    "a unit that is nowhere": lambda r: CallsWanted(parts=DESK, limit=PAGE, which=_which(unit="U99")),
    "a type at a site": lambda r: CallsWanted(
        parts=DESK, limit=PAGE, which=_which(type="FIRE", site=f"S{r.randrange(90)}")
    ),
    "a week": _a_week,
    "a word at a site in a week": lambda r: replace(
        _a_week(r), words=r.choice(_WORDS), which=replace(_a_week(r).which, site=f"S{r.randrange(90)}")
    ),
    "the newest": lambda r: CallsWanted(parts=DESK, limit=PAGE),
    "a page far back": lambda r: CallsWanted(
        parts=DESK, limit=PAGE, after=(START - timedelta(days=r.randrange(90)), "x")
    ),
    "an officer's, two parts": lambda r: CallsWanted(
        parts=("field", "unit:A7"), limit=PAGE, words=r.choice(_WORDS)
    ),
}


async def _measured(store: LogStore) -> str:
    wait_until_quiet()
    chance = random.Random(7)
    async with store.connection() as connection:
        rows = await connection.fetch("SELECT id FROM history_records WHERE collection = 'calls' LIMIT 5000")
        ids = [row["id"] for row in rows]
        taken: dict[str, list[float]] = {name: [] for name in SEARCHES}
        beside: dict[str, list[float]] = {name: [] for name in SEARCHES}
        found = dict.fromkeys(SEARCHES, 0)
        for _ in range(ROUNDS):
            for name, search in SEARCHES.items():
                wanted = search(chance)

                async def ours(wanted: CallsWanted = wanted, name: str = name) -> None:
                    calls = (await find_calls(store, LOG, wanted)).calls
                    found[name] += len(calls)
                    json_bytes([one.view for one in calls])

                taken[name].append(await _milliseconds(ours))
                beside[name].append(await _milliseconds(lambda: _lookup(connection, chance.choice(ids))))
    return _table(taken, beside, found)


async def _lookup(connection: Connection, call_id: str) -> None:
    assert await connection.fetchval(_LOOKUP, LOG, call_id) is not None


async def _milliseconds(work: Callable[[], Awaitable[None]]) -> float:
    began = time.perf_counter()
    await work()
    return (time.perf_counter() - began) * 1000


def _table(taken: dict[str, list[float]], beside: dict[str, list[float]], found: dict[str, int]) -> str:
    lines = [
        "| looked for | found | p50 ms | p99 ms | lookup p50 ms | p50 to p50 |",
        "|---|---|---|---|---|---|",
    ]
    every: list[float] = []
    for name, times in taken.items():
        every += times
        middle, limit = percentile(times, 50), percentile(beside[name], 50)
        lines.append(
            f"| {name} | {found[name] / len(times):.1f} | {middle:.1f} | {percentile(times, 99):.1f} "
            f"| {limit:.2f} | {middle / limit:.1f} |"
        )
    lines.append(f"| all of them | | {percentile(every, 50):.1f} | **{percentile(every, 99):.1f}** | | |")
    return "\n".join(lines) + "\n"
