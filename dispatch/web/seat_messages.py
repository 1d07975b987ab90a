"""The collections of partner agencies in snapshots and frames."""

from __future__ import annotations

from typing_extensions import TypedDict

from dispatch.domain.lens.outside_views import (
    PartnerUnitView,
    PictureView,
    SeatView,
    SharedLineView,
    SharedMatrixView,
    SharedPersonView,
    SharedPlanView,
    SharedSiteView,
    SharedUnitView,
)


class SeatCollections(TypedDict, total=False):
    """Records of partner agencies by collection."""

    pictures: list[PictureView]
    shared_matrix: list[SharedMatrixView]
    shared_sites: list[SharedSiteView]
    shared_plans: list[SharedPlanView]
    shared_people: list[SharedPersonView]
    shared_units: list[SharedUnitView]
    shared_log: list[SharedLineView]
    seats: list[SeatView]
    partner_units: list[PartnerUnitView]
