"""The record: an append-only, hash-chained log in PostgreSQL and what is folded from it into tables."""
