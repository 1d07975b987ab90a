"""History in builds: made anew beside the one that is read, and found by what each part may read.

The tables of the form before are thrown away: everything in them is folded from the log, and the nodes fold it again as
soon as they run. New tables are empty, so nothing is locked while an index is built; only the old history tables are locked,
for a moment and never for longer than ``lock_timeout``. No console waits for them. A node of the version before goes on
working while this one is put in place, and says that its history waits.
"""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_TABLES = (
    "DROP TABLE history_cursors, history_records, history_lines, history_words",
    """
    CREATE TABLE history_builds (
        log_id text NOT NULL,
        build integer NOT NULL,
        form integer NOT NULL,
        seq bigint NOT NULL,
        at timestamptz,
        serving boolean NOT NULL,
        whole boolean NOT NULL,
        erasures integer NOT NULL,
        PRIMARY KEY (log_id, build)
    ) WITH (fillfactor = 10)
    """,
    "CREATE UNIQUE INDEX history_builds_one_serves ON history_builds (log_id) WHERE serving",
    """
    CREATE TABLE history_records (
        log_id text NOT NULL,
        build integer NOT NULL,
        collection text NOT NULL,
        id text NOT NULL,
        last_seq bigint NOT NULL,
        parts text[] NOT NULL,
        body bytea NOT NULL,
        PRIMARY KEY (log_id, build, collection, id)
    )
    """,
    # What a call may be found by, apart for each part: a match in what a part may not read would tell it.
    """
    CREATE TABLE history_calls (
        log_id text NOT NULL,
        build integer NOT NULL,
        part text NOT NULL,
        id text COLLATE "C" NOT NULL,
        number text NOT NULL,
        site text,
        type text,
        units text[] NOT NULL,
        opened_at timestamptz NOT NULL,
        words tsvector NOT NULL,
        PRIMARY KEY (log_id, build, id, part)
    )
    """,
    "CREATE INDEX history_calls_by_time ON history_calls (log_id, build, part, opened_at, id)",
    "CREATE INDEX history_calls_by_site ON history_calls (log_id, build, part, site, opened_at, id)",
    "CREATE INDEX history_calls_by_type ON history_calls (log_id, build, part, type, opened_at, id)",
    "CREATE INDEX history_calls_by_number ON history_calls (log_id, build, part, number text_pattern_ops)",
    "CREATE INDEX history_calls_by_words ON history_calls USING gin (words)",
    "CREATE INDEX history_calls_by_unit ON history_calls USING gin (units)",
    """
    CREATE TABLE history_lines (
        log_id text NOT NULL,
        build integer NOT NULL,
        seq bigint NOT NULL,
        id text NOT NULL,
        at timestamptz NOT NULL,
        call text,
        site text,
        unit text,
        action text,
        parts text[] NOT NULL,
        PRIMARY KEY (log_id, build, seq)
    )
    """,
    "CREATE INDEX history_lines_by_id ON history_lines (log_id, build, id)",
    "CREATE INDEX history_lines_by_call ON history_lines (log_id, build, call, seq)",
    "CREATE INDEX history_lines_by_action ON history_lines (log_id, build, action, seq)",
    """
    CREATE TABLE history_words (
        log_id text NOT NULL,
        build integer NOT NULL,
        line text NOT NULL,
        n smallint NOT NULL,
        call text,
        parts text[] NOT NULL,
        words tsvector NOT NULL,
        PRIMARY KEY (log_id, build, line, n)
    )
    """,
    "CREATE INDEX history_words_by_call ON history_words (log_id, build, call) WHERE call IS NOT NULL",
    "CREATE INDEX history_words_by_words ON history_words USING gin (words)",
    """
    GRANT SELECT, INSERT, UPDATE, DELETE ON history_builds, history_records, history_calls, history_lines,
        history_words TO dispatch_app
    """,
)


def upgrade() -> None:
    for statement in _TABLES:
        op.execute(statement)
