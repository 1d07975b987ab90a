"""Files by their hash: taken from whoever may attach one, given to whose lens sees a call or a BOLO that has it."""

from __future__ import annotations

import re
from typing import Final

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response, StreamingResponse

from dispatch.domain.files import MediaType
from dispatch.domain.lens.bolo_views import BoloView
from dispatch.domain.lens.files import CopyView, copy_of
from dispatch.domain.lens.parts import parts_of_actor
from dispatch.domain.lens.project import project
from dispatch.domain.lens.views import CallView
from dispatch.links.pictures import TooManyPoints, UnreadablePicture, sniff
from dispatch.log.faults import LogUnavailable
from dispatch.log.files import FILE_MAX, FileEmptied, FilesFull, Sent, of_bolo
from dispatch.web import file_messages
from dispatch.web.access import Caller
from dispatch.web.answers import json_answer
from dispatch.web.errors import Problem
from dispatch.web.given import only_known, only_this_log
from dispatch.web.services import Services

MEDIA_TYPES: Final = tuple(one.value for one in MediaType)

_ADDRESS: Final = re.compile(r"[0-9a-f]{64}")
_ENDINGS: Final = {MediaType.JPEG: "jpg", MediaType.PDF: "pdf"}
_HEADERS: Final = {
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    # Whatever a browser makes of it although it is to be saved: nothing in it runs.
    "content-security-policy": "sandbox; default-src 'none'",
}


async def put(request: Request, services: Services, caller: Caller) -> Response:
    """Store a file. The same bytes again give the same answer."""
    only_this_log(request, services)
    only_known(request, ("log",))
    content = await _content(request, services)
    media_type = sniff(content)
    if media_type is None:
        raise Problem("file_type")
    try:
        shared = await services.copyist.share(content, media_type)
        stored = await services.desk.files.put(
            caller.session.account.person,
            Sent(
                content=content,
                media_type=media_type,
                shared=shared.content,
                shared_type=shared.media_type,
            ),
        )
    except UnreadablePicture:
        raise Problem("file_unreadable") from None
    except TooManyPoints:
        raise Problem("file_points") from None
    except FilesFull:
        raise Problem("files_full") from None
    except FileEmptied:
        raise Problem("file_emptied") from None
    except LogUnavailable:
        raise Problem("files_unavailable", retry_after=1) from None
    body: file_messages.StoredFileBody = {
        "sha256": stored.evidence.sha256,
        "size": stored.evidence.size,
        "media_type": stored.evidence.media_type,
        "shared": stored.shared is not None,
    }
    return json_answer(body)


async def get(request: Request, services: Services, caller: Caller) -> Response:
    """The bytes of a file, to be saved and not to be opened where they come from."""
    only_this_log(request, services)
    only_known(request, ("log",))
    address = request.path_params["sha256"]
    files = services.desk.files
    try:
        copy = await _readable(services, caller, address)
        if copy is None:
            raise Problem("not_found")
        first = await files.first_piece(address)
    except LogUnavailable:
        raise Problem("files_unavailable", retry_after=1) from None
    if first is None:
        raise Problem("file_emptied")
    ending = _ENDINGS.get(copy.media_type, copy.media_type.value.rpartition("/")[2])
    headers = {
        **_HEADERS,
        "content-length": str(copy.size),
        # The hash and not its name: a name is somebody's words, and may be that of a path.
        "content-disposition": f'attachment; filename="{address[:16]}.{ending}"',
    }
    return StreamingResponse(files.pieces(address, first), headers=headers, media_type=copy.media_type.value)


async def _readable(services: Services, caller: Caller, address: str) -> CopyView | None:
    """The copy at this address, if a call that the caller sees in full has it and he may read its class, or a BOLO told to him."""
    if not _ADDRESS.fullmatch(address):
        return None
    users = await services.desk.files.naming(address)
    state = services.desk.state
    parts = parts_of_actor(state, caller.session.actor())
    bolos = [one for one in state.bolos if of_bolo(one) in users]
    for view in (view for one in bolos for part in parts for _, view in project(state, ("bolos", one), part)):
        copies = (view.photo, view.photo_evidence) if isinstance(view, BoloView) else ()
        for copy in copies:
            if copy is not None and copy.sha256 == address:
                return copy
    for call in users:
        found = await services.archive.call(parts, call)
        if found is None or not isinstance(found.view, CallView):
            continue
        copy = copy_of(found.view.files, address)
        if copy is not None:
            return copy
    return None


async def _content(request: Request, services: Services) -> bytes:
    declared = request.headers.get("content-length", "0")
    if not declared.isdecimal() or int(declared) > FILE_MAX:
        raise Problem("file_too_large")
    if services.uploads.locked():
        raise Problem("files_busy", retry_after=5)
    async with services.uploads:
        content = bytearray()
        try:
            async for chunk in request.stream():
                content += chunk
                if len(content) > FILE_MAX:
                    raise Problem("file_too_large")
        except ClientDisconnect:
            raise Problem("file_unreadable") from None
    return bytes(content)
