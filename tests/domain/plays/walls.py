"""Wall displays: added, set to what they show, ended; and what may hang in a room where anybody looks at it."""

from __future__ import annotations

from typing import get_args

from dispatch.domain import conduct_orders as w
from dispatch.domain import decision_orders as d
from dispatch.domain import incident_orders as i
from dispatch.domain import wall_events as e
from dispatch.domain import wall_orders as c
from dispatch.domain.actor import SYSTEM, Actor, Role
from dispatch.domain.catalog.modes import Mode
from dispatch.domain.commands import AnswerRollCall, Command, CreateCall, DeclareEmergency
from dispatch.domain.decide import Context, decide
from dispatch.domain.decision_records import FactKind
from dispatch.domain.incident_work import Benchmark
from dispatch.domain.incidents import Complexity, OpenKind
from dispatch.domain.lens.parts import parts_of_actor
from dispatch.domain.lens.project import snapshot
from dispatch.domain.lens.wall_views import WallIncidentView, WallPictureView
from dispatch.domain.refusals import Refusal
from dispatch.domain.rules.walls import WALLS_MAX
from dispatch.domain.seat_orders import ShareLine
from dispatch.domain.seats import LineTag
from dispatch.domain.text import Protected, TextClass
from dispatch.domain.walls import WallShow, wall_person
from tests.domain.district import ABBY, ADAM7, MARIA, SUE
from tests.domain.playbook import Playbook, ev, play
from tests.domain.plays.command import LUND, acting


def screen(wall: str) -> Actor:
    """The device of a wall display."""
    return Actor(person=wall_person(wall), name="Lobby", role=Role.WALL, agency="")


def hung(p: Playbook, show: WallShow = WallShow.DISTRICT, incident: str | None = None) -> str:
    """A wall display; gives its id."""
    name = f"Wall {len(p.state.walls)}"
    return str(p.given(c.AddWall(name=name, show=show, incident=incident), by=SUE)["wall"])


def picture(p: Playbook, wall: str) -> WallPictureView:
    """All that a display is shown."""
    (part,) = parts_of_actor(p.state, screen(wall))
    shown = snapshot(p.state, part)
    assert set(shown) == {"wall_pictures"}
    (view,) = shown["wall_pictures"]
    assert isinstance(view, WallPictureView)
    assert (view.district is None) != (view.incident is None), "there is never nothing on the wall"
    return view


def incident_on(p: Playbook, wall: str) -> WallIncidentView:
    shown = picture(p, wall).incident
    assert shown is not None
    return shown


@play
def a_display_is_added_set_and_ended(p: Playbook) -> None:
    p.when(c.AddWall(name="  EOC   north "), by=SUE)
    wall = str(
        p.then(ev(e.WallAdded, name="EOC north", show=WallShow.DISTRICT, shown=None, shown_no=None)).refs[
            "wall"
        ]
    )
    assert parts_of_actor(p.state, screen(wall)) == ("wall:district",)
    incident = acting(p)
    p.when(c.SetWall(wall=wall, show=WallShow.INCIDENT, incident=incident))
    p.then(ev(e.WallSet, wall=wall, show=WallShow.INCIDENT, shown=incident, shown_no="I26-0001"))
    assert parts_of_actor(p.state, screen(wall)) == (f"wall:incident:{incident}",)
    p.when(c.SetWall(wall=wall, show=WallShow.WORST))
    p.then(ev(e.WallSet, show=WallShow.WORST, shown=None))
    p.when(c.EndWall(wall=wall, reason="taken down"))
    p.then(ev(e.WallEnded, wall=wall, name="EOC north", reason=Protected("taken down")))
    assert parts_of_actor(p.state, screen(wall)) == ()
    assert snapshot(p.state, "wall:worst") == {}, "nobody is shown a picture that no display is set to"


