"""The record: logs, events, commands, protected values and what is folded from them."""

from __future__ import annotations

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_ROLE = """
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'dispatch_app') THEN
        BEGIN
            CREATE ROLE dispatch_app LOGIN;
        EXCEPTION
            WHEN duplicate_object OR unique_violation THEN NULL;
            WHEN insufficient_privilege THEN
                RAISE EXCEPTION 'The role dispatch_app is missing and % may not make it. '
                    'Have an administrator run: CREATE ROLE dispatch_app LOGIN; GRANT dispatch_app TO %;',
                    current_user, current_user;
        END;
    END IF;
    IF NOT pg_has_role(current_user, 'dispatch_app', 'MEMBER') THEN
        EXECUTE format('GRANT dispatch_app TO %I', current_user);
    END IF;
END
$$
"""

_TABLES = (
    """
    CREATE TABLE logs (
        log_id text PRIMARY KEY,
        head_seq bigint NOT NULL,
        head_hash bytea NOT NULL CHECK (length(head_hash) = 32),
        epoch text NOT NULL,
        nature text NOT NULL CHECK (nature IN ('live', 'exercise', 'canary')),
        reader_min integer NOT NULL,
        head_at timestamptz
    ) WITH (fillfactor = 10)
    """,
    """
    CREATE TABLE events (
        log_id text NOT NULL,
        seq bigint NOT NULL,
        kind text NOT NULL,
        command_id uuid NOT NULL,
        recorded_at timestamptz NOT NULL,
        body bytea NOT NULL,
        leaf bytea NOT NULL,
        chain bytea NOT NULL,
        PRIMARY KEY (log_id, seq)
    )
    """,
    """
    CREATE TABLE commands (
        log_id text NOT NULL,
        id uuid NOT NULL,
        person text NOT NULL,
        body_hash bytea NOT NULL,
        answer bytea NOT NULL,
        first_seq bigint,
        asked integer NOT NULL DEFAULT 0,
        at timestamptz NOT NULL,
        PRIMARY KEY (log_id, id)
    )
    """,
    """
    CREATE TABLE protected (
        log_id text NOT NULL,
        seq bigint NOT NULL,
        field text NOT NULL,
        class text NOT NULL,
        salt bytea,
        value bytea,
        PRIMARY KEY (log_id, seq, field),
        CHECK ((salt IS NULL) = (value IS NULL))
    )
    """,
    """
    CREATE TABLE snapshots (
        log_id text NOT NULL,
        seq bigint NOT NULL,
        fold_version integer NOT NULL,
        chain bytea NOT NULL,
        body bytea NOT NULL,
        body_hash bytea NOT NULL,
        made_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (log_id, seq, fold_version)
    )
    """,
    "CREATE TABLE barrier (node text PRIMARY KEY, passed bigint NOT NULL, at timestamptz NOT NULL)",
)

_TELEMETRY = (
    """
    CREATE TABLE positions (
        log_id text NOT NULL,
        unit text NOT NULL,
        node text NOT NULL,
        at timestamptz NOT NULL,
        received_at timestamptz NOT NULL,
        written_at timestamptz NOT NULL,
        lat_e7 integer NOT NULL,
        lon_e7 integer NOT NULL,
        accuracy_m integer,
        heading_deg smallint,
        speed_kmh smallint,
        battery_pct smallint,
        PRIMARY KEY (log_id, unit)
    ) WITH (fillfactor = 50)
    """,
    """
    CREATE TABLE receipts (
        log_id text NOT NULL,
        record text NOT NULL,
        version bigint NOT NULL,
        person text NOT NULL,
        device text NOT NULL,
        stage text NOT NULL CHECK (stage IN ('delivered', 'painted')),
        at timestamptz NOT NULL,
        PRIMARY KEY (log_id, record, version, person, device, stage)
    )
    """,
)

