"""The scene of a form that is taken."""

from __future__ import annotations

from dispatch.domain.form_orders import TakeForm
from tests.faults.desk_scenes import MARK
from tests.faults.roster import DISPATCHER
from tests.faults.stage import Ask, Scenes, Stage

FORM_SCENES = Scenes()


@FORM_SCENES.of(TakeForm)
async def _(_stage: Stage) -> Ask:
    order = TakeForm(
        incident="long-in-history", incident_no="I26-0001", form="report", head="ab" * 32, recipient=MARK
    )
    return Ask(DISPATCHER, order)
