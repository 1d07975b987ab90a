"""People from a file become accounts: all or none, with first passwords that only the operator reads."""

from __future__ import annotations

import csv
import stat
from dataclasses import replace
from pathlib import Path

import pytest

from dispatch.domain.actor import Role
from dispatch.domain.state import State
from dispatch.links.importing.accounts import first_password, make_accounts
from dispatch.links.importing.people_table import PeoplePlan, plan_people
from dispatch.links.importing.problems import ImportProblem
from dispatch.links.importing.reading import read_people
from dispatch.people.accounts import Account, BadAccount
from dispatch.people.administration import Administration
from dispatch.people.database import Unavailable
from tests.links.importing import HOW, district, stream
from tests.links.node import people
from tests.pg import Database

TEXT = """user name,first name,last name,role,agency,unit,school
MLopez,Maria,Lopez,dispatcher,,,
sro1,Sam,Ortiz,SRO,MPD,s1,
ann,Ann,Lee,site team,,,Alder ES
"""


def planned(text: str, known: list[Account] | None = None, state: State | None = None) -> PeoplePlan:
    return plan_people(read_people(stream(text), HOW), state or district(), "pm", known or [], {})


def problems(text: str, known: list[Account] | None = None) -> list[str]:
    return [str(one) for one in planned(text, known).problems]


def account(username: str = "ann", **told: str | bool) -> Account:
    base = Account(log="pm", person="p1", username=username, name="Ann", role=Role.DISPATCHER, agency="PM")
    return replace(base, **told)  # type: ignore[arg-type]


async def make(
    administration: Administration, text: str, passwords: Path | None = None
) -> tuple[int, list[str]]:
    said: list[str] = []
    plan = planned(text, await administration.accounts())
    assert not plan.problems
    return await make_accounts(administration, plan, passwords, said.append), said


async def test_people_become_accounts_once(database: Database, tmp_path: Path) -> None:
    secret = tmp_path / "first-passwords.csv"
    async with people(database) as (administration, store, passwords):
        count, said = await make(administration, TEXT, secret)
        assert count == 3
        assert said[0] == "New accounts: 3. Changed accounts: 0."
        assert "which only you can read" in said[1]
        found = {one.username: one for one in await administration.accounts()}
        lopez = found["mlopez"]
        assert (lopez.name, lopez.role, lopez.agency, lopez.log) == (
            "Maria Lopez",
            Role.DISPATCHER,
            "PM",
            "pm",
        )
        assert (found["sro1"].agency, found["sro1"].unit) == ("MPD", "S1")
        assert (found["ann"].role, found["ann"].site) == (Role.SITE_TEAM_MEMBER, "AES")
        assert stat.S_IMODE(secret.stat().st_mode) == 0o600
        rows = list(csv.DictReader(secret.read_text().splitlines()))
        assert [row["username"] for row in rows] == ["mlopez", "sro1", "ann"]
        for row in rows:
            kept = await store.find_account(row["username"])
            assert kept is not None
            assert await passwords.fits(kept[1], row["password"])
        again, said = await make(administration, TEXT, tmp_path / "second.csv")
        assert (again, said) == (0, ["Everybody was there already; nothing changed."])
        assert not (tmp_path / "second.csv").exists()


async def test_without_a_file_for_passwords_nobody_can_sign_in_yet(database: Database) -> None:
    async with people(database) as (administration, store, passwords):
        _, said = await make(administration, TEXT)
        assert "New accounts have no password" in said[-1]
        found = await store.find_account("ann")
        assert found is not None
        assert found[1] is None
        assert not await passwords.fits(found[1], "")


async def test_a_changed_line_changes_the_account_and_not_its_password(
    database: Database, tmp_path: Path
) -> None:
    async with people(database) as (administration, store, _):
        await make(administration, TEXT, tmp_path / "first.csv")
        await administration.disable("ann")
        before = await store.find_account("ann")
        changed = (
            "username,name,role,site\nann,Ann Lee-Ruiz,campus security,-\nmlopez,Maria Lopez,dispatcher,\n"
        )
        count, said = await make(administration, changed, tmp_path / "second.csv")
        assert (count, said) == (1, ["New accounts: 0. Changed accounts: 1."])
        after = await store.find_account("ann")
        assert before is not None
        assert after == (
            replace(before[0], name="Ann Lee-Ruiz", role=Role.CAMPUS_SECURITY_OFFICER, site=None),
            before[1],
        )
        assert after[0].disabled, "who was shut out stays so"


