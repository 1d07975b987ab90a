"""Keys with which panic devices and their vendors sign. Credentials: beside the record, and never in it."""

from __future__ import annotations

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_MAKE = (
    # Whoever checks a signature needs the key itself, so it is no hash. A key that was replaced is good until ``ends_at``.
    """
    CREATE TABLE device_keys (
        log_id text NOT NULL,
        id uuid PRIMARY KEY,
        holder text NOT NULL,
        key text NOT NULL,
        issued_at timestamptz NOT NULL,
        ends_at timestamptz
    )
    """,
    "CREATE INDEX device_keys_by_holder ON device_keys (log_id, holder)",
    "GRANT SELECT, INSERT, UPDATE ON device_keys TO dispatch_app",
)


def upgrade() -> None:
    """One table."""
    for statement in _MAKE:
        op.execute(statement)
