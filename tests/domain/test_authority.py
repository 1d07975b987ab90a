"""Who may give which command: every role and every command, written out a second time. What is not here is denied."""

from __future__ import annotations

from typing import get_args

import pytest

from dispatch.domain.actor import Role
from dispatch.domain.authority import GRANTS, Scope, may
from dispatch.domain.commands import AddNote, Command, CorrectLine
from dispatch.domain.decide import Context, decide
from dispatch.domain.lens.classes import readable_classes, writable_classes
from dispatch.domain.lens.parts import parts_of_actor
from dispatch.domain.lens.project import snapshot
from dispatch.domain.refusals import Refusal, RefusalKind
from dispatch.domain.text import TextClass
from tests.domain.district import PEOPLE, T0, person
from tests.domain.laws import all_parts
from tests.domain.playbook import Playbook
from tests.model.orders import Orders

COLUMNS = "DIS SUP PAT CSO SRO SITE DEV ADM SYS"
TABLE = """
OpenDistrict             .   .   .   .   .   .    .   .   any
DefineRoster             .   .   .   .   .   .    .   any any
SuspendDrills            any any .   .   .   .    .   .   .
TakePosition             any any .   .   .   .    .   .   .
LeavePosition            any any .   .   .   .    .   .   .
FreePosition             .   .   .   .   .   .    .   .   any
CreateCall               any any any any any .    .   .   .
AddReport                any any any any any .    .   .   .
UpdateCall               any any .   .   .   .    .   .   .
HoldCall                 any any .   .   .   .    .   .   .
ResumeCall               any any .   .   .   .    .   .   .
NotifyPsap               any any .   .   .   .    .   .   .
TakeCall                 any any .   .   .   .    .   .   .
SplitCall                any any .   .   .   .    .   .   .
EndCall                  any any .   .   .   .    .   .   .
LinkCalls                any any .   .   .   .    .   .   .
MergeCall                any any .   .   .   .    .   .   .
CloseCall                any any .   .   .   .    .   .   .
ReopenCall               any any .   .   .   .    .   .   .
OpenWorkOrder            any any any any any site .   .   .
CloseWorkOrder           any any .   .   .   .    .   .   .
AddNote                  any any any any any site .   .   .
LogRadio                 any any own own own .    .   .   .
CorrectLine              any any any any any .    .   .   .
AttachFile               any any any any any .    .   .   .
IssueBolo                any any .   .   .   .    .   .   .
ExtendBolo               any any .   .   .   .    .   .   .
CancelBolo               any any .   .   .   .    .   .   .
AcknowledgeBolo          any any own own own site .   .   .
AttachBoloPhoto          any any .   .   .   .    .   .   .
WriteShiftEntry          any any .   .   .   .    .   .   .
ClearShiftEntry          any any .   .   .   .    .   .   .
PrepareHandover          any any .   .   .   .    .   .   .
SignHandover             any any .   .   .   .    .   .   .
AcceptHandover           any any .   .   .   .    .   .   .
LeaveUnrelieved          any any .   .   .   .    .   .   .
AssignUnits              any any .   .   .   .    .   .   .
ClearUnit                any any own own own .    .   .   .
SetUnitStatus            any any own own own .    .   .   .
ResetCheck               any any own own own .    .   .   .
SignOn                   .   .   any any any .    .   .   .
SignOff                  any any own own own .    .   .   .
StartRollCall            any any .   .   .   .    .   .   .
AnswerRollCall           any any own own own .    .   .   .
EndRollCall              any any .   .   .   .    .   .   .
HoldTraffic              any any .   .   .   .    .   .   .
ReleaseTraffic           any any .   .   .   .    .   .   .
DeclareEmergency         any any own own own .    .   .   .
ClearEmergency           any any .   .   .   .    .   .   .
StartAction              any any any any any site .   .   .
ChangeAction             any any .   .   .   site .   .   .
AnnounceAction           any any any any any site .   .   .
ReleaseAction            any any .   .   .   site .   .   .
RequestLockdownRelease   any any .   .   .   .    .   .   .
ConfirmLockdownRelease   any any .   .   any .    .   .   .
MarkRoom                 any any any any any site .   .   .
OverrideLockdownRelease  .   any .   .   .   .    .   .   .
EndActionInError         any any .   .   .   site .   .   .
MakeReal                 any any .   .   .   .    .   .   .
RaisePanic               any any any any any site site .  .
AnswerPanic              any any .   .   .   site .   .   .
WithdrawPanic            any any .   .   .   site .   .   .
TakeSrtRole              any any .   .   .   site .   .   .
PassSrtRole              any any .   .   .   site .   .   .
LeaveSrtRole             any any .   .   .   site .   .   .
MarkSrtAway              any any .   .   .   site .   .   .
TickSrtItem              any any .   .   .   site .   .   .
ReceivePress             .   .   .   .   .   .    any .   .
HearDevices              .   .   .   .   .   .    any .   .
OpenTestWindow           any any .   .   .   .    .   .   .
EndTestWindow            any any .   .   .   .    .   .   .
ReportRoom               any any any any any site .   .   .
TakeRoom                 .   .   .   .   .   site .   .   .
SetPersonStatus          any any .   .   .   site .   .   .
ListPeople               any any .   .   .   site .   .   any
StrikeFromList           any any .   .   .   site .   .   .
ListDay                  .   .   .   .   .   .    .   .   any
RecordDisclosure         any any .   .   .   site .   .   .
SendMessage              any any any any any any  .   .   .
AcknowledgeNotice        any any any any any any  .   .   .
RecordReached            any any .   .   .   .    .   .   .
PromoteCall              any any .   .   .   .    .   .   .
JoinIncident             any any .   .   .   .    .   .   .
ChangeIncident           any any .   .   .   .    .   .   .
CloseIncident            any any .   .   .   .    .   .   .
EstablishCommand         any any any any any site .   .   .
OfferTransfer            any any any any any site .   .   .
ConfirmTransfer          any any any any any site .   .   .
CancelTransfer           any any .   .   .   .    .   .   .
AssumeCommand            any any .   .   .   .    .   .   .
RatifyCommand            any any .   .   .   .    .   .   .
TerminateCommand         any any any any any site .   .   .
AddUnifiedMember         any any .   .   .   .    .   .   .
ConfirmUnifiedMember     any any any any any .    .   .   .
LeaveUnified             any any .   .   .   .    .   .   .
KeepSingleCommand        any any .   .   .   .    .   .   .
PlanCommand              any any .   .   .   .    .   .   .
RaiseQuestion            any any any any any site .   .   .
RecordDecision           any any any any any site .   .   .
WithdrawDecision         any any .   .   .   .    .   .   .
AcknowledgeDecision      any any any any any site .   .   .
RecordFact               any any any any any site .   .   .
AcknowledgeFact          any any any any any site .   .   .
EndFact                  any any .   .   .   .    .   .   .
Reassess                 any any any any any .    .   .   .
AssignFunction           any any any any any .    .   .   .
RelieveFunction          any any .   .   .   .    .   .   .
SetObjective             any any any any any .    .   .   .
EndObjective             any any any any any .    .   .   .
RequestResource          any any any any any site .   .   .
MoveRequest              any any .   .   .   .    .   .   .
CheckInResource          any any own own own .    .   .   .
StageUnit                .   .   own own own .    .   .   .
MoveCheckIn              any any any any any .    .   .   .
MarkBenchmark            any any any any any .    .   .   .
CountPatients            any any any any any .    .   .   .
ReportHeadCount          any any any any any .    .   .   .
StartPar                 any any .   .   .   .    .   .   .
ShareIncident            any any .   .   .   .    .   .   .
UnshareIncident          any any .   .   .   .    .   .   .
InviteGuest              any any .   .   .   .    .   .   .
RevokeGuest              any any .   .   .   .    .   .   .
TakeSeat                 .   .   .   .   .   .    .   .   .
ShareLine                any any .   .   .   .    .   .   .
AcknowledgeShared        any any .   .   .   .    .   .   .
AddPartnerUnit           any any .   .   .   .    .   .   .
SetPartnerUnit           any any .   .   .   .    .   .   .
VerifyThreat             any any .   .   .   .    .   .   .
AddWall                  .   any .   .   .   .    .   any any
SetWall                  any any .   .   .   .    .   any any
EndWall                  any any .   .   .   .    .   any any
TakeForm                 any any .   .   .   .    .   .   .
AcknowledgeAlarm         any any .   .   .   .    .   .   .
TimerDue                 .   .   .   .   .   .    .   .   any
"""
ROLES = {
    "DIS": Role.DISPATCHER,
    "SUP": Role.SUPERVISOR,
    "PAT": Role.PATROL_OFFICER,
    "CSO": Role.CAMPUS_SECURITY_OFFICER,
    "SRO": Role.SRO,
    "SITE": Role.SITE_TEAM_MEMBER,
    "DEV": Role.DEVICE,
    "ADM": Role.ADMINISTRATOR,
    "SYS": Role.SYSTEM,
}
SEATS = (
    "ConfirmTransfer",
    "AddUnifiedMember",
    "ConfirmUnifiedMember",
    "LeaveUnified",
    "ShareLine",
    "AcknowledgeShared",
    "AddPartnerUnit",
    "SetPartnerUnit",
    "RaiseQuestion",
    "WithdrawDecision",
    "RequestResource",
    "MoveRequest",
)
"""What a liaison may give, at a seat of theirs."""
SCOPES = {"any": Scope.ANY, "own": Scope.OWN_UNIT, "site": Scope.OWN_SITE}
WITHOUT_A_VIEW = {
    Role.LIAISON,  # before anything is shared with their agency
    Role.TRAINER,
    Role.ADMINISTRATOR,
    Role.DEVICE,
    Role.WALL,  # before there is a display of this account's
    Role.SYSTEM,
}
KINDS = {kind.kind: kind for kind in get_args(Command)}