async def test_one_account_that_cannot_be_made_keeps_all_out(database: Database, tmp_path: Path) -> None:
    secret = tmp_path / "first.csv"
    async with people(database) as (administration, _, _):
        plan = planned(TEXT)
        await administration.add(account(person=""), "correct horse")
        with pytest.raises(BadAccount, match="meanwhile; nothing was changed"):
            await make_accounts(administration, plan, secret, print)
        assert [one.username for one in await administration.accounts()] == ["ann"]
        assert not secret.exists(), "no passwords of accounts that are not there"


async def test_a_file_of_passwords_is_never_written_over_another(database: Database, tmp_path: Path) -> None:
    there, link = tmp_path / "there", tmp_path / "link"
    there.write_text("mine")
    link.symlink_to(tmp_path / "elsewhere")
    async with people(database) as (administration, _, _):
        for path, expected in {
            there: "is there already and is not overwritten; nothing was imported",
            link: "is there already",
            tmp_path
            / "no"
            / "folder": r"cannot be written \(No such file or directory\); nothing was imported",
        }.items():
            with pytest.raises(ImportProblem, match=expected):
                await make(administration, TEXT, path)
        assert not await administration.accounts()
    assert there.read_text() == "mine"
    assert not (tmp_path / "elsewhere").exists()


class Silent(Administration):
    """A database that takes everything and does not answer."""

    def __init__(self) -> None:
        pass

    async def take_over(self, *_: object) -> None:
        raise Unavailable("The database did not answer.")


async def test_when_the_database_does_not_answer_the_passwords_are_kept(tmp_path: Path) -> None:
    secret = tmp_path / "first.csv"
    with pytest.raises(ImportProblem) as refused:
        await make_accounts(Silent(), planned(TEXT), secret, print)
    assert "import again to see" in str(refused.value)
    assert "is kept" in str(refused.value)
    assert len(secret.read_text().splitlines()) == 4


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (",Ann,dispatcher,,,", "username: missing: nobody could sign in with it"),
        ("a b,Ann,dispatcher,,,", "username: 'a b' is none: letters a-z"),
        ("ann,,dispatcher,,,", "name: missing: colleagues could not call them anything"),
        ("ann,@Ann,dispatcher,,,", "name: begins with '@'"),
        ("ann,Ann,,,,", "role: missing: dispatcher, supervisor"),
        ("ann,Ann,king,,,", "role: 'king' is not known; there are: dispatcher"),
        ("ann,Ann,system,,,", "role: 'system' is not known"),
        ("ann,Ann,dispatcher,XX,,", "agency: there is no agency XX; add it first"),
        ("ann,Ann,patrol,,A9,", "unit: there is no unit A9; add it first"),
        ("ann,Ann,site team,,,", "site: missing: a site team member may act at one school only"),
        ("ann,Ann,site team,,,Nowhere", "site: there is no site 'Nowhere'; give its code"),
    ],
)
def test_a_wrong_line_of_people_is_named(line: str, expected: str) -> None:
    (problem,) = problems(f"username,name,role,agency,unit,site\n{line}\n")
    assert problem.startswith(f"line 2, {expected}")


def test_a_name_is_taken_once() -> None:
    lines = "username,name,role\nann,Ann,dispatcher\nANN,Anna,supervisor\n"
    assert problems(lines) == ["line 3, username: ann stands in line 2 already; take one of the two out"]
    elsewhere = [account(log="other")]
    assert problems("username,name,role\nann,Ann,dispatcher\n", elsewhere) == [
        "line 2, username: ann is taken by an account of another district; choose another"
    ]


def test_what_a_line_would_change_is_said() -> None:
    found = planned("username,name,role,unit\nann,Ann,patrol,S1\nbo,Bo,cso,\n", [account(disabled=True)])
    assert [str(one) for one in found.changes] == [
        "line 2: ann 'Ann': changed: role dispatcher → patrol_officer; unit nothing → S1",
        "line 3: bo 'Bo': new: campus_security_officer",
    ]
    assert found.notes == [
        "People of field roles without a unit: 1. They cannot set a status until they have one.",
        "Accounts that are disabled and stay so: 1.",
    ]


def test_first_passwords_differ_and_can_be_read_on_paper() -> None:
    made = {first_password() for _ in range(100)}
    assert len(made) == 100
    assert not set("".join(made)) & set("01lio")
