"""What each part is shown, and how much work it is to find out."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import timedelta
from itertools import count
from typing import Any, get_args, get_type_hints

import pytest

from dispatch.domain import commands as c
from dispatch.domain import events as e
from dispatch.domain import incident_orders as o
from dispatch.domain.actor import SYSTEM
from dispatch.domain.audience import expected
from dispatch.domain.bolos import BoloCategory, Caution, VehicleSaid
from dispatch.domain.catalog.modes import Mode
from dispatch.domain.catalog.sources import CallSource
from dispatch.domain.catalog.srt_roles import SrtRole
from dispatch.domain.catalog.unit_statuses import UnitStatus
from dispatch.domain.catalog.verification import Finding, VerifyPoint
from dispatch.domain.crews import DutyShift
from dispatch.domain.fold import fold
from dispatch.domain.form_orders import TakeForm
from dispatch.domain.incidents import Complexity, SaidHow
from dispatch.domain.lens.bolo_views import BoloView
from dispatch.domain.lens.changes import changes
from dispatch.domain.lens.classes import readable_classes
from dispatch.domain.lens.lines import audiences, line_of
from dispatch.domain.lens.parts import parts_of_actor
from dispatch.domain.lens.project import COLLECTIONS_OF, TABLES, project, snapshot
from dispatch.domain.lens.text_view import TextView
from dispatch.domain.lens.views import COLLECTIONS, HeadlineView
from dispatch.domain.premise import Floor, PremiseItem, PremiseKind
from dispatch.domain.records import Place
from dispatch.domain.roster import Alias, DeskPosition
from dispatch.domain.shifts import ShiftCategory, Topic
from dispatch.domain.state import Key, State
from dispatch.domain.text import Erased, Protected, Secret, TextClass
from dispatch.domain.verify_orders import VerifyThreat
from dispatch.domain.vocabulary import CallEnd, EmergencySource
from tests.domain.acts import one_is_missing, pressed, rooms_of_grhs
from tests.domain.conducted import conducted
from tests.domain.district import ABBY, ADAM7, ANA
from tests.domain.laws import Shown, all_parts, check_texts, rows_of, secrets_in
from tests.domain.laws_at_a_site import OUTSIDE
from tests.domain.partners import over, partnered
from tests.domain.playbook import Playbook
from tests.domain.plays.files import PHOTO


def looked_for(p: Playbook) -> str:
    """A trespass order at Granite Ridge that A7 and the school's team have read; gives its id."""
    bolo = str(
        p.given(
            c.IssueBolo(
                category=BoloCategory.TRESPASS_ORDER,
                subject="Dale Poe",
                reason="threatened the coach",
                cautions=(Caution.VIOLENT, Caution.MEDICAL),
                contact="Lt. Moreno",
                sites=("GRHS",),
            )
        )["bolo"]
    )
    p.given(c.AcknowledgeBolo(bolo=bolo, unit="A7"), by=ADAM7)
    p.given(c.AcknowledgeBolo(bolo=bolo, site="GRHS"), by=ANA)
    return bolo


def commanded(p: Playbook, call: str) -> None:
    """Everything that is said in words about an incident and its command."""
    moreno: dict[str, Any] = {"name": "Moreno", "title": "Lt.", "agency": "MPD"}
    lund: dict[str, Any] = {"name": "Lund", "title": "BC", "agency": "WRFPD"}
    incident = str(p.given(o.EstablishCommand(call=call, post="north lot", **moreno))["incident"])
    p.given(o.ChangeIncident(incident=incident, name="x", complexity=Complexity.TYPE_4, reason="x"))
    p.given(o.OfferTransfer(incident=incident, reason="x", **lund))
    p.given(o.CancelTransfer(incident=incident, reason="x"))
    p.given(o.AssumeCommand(incident=incident, reason="x", how=SaidHow.RADIO, **lund))
    member = p.given(o.AddUnifiedMember(incident=incident, authority="law", **moreno))["member"]
    p.given(o.LeaveUnified(incident=incident, member=member, reason="x"))
    p.given(o.KeepSingleCommand(incident=incident, reason="x"))
    p.given(o.PlanCommand(incident=incident, priorities=("x",), channels="x", post="x"))