def test_the_table_of_authority() -> None:
    assert sorted(row.split()[0] for row in TABLE.strip().splitlines()) == sorted(KINDS)
    found: dict[Role, dict[type, Scope]] = {role: {} for role in Role}
    found[Role.THREAT_TEAM] = {AddNote: Scope.SITES, CorrectLine: Scope.ANY}
    found[Role.LIAISON] = {KINDS["TakeSeat"]: Scope.ANY, **{KINDS[kind]: Scope.SEAT for kind in SEATS}}
    found[Role.AUDITOR] = {KINDS["TakeForm"]: Scope.ANY}
    for row in TABLE.strip().splitlines():
        kind, *cells = row.split()
        for column, cell in zip(COLUMNS.split(), cells, strict=True):
            if cell != ".":
                found[ROLES[column]][KINDS[kind]] = SCOPES[cell]
    assert {role: dict(GRANTS[role]) for role in Role} == found


@pytest.mark.parametrize("role", list(Role))
def test_what_is_not_granted_is_forbidden(role: Role) -> None:
    """Any command of a kind that the role has no grant for: refused, whatever it says, with nothing given away."""
    book = Playbook.opened(lawful=False)
    book.call()
    book.action("LOCKDOWN")
    actor = person(role, "Nobody", unit="A7", site="GRHS")
    context = Context(actor=actor, command_id="c", log="live", now=T0)
    orders = Orders()
    for kind in KINDS.values():
        if may(actor, kind):
            continue
        answer = decide(book.state, orders.of(kind, book.state, T0), context)
        assert isinstance(answer, Refusal)
        assert (answer.kind, answer.code, answer.current) == (RefusalKind.AUTHORITY, "forbidden", None)


