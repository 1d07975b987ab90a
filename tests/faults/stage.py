"""What a scene needs of a district, and what it hands back: an order, by whom, resting on what."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from dispatch.domain import commands as c
from dispatch.domain.actor import SYSTEM, Actor
from dispatch.domain.catalog.unit_statuses import UnitStatus
from dispatch.domain.commands import Command
from dispatch.domain.files import MediaType
from dispatch.domain.state import State
from dispatch.log.files import Sent
from tests.faults.roster import DISPATCHER, OPEN, ROSTER, UNITS


@dataclass(frozen=True, slots=True)
class Ask:
    """The command of a scene. ``id`` is set where the cause derives it, else the test makes one."""

    actor: Actor
    command: Command
    expect: Mapping[str, int] = field(default_factory=dict)
    id: str | None = None


class Stage(Protocol):
    """What a scene needs of the district: to give orders and to look."""

    @property
    def state(self) -> State:
        """What is true now."""

    async def do(self, actor: Actor, command: Command) -> Mapping[str, Any]:
        """Give an order that must be saved; returns its refs."""

    async def send_file(self, actor: Actor) -> str:
        """Send the bytes of a file, so that a command may name them; returns their address."""


_BYTES = b"nothing but a test\n"
PAPER = Sent(content=_BYTES, media_type=MediaType.JPEG, shared=_BYTES, shared_type=MediaType.JPEG)


async def open_district(stage: Stage) -> None:
    """A district with its roster, and units that are available."""
    await stage.do(SYSTEM, OPEN)
    await stage.do(SYSTEM, ROSTER)
    for unit in UNITS:
        await stage.do(DISPATCHER, c.SetUnitStatus(unit=unit, status=UnitStatus.AV))


Scene = Callable[[Stage], Awaitable[Ask]]


class Scenes(dict[type[Command], Scene]):
    """How to bring a district to where a command is valid, by its kind."""

    def of(self, kind: type[Command]) -> Callable[[Scene], Scene]:
        """Keep the scene of a kind."""

        def keep(scene: Scene) -> Scene:
            self[kind] = scene
            return scene

        return keep
