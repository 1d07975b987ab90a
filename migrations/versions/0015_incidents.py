"""Closed incidents in history, to be found by number, site, time and words, apart for each part."""

from __future__ import annotations

from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

_MAKE = (
    """
    CREATE TABLE history_incidents (
        log_id text NOT NULL,
        build integer NOT NULL,
        part text NOT NULL,
        id text COLLATE "C" NOT NULL,
        number text NOT NULL,
        sites text[] NOT NULL,
        opened_at timestamptz NOT NULL,
        words tsvector NOT NULL,
        PRIMARY KEY (log_id, build, id, part)
    )
    """,
    "CREATE INDEX history_incidents_by_time ON history_incidents (log_id, build, part, opened_at, id)",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON history_incidents TO dispatch_app",
)


def upgrade() -> None:
    """One small table: a district has a few hundred incidents a year."""
    for statement in _MAKE:
        op.execute(statement)
