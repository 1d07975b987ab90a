"""Receipts say whose they are and which node wrote them, so that the other nodes can read what is new.

Receipts of the version before are thrown away: they are telemetry, kept for a day, and nothing read them.
"""

from __future__ import annotations

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.execute("DELETE FROM receipts")
    op.execute(
        "ALTER TABLE receipts ADD COLUMN recipient text NOT NULL, ADD COLUMN name text NOT NULL, "
        "ADD COLUMN node text NOT NULL, ADD COLUMN written_at timestamptz NOT NULL"
    )
    op.execute("CREATE INDEX receipts_written ON receipts (log_id, written_at)")
