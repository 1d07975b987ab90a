"""The product on a server that lends no transport: each message goes to each socket by ``send_text``, as without the shared frame.

Everything else is the same program; arguments are those of ``dispatch``.
"""

from __future__ import annotations

import sys

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from dispatch.cli import main
from dispatch.web import server


def run() -> int:
    """Serve without the protocol that lends its transport."""
    vars(server)["FanoutProtocol"] = WebSocketsSansIOProtocol
    return main(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(run())
