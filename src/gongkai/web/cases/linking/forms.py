"""What is filled in to link, split and merge cases, and to turn a reply into a publication."""

import secrets
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai.law.refusal import Refusal
from gongkai.web.bilingual import said
from gongkai.web.cases.linking import merging
from gongkai.web.cases.linking.converting import Given
from gongkai.web.cases.linking.queries import BY_HAND
from gongkai.web.cases.linking.similar import ALIKE
from gongkai.web.cases.linking.splitting import MOST, Matter
from gongkai.web.cases.models import Attachment, Case
from gongkai.web.organs.forms import Plain, day, text
from gongkai.web.publications.forms import DraftForm

FEW = 2
NUMBER_HELP = gettext_lazy("如 YT01-2026-0001。")


class _Refusing(Plain):
    """A form that shows a refusal at the entry it is about."""

    def refuse(self, refusal: Refusal) -> None:
        """Show why it is not possible."""
        field = getattr(refusal, "field", "")
        self.add_error(field if field in self.fields else None, said(refusal))


class _OfTwo(_Refusing):
    """A form that names another case of the same organ."""

    number = text(gettext_lazy("另一件的编号"), NUMBER_HELP, max_length=40)

    def __init__(self, *given: Any, case: Case, **named: Any) -> None:
        super().__init__(*given, **named)
        self.case = case
        self.other: Case | None = None

    def clean_number(self) -> str:
        """Return the number of a case of this organ; whoever asks for that of another is told no more than of none."""
        number = str(self.cleaned_data["number"]).strip().upper()
        self.other = Case.objects.filter(organ=self.case.organ_id, number=number).first()
        if self.other is None:
            raise forms.ValidationError(_("本机关没有编号为 %(number)s 的办件，请核对编号。") % {"number": number})
        return number


class LinkForm(_OfTwo):
    """What another case has to do with this one."""

    kind = forms.ChoiceField(
        label=gettext_lazy("本件与它的关系"),
        choices=[(str(kind), kind.label) for kind in BY_HAND],
        widget=forms.RadioSelect,
        help_text=gettext_lazy(
            "重复申请：同一申请人就同一内容再次申请。可以作为“不予重复处理”的依据（条例第三十六条第六项）。"
        ),
        error_messages={"required": gettext_lazy("请选择两件的关系。")},
    )
    note = text(
        gettext_lazy("说明"),
        gettext_lazy("例如哪些内容相同。仅本机关可见，不写申请人的个人信息。"),
        required=False,
        max_length=1000,
        size="wide",
        widget=forms.Textarea,
        attrs={"rows": 3},
    )


class SplitForm(_Refusing):
    """What each further case is about, and what remains. Matters that are left blank are none."""

    keeps = text(
        gettext_lazy("本件继续办理的事项"),
        gettext_lazy("写入本件的内部记录。例如：2025 年度养护经费支出明细。"),
        max_length=1000,
        size="wide",
    )
    token = forms.CharField(max_length=64, widget=forms.HiddenInput)
    shown = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=MOST)

    def __init__(self, given: Any = None, *, more: bool = False) -> None:
        asked = str(given.get("shown", "")) if given else ""
        count = int(asked) if asked in map(str, range(1, MOST + 1)) else FEW
        self.count = min(count + FEW, MOST) if more else count
        given = {**given.dict(), "shown": str(self.count)} if more else given
        super().__init__(given, initial={"token": secrets.token_urlsafe(24), "shown": FEW})
        for at in range(1, self.count + 1):
            self.fields[f"subject{at}"] = text(
                _("第 %(at)d 件的信息名称") % {"at": at}, required=at == 1, max_length=200, size="wide"
            )
            self.fields[f"description{at}"] = text(
                _("第 %(at)d 件的内容描述") % {"at": at},
                _("照申请书中与这一件有关的部分填写。"),
                required=at == 1,
                max_length=4000,
                size="wide",
                widget=forms.Textarea,
                attrs={"rows": 4},
            )

    def clean(self) -> dict[str, Any]:
        """Check that each matter has both its name and its description, or neither."""
        answers = super().clean() or {}
        for at in range(2, self.count + 1):
            subject, description = answers.get(f"subject{at}"), answers.get(f"description{at}")
            if subject and not description:
                self.add_error(f"description{at}", _("请写明第 %(at)d 件的内容。") % {"at": at})
            if description and not subject:
                self.add_error(f"subject{at}", _("请写明第 %(at)d 件的信息名称。") % {"at": at})
        return answers

    def matters(self) -> list[Matter]:
        """Return the matters that were filled in."""
        answers = self.cleaned_data
        filled = [at for at in range(1, self.count + 1) if answers.get(f"subject{at}")]
        return [Matter(answers[f"subject{at}"], answers[f"description{at}"]) for at in filled]

    @property
    def pairs(self) -> list[tuple[int, forms.BoundField, forms.BoundField]]:
        """The matters as entries, with their ordinals."""
        return [(at, self[f"subject{at}"], self[f"description{at}"]) for at in range(1, self.count + 1)]

    @property
    def may_have_more(self) -> bool:
        """Whether there is room for more matters."""
        return self.count < MOST