def busy() -> Playbook:
    """A district in which something of everything is going on."""
    p = Playbook.opened(lawful=False)
    fight = p.call("FIGHT", building="MAIN", caller="Ms Bell", callback="555", text="two", address="gate 2")
    secret = p.call("SEXOFF", "GRHS", caller="a student", text="names", text_class=TextClass.STUDENT)
    threat = p.call("THREAT", "GRHS", source=CallSource.SAFE2TELL, text="S2T-1")
    p.given(VerifyThreat(call=threat, point=VerifyPoint.STAFF, finding=Finding.AGAINST, note="x"))
    p.sent(fight, "A7", status=UnitStatus.OS)
    p.sent(secret, "A7")
    p.sent(p.call("DOOR", "ELMS"), "A3")
    p.action("SECURE", "GRHS", reason="police nearby", area="north lot", call=fight)
    p.action("EVACUATE", "ELMS", mode=Mode.DRILL, location="track")
    p.given(c.DeclareEmergency(unit="C12", source=EmergencySource.RADIO))
    p.given(c.RaisePanic(site="FARM", building="BARN", text="help"))
    p.given(c.OpenWorkOrder(site="GRHS", room="101", text="door does not lock"))
    looked_for(p)
    p.given(c.DefineRoster(positions=(DeskPosition(code="POS1", name="Position 1"),)), by=SYSTEM)
    p.given(c.WriteShiftEntry(category=ShiftCategory.STAFFING, text="x", unit="A7", carry_forward=True))
    p.given(c.PrepareHandover())
    p.given(c.SendMessage(text="x", units=("A7",), sites=("GRHS",), call=fight))
    p.given(c.SendMessage(text="x", everyone=True))
    pressed(p)
    p.given(c.SignOn(unit="A7", shift=DutyShift.DAY, faults="x"), by=ADAM7)
    commanded(p, fight)
    p.given(TakeForm(incident="i", incident_no="I26-0001", form="report", head="ab", recipient="x"))
    conducted(p, next(one.id for one in p.state.incidents.values() if one.command is not None))
    p.given(c.TakeSrtRole(site="GRHS", role=SrtRole.INCIDENT_COMMANDER, name="Ana"))
    one_is_missing(p)
    p.given(c.AddNote(call=fight, text="x"))
    return p


def collections(state: State, part: str) -> dict[str, set[str]]:
    return {name: {view.id for view in views} for name, views in snapshot(state, part).items()}


def test_the_collections_of_each_part() -> None:
    p = busy()
    p.given(c.StartRollCall(call=str(p.the_unit("A7").call)))
    partnered(p, next(one.id for one in p.state.incidents.values() if one.command is not None))
    state = p.state
    parts = ("desk", "auditor", "field", "unit:A7", "site:GRHS", "names:GRHS", "room:GRHS/101")
    found = {part: set(snapshot(state, part)) for part in parts}
    schools = {"in_charge", "plans", "room_names"}
    outside = OUTSIDE - {"shared_log"} | {"wall_pictures"}
    everything = set(COLLECTIONS) - {"me", "headlines", "unsaved"} - schools - outside
    assert found == {
        "desk": everything,
        "auditor": everything,
        "field": {"district", "agencies", "sites", "units", "headlines", "actions", "notices"},
        "unit:A7": {
            "me",
            "calls",
            "assignments",
            "premises",
            "action_texts",
            "work_orders",
            "roll_calls",
            "bolos",
            "bolo_acks",
            "incidents",
            "decisions",
            "facts",
            "functions",
            "objectives",
            "requests",
            "check_ins",
            "patients",
            "messages",
            "notices",
            "crews",
            "srt",
            "accountings",
            "rooms",
        },
        "site:GRHS": {
            "district",
            "sites",
            "premises",
            "headlines",
            "actions",
            "action_texts",
            "work_orders",
            "bolos",
            "in_charge",
            "decisions",
            "functions",
            "bolo_acks",
            "messages",
            "notices",
            "srt",
            "accountings",
            "rooms",
        },
        "names:GRHS": {"room_names", "matches", "day_lists"},
        "room:GRHS/101": {"room_names"},
    }
    shown = {name for names in COLLECTIONS_OF.values() for name in names}
    assert shown == set(COLLECTIONS) - {"unsaved"} - outside
    assert set(COLLECTIONS_OF) == set(TABLES)


