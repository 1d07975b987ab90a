"""From planned people to accounts: all of them in one transaction, with first passwords in a file that only its owner may read.

The file is written before the accounts are, so that no account has a password that nobody knows.
"""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path
from typing import Final

from dispatch.links.importing.people_table import PeoplePlan
from dispatch.links.importing.problems import ImportProblem, Say
from dispatch.people.accounts import BadAccount
from dispatch.people.administration import Administration
from dispatch.people.database import Unavailable

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
_GROUPS, _GROUP = 4, 4
_PATIENCE_FROM: Final = 50


def first_password() -> str:
    """Four groups of four that nobody mistakes for others on paper: 79 bits."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(_GROUP)) for _ in range(_GROUPS))


async def make_accounts(
    administration: Administration, found: PeoplePlan, passwords: Path | None, say: Say
) -> int:
    """Make and change the accounts; how many. Without a file for passwords new ones have none, and nobody can sign in with them yet.

    Raises ``ImportProblem``, ``BadAccount`` or ``Unavailable``.
    """
    if not found.new and not found.changed:
        say("Everybody was there already; nothing changed.")
        return 0
    given = [(account, first_password() if passwords is not None else None) for account in found.new]
    if passwords is not None and given:
        if len(given) >= _PATIENCE_FROM:
            say(f"Making {len(given)} passwords; their hashing takes long on purpose.")
        _write_private(
            passwords,
            [
                "username,name,password",
                *(f'{one.username},"{_quoted(one.name)}",{word}' for one, word in given),
            ],
        )
    try:
        await administration.take_over(given, found.changed)
    except BadAccount:
        _forget(passwords if given else None)
        raise
    except Unavailable as problem:
        kept = (
            f" {passwords} is kept: if they are, its passwords are theirs."
            if passwords is not None and given
            else ""
        )
        raise ImportProblem(
            f"{problem} Whether the accounts were saved is not known; import again to see.{kept}"
        ) from None
    say(f"New accounts: {len(found.new)}. Changed accounts: {len(found.changed)}.")
    if passwords is not None and given:
        say(
            f"Their first passwords are in {passwords}, which only you can read. Hand them over one by one, then delete the file."
        )
    elif given:
        say(
            "New accounts have no password, so nobody can sign in with them yet: set one with dispatch user password NAME, "
            "or import with --passwords FILE the next time."
        )
    return len(found.new) + len(found.changed)


def _write_private(path: Path, lines: list[str]) -> None:
    """A new file, on the disk before this returns. One that is there already is never overwritten, nor a link followed."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    except FileExistsError:
        raise ImportProblem(
            f"{path} is there already and is not overwritten; nothing was imported. Name another file for --passwords."
        ) from None
    except OSError as problem:
        raise ImportProblem(f"{path} cannot be written ({problem.strerror}); nothing was imported.") from None
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")
            file.flush()
            os.fsync(descriptor)
    except OSError as problem:
        _forget(path)
        raise ImportProblem(f"{path} cannot be written ({problem.strerror}); nothing was imported.") from None


def _forget(path: Path | None) -> None:
    if path is not None:
        with suppress(OSError):
            path.unlink()


def _quoted(name: str) -> str:
    return name.replace('"', '""')
