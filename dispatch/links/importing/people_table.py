"""People from a table, and what they would change among the accounts. Makes no account and no password."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import BinaryIO, Final

from dispatch.domain.actor import FIELD_ROLES, Role
from dispatch.domain.state import State
from dispatch.links.importing.cells import Cells, code, plain, text, word_of
from dispatch.links.importing.changes import Change, Verdict
from dispatch.links.importing.problems import Problems, shown
from dispatch.links.importing.rows import Row, Rows, SiteNames, read_rows
from dispatch.links.importing.table import Column
from dispatch.people.accounts import Account, BadAccount, new_username

PEOPLE_MAX: Final = 20_000
ROLES: Final = tuple(role for role in Role if role not in (Role.SYSTEM, Role.WALL))
_COLUMNS = (
    Column("username", ("user name", "user", "login", "sign-in name", "account"), needed=True),
    Column("name", ("full name", "display name", "person"), needed=False),
    Column("given", ("given name", "first name", "firstname")),
    Column("family", ("family name", "last name", "surname")),
    Column("role", ("dispatch role", "position"), needed=True),
    Column("agency", ("agency code",)),
    Column("unit", ("call sign", "callsign", "unit code")),
    Column("site", ("school", "site code", "school code", "site name", "school name")),
)
_ROLE_WORDS: Final = {
    **{plain(role.value): role for role in ROLES},
    **dict.fromkeys(("patrol", "officer"), Role.PATROL_OFFICER),
    **dict.fromkeys(("cso", "campussecurity", "campussupervisor"), Role.CAMPUS_SECURITY_OFFICER),
    "schoolresourceofficer": Role.SRO,
    "siteteam": Role.SITE_TEAM_MEMBER,
    "admin": Role.ADMINISTRATOR,
}


@dataclass(slots=True)
class PeoplePlan:
    """What would become of the accounts, line by line; with problems, nothing does."""

    new: list[Account] = field(default_factory=list)
    changed: list[Account] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    problems: Problems = field(default_factory=Problems)
    noun: str = "people"


def read_people(stream: BinaryIO, encoding: str) -> Rows:
    """The lines of a table of people."""
    return read_rows(stream, encoding, _COLUMNS, _row, "username")


def _row(taken: Cells) -> Row:
    username = taken.one("username", str.casefold, needed="nobody could sign in with it") or ""
    name = taken.one("name", text)
    if name is None and not taken.raw("name"):
        parts = [taken.one(one, text) for one in ("given", "family")]
        name = " ".join(part for part in parts if part)
    if not name and taken.good:
        taken.wrong("name", "missing: colleagues could not call them anything")
    taken.told["name"] = name
    taken.told["role"] = taken.one("role", word_of(_ROLE_WORDS), needed=", ".join(ROLES))
    taken.tell("agency", code)
    taken.tell("unit", code)
    taken.tell("site", text)
    return Row(taken.where, username, taken.told)


def plan_people(
    read: Rows,
    state: State,
    log: str,
    accounts: Sequence[Account],
    sites: Mapping[str, str],
    *,
    staff_of_others: bool = False,
) -> PeoplePlan:
    """What the lines would change. ``staff_of_others``: the file is another system's list of staff, which knows nothing of the desk:
    whoever has another role here keeps everything.
    """
    result = PeoplePlan(problems=read.problems, notes=list(read.notes))
    read.check_most(PEOPLE_MAX)
    names = SiteNames(state, sites)
    known = {account.username: account for account in accounts}
    taken: dict[str, str] = {}
    for row in read.rows:
        account = _account(row, state, log, names, known, result.problems)
        if account is None:
            continue
        if taken.setdefault(account.username, row.where) != row.where:
            message = (
                f"{account.username} stands in {taken[account.username]} already; take one of the two out"
            )
            result.problems.add(row.where, "username", message)
            continue
        present = known.get(account.username)
        if present is not None and staff_of_others and present.role is not account.role:
            result.changes.append(
                Change(row.where, _called(present), Verdict.LEFT, f"is {present.role} here")
            )
            continue
        _compare(row.where, present, account, result)
    _note(result, known)
    return result


def _account(
    row: Row, state: State, log: str, names: SiteNames, known: Mapping[str, Account], problems: Problems
) -> Account | None:
    """The account that a line wants; what it does not tell stays as it is. None: something is wrong."""
    before = len(problems)
    home = state.home
    assert home is not None
    try:
        username = new_username(row.key)
    except BadAccount:
        rule = "letters a-z, digits, dot, dash and underscore, starting with a letter or digit, 64 at most"
        problems.add(row.where, "username", f"{shown(row.key)} is none: {rule}")
        return None
    present = known.get(username)
    if present is not None and present.log != log:
        problems.add(
            row.where, "username", f"{username} is taken by an account of another district; choose another"
        )
        return None
    told = row.told
    site = told.get("site", present.site if present is not None else None)
    if "site" in told and site is not None:
        site = names.find(site, row.where, "site", problems)
        if site is None:
            return None
    unit = told.get("unit", present.unit if present is not None else None)
    if unit is not None and unit not in state.units:
        problems.add(row.where, "unit", f"there is no unit {unit}; add it first: dispatch import units FILE")
    agency = told.get("agency") or (present.agency if present is not None else home.id)
    if agency != home.id and agency not in state.agencies:
        message = f"there is no agency {agency}; add it first: dispatch import agencies FILE"
        problems.add(row.where, "agency", message)
    role: Role = told["role"]
    if role is Role.SITE_TEAM_MEMBER and site is None:
        problems.add(row.where, "site", "missing: a site team member may act at one school only; name it")
    if len(problems) > before:
        return None
    return Account(
        log=log,
        person=present.person if present is not None else "",
        username=username,
        name=told["name"],
        role=role,
        agency=agency,
        unit=unit,
        site=site,
        disabled=present.disabled if present is not None else False,
    )


def _compare(where: str, present: Account | None, account: Account, result: PeoplePlan) -> None:
    if present is None:
        result.new.append(account)
        result.changes.append(Change(where, _called(account), Verdict.NEW, account.role.value))
        return
    how = "; ".join(
        f"{name} {getattr(present, name) or 'nothing'} → {getattr(account, name) or 'nothing'}"
        for name in ("name", "role", "agency", "unit", "site")
        if getattr(present, name) != getattr(account, name)
    )
    if how:
        result.changed.append(replace(account, person=present.person))
    result.changes.append(Change(where, _called(account), Verdict.CHANGED if how else Verdict.LEFT, how))


def _called(account: Account) -> str:
    return f"{account.username} {shown(account.name)}"


def _note(result: PeoplePlan, known: Mapping[str, Account]) -> None:
    without = sum(one.role in FIELD_ROLES and one.unit is None for one in (*result.new, *result.changed))
    if without:
        result.notes.append(
            f"People of field roles without a unit: {without}. They cannot set a status until they have one."
        )
    closed = sum(known[one.username].disabled for one in result.changed)
    if closed:
        result.notes.append(f"Accounts that are disabled and stay so: {closed}.")