def test_the_desk_alone_gets_the_words_of_the_command_line() -> None:
    book = busy()
    key: Key = ("district", next(iter(book.state.district)))
    before = {part: project(book.state, key, part) for part in ("field", "site:GRHS")}
    book.given(c.DefineRoster(aliases=(Alias(said="10-97", means="OS"),)), by=ABBY)
    (_, desk), *_ = project(book.state, key, "desk")
    assert getattr(desk, "aliases", ()) == (Alias(said="10-97", means="OS"),)
    after = {part: project(book.state, key, part) for part in before}
    assert after == before, "for everybody else not even a number moves"


def test_an_officer_has_his_calls_in_full_and_of_others_the_headlines() -> None:
    state = busy().state
    mine = collections(state, "unit:A7")
    numbers = {state.calls[call].number for call in mine["calls"]}
    assert numbers == {"26-000001", "26-000002"}, "the one he is on and the one that waits for him"
    assert mine["me"] == {"A7"}
    assert mine["premises"] == {"GRHS"}
    headlines = collections(state, "field")["headlines"]
    assert headlines == set(state.calls), "every open call"
    fields_of_a_headline = {one.name for one in fields(HeadlineView)}
    assert not fields_of_a_headline & {"caller", "callback", "text", "reports", "address", "links", "outcome"}


def test_restricted_types_are_named_to_those_who_work_on_them() -> None:
    state = busy().state
    secret = next(call for call in state.calls.values() if call.type == "SEXOFF")
    key: Key = ("calls", secret.id)
    (collection, headline), *_ = project(state, key, "field")
    assert (collection, getattr(headline, "type", "")) == ("headlines", None)
    assert project(state, key, "site:GRHS") == ()
    assert project(state, key, "unit:A3") == ()
    ((collection, full),) = project(state, key, "unit:A7")
    assert (collection, getattr(full, "type", "")) == ("calls", "SEXOFF")


def test_a_site_sees_its_own_calls_but_none_that_is_restricted_or_confidential() -> None:
    state = busy().state
    grhs, elms = collections(state, "site:GRHS"), collections(state, "site:ELMS")
    assert {state.calls[call].number for call in grhs["headlines"]} == {"26-000001"}
    assert {state.calls[call].number for call in elms["headlines"]} == {"26-000004"}
    for action in (view for view in snapshot(state, "site:GRHS")["actions"]):
        assert getattr(action, "call", "") is None, "an order is shown without the call behind it"


def test_the_security_plan_is_for_the_desk_and_for_units_that_are_sent_there() -> None:
    p = busy()
    site = replace(
        p.state.sites["GRHS"].roster,
        premise=(
            PremiseItem(item_kind=PremiseKind.KEYS, what="Master key", where="box by the north door"),
            PremiseItem(item_kind=PremiseKind.AED, what="AED", where="outside the gym"),
        ),
        floors=(Floor(building="MAIN", level=0, name="Ground floor"),),
    )
    p.given(c.DefineRoster(sites=(site,)), by=SYSTEM)

    def premise(part: str) -> dict[str, Any]:
        views = [view for view in snapshot(p.state, part).get("premises", []) if view.id == "GRHS"]
        return {
            name: len(getattr(view, name))
            for view in views
            for name in ("items", "floors", "contacts", "rooms")
        }

    everything = {"items": 2, "floors": 1, "contacts": 1, "rooms": 4}
    assert premise("desk") == premise("auditor") == premise("unit:A7") == everything
    assert premise("site:GRHS") == {**everything, "items": 1, "floors": 0}, "its own AED, and no key"
    assert premise("unit:A3") == premise("field") == premise("site:ELMS") == {}


