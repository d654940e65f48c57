"""What every page needs to know: the name of the site, its top organ, the places to go, and what stands in the footer."""

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from gongkai.web.organs.models import Organ, OrganKind

PLACES = (
    (gettext_noop("首页"), "portal:home"),
    (gettext_noop("申请公开"), "portal:apply"),
    (gettext_noop("查询进度"), "portal:follow"),
    (gettext_noop("查一份年报"), "portal:check"),
    (gettext_noop("公开信息"), "publications:listing"),
    (gettext_noop("机关"), "portal:organs"),
)
"""The navigation: what a place is called and the name of its address; a place that is not there yet is left out."""

SLOTS = (("site_code", gettext_noop("网站标识码")), ("icp", ""), ("police", ""), ("hotline", gettext_noop("服务热线")))
"""What a government's website shows at its foot, by the key in the settings of the top organ."""


def site(request: HttpRequest) -> dict[str, object]:
    """Return the context of every page."""
    top = Organ.objects.filter(kind=OrganKind.GOVERNMENT).order_by("pk").first()
    name = _("%(organ)s政府信息公开") % {"organ": top.short_name} if top else _("政府信息公开")
    return {"site_organ": top, "site_name": name, "navigation": _navigation(request), "site_slots": _slots(top)}


def _navigation(request: HttpRequest) -> list[dict[str, object]]:
    found = []
    for name, view in PLACES:
        try:
            url = reverse(view)
        except NoReverseMatch:
            continue
        here = request.path == url or (url != "/" and request.path.startswith(url))
        found.append({"name": _(name), "url": url, "here": here})
    return found


def _slots(top: Organ | None) -> list[dict[str, str]]:
    chosen = top.settings if top else {}
    return [{"name": _(name) if name else "", "value": chosen[key]} for key, name in SLOTS if chosen.get(key)]
