"""What is handed in: a calendar pack, a table of cases, and the figures that a year begins with."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai.law.packs import BadPack, Pack, read
from gongkai.web.bilingual import said
from gongkai.web.cases.taking_over import packs_in_force
from gongkai.web.organs.forms import Plain


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
