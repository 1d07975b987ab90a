"""The demo: a fictional school district of real size with a shift under way, for newcomers, tests and tabletops.

Everything in it came through the same commands that people give; that a log is a demo is written in its first event.
"""

from __future__ import annotations

from dispatch.links.demo.beats import Beats as Beats
from dispatch.links.demo.beats import drive as drive
from dispatch.links.demo.loading import DemoProblem as DemoProblem
from dispatch.links.demo.loading import Loaded as Loaded
from dispatch.links.demo.loading import answer_forgotten_checks as answer_forgotten_checks
from dispatch.links.demo.loading import load as load
from dispatch.links.demo.loading import wall_of as wall_of
from dispatch.links.demo.month import month as month
from dispatch.links.demo.past import tell_past as tell_past
from dispatch.links.demo.people import USERNAMES as USERNAMES
from dispatch.links.demo.people import accounts as accounts
from dispatch.links.demo.people import password as password
