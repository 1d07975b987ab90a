"""The one table of what can go wrong at the edge: a stable code, its HTTP status, and one sentence each for
what happened, what was kept, and what to do.

Refusals of the rules come from the domain with their own codes and sentences; only their class is mapped
here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from dispatch.domain.refusals import RefusalKind


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that can go wrong."""

    code: str
    status: int
    happened: str
    kept: str = "Nothing was changed."
    do: str = ""

    @property
    def message(self) -> str:
        """The whole answer for a person."""
        return " ".join(part for part in (self.happened, self.kept, self.do) if part)


_ROWS = (
    Row("bad_json", 400, "The message cannot be read as JSON.", do="Correct it and send it again."),
    Row(
        "bad_message",
        422,
        "The message does not have the form that is asked for.",
        do="Correct the field named.",
    ),
    Row("unknown_type", 422, "There is no message of this type.", do="docs/protocol.md lists them all."),
    Row("unknown_kind", 422, "There is no command of this kind.", do="docs/protocol.md lists them all."),
    Row("unknown_field", 422, "This field is not known here.", do="Leave it out."),
    Row("bad_value", 422, "This field has a value that will not do.", do="Correct it and send it again."),
    Row("missing_field", 422, "This field is missing.", do="Add it and send it again."),
    Row("too_large", 413, "The body is larger than 64 kB.", do="Send less."),
    Row("file_too_large", 413, "The file is larger than 15 MB.", do="Send a smaller one."),
    Row(
        "file_type",
        422,
        "This is none of the kinds of files that are taken: JPEG, PNG, WebP and HEIC pictures, and PDF.",
        do="Send it as one of those.",
    ),
    Row(
        "file_unreadable",
        422,
        "The picture is damaged or not whole.",
        do="Take it again, or send it from another program.",
    ),
    Row("file_points", 422, "The picture has more points than any photo.", do="Send a smaller one."),
    Row(
        "file_emptied",
        410,
        "The content of this file was erased by order. Its hash still proves that it was there.",
        kept="",
    ),
    Row(
        "files_full",
        507,
        "There is no room for more files.",
        kept="Calls, notes and everything else are saved as ever.",
        do="Keep the file and tell whoever runs this system.",
    ),
    Row(
        "form_not_set",
        503,
        "The form could not be set on paper.",
        kept="Nothing in the record is touched by it; the form as a page is there.",
        do="Open the form as a page and print that, and tell whoever runs this system.",
    ),
    Row(
        "forms_busy",
        429,
        "Too many forms are being made at this moment.",
        kept="",
        do="Try again in a few seconds.",
    ),
    Row("files_busy", 429, "Too many files are coming in at this moment.", do="Try again in a few seconds."),
    Row(
        "files_unavailable",
        503,
        "The database does not answer, so no file can be taken or given.",
        do="Try again.",
    ),
    Row(
        "not_signed",
        401,
        "The signature is missing or was made with another key.",
        kept="No sign of life was taken.",
        do="Sign the body as docs/panic-devices.md says.",
    ),
    Row("not_signed_in", 401, "You are not signed in, or your session has ended.", do="Sign in."),
    Row("bad_credentials", 401, "User name or password is wrong.", kept="", do="Try again."),
    Row(
        "too_many_attempts",
        429,
        "Too many wrong passwords for this account from here.",
        kept="Open sessions go on.",
        do="Wait ten minutes, or sign in from another machine.",
    ),
    Row(
        "bad_code",
        401,
        "This code is not known, or its time is over.",
        kept="",
        do="Look whether it is typed as on the sheet, or ask the office for a new one.",
    ),
    Row(
        "bad_guest_code",
        401,
        "This link and code do not go together, or their time is over.",
        kept="",
        do="Ask the dispatcher who invited you for a new code.",
    ),
    Row("guest_in", 409, "This guest has come in already.", do="Invite them again for another device."),
    Row("no_link", 409, "This guest has no link yet.", do="Make one."),
    Row(
        "bad_wall_code",
        401,
        "This code is not right, has been used, or its time is over.",
        kept="",
        do="Ask the desk for a new code for this display.",
    ),
    Row("wall_unknown", 401, "This screen is no wall display yet.", kept="", do="Ask the desk for a code."),
    Row(
        "wall_ended",
        401,
        "This wall display has been ended.",
        kept="",
        do="Ask the desk for a new one, if a screen should hang here.",
    ),
    Row(
        "code_used",
        401,
        "This code has been used on a device, or was replaced.",
        kept="That device stays as it is.",
        do="Ask the office for a new one.",
    ),
    Row("busy", 429, "Too many people are signing in at this moment.", kept="", do="Try again in a second."),
    Row("too_many", 429, "Too many messages.", kept="This one was not read.", do="Send fewer."),
    Row(
        "foreign_origin",
        403,
        "The request comes from a page that is not ours.",
        do="Use the address of this server.",
    ),
    Row(
        "not_permitted",
        403,
        "Your role may not do this.",
        do="Ask an administrator if it should be able to.",
    ),
    Row(
        "no_tracker",
        401,
        "Nobody knows this tracker's key.",
        kept="No position was taken.",
        do="docs/positions.md says where the key belongs; `dispatch tracker key` makes a new one.",
    ),
    Row(
        "push_off",
        409,
        "Notifications are off on this server.",
        do="Ask whoever runs it; DISPATCH_PUSH turns them on.",
    ),
    Row("no_unit", 403, "You are not signed on to a unit, so you have no position to report."),
    Row(
        "demo_only_here",
        403,
        "This is a demo with known passwords: it lets people in from this machine only, and through no proxy.",
        do="Set DISPATCH_DEMO_PASSWORD to try it from another device.",
    ),
    Row(
        "https_required",
        403,
        "Signing in over plain http is possible on this machine only.",
        do="Put the server behind https.",
    ),
    Row("not_found", 404, "There is no such record, or it is not yours to see.", kept=""),
    Row("no_such_page", 404, "There is nothing at this address.", kept=""),
    Row(
        "wrong_method", 405, "This address does not take that method.", do="/api/openapi.json lists them all."
    ),
    Row(
        "not_built",
        503,
        "The browser application has not been built.",
        kept="The programming interface works.",
        do="Run: make dist",
    ),
    Row(
        "unavailable",
        503,
        "The database does not answer, so nobody can be let in.",
        kept="Open sessions go on.",
        do="Try again.",
    ),
    Row(
        "no_history",
        503,
        "What was cannot be read: the database does not answer, or history is being made.",
        kept="",
        do="Try again.",
    ),
    Row(
        "search_too_wide",
        503,
        "This search takes too long.",
        kept="",
        do="Narrow it: another word, a site, a type, or a shorter time.",
    ),
    Row(
        "server_error",
        500,
        "The server made a mistake.",
        kept="",
        do="It is in the log; send it again with the same id.",
    ),
)

TABLE: Mapping[str, Row] = MappingProxyType({row.code: row for row in _ROWS})

STATUS_OF: Mapping[RefusalKind, int] = MappingProxyType(
    {RefusalKind.SHAPE: 422, RefusalKind.RULE: 409, RefusalKind.ABSENT: 404, RefusalKind.AUTHORITY: 403}
)


@dataclass(eq=False)
class Problem(Exception):
    """Something of the table, here and now. ``said`` takes the place of what happened in general.

    Not frozen: whoever passes an exception on writes its traceback into it.
    """

    code: str
    said: str | None = None
    field: str | None = None
    retry_after: int | None = None

    @property
    def row(self) -> Row:
        """Its row in the table."""
        return TABLE[self.code]

    def body(self) -> dict[str, Any]:
        """The answer; the same shape as a refusal of the rules."""
        row = self.row
        message = row.message if self.said is None else " ".join(filter(None, (self.said, row.kept, row.do)))
        body: dict[str, Any] = {"outcome": "refused", "code": self.code, "message": message}
        if self.field is not None:
            body["field"] = self.field
        return body
