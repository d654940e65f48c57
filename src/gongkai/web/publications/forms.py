"""What the staff fills in: a draft, and its release."""

import secrets
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai.law import catalogue
from gongkai.web.bilingual import said
from gongkai.web.organs.forms import Plain, day, text
from gongkai.web.publications.actions import Piece
from gongkai.web.publications.models import PublishedFile
from gongkai.web.vault import uploads
from gongkai.web.vault.upload_fields import Uploads


class DraftForm(Plain):
    """A draft."""

    title = text(gettext_lazy("标题"), max_length=200, size="wide")
    document_number = text(gettext_lazy("文号"), gettext_lazy("没有文号的留空。"), required=False, max_length=60)
    item = forms.ChoiceField(
        label=gettext_lazy("法定公开事项"),
        required=False,
        help_text=gettext_lazy("依照条例第二十条、第二十一条，本机关应当主动公开的事项。"),
        error_messages={"invalid_choice": gettext_lazy("请从列出的事项中选择。")},
    )
    formed = day(
        gettext_lazy("形成日期"),
        gettext_lazy("文件签发或者信息最近一次变更之日，公开期限从次日起计算。如 2026-11-23。"),
    )
    text = text(
        gettext_lazy("正文"),
        gettext_lazy("每段一行。"),
        widget=forms.Textarea,
        size="wide",
        attrs={"rows": 14},
    )
    attachments = Uploads(
        label=gettext_lazy("附件"),
        required=False,
        kinds=uploads.OFFICE,
        help_text=gettext_lazy("PDF、JPG、PNG、DOCX、XLSX，每个不超过 10 MB。"),
    )
    token = forms.CharField(max_length=64, widget=forms.HiddenInput)
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *given: Any, items: Sequence[catalogue.Item], kept: Sequence[PublishedFile] = (), **named: Any
    ) -> None:
        named["initial"] = {"token": secrets.token_urlsafe(24)} | named.get("initial", {})
        super().__init__(*given, **named)
        choices = [("", _("不属于所列事项")), *((item.code, said(item)) for item in items)]
        self.fields["item"].choices = choices  # type: ignore[attr-defined]
        if kept:
            self.fields["left_out"] = forms.TypedMultipleChoiceField(
                label=_("去掉已有的附件"),
                required=False,
                coerce=int,
                choices=[(file.pk, file.name) for file in kept],
                widget=forms.CheckboxSelectMultiple,
                error_messages={"invalid_choice": _("这个附件已经不在草稿中。请重新打开草稿。")},
            )

    def piece(self) -> Piece:
        """Return what is to be published."""
        answers = self.cleaned_data
        return Piece(answers["title"], answers["text"], answers["formed"], answers["document_number"], answers["item"])


class ReleaseForm(Plain):
    """When a draft is released, and that what looks personal in it was looked at."""

    on = day(
        gettext_lazy("公开日期"),
        gettext_lazy("留空为立即发布；填写以后的日期，当日 0 时起自动发布。如 2026-11-23。"),
        required=False,
    )
    looked = forms.BooleanField(label=gettext_lazy("已逐处核对，可以公开"), required=False)
    revision = forms.IntegerField(widget=forms.HiddenInput)
