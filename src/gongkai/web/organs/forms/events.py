"""What the log is looked through by."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai.web.organs.forms import Plain, day
from gongkai.web.organs.models import Organ


class Filter(Plain):
    """What the log is looked through by."""

    organ = forms.ModelChoiceField(
        label=gettext_lazy("机关"), queryset=Organ.objects.none(), required=False, empty_label=gettext_lazy("全部")
    )
    verb = forms.CharField(label=gettext_lazy("操作"), required=False, max_length=60, widget=forms.Select)
    thing = forms.CharField(label=gettext_lazy("对象编号"), required=False, max_length=60)
    person = forms.CharField(label=gettext_lazy("操作人登录名"), required=False, max_length=60)
    since = day(gettext_lazy("起"), required=False)
    until = day(gettext_lazy("止"), required=False)

    def __init__(self, *args: Any, organs: Any, verbs: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organ"].queryset = organs  # type: ignore[attr-defined]
        self.fields["verb"].widget.choices = [("", _("全部")), *verbs]
