"""Load runs: real dispatch records, and calls like them, worked over the public interfaces of a running server and checked."""

from __future__ import annotations

from dispatch.links.load.plan import Options as Options
from dispatch.links.load.plan import check as check
from dispatch.links.load.plan import plan as plan
from dispatch.links.load.progress import Progress as Progress
from dispatch.links.load.records import LoadProblem as LoadProblem
from dispatch.links.load.records import Reading as Reading
from dispatch.links.load.records import read as read
from dispatch.links.load.run import run as run
from dispatch.links.load.sessions import Server as Server
