"""Accounts, sessions, devices and failed sign-ins: rows that change, beside the record that does not."""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_TABLES = (
    """
    CREATE TABLE accounts (
        log_id text NOT NULL,
        person text PRIMARY KEY,
        username text NOT NULL UNIQUE,
        name text NOT NULL,
        role text NOT NULL,
        agency text NOT NULL,
        unit text,
        site text,
        password_hash text,
        disabled boolean NOT NULL DEFAULT false,
        created_at timestamptz NOT NULL,
        changed_at timestamptz NOT NULL
    )
    """,
    # One table for browsers and API clients: whoever ends a session need not know which it was.
    """
    CREATE TABLE sessions (
        id uuid PRIMARY KEY,
        token_hash bytea NOT NULL UNIQUE CHECK (length(token_hash) = 32),
        person text NOT NULL REFERENCES accounts (person),
        kind text NOT NULL CHECK (kind IN ('browser', 'api')),
        name text NOT NULL,
        source text NOT NULL,
        created_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        last_seen timestamptz NOT NULL,
        ended_at timestamptz,
        ended_because text
    )
    """,
    "CREATE INDEX sessions_by_person ON sessions (person) WHERE ended_at IS NULL",
    # The place for passkeys, panic devices and terminals; nothing is written here yet.
    """
    CREATE TABLE devices (
        log_id text NOT NULL,
        id uuid PRIMARY KEY,
        person text REFERENCES accounts (person),
        kind text NOT NULL,
        name text NOT NULL,
        public_key bytea,
        counter bigint NOT NULL DEFAULT 0,
        registered_at timestamptz NOT NULL,
        last_seen timestamptz,
        revoked_at timestamptz
    )
    """,
    # Keyed by the digest of what was typed: people type passwords into the wrong field.
    """
    CREATE TABLE sign_in_failures (
        account bytea NOT NULL,
        source text NOT NULL,
        bad integer NOT NULL,
        last_at timestamptz NOT NULL,
        PRIMARY KEY (account, source)
    )
    """,
)

_GRANTS = (
    "GRANT SELECT, INSERT, UPDATE ON accounts, sessions, devices TO dispatch_app",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON sign_in_failures TO dispatch_app",
)


def upgrade() -> None:
    for statement in (*_TABLES, *_GRANTS):
        op.execute(statement)
