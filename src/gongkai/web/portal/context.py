"""What every page needs to know: the name of the site and its top organ."""

from django.http import HttpRequest

from gongkai.web.organs.models import Organ, OrganKind


def site(request: HttpRequest) -> dict[str, object]:
    """Return the context of every page."""
    top = Organ.objects.filter(kind=OrganKind.GOVERNMENT).order_by("pk").first()
    return {"site_organ": top, "site_name": f"{top.short_name}政府信息公开" if top else "政府信息公开"}
