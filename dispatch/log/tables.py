"""The tables of the record, for migrations, queries and administration. The hot statements are in ``append``.

Every table starts with ``log_id``, so that each can be partitioned or distributed by it. Nothing here says
what an event means: bodies are bytes.
"""

from __future__ import annotations

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    SmallInteger,
    Table,
    Text,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import TSVECTOR

metadata = MetaData()

_moment = DateTime(timezone=True)

logs = Table(
    "logs",
    metadata,
    Column("log_id", Text, primary_key=True),
    Column("head_seq", BigInteger, nullable=False),
    Column("head_hash", LargeBinary, nullable=False),
    Column("epoch", Text, nullable=False),
    Column("nature", Text, nullable=False),
    Column("reader_min", Integer, nullable=False),
    Column("head_at", _moment),
    # The head row is updated by every batch: room on its page keeps each update inside it.
    postgresql_with={"fillfactor": "10"},
)

events = Table(
    "events",
    metadata,
    Column("log_id", Text, nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("kind", Text, nullable=False),
    Column("command_id", Uuid(as_uuid=False), nullable=False),
    Column("recorded_at", _moment, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("leaf", LargeBinary, nullable=False),
    Column("chain", LargeBinary, nullable=False),
    PrimaryKeyConstraint("log_id", "seq"),
)

commands = Table(
    "commands",
    metadata,
    Column("log_id", Text, nullable=False),
    Column("id", Uuid(as_uuid=False), nullable=False),
    Column("person", Text, nullable=False),
    Column("body_hash", LargeBinary, nullable=False),
    Column("answer", LargeBinary, nullable=False),
    Column("first_seq", BigInteger),
    Column("asked", Integer, nullable=False, server_default=text("0")),
    Column("at", _moment, nullable=False),
    PrimaryKeyConstraint("log_id", "id"),
)

protected = Table(
    "protected",
    metadata,
    Column("log_id", Text, nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("field", Text, nullable=False),
    Column("class", Text, nullable=False),
    # Both empty: the value has been erased, its hash in the event's body stays.
    Column("salt", LargeBinary),
    Column("value", LargeBinary),
    PrimaryKeyConstraint("log_id", "seq", "field"),
)

snapshots = Table(
    "snapshots",
    metadata,
    Column("log_id", Text, nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("fold_version", Integer, nullable=False),
    Column("chain", LargeBinary, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("body_hash", LargeBinary, nullable=False),
    Column("made_at", _moment, nullable=False, server_default=text("now()")),
    PrimaryKeyConstraint("log_id", "seq", "fold_version"),
)

barrier = Table(
    "barrier",
    metadata,
    Column("node", Text, primary_key=True),
    Column("passed", BigInteger, nullable=False),
    Column("at", _moment, nullable=False),
)

positions = Table(
    "positions",
    metadata,
    Column("log_id", Text, nullable=False),
    Column("unit", Text, nullable=False),
    Column("node", Text, nullable=False),
    Column("at", _moment, nullable=False),
    Column("received_at", _moment, nullable=False),
    Column("written_at", _moment, nullable=False),
    Column("lat_e7", Integer, nullable=False),
    Column("lon_e7", Integer, nullable=False),
    Column("accuracy_m", Integer),
    Column("heading_deg", SmallInteger),
    Column("speed_kmh", SmallInteger),
    Column("battery_pct", SmallInteger),
    PrimaryKeyConstraint("log_id", "unit"),
    postgresql_with={"fillfactor": "50"},
)

receipts = Table(
    "receipts",
    metadata,
    Column("log_id", Text, nullable=False),
    Column("record", Text, nullable=False),
    Column("version", BigInteger, nullable=False),
    Column("person", Text, nullable=False),
    Column("device", Text, nullable=False),
    Column("stage", Text, nullable=False),
    Column("at", _moment, nullable=False),
    Column("recipient", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("node", Text, nullable=False),
    Column("written_at", _moment, nullable=False),
    PrimaryKeyConstraint("log_id", "record", "version", "person", "device", "stage"),
    Index("receipts_written", "log_id", "written_at"),
)

# The bytes of files by their hash. What the log says of them is in events; ``file_uses`` is read from there.
files = Table(
    "files",
    metadata,
    Column("log_id", Text, nullable=False),
    Column("sha256", LargeBinary, nullable=False),
    Column("size", Integer, nullable=False),
    Column("media_type", Text, nullable=False),
    Column("shared", LargeBinary),
    Column("stored_at", _moment, nullable=False),
    Column("asked_at", _moment, nullable=False),
    Column("emptied_at", _moment),
    PrimaryKeyConstraint("log_id", "sha256"),
)

file_pieces = Table(
    "file_pieces",
    metadata,
    Column("log_id", Text, nullable=False),
    Column("sha256", LargeBinary, nullable=False),
    Column("n", SmallInteger, nullable=False),
    Column("bytes", LargeBinary, nullable=False),
    PrimaryKeyConstraint("log_id", "sha256", "n"),
)

file_senders = Table(
    "file_senders",
    metadata,
    Column("log_id", Text, nullable=False),
    Column("sha256", LargeBinary, nullable=False),
    Column("person", Text, nullable=False),
    PrimaryKeyConstraint("log_id", "sha256", "person"),
)

file_uses = Table(
    "file_uses",
    metadata,
    Column("log_id", Text, nullable=False),
    Column("sha256", LargeBinary, nullable=False),
    Column("call", Text, nullable=False),
    PrimaryKeyConstraint("log_id", "sha256", "call"),
)

file_cursors = Table(
    "file_cursors",
    metadata,
    Column("log_id", Text, primary_key=True),
    Column("seq", BigInteger, nullable=False),
)

# Where units have been while they were on duty. With a call it is kept as the call is; without one it goes after a while.
tracks = Table(
    "tracks",
    metadata,
    Column("log_id", Text, nullable=False),
    Column("unit", Text, nullable=False),
    Column("at", _moment, nullable=False),
    Column("received_at", _moment, nullable=False),
    Column("lat_e7", Integer, nullable=False),
    Column("lon_e7", Integer, nullable=False),
    Column("accuracy_m", Integer),
    Column("heading_deg", SmallInteger),
    Column("speed_kmh", SmallInteger),
    Column("call", Text),
    PrimaryKeyConstraint("log_id", "unit", "at"),
    Index("tracks_to_forget", "log_id", "received_at", postgresql_where=text("call IS NULL")),
    Index("tracks_of_call", "log_id", "call", postgresql_where=text("call IS NOT NULL")),
)

# History is folded from the log into a build; searches read the one that serves, while the next is made beside it.
history_builds = Table(
    "history_builds",
    metadata,
    Column("log_id", Text, nullable=False),
    Column("build", Integer, nullable=False),
    Column("form", Integer, nullable=False),
    # The last event that it holds, and when that was recorded.
    Column("seq", BigInteger, nullable=False),
    Column("at", _moment),
    Column("serving", Boolean, nullable=False),
    # False: an erasure took rows out of it, and the next build brings back what may stay.
    Column("whole", Boolean, nullable=False),
    # How many texts of this log were erased: who holds a state from before must not fold on from it.
    Column("erasures", Integer, nullable=False),
    PrimaryKeyConstraint("log_id", "build"),
    Index("history_builds_one_serves", "log_id", unique=True, postgresql_where=text("serving")),
    postgresql_with={"fillfactor": "10"},
)

history_records = Table(
    "history_records",
    metadata,
    Column("log_id", Text, nullable=False),
    Column("build", Integer, nullable=False),
    Column("collection", Text, nullable=False),
    Column("id", Text, nullable=False),
    Column("last_seq", BigInteger, nullable=False),
    Column("parts", ARRAY(Text), nullable=False),
    Column("body", LargeBinary, nullable=False),
    PrimaryKeyConstraint("log_id", "build", "collection", "id"),
)

# What a call may be found by, apart for each part: a match in what a part may not read would tell it.
history_calls = Table(
    "history_calls",
    metadata,
    Column("log_id", Text, nullable=False),
    Column("build", Integer, nullable=False),
    Column("part", Text, nullable=False),
    # Bytewise, as pages are turned over in Python as well.
    Column("id", Text(collation="C"), nullable=False),
    Column("number", Text, nullable=False),
    Column("site", Text),
    Column("type", Text),
    Column("units", ARRAY(Text), nullable=False),
    Column("opened_at", _moment, nullable=False),
    Column("words", TSVECTOR, nullable=False),
    PrimaryKeyConstraint("log_id", "build", "id", "part"),
    Index("history_calls_by_time", "log_id", "build", "part", "opened_at", "id"),
    Index("history_calls_by_site", "log_id", "build", "part", "site", "opened_at", "id"),
    Index("history_calls_by_type", "log_id", "build", "part", "type", "opened_at", "id"),
    Index(
        "history_calls_by_number",
        "log_id",
        "build",
        "part",
        "number",
        postgresql_ops={"number": "text_pattern_ops"},
    ),
    Index("history_calls_by_words", "words", postgresql_using="gin"),
    Index("history_calls_by_unit", "units", postgresql_using="gin"),
)

history_lines = Table(
    "history_lines",
    metadata,
    Column("log_id", Text, nullable=False),
    Column("build", Integer, nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("id", Text, nullable=False),
    Column("at", _moment, nullable=False),
    Column("call", Text),
    Column("site", Text),
    Column("unit", Text),
    Column("action", Text),
    Column("parts", ARRAY(Text), nullable=False),
    PrimaryKeyConstraint("log_id", "build", "seq"),
    Index("history_lines_by_id", "log_id", "build", "id"),
    Index("history_lines_by_call", "log_id", "build", "call", "seq"),
    Index("history_lines_by_action", "log_id", "build", "action", "seq"),
)

history_words = Table(
    "history_words",
    metadata,
    Column("log_id", Text, nullable=False),
    Column("build", Integer, nullable=False),
    Column("line", Text, nullable=False),
    Column("n", SmallInteger, nullable=False),
    # The call that these parts are told the line belongs to.
    Column("call", Text),
    Column("parts", ARRAY(Text), nullable=False),
    Column("words", TSVECTOR, nullable=False),
    PrimaryKeyConstraint("log_id", "build", "line", "n"),
    Index("history_words_by_call", "log_id", "build", "call", postgresql_where=text("call IS NOT NULL")),
    Index("history_words_by_words", "words", postgresql_using="gin"),
)

# What was measured of each case: small facts of numbers, so that figures are counted without reading a record.
history_figures = Table(
    "history_figures",
    metadata,
    Column("log_id", Text, nullable=False),
    Column("build", Integer, nullable=False),
    # Bytewise: figures are sorted by it.
    Column("kpi", Text(collation="C"), nullable=False),
    Column("subject", Text, nullable=False),
    Column("call", Text),
    Column("number", Text),
    Column("type", Text),
    Column("priority", SmallInteger),
    Column("mode", Text, nullable=False),
    Column("site", Text),
    Column("unit", Text),
    Column("at", _moment, nullable=False),
    Column("ms", BigInteger),
    Column("hit", Boolean),
    Column("lacks", Text),
    PrimaryKeyConstraint("log_id", "build", "kpi", "subject"),
    Index("history_figures_by_time", "log_id", "build", "mode", "at"),
    Index("history_figures_by_call", "log_id", "build", "call"),
)