def test_a_work_order_reaches_the_site_only_in_words_that_it_may_read() -> None:
    p = busy()
    p.given(
        c.OpenWorkOrder(site="GRHS", text="camera blind spot", text_class=TextClass.SECURITY_PLAN), by=ADAM7
    )
    counts = {part: len(snapshot(p.state, part).get("work_orders", [])) for part in all_parts(p.state)}
    assert {part: count for part, count in counts.items() if count} == {
        "desk": 2,
        "auditor": 2,
        "unit:A7": 2,
        "site:GRHS": 1,
    }
    assert audiences(p.state, p.log[-1]) == {"desk", "auditor"}


def test_a_roll_call_is_for_those_who_are_asked_and_a_held_channel_for_all_with_a_radio() -> None:
    p = busy()
    call = p.call("VANDAL")
    p.sent(call, "S1", "SRO5")
    p.given(c.StartRollCall(call=call))
    shown = {part for part in all_parts(p.state) if snapshot(p.state, part).get("roll_calls")}
    assert shown == {"desk", "auditor", "unit:S1", "unit:SRO5"}
    p.given(c.ClearUnit(unit="SRO5"))
    shown = {part for part in all_parts(p.state) if snapshot(p.state, part).get("roll_calls")}
    assert shown == {"desk", "auditor", "unit:S1"}
    p.given(c.ReleaseTraffic())
    before = p.state
    p.given(c.HoldTraffic(channel="TAC 3", reason="shots"))
    assert audiences(p.state, p.log[-1]) == {"desk", "auditor", "field"}
    line = line_of(p.log[-1], "field")
    assert line is not None
    assert line.detail is None, "why it is held is the desk's"
    folded = fold(before, p.log[-1:])
    assert set(changes(before, folded.state, folded.touched)) == {"desk", "auditor", "field"}
    assert rows_of(before, "site:GRHS") == rows_of(p.state, "site:GRHS"), "not even a number moves there"


def test_a_bolo_reaches_those_whom_it_is_for_and_a_school_learns_no_reason() -> None:
    p = busy()
    for_adam = c.IssueBolo(
        category=BoloCategory.VEHICLE, vehicle=VehicleSaid(plate="KPR-4412"), reason="x", units=("A7",)
    )
    p.given(for_adam)
    counts = {part: len(snapshot(p.state, part).get("bolos", [])) for part in all_parts(p.state)}
    everybody = {f"unit:{unit}": 1 for unit in ("A3", "S1", "C12", "SRO5")}
    assert {part: count for part, count in counts.items() if count} == {
        "desk": 2,
        "auditor": 2,
        "unit:A7": 2,
        "site:GRHS": 1,
        **everybody,
    }
    (shown,) = snapshot(p.state, "site:GRHS")["bolos"]
    assert isinstance(shown, BoloView)
    assert shown.subject is not None
    assert shown.subject.text == "Dale Poe"
    assert shown.cautions == (Caution.VIOLENT,), "nothing about anybody's health"
    assert (shown.reason, shown.contact, shown.units, shown.sites) == (None, None, (), ())
    acks = {part: len(snapshot(p.state, part).get("bolo_acks", [])) for part in all_parts(p.state)}
    assert {part: n for part, n in acks.items() if n} == {
        "desk": 2,
        "auditor": 2,
        "unit:A7": 1,
        "site:GRHS": 1,
    }
    p.unit("A3", UnitStatus.OFF)
    assert "bolos" not in snapshot(p.state, "unit:A3"), "who went home is told no more"
    p.unit("A3", UnitStatus.AV)
    assert len(snapshot(p.state, "unit:A3")["bolos"]) == 1


def test_the_book_of_the_desk_is_for_the_desk() -> None:
    p = busy()
    for collection in ("shift_entries", "handovers"):
        shown = {part for part in all_parts(p.state) if snapshot(p.state, part).get(collection)}
        assert shown == {"desk", "auditor"}
    p.given(c.WriteShiftEntry(category=ShiftCategory.STAFFING, text="x", unit="A7"))
    assert audiences(p.state, p.log[-1]) == {"desk", "auditor"}, "also when it is about a unit"


def test_off_duty_one_sees_only_oneself() -> None:
    p = busy()
    p.unit("A7", UnitStatus.OFF)
    assert parts_of_actor(p.state, ADAM7) == ("unit:A7",)
    assert collections(p.state, "unit:A7") == {"me": {"A7"}}
    p.given(c.DeclareEmergency(unit="A7"), by=ADAM7)
    assert parts_of_actor(p.state, ADAM7) == ("field", "unit:A7")


