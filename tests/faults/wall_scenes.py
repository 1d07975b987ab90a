"""Scenes of wall displays."""

from __future__ import annotations

from dispatch.domain import wall_orders as c
from dispatch.domain.actor import SYSTEM
from dispatch.domain.walls import WallShow
from tests.faults.desk_scenes import MARK
from tests.faults.roster import DISPATCHER
from tests.faults.stage import Ask, Scenes, Stage

WALL_SCENES = Scenes()
_scene = WALL_SCENES.of


async def _wall(stage: Stage) -> str:
    return str((await stage.do(SYSTEM, c.AddWall(name="EOC")))["wall"])


@_scene(c.AddWall)
async def _(stage: Stage) -> Ask:
    return Ask(SYSTEM, c.AddWall(name=MARK))


@_scene(c.SetWall)
async def _(stage: Stage) -> Ask:
    return Ask(DISPATCHER, c.SetWall(wall=await _wall(stage), show=WallShow.WORST))


@_scene(c.EndWall)
async def _(stage: Stage) -> Ask:
    return Ask(DISPATCHER, c.EndWall(wall=await _wall(stage), reason=MARK))
