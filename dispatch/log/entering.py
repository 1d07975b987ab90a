"""Statements that put rows into a build of history. All that one stretch of the log leads to goes in together."""

from __future__ import annotations

from dispatch.domain.figures import OF_CALLS
from dispatch.log.ledger import Ledger, searchable
from dispatch.log.sql import Connection

_RECORDS = """
INSERT INTO history_records (log_id, build, collection, id, last_seq, parts, body)
VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT (log_id, build, collection, id) DO UPDATE SET
    last_seq = excluded.last_seq, parts = excluded.parts, body = excluded.body
"""
_LINES = """
INSERT INTO history_lines (log_id, build, seq, id, at, call, site, unit, action, parts)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
"""
_WORDS = """
INSERT INTO history_words (log_id, build, line, n, call, parts, words)
VALUES ($1, $2, $3, $4, $5, $6, strip(to_tsvector('simple', $7)))
"""
_NO_CALLS = "DELETE FROM history_calls WHERE log_id = $1 AND build = $2 AND id = ANY($3)"
# A call is found by its own words and by those of its lines, each as far as the part may read it.
_CALLS = """
INSERT INTO history_calls (log_id, build, id, part, number, site, type, units, opened_at, words)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, strip(to_tsvector('simple', $10)) || array_to_tsvector(ARRAY(
    SELECT DISTINCT unnest(tsvector_to_array(w.words)) FROM history_words w
    WHERE w.log_id = $1 AND w.build = $2 AND w.call = $3 AND w.parts @> ARRAY[$4]
)))
"""

_INCIDENTS = """
INSERT INTO history_incidents (log_id, build, id, part, number, sites, opened_at, words)
VALUES ($1, $2, $3, $4, $5, $6, $7, strip(to_tsvector('simple', $8)))
ON CONFLICT (log_id, build, id, part) DO UPDATE SET
    number = excluded.number, sites = excluded.sites, opened_at = excluded.opened_at, words = excluded.words
"""
_NO_FIGURES = """
DELETE FROM history_figures WHERE log_id = $1 AND build = $2 AND call = ANY($3) AND kpi = ANY($4)
"""
# What was measured once stays: an alarm that was answered lacks nothing when its cause is gone later.
_FIGURES = """
INSERT INTO history_figures (
    log_id, build, kpi, subject, call, number, type, priority, mode, site, unit, at, ms, hit, lacks
) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
ON CONFLICT (log_id, build, kpi, subject) DO UPDATE SET
    ms = coalesce(history_figures.ms, excluded.ms),
    hit = coalesce(history_figures.hit, excluded.hit),
    lacks = CASE WHEN history_figures.ms IS NULL AND excluded.ms IS NULL THEN excluded.lacks END
"""


async def enter(connection: Connection, log_id: str, build: int, ledger: Ledger) -> None:
    """Writes what the ledger noted. In the caller's transaction, together with the move of the build's cursor."""
    records = ledger.records()
    await connection.executemany(
        _RECORDS,
        [(log_id, build, r.collection, r.id, r.last_seq, r.parts, r.body) for r in records],
    )
    await connection.executemany(
        _LINES,
        [
            (log_id, build, one.seq, one.id, one.at, one.call, one.site, one.unit, one.action, one.parts)
            for one in ledger.lines
        ],
    )
    await connection.executemany(
        _WORDS, [(log_id, build, one.line, one.n, one.call, one.parts, one.words) for one in ledger.words]
    )
    calls = ledger.calls()
    await connection.execute(_NO_CALLS, log_id, build, sorted({one.id for one in calls}))
    await connection.executemany(
        _CALLS,
        [
            (
                log_id,
                build,
                one.id,
                one.part,
                one.found_by.number,
                one.found_by.site,
                one.found_by.type,
                list(one.found_by.units),
                one.found_by.opened_at,
                searchable(one.found_by.text),
            )
            for one in calls
        ],
    )
    await _enter_incidents(connection, log_id, build, ledger)
    await connection.execute(_NO_FIGURES, log_id, build, sorted({one.id for one in calls}), list(OF_CALLS))
    await connection.executemany(
        _FIGURES,
        [
            (
                log_id,
                build,
                one.kpi,
                one.subject,
                one.call,
                one.number,
                one.type,
                one.priority,
                one.mode.value,
                one.site,
                one.unit,
                one.at,
                one.ms,
                one.hit,
                one.lacks,
            )
            for one in ledger.measures()
        ],
    )


async def _enter_incidents(connection: Connection, log_id: str, build: int, ledger: Ledger) -> None:
    await connection.executemany(
        _INCIDENTS,
        [
            (
                log_id,
                build,
                one.id,
                one.part,
                one.found_by.number,
                list(one.found_by.sites),
                one.found_by.opened_at,
                searchable(one.found_by.text),
            )
            for one in ledger.incidents()
        ],
    )
