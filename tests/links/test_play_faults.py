"""What is wrong with a scenario is said by file, line and field, with what was probably meant; and nothing is played."""

from __future__ import annotations

from pathlib import Path

import pytest
import pytest_asyncio

from dispatch.links.play import BYTES_MAX, Pace, ScenarioProblem, read, run
from dispatch.links.play.vocabulary import KEYS, ROLES
from dispatch.links.shipped import shipped_text
from tests.links.node import CLOCK, node
from tests.pg import Database

FILE = shipped_text("scenarios.yaml").encode()
HEAD = b"---\nid: X\nmode: ACTUAL\nsites: [LKES]\nevents:\n"


@pytest_asyncio.fixture
async def database(demo_database: Database) -> Database:
    """Every test here begins with the loaded demo."""
    return demo_database


def log(at: object) -> bytes:
    return f"  - {{t: {at}, by: psap, do: log, text: x}}\n".encode()


WRONG: dict[str, tuple[bytes, str]] = {
    "kind": (
        b"  - {t: 0, by: dispatcher, do: call_create}\n",
        "line 6: do: there is no event kind 'call_create'; did you mean call_created",
    ),
    "no kind": (b"  - {t: 0, by: dispatcher}\n", "line 6: do: there is no event kind None; known: account"),
    "kind of another form": (
        b"  - {t: 0, by: dispatcher, do: [log]}\n",
        r"line 6: do: there is no event kind \['log'\]",
    ),
    "role": (
        b"  - {t: 0, by: prinzipal, do: log, text: x}\n",
        "line 6: by: there is no role 'prinzipal'; did you mean principal",
    ),
    "time": (
        b"  - {t: soon, by: psap, do: log, text: x}\n",
        "line 6: t: this is a number of seconds .* not 'soon'",
    ),
    "no time": (b"  - {by: psap, do: log, text: x}\n", "line 6: t: "),
    "no end of time": (log(".inf"), "line 6: t: "),
    "no number": (log(".nan"), "line 6: t: "),
    "before the start": (log(-1), "line 6: t: "),
    "order": (log(9) + log(3), "line 7: t: 3 comes after 9 of line 6"),
    "word": (
        b"  - {t: 0, by: psap, do: log, txt: red}\n",
        "line 6: txt: log does not say this; did you mean text",
    ),
    "missing field": (b"  - {t: 0, by: psap, do: call_created}\n", "line 6: type: call_created needs it"),
    "empty field": (b'  - {t: 0, by: psap, do: log, text: ""}\n', "line 6: text: log needs it"),
    "no word": (b"  - {t: 0, by: psap, do: log, text: no}\n", "line 6: text: this is words, not False"),
    "too long": (
        b"  - {t: 0, by: psap, do: log, text: " + b"x" * 3001 + b"}\n",
        "line 6: text: it has 3001 characters; 3000",
    ),
    "type": (
        b"  - {t: 0, by: psap, do: call_created, type: FIGHTS}\n",
        "line 6: type: there is no 'FIGHTS'; did you mean FIGHT",
    ),
    "priority": (
        b"  - {t: 0, by: psap, do: call_created, type: FIGHT, pri: 9}\n",
        "line 6: pri: .* from 1 to 5, not 9",
    ),
    "source": (
        b"  - {t: 0, by: psap, do: call_received, source: FAX, text: x}\n",
        "line 6: source: there is no 'FAX'",
    ),
    "no alarm": (b"  - {t: 0, by: system, do: alarm, source: RADIO}\n", "line 6: source: .*ALARM_DOOR"),
    "disposition": (
        b"  - {t: 0, by: psap, do: call_closed, disposition: DONE}\n",
        "line 6: disposition: there is no 'DONE'",
    ),
    "status": (
        b"  - {t: 0, by: psap, do: unit_status, unit: A3, status: ZZ}\n",
        "line 6: status: there is no 'ZZ'",
    ),
    "unit without status": (
        b"  - {t: 0, by: psap, do: unit_status, unit: A3}\n",
        "line 6: status: unit_status of a unit needs it",
    ),
    "action": (
        b"  - {t: 0, by: psap, do: action_start, action: LOCKDOWM}\n",
        "line 6: action: .* did you mean LOCKDOWN",
    ),
    "old word": (
        b"  - {t: 0, by: psap, do: action_start, action: LOCKOUT}\n",
        "line 6: action: LOCKOUT is no SRP term today; it is SECURE",
    ),
    "parameter": (
        b"  - {t: 0, by: psap, do: action_start, action: HOLD, params: {hazzard: tornado}}\n",
        "line 6: params.hazzard: action_start does not say this; did you mean hazard",
    ),
    "value of a parameter": (
        b"  - {t: 0, by: psap, do: action_start, action: SHELTER, params: {hazard: tornados}}\n",
        "line 6: params.hazard: there is no 'tornados'; did you mean tornado",
    ),
    "no parameters": (
        b"  - {t: 0, by: psap, do: action_start, action: HOLD, params: 7}\n",
        "line 6: params: this is a mapping",
    ),
    "parameter that cannot change": (
        b"  - {t: 0, by: psap, do: action_change, action: HOLD, params: {police_led: true}}\n",
        "line 6: params.police_led: action_change",
    ),
    "two areas": (
        b"  - {t: 0, by: psap, do: action_start, action: HOLD, params: {zone_scope: a, last_known_location: b}}\n",
        "line 6: params.last_known_location: an order names one area",
    ),
    "level": (
        b"  - {t: 0, by: tm, do: case_open, level: HIGH}\n",
        "line 6: level: there is no 'HIGH'; known: CONCERN",
    ),
    "room state": (
        b"  - {t: 0, by: tm, do: room_status, room: 1, state: FINE}\n",
        "line 6: state: there is no 'FINE'",
    ),
    "one site": (
        b"  - {t: 0, by: psap, do: call_created, type: FIGHT, sites: [A, B]}\n",
        "line 6: sites: call_created is about one site",
    ),
    "site twice": (
        b"  - {t: 0, by: psap, do: log, text: x, site: A, sites: [B]}\n",
        "line 6: sites: .* not both",
    ),
    "no list": (
        b"  - {t: 0, by: psap, do: dispatch, units: A3}\n",
        "line 6: units: this is a list with at least one",
    ),
    "no code": (
        b"  - {t: 0, by: psap, do: log, text: x, site: a b}\n",
        "line 6: site: a code is of capitals",
    ),
    "twice": (b"  - {t: 0, t: 1, by: psap, do: log, text: x}\n", "line 6: t: a key stands twice"),
    "alias": (
        b"  - &a {t: 0, by: psap, do: log, text: x}\n  - *a\n",
        "line 7: aliases are not used in scenarios",
    ),
    "object": (
        b"  - !!python/object/apply:os.system ['true']\n",
        "line 6: this is no YAML: could not determine a constructor",
    ),
    "date": (
        b"  - {t: 0, by: psap, do: log, text: 2026-13-45}\n",
        "line 6: '2026-13-45' is no value .* put it in quotes",
    ),
    "day": (
        b"  - {t: 0, by: psap, do: log, text: 2026-11-25}\n",
        "line 6: text: this is words, not datetime",
    ),
    "no event": (b"  - 7\n", "line 2: events: an event is a mapping like"),
    "syntax": (b"  - {t: 0\n", "line 7: this is no YAML: expected ',' or '}'"),
    "deep": (b"  - " + b"[" * 30_000, "line 6: this is nested too deep"),
    "control character": (b"  - \x01\n", "this is no YAML"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_is_named_by_its_line_and_field(case: str) -> None:
    events, expected = WRONG[case]
    with pytest.raises(ScenarioProblem, match=expected) as found:
        read(HEAD + events, "X")
    assert len(str(found.value)) < 1200


HEADINGS = {
    "mode": (b"mode: REAL\nevents: []\n", "line 2: mode: there is no mode 'REAL'"),
    "no events": (b"mode: ACTUAL\n", "line 2: events: this is a list"),
    "no list": (b"mode: ACTUAL\nexpect: a\nevents: [{t: 0, by: psap, do: par}]\n", "line 2: expect: "),
    "unknown": (
        b"mode: ACTUAL\nevnts: []\n",
        "line 2: evnts: a scenario does not say this; did you mean events",
    ),
}


@pytest.mark.parametrize("case", HEADINGS)
def test_what_is_wrong_beside_the_events(case: str) -> None:
    rest, expected = HEADINGS[case]
    with pytest.raises(ScenarioProblem) as found:
        read(b"---\nid: X\n" + rest, "X")
    assert any(expected in str(fault) for fault in found.value.faults)


def test_all_faults_are_found_at_once() -> None:
    events = b"  - {t: 0, by: psap, do: dance}\n" + log(1) + b"  - {t: x, by: wizard, do: log, colour: red}\n"
    with pytest.raises(ScenarioProblem) as found:
        read(HEAD + events, "X")
    named = [(one.line, one.field) for one in found.value.faults]
    assert named == [(6, "do"), (8, "t"), (8, "by"), (8, "colour"), (8, "text")]
    assert str(found.value).endswith("(and 4 more faults)")


def test_an_unknown_scenario_is_answered_with_the_known_ones() -> None:
    with pytest.raises(ScenarioProblem, match=r"there is no scenario 'SC99'; did you mean .*SC01, SC02"):
        read(FILE, "SC99")
    with pytest.raises(ScenarioProblem, match=r"there is no scenario 'X'; known: none"):
        read(b"", "X")


def test_a_scenario_that_is_there_twice_is_not_guessed() -> None:
    with pytest.raises(ScenarioProblem, match="line 8: id: there is a second scenario X"):
        read(HEAD + log(0) + b"---\n" + HEAD[4:] + log(0), "X")


def test_a_mistake_in_one_scenario_does_not_stop_another() -> None:
    assert len(read(HEAD + log(0) + b"---\nid: Y\nmode: ACTUAL\nevents: [7]\n", "X").moments) == 1


def bomb() -> bytes:
    rows = [b"a: &a [x,x,x,x,x,x,x,x,x]"]
    rows += [b"%c: &%c [*%c,*%c,*%c,*%c,*%c,*%c,*%c,*%c]" % (i, i, *[i - 1] * 8) for i in range(98, 110)]
    return b"\n".join(rows)


HUGE = {
    "a bomb": (bomb(), "aliases are not used"),
    "too large": (b"# x\n" * 26_000_000, "larger than 1000 kB"),
    "no end of brackets": (b"[" * BYTES_MAX, "nested too deep"),
    "no end of keys": (b"{" + b"a: {" * (BYTES_MAX // 4 - 1), "nested too deep"),
    "one word": (HEAD + b"  - {t: 0, by: psap, do: " + b"x" * 900_000 + b"}\n", "no event kind 'xxx"),
    "many events": (HEAD + log(5) * 20_000, "there is no scenario|it is nothing"),
    "one number": (b"---\nid: X\nmode: " + b"9" * 900_000 + b"\nevents: []\n", "is no value|no mode"),
}


@pytest.mark.parametrize("case", HUGE)
def test_what_is_huge_is_refused_in_a_short_sentence(case: str) -> None:
    data, expected = HUGE[case]
    with pytest.raises(ScenarioProblem, match=expected) as found:
        read(data, "Y" if case == "many events" else "X")
    assert len(str(found.value)) < 1200


DISTRICT = {
    "site": (
        b"  - {t: 1, by: psap, do: log, text: x, site: LKEX}\n",
        "line 7: site: this district has no site LKEX; did you mean LKES",
    ),
    "sites": (
        b"  - {t: 1, by: psap, do: log, text: x, sites: [LKES, NOWHERE]}\n",
        "line 7: sites: this district has no site NOWHERE",
    ),
    "unit": (
        b"  - {t: 1, by: patrol, do: log, text: x, unit: A77}\n",
        "line 7: unit: this district has no unit A77; did you mean A7",
    ),
    "units": (
        b"  - {t: 1, by: psap, do: dispatch, units: [A3, B3]}\n",
        "line 7: units: this district has no unit B3",
    ),
    "agency": (
        b"  - {t: 1, by: psap, do: psap_notify, agency: TAMCOMM}\n",
        "line 7: agency: this district has no agency TAMCOMM; did you mean TAMCOM",
    ),
}


async def test_what_the_district_does_not_have_is_found_before_anything_is_given(
    database: Database, tmp_path: Path
) -> None:
    async with node(database, tmp_path) as desk:
        head = desk.head
        for events, expected in DISTRICT.values():
            scenario = read(HEAD + log(0) + events, "X")
            with pytest.raises(ScenarioProblem, match=expected):
                await run(desk, scenario, CLOCK, Pace(CLOCK, 0), print)
        elsewhere = HEAD.replace(b"[LKES]", b"[MOON]")
        with pytest.raises(ScenarioProblem, match="line 2: sites: this district has no site MOON"):
            await run(desk, read(elsewhere + log(0), "X"), CLOCK, Pace(CLOCK, 0), print)
        assert desk.head == head


def test_the_vocabulary_is_complete() -> None:
    documents = shipped_text("scenarios.yaml")
    assert set(world_list("event_kinds", documents)) == set(KEYS)
    assert set(world_list("roles", documents)) == ROLES


def world_list(name: str, text: str) -> list[str]:
    line = next(one for one in text.splitlines() if one.startswith(f"{name}: ["))
    return line.removeprefix(f"{name}: [").rstrip("]").split(", ")
