"""What is filled in to give a case to somebody, to ask for help with it, and to say what came of the help."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai.web.bilingual import said
from gongkai.web.cases.models import Assignment
from gongkai.web.cases.teamwork.actions import NotAssignable, Task
from gongkai.web.organs.forms import Plain, day, text
from gongkai.web.organs.models import Person

LONG = {"rows": 3}


class _Whom(Plain):
    """A form that chooses a person from a list."""

    def __init__(self, *given: Any, people: QuerySet[Person], without: int = 0, **named: Any) -> None:
        super().__init__(*given, **named)
        self.known = {str(each.pk): each for each in people if each.pk != without}
        self.fields["person"] = forms.ChoiceField(
            label=_("人员"),
            help_text=_("在本机关有相应岗位的人员。"),
            choices=[("", _("请选择")), *((key, str(each)) for key, each in self.known.items())],
            error_messages={"required": _("请选择人员。"), "invalid_choice": _("请从名单中选择人员。")},
        )
        self.order_fields(["person"])

    @property
    def person(self) -> Person:
        """Who was chosen."""
        return self.known[self.cleaned_data["person"]]

    def refuse(self, refusal: NotAssignable) -> None:
        """Show why it is not possible, at the entry it is about."""
        self.add_error(refusal.field if refusal.field in self.fields else None, said(refusal))


class AssignForm(_Whom):
    """Who is to lead a case; why, where somebody leads it already. `stale` says that it was filled in for another lead."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *given: Any, lead: Assignment | None, **named: Any) -> None:
        named["initial"] = {"seen": lead.pk if lead else 0}
        super().__init__(*given, without=lead.person_id if lead else 0, **named)
        self.stale = self.is_bound and self.data.get("seen") != str(self["seen"].initial)
        if lead is not None:
            self.fields["reason"] = text(
                _("转办理由"),
                _("原主办人和新主办人都能看到。不写申请人的个人信息。"),
                max_length=1000,
                size="wide",
                widget=forms.Textarea,
                attrs=LONG,
            )


class HelpForm(_Whom):
    """Who is asked to help, with what, and by when."""

    task = text(
        gettext_lazy("请对方做什么"),
        gettext_lazy("例如：查找 2025 年养护合同的档案。不写申请人的个人信息。"),
        max_length=2000,
        size="wide",
        widget=forms.Textarea,
        attrs=LONG,
    )
    wanted_by = day(
        gettext_lazy("希望完成的日期"), gettext_lazy("内部安排，不改变答复期限。如 2026-11-23。"), required=False
    )

    def task_asked(self) -> Task:
        """Return what is asked for."""
        return Task(self.cleaned_data["task"], self.cleaned_data["wanted_by"])


class EndForm(Plain):
    """What came of a helper's part."""

    outcome = text(
        gettext_lazy("协办结果"),
        gettext_lazy("做了什么，结果如何。主办人会收到通知。"),
        max_length=4000,
        size="wide",
        widget=forms.Textarea,
        attrs={"rows": 5},
    )

    def refuse(self, refusal: NotAssignable) -> None:
        """Show why it is not possible."""
        self.add_error(refusal.field if refusal.field in self.fields else None, said(refusal))
