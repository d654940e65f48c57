"""What somebody typed into a form that could not be taken: handed back on a page, to be copied, and kept nowhere.

Nobody loses an hour's writing because a session has ended. Secrets, tokens and the contents of files are never shown.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

WORDS = {
    "address": gettext_noop("地址"),
    "arrived": gettext_noop("到达日期"),
    "confirmed": gettext_noop("与申请人确认之日"),
    "contact": gettext_noop("联系人"),
    "court": gettext_noop("管辖法院"),
    "days": gettext_noop("工作日数"),
    "description": gettext_noop("内容描述"),
    "disclosure_office": gettext_noop("政府信息公开工作机构"),
    "document_number": gettext_noop("文号"),
    "email": gettext_noop("电子邮箱"),
    "fax": gettext_noop("传真"),
    "first": gettext_noop("自"),
    "formed": gettext_noop("形成日期"),
    "ground": gettext_noop("清除的理由"),
    "hours": gettext_noop("办公时间"),
    "id_number": gettext_noop("证件号码"),
    "keeps": gettext_noop("本件继续办理的事项"),
    "last": gettext_noop("至"),
    "name": gettext_noop("名称"),
    "note": gettext_noop("告知的内容"),
    "number": gettext_noop("办件编号"),
    "on": gettext_noop("日期"),
    "opinion": gettext_noop("意见"),
    "outcome": gettext_noop("协办结果"),
    "phone": gettext_noop("联系电话"),
    "postcode": gettext_noop("邮政编码"),
    "reason": gettext_noop("原因"),
    "reasons": gettext_noop("理由"),
    "remark": gettext_noop("本机关的记录"),
    "review_body": gettext_noop("行政复议机关"),
    "short_name": gettext_noop("简称"),
    "shown": gettext_noop("向对方说明的信息内容"),
    "since": gettext_noop("起"),
    "source": gettext_noop("依据文件"),
    "subject": gettext_noop("信息名称"),
    "task": gettext_noop("请对方做什么"),
    "text": gettext_noop("正文"),
    "title": gettext_noop("标题"),
    "tracking": gettext_noop("邮件号码"),
    "until": gettext_noop("止"),
    "uscc": gettext_noop("统一社会信用代码"),
    "username": gettext_noop("登录名"),
    "valid_from": gettext_noop("开始日期"),
    "valid_to": gettext_noop("终止日期"),
    "valid_until": gettext_noop("有效期至"),
    "wanted_by": gettext_noop("希望完成的日期"),
    "-text": gettext_noop("依据"),
    "-systems": gettext_noop("检索的系统与载体"),
    "-words": gettext_noop("关键词"),
    "-since": gettext_noop("信息形成时间的起点"),
    "-until": gettext_noop("信息形成时间的终点"),
    "-by": gettext_noop("检索人员"),
    "-on": gettext_noop("检索日期"),
    "-result": gettext_noop("检索结果"),
}
"""What a field is called, by its name, or by the end of a name that has parts."""
NEVER = frozenset({"csrfmiddlewaretoken", "token", "composed", "next", "code", "password", "old", "new", "again"})
"""What is not shown: secrets, and what the page itself wrote."""
MOST = 200_000
"""How much is handed back, in characters: more than any form here takes."""
WIDE = 40
HIGH = 14
_WRITTEN = re.compile(r"[^\x00-\x7f]")


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed into a field, and what the field is called."""

    label: str
    text: str

    @property
    def rows(self) -> int:
        """How many lines it takes to show it."""
        return min(HIGH, sum(1 + len(line) // WIDE for line in self.text.split("\n")))


def unsaved(request: HttpRequest) -> HttpResponse:
    """Answer a form that was not taken because nobody is signed in, or because its page is from before a sign-in."""
    stranger = not request.user.is_authenticated
    back = _back(request)
    onward = f"{reverse('organs:sign_in')}?{urlencode({REDIRECT_FIELD_NAME: back})}" if stranger else back
    known = {"stranger": stranger, "onward": onward}
    if "HX-Request" in request.headers:
        # What was typed still stands on the page: the sentence is put above it, and the form gets a mark that holds.
        response = render(request, "organs/unsaved_live.html", known | {"mark": get_token(request)})
        response["HX-Retarget"], response["HX-Reswap"] = "#unsaved", "innerHTML"
    else:
        known |= typed(request) if _from_here(request) else {}
        response = render(request, "organs/unsaved.html", known, status=401 if stranger else 403)
    add_never_cache_headers(response)
    return response


def typed(request: HttpRequest) -> dict[str, object]:
    """Return the texts of a form, whether some were cut off, and the names of its files."""
    texts, room = [], MOST
    for each in _texts(request):
        if room > 0:
            texts.append(Typed(each.label, each.text[:room]))
        room -= len(each.text)
    files = [file.name for name in request.FILES for file in request.FILES.getlist(name)]
    return {"texts": texts, "cut": room < 0, "files": files}


def _texts(request: HttpRequest) -> Iterator[Typed]:
    for name, values in request.POST.lists():
        if name in NEVER or "password" in name:
            continue
        word = WORDS.get(name[max(name.rfind("-"), 0) :])
        for value in map(str.strip, values):
            # Of a field without a word only what a person wrote is shown, and no code that was chosen.
            if value and (word or _WRITTEN.search(value)):
                yield Typed(_(word) if word else _("其他内容"), value.replace("\r\n", "\n"))


def _from_here(request: HttpRequest) -> bool:
    """Return whether a page of this site sent the form: what another one made up is not shown as if it stood here."""
    origin = urlsplit(request.headers.get("Origin") or request.headers.get("Referer") or "")
    return origin.netloc == request.get_host()


def _back(request: HttpRequest) -> str:
    page = request.headers.get("Referer", "")
    safe = url_has_allowed_host_and_scheme(page, {request.get_host()}, require_https=request.is_secure())
    return urlsplit(page)._replace(scheme="", netloc="").geturl() if page and safe else reverse("organs:desk")