class MergeForm(_OfTwo):
    """Which case this one goes into, and how it is known that the applicant is the same."""

    reason = text(
        gettext_lazy("确认是同一申请的依据"),
        gettext_lazy("证件号码相同、内容相近的不用填写；不同或者没有证件号码的，写明怎样核对的。仅本机关可见。"),
        required=False,
        max_length=1000,
        size="wide",
        widget=forms.Textarea,
        attrs={"rows": 3},
    )
    token = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def __init__(self, *given: Any, case: Case, **named: Any) -> None:
        named["initial"] = {"token": secrets.token_urlsafe(24)} | named.get("initial", {})
        super().__init__(*given, case=case, **named)
        self.likely = merging.candidates(case)
        if self.likely and self.likely[0].share >= ALIKE:
            self.initial.setdefault("number", self.likely[0].case.number)


class ConvertForm(DraftForm):
    """A draft made from a reply: its words, the files that are taken along, and that what looks personal was looked at."""

    looked = forms.BooleanField(label=gettext_lazy("已逐处核对，可以公开"), required=False)

    def __init__(self, *given: Any, papers: Sequence[Attachment], **named: Any) -> None:
        super().__init__(*given, **named)
        self.papers = {str(each.pk): each for each in papers}
        del self.fields["revision"]
        self.fields["text"].help_text = _(
            "写给所有人看的内容。答复书是写给申请人的，不要照抄其中的称谓和个人信息。每段一行。"
        )
        self.fields["formed"] = day(
            _("形成日期"), _("所公开的信息形成或者最近一次变更之日，不是答复之日。如 2026-11-23。")
        )
        self.fields["attachments"].label = _("其他附件")
        self.fields["attachments"].help_text = _(
            "例如隐去个人信息后的文件。PDF、JPG、PNG、DOCX、XLSX，每个不超过 10 MB。"
        )
        if self.papers:
            self.fields["papers"] = forms.MultipleChoiceField(
                label=_("从答复中带过来的文件"),
                help_text=_(
                    "只选所提供的信息本身。答复书写有申请人的情况，不要选；文件的内容须逐个打开核对，系统不检查。"
                ),
                required=False,
                choices=[(key, each.file.name) for key, each in self.papers.items()],
                widget=forms.CheckboxSelectMultiple,
                error_messages={"invalid_choice": _("请从列出的文件中选择。")},
            )
        self.order_fields(
            ["title", "text", "papers", "attachments", "document_number", "item", "formed", "looked", "token"]
        )

    def given(self) -> Given:
        """Return the files of the draft."""
        chosen = self.cleaned_data.get("papers", [])
        return Given([self.papers[key] for key in chosen], self.cleaned_data["attachments"])
