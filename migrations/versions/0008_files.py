"""Files of calls: their bytes by their hash, in pieces, beside the record; the record itself names them.

``file_uses`` is read from the log and says which files an event names; what it does not name is let go after a day.
"""

from __future__ import annotations

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_MAKE = (
    """
    CREATE TABLE files (
        log_id text NOT NULL,
        sha256 bytea NOT NULL,
        size integer NOT NULL,
        media_type text NOT NULL,
        -- The copy that others may have: another file, this one, or none.
        shared bytea,
        stored_at timestamptz NOT NULL,
        asked_at timestamptz NOT NULL,
        -- Its bytes were erased by order; that it was there, and its hash, stays.
        emptied_at timestamptz,
        PRIMARY KEY (log_id, sha256)
    )
    """,
    """
    CREATE TABLE file_pieces (
        log_id text NOT NULL,
        sha256 bytea NOT NULL,
        n smallint NOT NULL,
        bytes bytea NOT NULL,
        PRIMARY KEY (log_id, sha256, n)
    )
    """,
    # Pictures are packed already: packing them once more costs time and saves nothing.
    "ALTER TABLE file_pieces ALTER COLUMN bytes SET STORAGE EXTERNAL",
    # Who sent the bytes: nobody else may name them, so that a hash alone gives nobody a file.
    """
    CREATE TABLE file_senders (
        log_id text NOT NULL,
        sha256 bytea NOT NULL,
        person text NOT NULL,
        PRIMARY KEY (log_id, sha256, person)
    )
    """,
    """
    CREATE TABLE file_uses (
        log_id text NOT NULL,
        sha256 bytea NOT NULL,
        call text NOT NULL,
        PRIMARY KEY (log_id, sha256, call)
    )
    """,
    "CREATE TABLE file_cursors (log_id text PRIMARY KEY, seq bigint NOT NULL)",
    # Nothing that was written before this can name a file.
    "INSERT INTO file_cursors SELECT log_id, head_seq FROM logs",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON files, file_pieces, file_senders, file_uses, file_cursors TO dispatch_app",
)


def upgrade() -> None:
    """Five tables."""
    for statement in _MAKE:
        op.execute(statement)