@play
def who_may_and_what_does_not_fit(p: Playbook) -> None:
    for who in (MARIA, ADAM7):
        p.when(c.AddWall(name="Lobby"), by=who)
        p.refused("forbidden")
    p.when(c.AddWall(name="Lobby"), by=ABBY)
    wall = str(p.then(ev(e.WallAdded, name="Lobby")).refs["wall"])
    p.when(c.AddWall(name="LOBBY"), by=SUE)
    p.refused("wall_name_taken", "name")
    p.when(c.AddWall(name="   "), by=SUE)
    p.refused("bad_value", "name")
    p.when(c.AddWall(name="Gym", show=WallShow.INCIDENT), by=SUE)
    p.refused("bad_value", "incident")
    p.when(c.SetWall(wall=wall, show=WallShow.INCIDENT, incident="none"))
    p.refused("not_found")
    incident = acting(p)
    p.when(c.SetWall(wall=wall, show=WallShow.WORST, incident=incident))
    p.refused("bad_value", "incident")
    # Whoever hangs displays up sees no incident: that there is one, and that there is none, is told alike.
    for named in (incident, "none"):
        p.when(c.SetWall(wall=wall, show=WallShow.INCIDENT, incident=named), by=ABBY)
        told = p.refused("forbidden")
        assert "The desk says which incident" in told.message
        p.when(c.AddWall(name="Stairs", show=WallShow.INCIDENT, incident=named), by=ABBY)
        p.refused("forbidden")
    # At the machine itself the record is open anyway.
    p.when(c.SetWall(wall=wall, show=WallShow.INCIDENT, incident=incident), by=SYSTEM)
    p.then(ev(e.WallSet, shown=incident))
    p.given(c.SetWall(wall=wall, show=WallShow.DISTRICT))
    p.when(c.SetWall(wall=wall, show=WallShow.DISTRICT))
    p.refused("wall_shows_that", "show")
    p.when(c.SetWall(wall="none", show=WallShow.DISTRICT))
    p.refused("not_found")
    p.when(c.EndWall(wall="none"))
    p.refused("not_found")
    for number in range(WALLS_MAX - 1):
        p.given(c.AddWall(name=f"Room {number}"), by=SUE)
    p.when(c.AddWall(name="One more"), by=SUE)
    p.refused("too_many_walls")


@play
def a_display_itself_may_ask_for_nothing(p: Playbook) -> None:
    wall = hung(p)
    p.when(CreateCall(type="FIGHT", site="GRHS"), by=screen(wall))
    p.refused("forbidden")
    for kind in get_args(Command):
        # Whatever it says: authority looks at who asks before anybody looks at what.
        order = object.__new__(kind)
        answer = decide(p.state, order, Context(actor=screen(wall), command_id="c", log="live", now=p.now))
        assert isinstance(answer, Refusal), kind
        assert answer.code == "forbidden", kind


@play
def the_district_shows_acting_sites_worst_first_and_no_call(p: Playbook) -> None:
    wall = hung(p)
    shown = picture(p, wall).district
    assert shown is not None
    assert shown.acting == ()
    assert set(shown.normal) == set(p.state.sites)
    p.action("HOLD", "ELMS")
    p.action("LOCKDOWN", "FARM", mode=Mode.DRILL)
    p.action("SECURE", "GRHS", reason="canary-1")
    secret = p.call("SEXOFF", "ELMS", caller="canary-2", text="canary-3")
    p.sent(secret, "A7")
    p.when(c.SetWall(wall=wall, show=WallShow.WORST))
    p.then(ev(e.WallSet))
    p.given(c.SetWall(wall=wall, show=WallShow.DISTRICT))
    shown = picture(p, wall).district
    assert shown is not None
    assert [one.code for one in shown.acting] == ["GRHS", "ELMS", "FARM"], "a drill comes last"
    assert (shown.calls_waiting, shown.calls_active) == (0, 1)
    assert "canary" not in repr(shown)
    assert secret not in repr(shown)
    assert "SEXOFF" not in repr(shown)


@play
def whoever_follows_the_worst_sees_the_district_when_there_is_none(p: Playbook) -> None:
    wall = hung(p, WallShow.WORST)
    assert picture(p, wall).district is not None
    incident = acting(p)
    assert incident_on(p, wall).charge.no_command_since == p.state.incidents[incident].no_command_since
    other = p.call("FIRE", "ELMS")
    larger = str(p.given(i.PromoteCall(call=other, name="Elms"))["incident"])
    order = i.ChangeIncident(incident=larger, complexity=Complexity.TYPE_1, reason="two schools")
    p.given(order)
    name = incident_on(p, wall).name
    assert name is not None
    assert name.text == "Elms"
    p.when(c.EndWall(wall=wall))
    p.then(ev(e.WallEnded, reason=None))


