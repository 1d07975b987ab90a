"""Playing scenarios through the same commands that people give: for demonstrations, tabletops and tests."""

from __future__ import annotations

from dispatch.links.play.district import check as check
from dispatch.links.play.documents import BYTES_MAX as BYTES_MAX
from dispatch.links.play.exercise import exercise_log as exercise_log
from dispatch.links.play.exercise import needs_exercise as needs_exercise
from dispatch.links.play.exercise import open_exercise as open_exercise
from dispatch.links.play.faults import ScenarioProblem as ScenarioProblem
from dispatch.links.play.pace import Pace as Pace
from dispatch.links.play.player import run as run
from dispatch.links.play.scenario import Scenario as Scenario
from dispatch.links.play.scenario import read as read
from dispatch.links.play.summary import Summary as Summary
