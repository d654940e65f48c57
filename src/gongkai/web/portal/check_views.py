"""查一份年报: anybody drops a published report and sees its tables and what is wrong with them. Nothing is kept."""

import base64
import hashlib
from functools import cache
from importlib.resources import files

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST, require_safe

from gongkai.report.readers import limits
from gongkai.report.writers.html import style
from gongkai.web.organs import attempts
from gongkai.web.organs.origin import address
from gongkai.web.portal import allowances, report_check
from gongkai.web.portal.report_check import Busy, Standing
from gongkai.web.vault.downloads import as_saved

SAMPLES = {
    "lizhou-qu-2025.html": gettext_lazy("网页：正文与表格不一致"),
    "heqiao-zhen-2025.txt": gettext_lazy("纯文本：总计与各行不符"),
    "yunting-wenti-2025.docx": gettext_lazy("Word 文件：勾稽关系不符"),
}
"""The reports to try, of invented organs, and what they show."""


def check(request: HttpRequest) -> HttpResponse:
    """Show the place to drop a report, or take one."""
    if request.method != "POST":
        return _form(request)
    now, who = request.now, address(request)  # type: ignore[attr-defined]
    if attempts.spent(allowances.CHECKING, who, now):
        return _form(request, _("一小时内检查得很多了，请稍后再试；整批检查请使用命令 gongkai check。"), status=429)
    upload = request.FILES.get("report")
    sample = request.POST.get("sample", "")
    if sample in SAMPLES:
        content, name = files("gongkai.web.portal").joinpath("samples", sample).read_bytes(), sample
    elif isinstance(upload, UploadedFile):
        if (upload.size or 0) > limits.INPUT_BYTES:
            return _form(request, _("文件超过 64 MB，没有接收。请只上传年度报告本身。"), status=413)
        content, name = upload.read(), upload.name or "report"
    else:
        return _form(request, _("还没有选择文件。请选择一份年度报告，或者用下面的示例。"), status=400)
    if not content:
        return _form(request, _("文件是空的。请重新选择。"), status=400)
    try:
        token = report_check.begin(content, name=name, lang=_lang(), now=now)
    except Busy:
        return _form(request, _("同时检查的人较多，请一分钟后再试；您的文件没有被保存。"), status=503)
    attempts.add(allowances.CHECKING, who, now)
    return redirect("portal:checked", token)


@require_safe
@never_cache
def checked(request: HttpRequest, token: str) -> HttpResponse:
    """Show the page of findings, or that it is still being made."""
    standing = report_check.standing(token, request.now)  # type: ignore[attr-defined]
    if standing is Standing.READY:
        return _page(report_check.page(token))
    if standing is Standing.GONE:
        raise Http404
    if standing is Standing.FAILED:
        report_check.discard(token)
        return _form(
            request, _("这份文件未能在限定的时间内读完，或者无法读取，没有保存。请换一种格式再试。"), status=422
        )
    response = render(request, "portal/checking.html", status=202)
    response["Refresh"] = "1"
    return response


@require_POST
def discard(request: HttpRequest, token: str) -> HttpResponse:
    """Throw a check away at once."""
    report_check.discard(token)
    return redirect("portal:check")


@require_GET
def sample(request: HttpRequest, name: str) -> HttpResponse:
    """Hand out one of the reports to try."""
    if name not in SAMPLES:
        raise Http404
    content = files("gongkai.web.portal").joinpath("samples", name).read_bytes()
    return as_saved(content, name, "application/octet-stream")


def _form(request: HttpRequest, error: str = "", status: int = 200) -> HttpResponse:
    return render(request, "portal/check.html", {"error": error, "samples": SAMPLES}, status=status)


def _page(content: bytes) -> HttpResponse:
    response = HttpResponse(content, content_type="text/html; charset=utf-8")
    # The page carries its own style, and the widths of its columns, and nothing else; the policy allows no more.
    response["Content-Security-Policy"] = (
        f"default-src 'none'; style-src 'sha256-{_style_hash()}'; style-src-attr 'unsafe-inline';"
        " base-uri 'none'; frame-ancestors 'none'"
    )
    return response


@cache
def _style_hash() -> str:
    return base64.b64encode(hashlib.sha256(style("findings.css").encode()).digest()).decode()


def _lang() -> str:
    return "en" if get_language() == "en" else "zh"