def test_whoever_is_not_on_this_shift_sees_nothing_of_his_units() -> None:
    p = busy()
    partner = replace(ADAM7, person="pat", name="Pat")
    assert parts_of_actor(p.state, ADAM7) == ("field", "unit:A7")
    assert parts_of_actor(p.state, partner) == (), "same unit by his account, and not signed on"
    p.given(c.SignOn(unit="A7", shift=DutyShift.DAY), by=partner)
    assert parts_of_actor(p.state, partner) == ("field", "unit:A7")
    p.given(c.SignOff(unit="A7"), by=ADAM7)
    assert parts_of_actor(p.state, ADAM7) == ()
    notices = [one for one in p.state.notices.values() if "unit:A7" in expected(p.state, one)]
    assert notices, "there is something that he is no longer told of"


def test_a_cleared_call_is_gone_from_the_units_part() -> None:
    p = busy()
    before = p.state
    seq = before.seq
    p.given(c.ClearUnit(unit="A3"))
    folded = fold(before, [one for one in p.log if one.seq > seq])
    change = changes(before, folded.state, folded.touched)["unit:A3"]
    assert set(change.removed) == {"calls", "assignments", "premises", "action_texts", "accountings"}
    assert set(change.upserts) == {"me"}


def test_a_change_that_a_part_may_not_see_does_not_move_a_number() -> None:
    p = busy()
    fight = next(call for call in p.state.calls.values() if call.type == "FIGHT")
    before = p.state
    p.given(c.UpdateCall(call=fight.id, caller="Mr Poe"), expect={fight.id: fight.version})
    folded = fold(before, p.log[-1:])
    assert set(changes(before, folded.state, folded.touched)) == {"desk", "auditor", "unit:A7"}
    assert rows_of(before, "field") == rows_of(p.state, "field")


def test_an_erased_text_is_shown_as_erased() -> None:
    p = busy()
    last = p.log[-1]
    assert isinstance(last.event, e.LineWritten)
    erased = replace(last, event=replace(last.event, text=Erased(TextClass.OPERATIONAL)))
    line = line_of(erased, "desk")
    assert line is not None
    assert line.detail == TextView(None, TextClass.OPERATIONAL)


# --- canaries --------------------------------------------------------------------------------------------------------


def secret_fields(kind: type) -> list[str]:
    hints = get_type_hints(kind)
    return [one.name for one in fields(kind) if Protected in get_args(hints[one.name])]


def planted(event: Any, text_class: TextClass, numbers: Any) -> Any:
    """The event with a canary of this class in every text field that it has, set or not."""
    new: dict[str, Any] = {
        name: Protected(f"canary-{next(numbers)}", text_class) for name in secret_fields(type(event))
    }
    place = getattr(event, "place", None)
    if isinstance(place, Place):
        new["place"] = replace(place, address=Protected(f"canary-{next(numbers)}", text_class))
    post = getattr(event, "post", None)
    if post is not None:
        new["post"] = replace(post, place=Protected(f"canary-{next(numbers)}", text_class))
    for name in ("objectives", "priorities", "options"):
        if getattr(event, name, None) is not None:
            new[name] = (Protected(f"canary-{next(numbers)}", text_class),)
    return replace(event, **new)


def written_down(p: Playbook, call: str) -> None:
    """A note, its correction, and a photo."""
    p.given(c.CorrectLine(line=p.given(c.AddNote(site="GRHS", text="x"))["line"], text="y", reason="z"))
    p.files = {PHOTO.evidence.sha256: PHOTO}
    p.given(c.AttachFile(call=call, sha256=PHOTO.evidence.sha256, name="x"))


