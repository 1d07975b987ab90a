"""Staff and rooms out of a OneRoster zip, and zips that are made to hurt."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
from collections.abc import Callable

import pytest

from dispatch.domain.actor import Role
from dispatch.domain.state import State
from dispatch.links.importing.people_table import PeoplePlan, plan_people
from dispatch.links.importing.reading import How, read_people, read_rooms
from dispatch.links.importing.room_table import plan_rooms
from dispatch.links.importing.roster_plan import RosterPlan
from dispatch.people.accounts import Account
from tests.links.importing import HOW, MANIFEST, ORGS, district, done, oneroster, stream, zipped

USERS_11 = (
    "sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName,password",
    'u1,,,true,"d1,s1",teacher,Ann.Lee@mesa.example,,Ann,Lee,secret',
    "u2,,,true,s1,student,kid1,,Kid,One,",
    "u3,tobedeleted,,true,s1,teacher,gone,,Gone,Gone,",
    "u4,,,false,s1,aide,left,,Left,Left,",
    "u5,,,true,d1,administrator,boss,,Boss,Boss,",
    "u6,,,true,s1,administrator,pat,,Pat,Ruiz,",
)
USERS_12 = (
    "sourcedId,status,enabledUser,username,givenName,familyName,preferredGivenName,primaryOrgSourcedId",
    "u1,active,true,ann,Annabel,Lee,Ann,",
    "u2,active,true,kid1,Kid,One,,",
    "u6,active,true,pat,Pat,Ruiz,,s1",
)
ROLES_12 = (
    "sourcedId,status,userSourcedId,roleType,role,orgSourcedId",
    "r1,active,u1,primary,teacher,s1",
    "r2,active,u2,primary,student,s1",
    "r3,active,u6,secondary,principal,s1",
    "r4,active,u6,primary,districtAdministrator,d1",
)
CLASSES = (
    "sourcedId,status,dateLastModified,title,location,schoolSourcedId",
    "c1,,,Math,Room 101,s1",
    "c2,,,Art,rm 101,s1",
    'c3,,,Sport,"Gym (north)",s1',
    "c4,,,Chess,TBD,s1",
    "c5,,,Choir,,s1",
)


def staff(
    data: bytes, how: How = HOW, state: State | None = None, known: list[Account] | None = None
) -> PeoplePlan:
    rows = read_people(stream(data), how)
    return plan_people(rows, state or district(), "pm", known or [], {}, staff_of_others=True)


def rooms(data: bytes, state: State, sites: dict[str, str] | None = None) -> RosterPlan:
    return plan_rooms(read_rooms(stream(data), HOW), state, sites or {})


def problems(found: PeoplePlan | RosterPlan) -> list[str]:
    return [str(one) for one in found.problems]


def test_the_staff_of_schools_become_site_team_members() -> None:
    found = staff(oneroster(users=USERS_11))
    assert not found.problems
    assert [(one.username, one.name, one.role, one.agency, one.site) for one in found.new] == [
        ("ann.lee", "Ann Lee", Role.SITE_TEAM_MEMBER, "PM", "AES"),
        ("pat", "Pat Ruiz", Role.SITE_TEAM_MEMBER, "PM", "AES"),
    ]
    assert [one.where for one in found.changes] == ["users.csv line 2", "users.csv line 7"]
    assert found.notes == [
        "Lines that are marked as deleted, passed over: 1.",
        "Lines that are of people who may not sign in there, passed over: 1.",
        "Lines that are of staff of no school, passed over: 1.",
    ]


def test_in_1_2_roles_stand_in_a_file_of_their_own() -> None:
    found = staff(oneroster("1.2", users=USERS_12, roles=ROLES_12))
    assert [(one.username, one.name, one.site) for one in found.new] == [
        ("ann", "Ann Lee", "AES"),
        ("pat", "Pat Ruiz", "AES"),
    ]
    only = staff(oneroster("1.2", users=USERS_12, roles=ROLES_12), How(roles=frozenset({"teacher"})))
    assert [one.username for one in only.new] == ["ann"]
    assert problems(staff(oneroster("1.2", users=USERS_12))) == [
        "the file, zip: there is no roles.csv at the root of it"
    ]


def test_whoever_has_another_role_here_keeps_everything() -> None:
    dispatcher = Account(log="pm", person="p1", username="pat", name="Pat", role=Role.DISPATCHER, agency="PM")
    found = staff(oneroster(users=USERS_11), known=[dispatcher])
    assert not found.changed
    assert str(found.changes[1]) == "users.csv line 7: pat 'Pat': left alone: is dispatcher here"


def test_rooms_are_where_classes_meet() -> None:
    state = district()
    found = rooms(oneroster(classes=CLASSES), state)
    assert [str(one) for one in found.changes] == [
        "classes.csv line 2: AES room 101: new",
        "classes.csv line 4: AES room GYM-NORTH: new",
    ]
    assert found.notes == ["Lines that are of classes without a room, passed over: 2."]
    state = done(state, found)
    assert [(room.code, room.name, room.building) for room in state.sites["AES"].roster.rooms] == [
        ("101", "Room 101", "MAIN"),
        ("GYM-NORTH", "Gym (north)", "MAIN"),
    ]
    assert not rooms(oneroster(classes=CLASSES), state).sites


def test_a_school_of_another_name_is_asked_for_once() -> None:
    orgs = (ORGS[0], "s1,,,Erle Primary,school,,d1")
    manifest = ["propertyName,value", "oneroster.version,1.1"]
    data = zipped({"manifest.csv": manifest, "orgs.csv": orgs, "classes.csv": CLASSES, "users.csv": USERS_11})
    expected = "orgs.csv line 2, name: there is no site 'Erle Primary'; say which one it is with --site 'Erle Primary=CODE'"
    assert problems(rooms(data, district())) == [expected]
    assert problems(staff(data)) == [expected]
    assert len(rooms(data, district(), {"erle primary": "AES"}).changes) == 2


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"x.csv": "x"}, "the file, zip: there is no manifest.csv at the root of it"),
        ({"roster/manifest.csv": "x"}, "the file, zip: there is no manifest.csv at the root of it"),
        ({"manifest.csv": "a,b\n1,2\n"}, "manifest.csv line 1, heading: no column propertyName"),
        (
            {"manifest.csv": "propertyName,value\na,b\n"},
            "manifest.csv, oneroster.version: no oneroster.version; 1.1 and 1.2 are read",
        ),
        (
            {"manifest.csv": "propertyName,value\noneroster.version,3\n"},
            "manifest.csv, oneroster.version: the version '3'",
        ),
        ({"[Content_Types].xml": "x"}, "the file, format: is a spreadsheet (XLSX); save it as CSV (UTF-8)"),
    ],
)
def test_a_zip_that_is_no_roster_is_named(files: dict[str, str], expected: str) -> None:
    (problem,) = problems(staff(zipped(files)))
    assert problem.startswith(expected)


@pytest.mark.parametrize(
    ("users", "expected"),
    [
        (("u1,,,true,s1,teacher,,,Ann,Lee,",), "users.csv line 2, username: missing"),
        (
            ("u1,,,true,s1,teacher,a b,,Ann,Lee,",),
            "users.csv line 2, username: 'a b' is none: letters a-z",
        ),
        (("u1,,,true,s1,teacher,ann,,,,",), "users.csv line 2, familyName: missing"),
        (("u1,,,true,s1,teacher,ann,,=Ann,Lee,",), "users.csv line 2, givenName: begins with '='"),
        (("u1,,,true,s1,teacher,ann,,Ann,Lee",), "users.csv line 2, cells: 10 cells; the heading has 11"),
        (
            ("u1,,,true,s1,teacher,ann,,Ann,Lee,", "u2,,,true,s1,aide,ANN@x,,Anna,Li,"),
            "users.csv line 3, username: ann is also the user name in users.csv line 2",
        ),
        (
            ('u1,,,true,s1,teacher,"ann,,Ann,Lee,',),
            "users.csv line 2, quotes: a quote is opened and never closed",
        ),
    ],
)
def test_a_wrong_line_of_staff_is_named_by_its_file_too(users: tuple[str, ...], expected: str) -> None:
    found = problems(staff(oneroster(users=(USERS_11[0], *users))))
    assert len(found) == 1
    assert found[0].startswith(expected)


def test_what_is_wrong_about_a_student_shows_no_student() -> None:
    users = (USERS_11[0], "u2,,,true,s1,student,kid1,,=Kid,One,x,x", "u3,,,true,s1,student,\u202e,,=Kid,Two,")
    assert problems(staff(oneroster(users=users))) == [
        "users.csv line 2, cells: 12 cells; the heading has 11"
    ]


def entry(name: str, data: bytes = b"x", mode: int = stat.S_IFREG | 0o644) -> bytes:
    info = zipfile.ZipInfo(name)
    info.external_attr = mode << 16
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(info, data, compress_type=zipfile.ZIP_DEFLATED)
    return file.getvalue()


def many_entries() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for number in range(101):
            archive.writestr(f"{number}.csv", "")
    return file.getvalue()


def claims(entries: int, length: int) -> bytes:
    """A zip whose end says that its list of names is of another size."""
    data = oneroster(users=USERS_11)
    end = data.rindex(b"PK\x05\x06")
    return data[: end + 8] + struct.pack("<HHI", entries, entries, length) + data[end + 16 :]


def twice() -> bytes:
    """The second name is as long as the first, and is made the same afterwards."""
    return zipped({"users.csv": "a", "USERS.csv": "b"}).replace(b"USERS", b"users")


def flipped(place: int) -> bytes:
    """One byte of the compressed users is another one."""
    data = bytearray(
        oneroster(users=(*USERS_11, *(f"x{n},,,true,s1,student,k{n},,K,K," for n in range(500))))
    )
    data[data.index(b"users.csv") + place] ^= 0xFF
    return bytes(data)


HURTFUL: dict[str, tuple[Callable[[], bytes], str]] = {
    "bomb": (lambda: entry("users.csv", b"\0" * 20_000_000), "'users.csv', zip: would unpack to"),
    "traversal": (lambda: entry("../../etc/passwd"), "'../../etc/passwd', zip: has a path that leads out"),
    "absolute": (lambda: entry("/etc/passwd"), "'/etc/passwd', zip: has a path that leads out"),
    "windows path": (lambda: entry("..\\users.csv"), "zip: has a path that leads out"),
    "drive": (lambda: entry("C:users.csv"), "'C:users.csv', zip: has a path that leads out"),
    "nul in a name": (
        lambda: entry("users.csv_evil").replace(b"users.csv_evil", b"users.csv\0evil"),
        "zip: has a path that leads out",
    ),
    "link": (lambda: entry("users.csv", b"/etc/passwd", stat.S_IFLNK | 0o777), "'users.csv', zip: is a link"),
    "device": (lambda: entry("users.csv", b"", stat.S_IFCHR | 0o666), "'users.csv', zip: is no file"),
    "encrypted": (
        lambda: zipped({"users.csv": "x"}).replace(
            b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01"
        ),
        "'users.csv', zip: is encrypted",
    ),
    "101 files": (many_entries, "the file, zip: holds more than 100 files"),
    "a list without end": (
        lambda: claims(7, 0xFFFFFF),
        "the file, zip: holds more than 100 files or is made for huge",
    ),
    "a name twice": (twice, "'users.csv', zip: stands twice in the zip"),
    "cut off": (lambda: oneroster(users=USERS_11)[:-30], "the file, zip: is cut off or no zip"),
    "only a beginning": (lambda: b"PK\x03\x04", "the file, zip: is cut off or no zip"),
    "damaged": (lambda: flipped(400), "users.csv, zip: is damaged"),
    "damaged header": (lambda: flipped(0), "users.csv, zip: is damaged"),
}


@pytest.mark.parametrize("case", HURTFUL)
def test_a_zip_that_is_made_to_hurt_is_named(case: str) -> None:
    make, expected = HURTFUL[case]
    found = problems(staff(make()))
    assert len(found) == 1, found
    assert expected in found[0]


def test_everything_of_the_manifest_may_be_there() -> None:
    assert set(MANIFEST) >= {"oneroster.version", "file.users"}
    assert not staff(oneroster("1.1.0", users=USERS_11)).problems
