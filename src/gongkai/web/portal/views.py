"""The public's pages: the first one, the organs with their guides, and what is said when something is not there."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from gongkai.web.organs import entrance
from gongkai.web.organs.unsaved import unsaved
from gongkai.web.portal import queries


def home(request: HttpRequest) -> HttpResponse:
    """Show what can be done here."""
    return render(request, "portal/home.html", {"organs": queries.receiving(request.today), "recent": queries.recent()})  # type: ignore[attr-defined]


def organs(request: HttpRequest) -> HttpResponse:
    """Show the organs with their contact data."""
    return render(request, "portal/organs.html", {"organs": queries.receiving(request.today)})  # type: ignore[attr-defined]


def organ(request: HttpRequest, code: str) -> HttpResponse:
    """Show the guide of an organ (Art. 12)."""
    found = next((each for each in queries.receiving(request.today) if each.code == code), None)  # type: ignore[attr-defined]
    if found is None:
        raise Http404
    return render(request, "portal/organ.html", {"organ": found, "staff_confirms": queries.staff_confirms(found)})


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that what was sent cannot be read."""
    said = _("浏览器发来的内容不完整，没有办理。请返回上一页，刷新后再试。")
    return _said(request, _("没有看懂这次请求"), said, 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that a page is not for this reader."""
    said = str(exception or "") or _("这一页只对有相应岗位的工作人员开放。需要的，请联系本机关的系统管理员。")
    return _said(request, _("没有权限"), said, 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that there is no such page, or not any more."""
    if entrance.at_work(request):
        said = _("地址可能写错了，或者不属于您的岗位能够查看的机关。办件请从办件列表打开。")
    else:
        said = _("地址可能写错了，或者这一页已经过期。办件请从“查询进度”打开，公开的信息可以在首页查找。")
    return _said(request, _("没有找到这一页"), said, 404)


def too_large(request: HttpRequest, megabytes: int) -> HttpResponse:
    """Say that what was sent is too large, and was not read."""
    said = _("一次提交的内容合计超过 %(most)d MB，没有接收。请返回上一页，压缩文件或者减少文件后再提交。") % {
        "most": megabytes
    }
    return _said(request, _("提交的内容过大"), said, 413)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that a form was sent without the mark of this site: an old page, or a browser that keeps no cookies."""
    place = request.resolver_match
    if place is not None and entrance.guarded(place.route, place.func):
        return unsaved(request)
    said = _("页面打开太久，或者浏览器没有保存 Cookie，为了安全没有办理。请返回上一页，刷新后再提交。")
    return _said(request, _("请再提交一次"), said, 403)


def _said(request: HttpRequest, title: str, said: str, status: int) -> HttpResponse:
    page = "organs/said.html" if entrance.at_work(request) else "portal/error.html"
    return render(request, page, {"title": title, "said": said}, status=status)
