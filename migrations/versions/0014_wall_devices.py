"""Codes with which wall displays are let in, and the devices that used them. Which displays there are stands in the record."""

from __future__ import annotations

from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

_MAKE = (
    # Neither the code nor what the device keeps is kept here. ``device_hash``: the one device that is this display.
    """
    CREATE TABLE wall_devices (
        log_id text NOT NULL,
        wall text NOT NULL,
        code_hash bytea CHECK (length(code_hash) = 32),
        code_expires_at timestamptz,
        made_at timestamptz NOT NULL,
        made_by text NOT NULL,
        device_hash bytea CHECK (length(device_hash) = 32),
        entered_at timestamptz,
        session uuid REFERENCES sessions (id),
        PRIMARY KEY (log_id, wall)
    )
    """,
    "CREATE UNIQUE INDEX wall_devices_by_device ON wall_devices (log_id, device_hash)",
    "GRANT SELECT, INSERT, UPDATE ON wall_devices TO dispatch_app",
)


def upgrade() -> None:
    """One table."""
    for statement in _MAKE:
        op.execute(statement)
