"""The application may have the history tables surveyed, so that searches are planned by what is in them.

After a mass import, or when readers turn to a build made anew, the database knows nothing of the new rows until its own upkeep
comes round, minutes later; until then a search for a rare word reads every call. Only a table's owner may survey it: hence a
function that runs as the owner and does nothing else. No table is locked against readers or writers.
"""

from __future__ import annotations

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_MAKE = (
    # The lists of what the indexes of words and units have yet to take in are read by every search until they are empty.
    """
    CREATE FUNCTION history_survey() RETURNS void LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp SET lock_timeout = '5s' AS $$
    BEGIN
        ANALYZE public.history_records;
        ANALYZE public.history_calls;
        ANALYZE public.history_lines;
        ANALYZE public.history_words;
        ANALYZE public.history_figures;
        PERFORM gin_clean_pending_list('public.history_calls_by_words'),
                gin_clean_pending_list('public.history_calls_by_unit'),
                gin_clean_pending_list('public.history_words_by_words');
    END
    $$
    """,
    "REVOKE ALL ON FUNCTION history_survey() FROM PUBLIC",
    "GRANT EXECUTE ON FUNCTION history_survey() TO dispatch_app",
)


def upgrade() -> None:
    """One function."""
    for statement in _MAKE:
        op.execute(statement)
