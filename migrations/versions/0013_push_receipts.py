"""Receipts may say that a push did not wake a telephone."""

from __future__ import annotations

from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the step."""
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.execute("ALTER TABLE receipts DROP CONSTRAINT receipts_stage_check")
    op.execute(
        "ALTER TABLE receipts ADD CONSTRAINT receipts_stage_check "
        "CHECK (stage IN ('delivered', 'painted', 'push_failed'))"
    )