def said(p: Playbook) -> None:
    """Whatever else can be said in words in a busy district, with its partners, until all of it is over."""
    fight = next(call.id for call in p.state.calls.values() if call.type == "FIGHT")
    action = next(iter(p.state.actions))
    p.given(c.NotifyPsap(call=fight, text="x"))
    p.given(c.ChangeAction(action=action, area="y"))
    p.given(c.AnnounceAction(action=action, text="x"))
    p.given(c.ReleaseAction(action=action, released_by="Ana", confirmed_by="x", text="y"))
    p.given(c.SuspendDrills(suspended=True, reason="x"))
    p.given(c.HoldCall(call=p.call("THEFT"), until=p.now + timedelta(hours=1), reason="x"))
    p.given(c.AddReport(call=fight, source=CallSource.PARENT, text="x"))
    p.given(c.ClearUnit(unit="A7", disposition="RPT", outcome="x"))
    p.given(c.ReopenCall(call=fight, reason="x"))
    p.given(c.UpdateCall(call=fight, caller="x"), expect={fight: p.the_call(fight).version})
    p.given(c.EndCall(call=p.call("VANDAL"), end=CallEnd.CANCELLED_BY_CALLER, text="x"))
    twice = p.call("SUSPER")
    p.given(c.AddReport(call=twice, source=CallSource.PARENT))
    p.given(c.SplitCall(call=twice, reports=(1,), text="x"))
    order = p.given(c.OpenWorkOrder(site="GRHS", text="x"))["order"]
    p.given(c.CloseWorkOrder(order=order, text="x"))
    p.given(c.ReleaseTraffic())
    p.given(c.HoldTraffic(reason="x"))
    p.sent(twice, "S1")
    p.given(c.StartRollCall(call=twice))
    p.given(c.EndRollCall(call=twice, reason="x"))
    p.given(c.StartRollCall(call=twice))
    p.given(c.AnswerRollCall(call=twice, unit="S1", text="x"))
    handover = p.given(c.PrepareHandover())["handover"]
    p.given(c.SignHandover(handover=handover, checked=tuple(Topic), note="x"))
    p.given(c.TakePosition(position="POS1"))
    p.given(c.LeaveUnrelieved(position="POS1", reason="x"))
    bolo = looked_for(p)
    p.given(c.ExtendBolo(bolo=bolo, expires=p.now + timedelta(days=3), reason="x"))
    p.given(c.CancelBolo(bolo=bolo, reason="x"))
    incident = next(one.id for one in p.state.incidents.values() if one.command is not None)
    partnered(p, incident)
    over(p, incident)
    written_down(p, fight)
    p.given(c.SetUnitStatus(unit="S1", status=UnitStatus.ML, text="x"), at=p.now - timedelta(hours=1))
    rooms_of_grhs(p)


@pytest.mark.parametrize("text_class", list(TextClass))
def test_texts_reach_nobody_who_may_not_read_their_class(text_class: TextClass) -> None:
    """Every text field of every event, and thereby of every record, filled with texts of one class."""
    p = busy()
    said(p)
    numbers, state = count(1), State()
    shown: Shown = []
    canaries: dict[str, TextClass] = {}
    for one in p.log:
        planted_one = replace(one, event=planted(one.event, text_class, numbers))
        for secret in secrets_in(planted_one.event):
            canaries[getattr(secret, "value", "")] = text_class
        before, folded = state, fold(state, [planted_one])
        state = folded.state
        for part, change in changes(before, state, folded.touched).items():
            shown.extend((part, view) for views in change.upserts.values() for view in views)
        for part in audiences(state, planted_one):
            line_view = line_of(planted_one, part)
            assert line_view is not None
            shown.append((part, line_view))
        check_texts(state, shown, canaries)
        shown.clear()
    kinds = {type(one.event) for one in p.log if secret_fields(type(one.event))}
    all_kinds = {kind for union in get_args(e.Event) for kind in (get_args(union) or (union,))}
    assert {kind for kind in all_kinds if secret_fields(kind)} == kinds, "every event that can hold a text"
    for part in all_parts(state):
        check_texts(state, [(part, view) for view in rows_of(state, part).values()], canaries)
    wanted = text_class in readable_classes("desk")
    assert any("canary" in repr(view) for view in rows_of(state, "desk").values()) == wanted


def test_a_secret_is_a_text_that_may_be_erased() -> None:
    assert set(get_args(Secret)) == {Protected, Erased}
