"""Telephones that asked to be woken by Web Push, and how far the log has been pushed."""

from __future__ import annotations

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_MAKE = (
    """
    CREATE TABLE push_subscriptions (
        id uuid PRIMARY KEY,
        session uuid NOT NULL REFERENCES sessions (id) ON DELETE CASCADE,
        endpoint text NOT NULL UNIQUE,
        p256dh text NOT NULL,
        auth text NOT NULL,
        server_key text NOT NULL,
        made_at timestamptz NOT NULL
    )
    """,
    "CREATE INDEX push_subscriptions_by_session ON push_subscriptions (session)",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON push_subscriptions TO dispatch_app",
    # A node pushes what its own key's subscribers should know; nodes that share a key take turns by this row.
    """
    CREATE TABLE push_cursors (
        log_id text NOT NULL,
        server_key text NOT NULL,
        seq bigint NOT NULL,
        PRIMARY KEY (log_id, server_key)
    )
    """,
    "GRANT SELECT, INSERT, UPDATE ON push_cursors TO dispatch_app",
)


def upgrade() -> None:
    """Two tables."""
    for statement in _MAKE:
        op.execute(statement)