@play
def an_incident_s_wall_shows_its_own_emergency_and_how_its_par_stands(p: Playbook) -> None:
    incident = acting(p)
    wall = hung(p, WallShow.INCIDENT, incident)
    call = p.state.incidents[incident].calls[0].id
    p.sent(call, "A7")
    p.sent(p.call("FIGHT", "ELMS"), "A3")
    p.given(i.EstablishCommand(incident=incident, post="north lot", **LUND))
    p.given(DeclareEmergency(unit="A3"))
    assert incident_on(p, wall).emergencies == (), "another call's is the district's"
    assert incident_on(p, wall).par is None
    p.given(DeclareEmergency(unit="A7"))
    assert [(one.unit, one.since) for one in incident_on(p, wall).emergencies] == [("A7", p.now)]
    began = p.now
    p.until(minutes=1)
    p.given(w.StartPar(incident=incident))
    par = incident_on(p, wall).par
    assert par is not None
    assert (par.started_at, par.asked, par.people, par.silent) == (p.now, 2, 0, ("WRFPD", "A7"))
    assert began < par.started_at
    p.given(w.ReportHeadCount(incident=incident, agency="WRFPD", people=8, missing=1, said_by="Lund"))
    p.given(AnswerRollCall(call=call, unit="A7"))
    par = incident_on(p, wall).par
    assert par is not None
    assert (par.answered, par.people, par.missing, par.silent) == (2, 8, 1, ())
    p.when(c.EndWall(wall=wall))
    p.then(ev(e.WallEnded))


@play
def one_incident_shows_command_and_what_nobody_has_taken(p: Playbook) -> None:
    incident = acting(p)
    wall = hung(p, WallShow.INCIDENT, incident)
    before = incident_on(p, wall)
    assert before.charge.names == ()
    assert before.charge.no_command_since is not None
    owed = {(one.open_kind, one.code) for one in p.state.incidents[incident].owed}
    assert len(before.open) == len(owed)
    assert OpenKind.FUNCTION in {one.open_kind for one in before.open}
    p.given(i.EstablishCommand(incident=incident, post="north lot", **LUND))
    p.given(w.SetObjective(incident=incident, text="Account for everybody"))
    p.given(w.MarkBenchmark(incident=incident, benchmark=Benchmark.CONTAINED))
    p.given(d.RaiseQuestion(incident=incident, question="Who tells the parents?"))
    p.given(d.RecordFact(incident=incident, fact_kind=FactKind.VICTIMS, text="canary-1", count=41))
    p.given(d.RecordFact(incident=incident, fact_kind=FactKind.SHOTS, text="shots in the gym"))
    p.given(ShareLine(incident=incident, tag=LineTag.HAZARD, text="gas"))
    p.given(ShareLine(incident=incident, tag=LineTag.MEDICAL, text="canary-2", text_class=TextClass.MEDICAL))
    shown = incident_on(p, wall)
    assert [one.name for one in shown.charge.names] == [LUND["name"]]
    assert [one.text.text for one in shown.objectives if one.text is not None] == ["Account for everybody"]
    assert "Contained" in {one.label for one in shown.benchmarks}
    assert {(one.fact_kind, one.text is None, one.count) for one in shown.facts} == {
        (FactKind.VICTIMS, True, None),
        (FactKind.SHOTS, False, None),
    }
    assert [one.text.text for one in shown.lines if one.text is not None] == ["gas"]
    assert any(one.question is not None for one in shown.open)
    assert "canary" not in repr(shown)
    assert "I26-" not in repr(shown), "the room may be full of other agencies: nothing that counts"
    p.when(c.SetWall(wall=wall, show=WallShow.INCIDENT, incident=incident))
    p.refused("wall_shows_that", "show")
