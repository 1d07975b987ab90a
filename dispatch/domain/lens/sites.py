"""A site as each kind of part sees it: everybody its name and agencies, the desk and units sent there its security plan too."""

from __future__ import annotations

from dispatch.domain.lens import site_views as v
from dispatch.domain.lens.texts import text_view
from dispatch.domain.premise import OPEN_KINDS
from dispatch.domain.records import AgencyState, SiteState, WorkOrder
from dispatch.domain.text import TextClass

SiteViews = tuple[tuple[str, v.SiteView | v.PremiseView], ...]


def agency_view(agency: AgencyState) -> v.AgencyView:
    """An agency and how it is reached."""
    return v.AgencyView(
        id=agency.id,
        version=agency.version,
        name=agency.name,
        agency_kind=agency.agency_kind,
        phone=agency.phone,
        channel=agency.channel,
    )


def site_views(site: SiteState, kind: str) -> SiteViews:
    """A site's record and its premise, as far as this kind of part may see either."""
    roster = site.roster
    own = kind == "site"
    premise = v.PremiseView(
        id=site.id,
        version=site.version,
        contacts=roster.contacts,
        rooms=roster.rooms,
        items=tuple(one for one in roster.premise if not own or one.item_kind in OPEN_KINDS),
        floors=() if own else roster.floors,
    )
    if kind == "unit":
        return (("premises", premise),)
    view = v.SiteView(
        id=site.id,
        version=site.version,
        name=roster.name,
        level=roster.level,
        address=roster.address,
        lat_e7=roster.lat_e7,
        lon_e7=roster.lon_e7,
        law=roster.law,
        fire=roster.fire,
        psap=roster.psap,
        sros=roster.sros,
        csos=roster.csos,
        students=roster.students,
        staff=roster.staff,
        sector=roster.sector,
        aliases=roster.aliases,
        buildings=roster.buildings,
    )
    return (("sites", view),) if kind in ("field", "threat") else (("sites", view), ("premises", premise))


def plan_view(site: SiteState) -> v.PlanView:
    """The floors of a site. They change with its roster alone, whose number is theirs."""
    return v.PlanView(id=site.id, version=site.version, floors=site.roster.floors)


def work_order_view(order: WorkOrder, readable: frozenset[TextClass]) -> v.WorkOrderView:
    """A work order with its words."""
    return v.WorkOrderView(
        id=order.id,
        version=order.version,
        site=order.site,
        building=order.building,
        room=order.room,
        source=order.source,
        text=text_view(order.text, readable),
        opened_at=order.opened_at,
        opened_by=order.opened_by,
        due=order.due,
    )
