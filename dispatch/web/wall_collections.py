"""The collections of wall displays in snapshots and frames."""

from __future__ import annotations

from typing_extensions import TypedDict

from dispatch.domain.lens.wall_views import WallPictureView, WallRecordView


class WallCollections(TypedDict, total=False):
    """Records of wall displays by collection."""

    walls: list[WallRecordView]
    wall_pictures: list[WallPictureView]
