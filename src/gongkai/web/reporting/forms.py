"""What the staff fills in for a report: that its figures are frozen, and why one of them is no longer what was reported."""

import secrets
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from gongkai.web.organs.forms import Plain, text
from gongkai.web.reporting import page_table
from gongkai.web.reporting.differences import Changed


class FreezeForm(Plain):
    """The figures as they were seen, and that they were."""

    seen = forms.CharField(max_length=64, widget=forms.HiddenInput)
    token = forms.CharField(max_length=64, widget=forms.HiddenInput)
    compared = forms.BooleanField(
        label=gettext_lazy("我已核对表三各项数据，知道确定之后不能撤销"),
        error_messages={"required": gettext_lazy("请核对表三各项数据，并勾选确认。")},
    )

    def __init__(self, *given: Any, **named: Any) -> None:
        named["initial"] = {"token": secrets.token_urlsafe(24)} | named.get("initial", {})
        super().__init__(*given, **named)


class ExplainForm(Plain):
    """Which cells, and why: each is chosen with the figure that is seen there, and a reason holds for that one alone."""

    cells = forms.MultipleChoiceField(
        label=gettext_lazy("数据"),
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("同一原因引起的，可以一并选择。合计随之改变，不必另行说明。"),
        error_messages={
            "required": gettext_lazy("请选择要说明的数据。"),
            "invalid_choice": gettext_lazy(
                "所选的数与上报数相同，或者在您打开页面之后又改变了。请按现在的数重新选择。"
            ),
        },
    )
    reason = text(
        gettext_lazy("原因"),
        gettext_lazy("如：某月某日办结的办件，上报之后才登记。不要写申请人的个人信息。"),
        widget=forms.Textarea,
        size="wide",
        max_length=1000,
        attrs={"rows": 4},
    )
    token = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def __init__(self, *given: Any, format_name: str, open_cells: Iterable[Changed], **named: Any) -> None:
        named["initial"] = {"token": secrets.token_urlsafe(24)} | named.get("initial", {})
        super().__init__(*given, **named)
        self.fields["cells"].choices = [  # type: ignore[attr-defined]
            (f"{each.cell}={each.is_now}", f"{page_table.label(format_name, each.cell)}：{each.was} → {each.is_now}")
            for each in open_cells
        ]

    def clean_cells(self) -> dict[str, int]:
        """Return the cells with the figures that stood there when the page was opened."""
        chosen = (each.partition("=") for each in self.cleaned_data["cells"])
        return {cell: int(seen) for cell, _, seen in chosen}
