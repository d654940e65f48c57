"""What somebody fills in who was asked for an opinion: the verdict, the reasons, files."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from gongkai.web.cases.models import Opinion
from gongkai.web.vault.upload_fields import Uploads

PAPERS = 5


class OpinionForm(forms.Form):
    """An opinion on a disclosure."""

    verdict = forms.ChoiceField(
        label=gettext_lazy("您的意见"),
        choices=Opinion.Verdict.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("请选择同意、部分同意或者不同意公开。"),
            "invalid_choice": gettext_lazy("请从列出的意见中选择一项。"),
        },
    )
    reasons = forms.CharField(
        label=gettext_lazy("理由"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=gettext_lazy(
            "不同意或者部分同意公开的，请写明哪些内容不宜公开，公开会怎样损害您的合法权益。同意公开的可以不写。"
        ),
        error_messages={"max_length": gettext_lazy("理由最多 4000 字，请写要点，其余的可以作为附件上传。")},
    )
    papers = Uploads(
        most=PAPERS,
        label=gettext_lazy("附件"),
        required=False,
        help_text=gettext_lazy("PDF、JPG、PNG，每个不超过 10 MB，最多 5 个。"),
    )

    def clean(self) -> dict[str, Any]:
        """Ask for the reasons of whoever does not simply consent."""
        answers = super().clean() or {}
        if answers.get("verdict", Opinion.Verdict.CONSENT) != Opinion.Verdict.CONSENT and not answers.get("reasons"):
            self.add_error(
                "reasons", gettext_lazy("不同意或者部分同意公开的，请说明理由，本机关据此判断理由是否合理。")
            )
        return answers
