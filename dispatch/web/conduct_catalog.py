"""The decision matrix and the functions of an incident's organisation for the browser. A file of its own: only who opens them loads it."""

from __future__ import annotations

from typing_extensions import TypedDict

from dispatch.domain.catalog.decision_matrix import BUILT_IN, PARTY_NAMES, Party
from dispatch.domain.catalog.ics_roles import ICS_ROLES, IcsPart, IcsRole
from dispatch.domain.catalog.protective_actions import ActionType
from dispatch.domain.catalog.srt_roles import SrtRole


class CatalogDecision(TypedDict):
    """A row of the matrix that is built in, as the district's own rows stand on the board."""

    code: str
    label: str
    question: str
    school: list[Party]
    law: list[Party]
    fire: list[Party]
    unified: list[Party]
    consult: list[Party]
    tell: list[Party]
    needed: list[ActionType]


class CatalogFunction(TypedDict):
    """A function, what its holder is called, what it stands under (None: command), and the school's role that does the same."""

    role: IcsRole
    label: str
    title: str
    part: IcsPart
    under: IcsRole | None
    srt: SrtRole | None


class ConductCatalog(TypedDict):
    """What screens of an incident's command need."""

    decisions: list[CatalogDecision]
    functions: list[CatalogFunction]
    parties: dict[str, str]


def conduct() -> ConductCatalog:
    """All of it, in the order in which it is shown."""
    return {
        "decisions": [
            {
                "code": row.code,
                "label": row.label,
                "question": row.question,
                "school": list(row.school),
                "law": list(row.law),
                "fire": list(row.fire),
                "unified": list(row.unified),
                "consult": list(row.consult),
                "tell": list(row.tell),
                "needed": list(row.needed),
            }
            for row in BUILT_IN
        ],
        "functions": [
            {
                "role": role,
                "label": info.label,
                "title": info.title,
                "part": info.part,
                "under": info.under,
                "srt": info.srt,
            }
            for role, info in ICS_ROLES.items()
        ],
        "parties": {party.value: name for party, name in PARTY_NAMES.items()},
    }