_HISTORY = (
    "CREATE TABLE history_cursors (log_id text PRIMARY KEY, seq bigint NOT NULL) WITH (fillfactor = 10)",
    """
    CREATE TABLE history_records (
        log_id text NOT NULL,
        collection text NOT NULL,
        id text NOT NULL,
        number text,
        site text,
        opened_at timestamptz NOT NULL,
        ended_at timestamptz,
        last_seq bigint NOT NULL,
        parts text[] NOT NULL,
        body bytea NOT NULL,
        PRIMARY KEY (log_id, collection, id)
    )
    """,
    "CREATE INDEX history_records_by_time ON history_records (log_id, collection, opened_at)",
    """
    CREATE TABLE history_lines (
        log_id text NOT NULL,
        seq bigint NOT NULL,
        id text NOT NULL,
        at timestamptz NOT NULL,
        call text,
        site text,
        unit text,
        action text,
        parts text[] NOT NULL,
        PRIMARY KEY (log_id, seq)
    )
    """,
    "CREATE INDEX history_lines_by_id ON history_lines (log_id, id)",
    "CREATE INDEX history_lines_by_call ON history_lines (log_id, call, seq)",
    "CREATE INDEX history_lines_by_action ON history_lines (log_id, action, seq)",
    # What may be searched, apart for each audience: a match in words that a part may not read would tell them.
    """
    CREATE TABLE history_words (
        log_id text NOT NULL,
        collection text NOT NULL,
        id text NOT NULL,
        n smallint NOT NULL,
        parts text[] NOT NULL,
        words tsvector NOT NULL,
        PRIMARY KEY (log_id, collection, id, n)
    )
    """,
    "CREATE INDEX history_words_by_words ON history_words USING gin (words)",
)

# Privileges keep the application honest; the triggers keep everybody honest who has more than it.
_GUARDS = (
    """
    CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'The record is only ever added to: % of % is refused.', TG_OP, TG_TABLE_NAME
            USING ERRCODE = 'insufficient_privilege';
    END
    $$
    """,
    """
    CREATE TRIGGER events_are_final BEFORE UPDATE OR DELETE OR TRUNCATE ON events
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
    """,
    # ALWAYS: also when somebody turns ordinary triggers off for a session, as replication tools do.
    "ALTER TABLE events ENABLE ALWAYS TRIGGER events_are_final",
    """
    CREATE FUNCTION only_erase() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NEW.salt IS NOT NULL OR NEW.value IS NOT NULL THEN
            RAISE EXCEPTION 'A protected value may be emptied and nothing else.'
                USING ERRCODE = 'insufficient_privilege';
        END IF;
        RETURN NEW;
    END
    $$
    """,
    """
    CREATE TRIGGER protected_is_only_erased BEFORE UPDATE ON protected
        FOR EACH ROW EXECUTE FUNCTION only_erase()
    """,
    "ALTER TABLE protected ENABLE ALWAYS TRIGGER protected_is_only_erased",
)

_GRANTS = (
    "GRANT USAGE ON SCHEMA public TO dispatch_app",
    "GRANT SELECT, INSERT ON logs, events, commands, protected, snapshots, barrier TO dispatch_app",
    "GRANT UPDATE (head_seq, head_hash, head_at, epoch, reader_min) ON logs TO dispatch_app",
    "GRANT UPDATE (asked) ON commands TO dispatch_app",
    "GRANT UPDATE (salt, value) ON protected TO dispatch_app",
    "GRANT UPDATE (passed, at) ON barrier TO dispatch_app",
    "GRANT DELETE ON snapshots TO dispatch_app",
    """
    GRANT SELECT, INSERT, UPDATE, DELETE ON positions, receipts, history_cursors, history_records,
        history_lines, history_words TO dispatch_app
    """,
)


def upgrade() -> None:
    op.execute(_ROLE)
    for statement in (*_TABLES, *_TELEMETRY, *_HISTORY, *_GUARDS, *_GRANTS):
        op.execute(statement)
