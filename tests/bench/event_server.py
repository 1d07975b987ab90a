"""The product without the shared frame and without the tick: what happened goes to each socket by a ``send_text`` of its own, at once.

So do programs that send to a list of sockets. Everything else is the same program; arguments are those of ``dispatch``.
"""

from __future__ import annotations

import sys

from dispatch.desk import pace
from tests.bench.message_server import run

if __name__ == "__main__":
    vars(pace)["TICK_SECONDS"] = 0.0
    sys.exit(run())
