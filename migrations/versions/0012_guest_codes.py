"""Links and codes with which guests of partner agencies come in. Who is invited, and until when, stands in the record."""

from __future__ import annotations

from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_MAKE = (
    # Neither the link nor the code is kept. ``device_hash``: of the device that used them, which alone may ask again for a while.
    """
    CREATE TABLE guest_codes (
        log_id text NOT NULL,
        guest text NOT NULL,
        link_hash bytea NOT NULL UNIQUE CHECK (length(link_hash) = 32),
        code_hash bytea NOT NULL CHECK (length(code_hash) = 32),
        code_expires_at timestamptz NOT NULL,
        made_at timestamptz NOT NULL,
        made_by text NOT NULL,
        wrong integer NOT NULL DEFAULT 0,
        used_at timestamptz,
        device_hash bytea,
        session uuid REFERENCES sessions (id),
        PRIMARY KEY (log_id, guest)
    )
    """,
    "GRANT SELECT, INSERT, UPDATE ON guest_codes TO dispatch_app",
)


def upgrade() -> None:
    """One table."""
    for statement in _MAKE:
        op.execute(statement)