def test_who_holds_which_parts() -> None:
    state = Playbook.opened(lawful=False).state
    assert {actor.name: parts_of_actor(state, actor) for actor in PEOPLE} == {
        "Maria": ("desk",),
        "Jonas": ("desk",),
        "Sue": ("desk",),
        "Adam": ("field", "unit:A7"),
        "Abel": ("field", "unit:A3"),
        "Carl": ("field", "unit:C12"),
        "Rita": ("field", "unit:SRO5"),
        "Ana": ("site:GRHS",),
        "Ella": ("site:ELMS",),
        "Lia": (),
        "Theo": ("threat",),
        "Trudy": (),
        "Abby": (),
        "Audrey": ("auditor",),
        "Badge": (),
        "Dispatch": (),
    }
    for role in WITHOUT_A_VIEW:
        assert parts_of_actor(state, person(role, "X", unit="A7", site="GRHS")) == ()
    assert parts_of_actor(state, person(Role.PATROL_OFFICER, "X", unit="NOSUCH")) == ()
    assert parts_of_actor(state, person(Role.PATROL_OFFICER, "X")) == ()
    assert parts_of_actor(state, person(Role.SITE_TEAM_MEMBER, "X", site="NOSUCH")) == ()


def test_which_texts_each_part_reads() -> None:
    desk = {
        TextClass.OPERATIONAL,
        TextClass.MEDICAL,
        TextClass.STUDENT,
        TextClass.SECURITY_PLAN,
        TextClass.PUBLIC,
    }
    wanted = {
        "desk": desk,
        "auditor": desk | {TextClass.PERSONNEL},
        "unit:A7": desk,
        "site:GRHS": {TextClass.OPERATIONAL, TextClass.PUBLIC},
        "field": set(),
        "threat": {TextClass.THREAT},
        "incident:1:MPD": set(),
        "wall:district": {TextClass.OPERATIONAL, TextClass.PUBLIC},
        "": set(),
    }
    assert {part: set(readable_classes(part)) for part in wanted} == wanted


@pytest.mark.parametrize("actor", PEOPLE, ids=lambda actor: actor.name)
def test_what_somebody_writes_he_can_read_back(actor: object) -> None:
    who = next(one for one in PEOPLE if one is actor)
    state = Playbook.opened(lawful=False).state
    readable = set().union(*(readable_classes(part) for part in parts_of_actor(state, who)))
    assert writable_classes(who.role) <= readable


def test_a_part_that_nobody_holds_is_empty() -> None:
    state = Playbook.opened(lawful=False).state
    held = {part for actor in PEOPLE for part in parts_of_actor(state, actor)}
    assert held <= set(all_parts(state))
    for part in ("incident:1:MPD", "unit:NONE", "site:NONE", ""):
        assert snapshot(state, part) == {}
