"""Who does what, on paper: ICS 203 as a list and ICS 207 as a chart. Each function has exactly one who effectively holds it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from dispatch.domain.catalog.ics_roles import ICS_ROLES, IcsPart, IcsRole
from dispatch.domain.forms import parts
from dispatch.domain.forms.matter import Matter, person
from dispatch.domain.forms.sheet import Box, Cell, Chart, Column, Section, Sheet, Table, Text, cell, plain
from dispatch.domain.organisation import FunctionState, effective, filled

_SECTIONS: Final = (IcsRole.OPERATIONS, IcsRole.PLANNING, IcsRole.LOGISTICS, IcsRole.FINANCE)
_STAFF: Final = tuple(role for role, info in ICS_ROLES.items() if info.part is IcsPart.COMMAND_STAFF)
NOBODY: Final = "NO COMMAND"


@dataclass(frozen=True, slots=True)
class Effective:
    """Who effectively holds a function: those named for it, or those above (``by``: of which function)."""

    names: tuple[str, ...]
    deputy: str
    own: bool
    by: str


def holders(matter: Matter) -> dict[IcsRole, Effective]:
    """Of each function who holds it; unfilled ones go up to command."""
    functions = matter.functions
    named = filled(functions)
    return {role: _holder(matter, role, at, named) for role, at in effective(functions).items()}


def _holder(
    matter: Matter, role: IcsRole, at: IcsRole | None, named: dict[IcsRole, FunctionState]
) -> Effective:
    if at is None:
        return Effective(_command(matter), "", own=False, by="Command")
    one = named[at]
    first = one.held or one.deputy
    assert first is not None
    deputy = person(one.deputy.who) if one.held is not None and one.deputy is not None else ""
    acting = " (deputy)" if one.held is None else ""
    own = at is role
    return Effective((f"{person(first.who)}{acting}",), deputy if own else "", own, ICS_ROLES[at].title)


def _command(matter: Matter) -> tuple[str, ...]:
    return tuple(person(one) for one in matter.commanders) or (NOBODY,)


def command_title(matter: Matter) -> str:
    """Incident Commander, or Unified Command."""
    return "Unified Command" if len(matter.commanders) > 1 else "Incident Commander"


def chart_of(matter: Matter, no: str, label: str = "Organization Chart") -> Chart:
    """The drawn organisation."""
    held = holders(matter)
    return Chart(
        no=no,
        label=label,
        top=Box(title=command_title(matter), names=_command(matter), own=bool(matter.commanders)),
        staff=tuple(_box(role, held) for role in _STAFF),
        sections=tuple(
            Section(
                head=_box(role, held),
                below=tuple(_box(below, held) for below, info in ICS_ROLES.items() if info.under is role),
            )
            for role in _SECTIONS
        ),
    )


def _box(role: IcsRole, held: dict[IcsRole, Effective]) -> Box:
    one = held[role]
    deputy = (f"Deputy: {one.deputy}",) if one.deputy else ()
    # From above only which function it is: whose name that is stands there already.
    names = (*one.names, *deputy) if one.own else (f"by {one.by}",)
    return Box(title=ICS_ROLES[role].title, names=names, own=one.own)


def chart(matter: Matter) -> Sheet:
    """ICS 207."""
    return parts.sheet(
        matter,
        "207",
        "INCIDENT ORGANIZATION CHART",
        (
            (parts.name(matter, 7), parts.period(matter, "2", 5)),
            (chart_of(matter, "3"),),
            (parts.prepared(matter, "4"),),
        ),
        landscape=True,
    )


def assignments(matter: Matter) -> Sheet:
    """ICS 203."""
    held = holders(matter)
    staff: list[tuple[Cell, ...]] = [(cell(command_title(matter)), cell(*_command(matter)), ())]
    staff += [_row(role, held) for role in _STAFF]
    return parts.sheet(
        matter,
        "203",
        "ORGANIZATION ASSIGNMENT LIST",
        (
            (parts.name(matter, 7), parts.period(matter, "2", 5)),
            (_table("3", "Incident Commander(s) and Command Staff", staff),),
            (_agencies(matter),),
            *(
                (_table(no, label, _section(role, held)),)
                for no, role, label in (
                    ("5", IcsRole.PLANNING, "Planning Section"),
                    ("6", IcsRole.LOGISTICS, "Logistics Section"),
                    ("7", IcsRole.OPERATIONS, "Operations Section"),
                    ("8", IcsRole.FINANCE, "Finance/Administration Section"),
                )
            ),
            (parts.prepared(matter, "9"),),
        ),
    )


def _section(role: IcsRole, held: dict[IcsRole, Effective]) -> list[tuple[Cell, ...]]:
    return [
        _row(one, held) for one in (role, *(one for one, info in ICS_ROLES.items() if info.under is role))
    ]


def _row(role: IcsRole, held: dict[IcsRole, Effective]) -> tuple[Cell, ...]:
    one = held[role]
    name = cell(*one.names) if one.own else cell(f"(held by {one.by})")
    return (cell(ICS_ROLES[role].title), name, cell(one.deputy))


def _table(no: str, label: str, rows: list[tuple[Cell, ...]]) -> Table:
    columns = (Column("Position", 4), Column("Name", 5), Column("Deputy", 3))
    return Table(no=no, label=label, columns=columns, rows=tuple(rows))


def _agencies(matter: Matter) -> Table:
    """Who stands for which agency: members of unified command, and who is checked in of an agency first."""
    found: dict[str, list[str]] = {}
    for member in matter.incident.members:
        found.setdefault(member.commander.agency, []).append(
            plain(f"{member.commander.called} ({member.authority})")
        )
    for one in matter.check_ins:
        found.setdefault(one.agency, [f"{one.name} ({one.resource})"])
    return Table(
        no="4",
        label="Agency/Organization Representatives",
        columns=(Column("Agency/Organization", 4), Column("Name", 8)),
        rows=tuple((cell(matter.agency(code)), cell(*names)) for code, names in found.items()),
    )


def commands_emphasis(matter: Matter, no: str, span: int = 12) -> Text:
    """Operational Period Command Emphasis: priorities, what is open, and the last that command knew."""
    plan = matter.incident.plan
    lines = [line for one in plan.priorities for line in matter.words(one)]
    return Text(
        no=no,
        label="Operational Period Command Emphasis (and General Situational Awareness)",
        lines=tuple(lines) or cell("None recorded."),
        span=span,
    )
