"""Tracks of units, and the keys with which trackers (phones' applications, vehicles) say where a unit is."""

from __future__ import annotations

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_MAKE = (
    """
    CREATE TABLE tracks (
        log_id text NOT NULL,
        unit text NOT NULL,
        at timestamptz NOT NULL,
        received_at timestamptz NOT NULL,
        lat_e7 integer NOT NULL,
        lon_e7 integer NOT NULL,
        accuracy_m integer,
        heading_deg smallint,
        speed_kmh smallint,
        call text,
        PRIMARY KEY (log_id, unit, at)
    )
    """,
    "CREATE INDEX tracks_to_forget ON tracks (log_id, received_at) WHERE call IS NULL",
    "CREATE INDEX tracks_of_call ON tracks (log_id, call) WHERE call IS NOT NULL",
    "GRANT SELECT, INSERT, DELETE ON tracks TO dispatch_app",
    # Only what a key hashes to is kept: whoever reads this table can send nothing.
    """
    CREATE TABLE tracker_keys (
        log_id text NOT NULL,
        id uuid PRIMARY KEY,
        unit text NOT NULL,
        name text NOT NULL,
        key_hash bytea NOT NULL UNIQUE,
        issued_at timestamptz NOT NULL,
        ends_at timestamptz
    )
    """,
    "CREATE INDEX tracker_keys_by_unit ON tracker_keys (log_id, unit)",
    "GRANT SELECT, INSERT, UPDATE ON tracker_keys TO dispatch_app",
)


def upgrade() -> None:
    """Two tables."""
    for statement in _MAKE:
        op.execute(statement)
