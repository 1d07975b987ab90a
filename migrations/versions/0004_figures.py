"""What is measured of each case, for key figures and call volume.

The table is empty at first: history is made again beside the one that is read, with these rows in it, as soon as a node runs. Nothing is
locked.
"""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_MAKE = (
    """
    CREATE TABLE history_figures (
        log_id text NOT NULL,
        build integer NOT NULL,
        kpi text COLLATE "C" NOT NULL,
        subject text NOT NULL,
        call text,
        number text,
        type text,
        priority smallint,
        mode text NOT NULL,
        site text,
        unit text,
        at timestamptz NOT NULL,
        ms bigint,
        hit boolean,
        lacks text,
        PRIMARY KEY (log_id, build, kpi, subject)
    )
    """,
    "CREATE INDEX history_figures_by_time ON history_figures (log_id, build, mode, at)",
    "CREATE INDEX history_figures_by_call ON history_figures (log_id, build, call)",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON history_figures TO dispatch_app",
)


def upgrade() -> None:
    """One table and its indexes."""
    for statement in _MAKE:
        op.execute(statement)
