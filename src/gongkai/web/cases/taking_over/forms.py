"""What is handed in: a calendar pack, a table of cases, and the figures that a year begins with."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai.law.annual_report import FIRST_YEAR
from gongkai.law.packs import BadPack, Pack, read
from gongkai.web.bilingual import said
from gongkai.web.cases.taking_over import packs_in_force
from gongkai.web.cases.taking_over.table.columns import balance_columns
from gongkai.web.organs.forms import Plain, text
from gongkai.web.organs.models import Organ
from gongkai.web.vault.upload_fields import checked
from gongkai.web.vault.uploads import XLSX, Checked

YEAR = gettext_lazy("请填写年份，不早于 2019，不晚于今年。")


class PackFile(Plain):
    """A calendar pack as a file."""

    pack = forms.FileField(
        label=gettext_lazy("日历包"),
        help_text=gettext_lazy("TOML 或者 JSON 文件，一个文件一年。可以先下载已有的一年，照样修改。"),
        error_messages={
            "required": gettext_lazy("还没有选择日历包。请选择一个 TOML 或者 JSON 文件。"),
            "empty": gettext_lazy("文件是空的。请重新选择。"),
        },
        widget=forms.ClearableFileInput(attrs={"accept": ".toml,.json"}),
    )

    def clean_pack(self) -> Pack:
        """Return the pack that the file holds.

        :raises ValidationError: with every fault that was found.
        """
        file: UploadedFile[bytes] = self.cleaned_data["pack"]
        name = "".join(filter(str.isprintable, file.name or ""))[-80:]
        try:
            if (file.size or 0) > packs_in_force.LONGEST:
                raise packs_in_force.Unreadable
            return packs_in_force.read(file.read(), name)
        except packs_in_force.Unreadable:
            raise forms.ValidationError(
                _("文件过大或者不是文本。请上传 UTF-8 编码的 TOML 或者 JSON 文件，不超过 256 KB。")
            ) from None
        except BadPack as bad:
            raise forms.ValidationError([said(fault) for fault in bad.faults]) from None


class ShownPack(forms.Form):
    """A pack as the preview has shown it, with what was seen of its consequences."""

    text = forms.CharField(widget=forms.HiddenInput, max_length=packs_in_force.LONGEST, strip=False)
    seen = forms.CharField(widget=forms.HiddenInput, max_length=200)

    def clean_text(self) -> Pack:
        """Return the pack.

        :raises ValidationError: where it is none.
        """
        text: Any = self.cleaned_data["text"]
        try:
            return read(text, name="—")
        except BadPack as bad:
            raise forms.ValidationError([said(fault) for fault in bad.faults]) from None


class TableFile(Plain):
    """A table of cases, and the organ that takes it."""

    organ = forms.ChoiceField(label=gettext_lazy("机关"))
    table = forms.FileField(
        label=gettext_lazy("表格"),
        help_text=gettext_lazy("照模板填写的 XLSX 文件，不超过 10 MB、10000 行。上传后先检查，确认以后才导入。"),
        error_messages={
            "required": gettext_lazy("还没有选择表格。请选择照模板填写的 XLSX 文件。"),
            "empty": gettext_lazy("文件是空的。请重新选择。"),
        },
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"}),
    )

    def __init__(self, *given: Any, organs: Sequence[Organ], **named: Any) -> None:
        super().__init__(*given, **named)
        choose_organ(self, organs)

    def clean_table(self) -> Checked:
        """Return the table as it may be kept.

        :raises ValidationError: with the sentence that says why it may not.
        """
        return checked(self.cleaned_data["table"], (XLSX,))


class Opening(Plain):
    """What an organ carried into a year, by column."""

    organ = forms.ChoiceField(label=gettext_lazy("机关"))
    year = forms.IntegerField(
        label=gettext_lazy("结转到哪一年"),
        help_text=gettext_lazy("上年度报告的“四、结转下年度继续办理”，就是这一年的“二、上年结转”。"),
        error_messages={"required": YEAR, "invalid": YEAR},
        widget=forms.NumberInput(attrs={"class": "input-short"}),
    )

    def __init__(self, *given: Any, organs: Sequence[Organ], today: date, **named: Any) -> None:
        super().__init__(*given, **named)
        choose_organ(self, organs)
        year = self.fields["year"]
        year.initial = today.year
        year.validators += [MinValueValidator(FIRST_YEAR, YEAR), MaxValueValidator(today.year, YEAR)]
        for code, label in balance_columns().items():
            self.fields[code] = forms.IntegerField(
                label=label,
                min_value=0,
                max_value=999_999,
                error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), _number(label)),
                widget=forms.NumberInput(attrs={"class": "input-short"}),
            )
        self.fields["source"] = text(
            _("来源"), _("取自哪一份年度报告，如“2025年度政府信息公开工作年度报告，2026-01-28公布”。"), max_length=200
        )

    @property
    def figures(self) -> list[forms.BoundField]:
        """The fields of the columns."""
        return [self[code] for code in balance_columns()]

    @property
    def cells(self) -> dict[str, int]:
        """The figures by column."""
        return {code: self.cleaned_data[code] for code in balance_columns()}


def _number(label: str) -> str:
    return _("请填写“%(label)s”的件数，没有的填 0。") % {"label": label}


def choose_organ(form: forms.Form, organs: Sequence[Organ]) -> None:
    """Let one of these organs be chosen; the first one where nothing else is said."""
    field = form.fields["organ"]
    if isinstance(field, forms.ChoiceField):
        field.choices = [(each.code, str(each)) for each in organs]
        field.error_messages["invalid_choice"] = _("请从列表中选择机关。")
