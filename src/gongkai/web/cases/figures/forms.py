"""What is asked of the register: a period, a stage, a result, a channel, a handler."""

from datetime import date
from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai.law import replies
from gongkai.law.deadlines.receipt import RULES
from gongkai.law.procedure import STAGES, Stage
from gongkai.web.bilingual import said
from gongkai.web.cases.figures import registry
from gongkai.web.cases.figures.registry import Asked
from gongkai.web.organs.forms import Plain, day
from gongkai.web.organs.models import Organ

ANY = ("", gettext_lazy("不限"))


class RegistryForm(Plain):
    """The filters of the register."""

    by = forms.ChoiceField(
        label=gettext_lazy("日期按"),
        choices=[(registry.RECEIVED, gettext_lazy("收到日期")), (registry.CLOSED, gettext_lazy("办结日期"))],
    )
    first = day(gettext_lazy("自"), required=False)
    last = day(gettext_lazy("至"), required=False)
    stage = forms.ChoiceField(label=gettext_lazy("阶段"), required=False)
    result = forms.ChoiceField(label=gettext_lazy("结果"), required=False)
    channel = forms.ChoiceField(label=gettext_lazy("渠道"), required=False)
    handler = forms.ChoiceField(label=gettext_lazy("主办"), required=False)

    def __init__(self, data: Any, *, organ: Organ, today: date) -> None:
        given = {"by": registry.RECEIVED, "first": date(today.year, 1, 1).isoformat(), "last": today.isoformat()}
        # What the address does not say at all has its default; what it leaves empty is not limited.
        super().__init__(given | {name: value for name, value in data.items() if name in self.base_fields})
        self.organ = organ
        stages = [(str(stage), said(STAGES[stage])) for stage in Stage if stage is not Stage.NEW]
        self._choices("stage", [(registry.OPEN, _("在办")), (registry.ENDED, _("已办结")), *stages])
        self._choices("result", [(kind.code, said(kind)) for kind in replies.kinds()])
        self._choices("channel", [(str(channel), said(rule)) for channel, rule in RULES.items()])
        self._choices("handler", [(str(person.pk), person.name) for person in registry.handlers(organ)])

    def clean(self) -> dict[str, Any]:
        """Refuse days in the wrong order."""
        said_ = super().clean() or {}
        first, last = said_.get("first"), said_.get("last")
        if first and last and last < first:
            self.add_error("last", _("“至”早于“自”，请调换两个日期。"))
        return said_

    def asked(self) -> Asked:
        """Return what is asked for; of a form with errors what of it is right."""
        self.is_valid()
        found = self.cleaned_data
        return Asked(
            self.organ,
            first=found.get("first"),
            last=found.get("last"),
            by=found.get("by") or registry.RECEIVED,
            stage=found.get("stage", ""),
            result=found.get("result", ""),
            channel=found.get("channel", ""),
            handler=int(found["handler"]) if found.get("handler") else None,
        )

    def _choices(self, name: str, more: list[tuple[str, str]]) -> None:
        field = cast(forms.ChoiceField, self.fields[name])
        field.choices = [ANY, *more]
