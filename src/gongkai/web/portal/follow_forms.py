"""What an applicant fills in to follow a case: number and code, an answer to a notice, a withdrawal, a grade."""

import unicodedata

from django import forms
from django.utils.translation import gettext_lazy

from gongkai.web.portal.apply_forms import PICTURES
from gongkai.web.vault.upload_fields import Uploads

GRADES = (
    (5, gettext_lazy("很满意")),
    (4, gettext_lazy("满意")),
    (3, gettext_lazy("一般")),
    (2, gettext_lazy("不满意")),
    (1, gettext_lazy("很不满意")),
)


class Opening(forms.Form):
    """Number and query code."""

    number = forms.CharField(
        label=gettext_lazy("办件编号"),
        max_length=40,
        help_text=gettext_lazy("在接收回执上，例如 YT01-2026-0001。"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "input-medium", "spellcheck": "false"}),
        error_messages={"required": gettext_lazy("请填写办件编号，它在接收回执上。")},
    )
    code = forms.CharField(
        label=gettext_lazy("查询码"),
        max_length=40,
        help_text=gettext_lazy("提交申请时显示的 12 位字母和数字；大小写、空格和横线都不要紧。"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "input-medium", "spellcheck": "false"}),
        error_messages={"required": gettext_lazy("请填写查询码，它在接收回执上。")},
    )

    def clean_number(self) -> str:
        """Return the number as it is kept: narrow signs, capitals."""
        return unicodedata.normalize("NFKC", self.cleaned_data["number"]).strip().upper()

    def clean_code(self) -> str:
        """Return the code in narrow signs."""
        return unicodedata.normalize("NFKC", self.cleaned_data["code"])


class Answer(forms.Form):
    """What is answered to a notice to clarify or to give reasons."""

    text = forms.CharField(
        label=gettext_lazy("您的说明"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=gettext_lazy("按告知书的要求写明文件名称、文号、年份或者其他特征。"),
        error_messages={
            "required": gettext_lazy("请写下您的说明；只上传文件不够，请至少写一句话。"),
            "max_length": gettext_lazy("说明最多 4000 字，请写要点，其余的可以作为附件上传。"),
        },
    )
    papers = Uploads(
        most=PICTURES,
        label=gettext_lazy("附件"),
        required=False,
        help_text=gettext_lazy("PDF、JPG、PNG，每个不超过 10 MB，最多 3 个。"),
    )
    token = forms.CharField(max_length=64, widget=forms.HiddenInput)


class Withdrawal(forms.Form):
    """That a request is taken back, confirmed."""

    reason = forms.CharField(
        label=gettext_lazy("原因"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("可以不写。"),
    )
    sure = forms.BooleanField(
        label=gettext_lazy("我确认撤回这份申请"),
        error_messages={"required": gettext_lazy("撤回之后不能恢复。确定要撤回的，请勾选“我确认撤回这份申请”。")},
    )
    token = forms.CharField(max_length=64, widget=forms.HiddenInput)


class Grade(forms.Form):
    """How satisfied an applicant is."""

    grade = forms.TypedChoiceField(
        label=gettext_lazy("您对这次办理满意吗"),
        choices=GRADES,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("请选择一项。")},
    )
    remark = forms.CharField(
        label=gettext_lazy("想说的话"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("可以不写，最多 500 字。"),
    )
