"""Messages, and what is known of who knows something, as one part may see them."""

from __future__ import annotations

from zlib import crc32

from dispatch.domain.lens import notice_views as v
from dispatch.domain.lens.classes import kind_of, readable_classes
from dispatch.domain.lens.texts import text_view
from dispatch.domain.records import Message, Notice

_FULL = frozenset({"desk", "auditor"})


def message_view(message: Message, part: str) -> v.MessageView:
    """A message; a site is not told who else got it, nor of the call behind it."""
    full = kind_of(part) in _FULL
    outside = kind_of(part) == "site"
    return v.MessageView(
        id=message.id,
        version=message.version if full else 0,
        text=text_view(message.text, readable_classes(part)),
        sent_at=message.sent_at,
        sender_name=message.sender_name,
        sender_role=message.sender_role,
        unit=None if outside else message.unit,
        site=message.site,
        units=() if outside else message.units,
        sites=() if outside else message.sites,
        positions=() if outside else message.positions,
        desk=message.desk,
        everyone=message.everyone,
        groups=() if outside else message.groups,
        critical=message.critical,
        template=message.template,
        call=None if outside else message.call,
        call_number=None if outside else message.call_number,
        reply_to=message.reply_to,
    )


def notice_view(notice: Notice, part: str) -> v.NoticeView:
    """A notice with the recipients that this part may know of: the desk all, the field the units, a unit or site only itself."""
    kind = kind_of(part)
    full = kind in _FULL
    known = tuple(one.recipient for one in notice.known)
    if kind == "field":
        known = tuple(one for one in known if one.startswith("unit:"))
    elif not full:
        known = tuple(one for one in known if one == part)
    view = v.NoticeView(
        id=notice.id,
        version=notice.version if full else 0,
        notice_kind=notice.notice_kind,
        collection=notice.collection,
        record=notice.record,
        since=notice.since,
        mode=notice.mode,
        urgent=notice.urgent,
        known=known,
        missing=notice.missing if full else 0,
        unreached=notice.unreached if full else 0,
        asked=notice.asked if full else 0,
        stage=notice.stage if full else 0,
    )
    if not full:
        # As for every reduced view: a change that is not shown does not even move a number.
        object.__setattr__(view, "version", crc32(repr(view).encode()))
    return view
