"""Ids that a command makes, derived from the command's own id.

Deciding a command again (a lost race, a restart, another node) must make the same ids; chance would not.
"""

from __future__ import annotations

from hashlib import sha256
from uuid import UUID


def derive(command_id: str, label: str) -> str:
    """The id of the thing ``label`` that the command ``command_id`` makes: UUID text, the same on every node, always."""
    digest = sha256(f"{command_id}/{label}".encode()).digest()
    return str(UUID(bytes=digest[:16], version=5))
