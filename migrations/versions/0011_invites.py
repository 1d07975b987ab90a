"""Codes with which people of a school's team sign in on a device of their own, once. Credentials: beside the record, never in it."""

from __future__ import annotations

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_MAKE = (
    # The code itself is kept nowhere. ``device_hash``: of the device that used it, which alone may ask again when an answer was lost.
    """
    CREATE TABLE invites (
        log_id text NOT NULL,
        id uuid PRIMARY KEY,
        person text NOT NULL REFERENCES accounts (person),
        code_hash bytea NOT NULL UNIQUE CHECK (length(code_hash) = 32),
        room text,
        made_at timestamptz NOT NULL,
        made_by text NOT NULL,
        expires_at timestamptz NOT NULL,
        used_at timestamptz,
        device_hash bytea,
        session uuid REFERENCES sessions (id),
        revoked_at timestamptz
    )
    """,
    "CREATE INDEX invites_by_person ON invites (person)",
    "GRANT SELECT, INSERT, UPDATE ON invites TO dispatch_app",
)


def upgrade() -> None:
    """One table."""
    for statement in _MAKE:
        op.execute(statement)
