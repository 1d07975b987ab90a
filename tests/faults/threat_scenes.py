"""Scenes of violent threats that are looked into."""

from __future__ import annotations

from dispatch.domain import commands as c
from dispatch.domain.catalog.verification import Finding, VerifyPoint
from dispatch.domain.verify_orders import VerifyThreat
from tests.faults.desk_scenes import MARK
from tests.faults.roster import DISPATCHER
from tests.faults.stage import Ask, Scenes, Stage

THREAT_SCENES = Scenes()


@THREAT_SCENES.of(VerifyThreat)
async def _(stage: Stage) -> Ask:
    call = str((await stage.do(DISPATCHER, c.CreateCall(type="SWATNG", site="GRHS")))["call"])
    return Ask(
        DISPATCHER,
        VerifyThreat(call=call, point=VerifyPoint.CALLBACK, finding=Finding.AGAINST, note=MARK),
    )
