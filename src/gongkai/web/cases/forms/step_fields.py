"""The fields of steps, made from the table of the law: which a step asks for, in which order, and what each offers."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai.law.deadlines import ServedBy
from gongkai.law.procedure import NEEDED, STEPS, Letter, Matter, State, StepKind
from gongkai.web.bilingual import said
from gongkai.web.cases.models import Case, Opinion
from gongkai.web.cases.opinions.queries import ANSWERED, ASKS
from gongkai.web.cases.waited_for import SILENT
from gongkai.web.organs.forms import day, text

if TYPE_CHECKING:
    from gongkai.web.cases.forms.step import StepForm

K = StepKind
ARRIVES = frozenset(
    {
        K.CLARIFICATION_ASKED,
        K.THIRD_PARTY_CONSULTED,
        K.CO_MAKER_CONSULTED,
        K.ORGAN_CONSULTED,
        K.REASONS_ASKED,
        K.FEE_NOTIFIED,
        K.LETTER_ARRIVED,
    }
)
"""Those that can say when what was sent reached its reader."""

_SILENT_OF = {kind: whom for whom, kind in SILENT.items()}
SERVED_BY = {
    ServedBy.ONLINE: gettext_lazy("网上（以发出之日为准）"),
    ServedBy.EMAIL: gettext_lazy("电子邮件（以发出之日为准）"),
    ServedBy.MAIL: gettext_lazy("邮寄（以交邮之日为准，应当通过邮政企业）"),
    ServedBy.HAND: gettext_lazy("直接送达（以签收之日为准）"),
}
MATTERS = {
    Matter.DISCLOSURE: gettext_lazy("政府信息公开申请"),
    Matter.RECTIFICATION: gettext_lazy("更正本人信息"),
    Matter.ENQUIRY: gettext_lazy("咨询"),
}
METHODS = (("items", gettext_lazy("按件计收")), ("pages", gettext_lazy("按量计收（按页）")))


def asked(kind: StepKind, case: Case, state: State) -> list[str]:
    """Return the names of the fields that a step asks for beside its day, its text and its papers."""
    names = [name for name in STEPS[kind].needs if name in FIELDS]
    if kind is K.CLARIFICATION_ASKED:
        names.append("days")
    if kind is K.LETTER_ARRIVED and any(letter.open for letter in state.letters):
        names.append("ref")
    if kind is K.RECLASSIFIED:
        names.append("matter")
    if kind is K.FEE_NOTIFIED:
        names += ["method", "count", "earlier", *(["aid_pages"] if case.assistance else [])]
    if kind in ANSWERED:
        names += ["verdict", "reasons"]
    if kind in ARRIVES:
        names.append("arrived")
    return [*names, "tracking"] if kind in ARRIVES or kind is K.SERVED else names


def long(label: str, help_text: str, required: bool, sentence: str = "", rows: int = 5) -> forms.CharField:
    """Return a field for a text of some lines."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": sentence or _("请填写%(label)s。") % {"label": label}},
    )


def _ref(form: "StepForm") -> forms.Field:
    name, state = said(NEEDED["ref"]), form.standing.state
    if form.kind is K.MERGED:
        return text(_("并入的办件编号"), _("如 YT01-2026-0001。"), max_length=40)
    if form.kind in ASKS:
        return text(
            name, _("用来区分几份征求意见书，如“1”或者文号。"), max_length=40, initial=str(len(state.letters) + 1)
        )
    letters = [letter for letter in state.letters if _fits(form.kind, letter)]
    return forms.ChoiceField(
        label=_("征求意见书"),
        choices=[
            (letter.ref, _("%(ref)s（%(sent)s 发出）") % {"ref": letter.ref, "sent": letter.sent}) for letter in letters
        ],
        error_messages={"required": _("请选择征求意见书。"), "invalid_choice": _("请从列表中选择征求意见书。")},
    )


def _fits(kind: StepKind, letter: Letter) -> bool:
    if kind in ANSWERED:
        return letter.whom is ANSWERED[kind] and (letter.open or letter.unheard)
    return letter.open and letter.whom is _SILENT_OF.get(kind, letter.whom)


def _days(form: "StepForm") -> forms.Field:
    return _number(_("补正期限（工作日）"), _("不填的，按本机关的设置。"), least=1, most=60, required=False)


def _arrived(form: "StepForm") -> forms.Field:
    required = form.kind is K.LETTER_ARRIVED
    return day(
        _("到达对方的日期"),
        _("签收之日。") if required else _("当天就知道的填写；不知道的留空，以后登记“文书到达对方”。"),
        required=required,
    )


def _tracking(form: "StepForm") -> forms.Field:
    return text(
        said(NEEDED["tracking"]),
        _("邮寄的填写，凭它查询投递结果。邮寄应当通过邮政企业。"),
        required=False,
        max_length=40,
    )


def _matter(form: "StepForm") -> forms.Field:
    now = form.standing.state.matter
    return forms.TypedChoiceField(
        label=_("改列为"),
        choices=[(each, zh) for each, zh in MATTERS.items() if each is not now],
        coerce=Matter,
        widget=forms.RadioSelect,
        error_messages={"required": _("请选择改列为哪一类。")},
    )


def _method(form: "StepForm") -> forms.Field:
    return forms.ChoiceField(
        label=_("计收方式"),
        choices=METHODS,
        initial="items",
        widget=forms.RadioSelect,
        help_text=_("每件申请只能选择一种。只告知获取方式和途径的，不适用按量计收。"),
        error_messages={"required": _("请选择计收方式。"), "invalid_choice": _("请选择计收方式。")},
    )


def _verdict(form: "StepForm") -> forms.Field:
    may_be_none = form.kind is K.ORGAN_ANSWERED
    none = [("", _("没有意见，不再等待"))] if may_be_none else []
    return forms.ChoiceField(
        label=_("对方的意见"),
        choices=[*none, *Opinion.Verdict.choices],
        required=not may_be_none,
        widget=forms.RadioSelect,
        error_messages={"required": _("请选择对方的意见。")},
    )


def _number(label: str, help_text: str, *, least: int, most: int, **more: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        min_value=least,
        max_value=most,
        **more,
        help_text=help_text,
        widget=forms.NumberInput(attrs={"class": "input-short"}),
        error_messages={
            "required": _("请填写数字。"),
            "invalid": _("请填写数字。"),
            "min_value": _("请填写不小于 %(least)d 的数字。") % {"least": least},
            "max_value": _("请填写不大于 %(most)d 的数字。") % {"most": most},
        },
    )


FIELDS: Mapping[str, Callable[["StepForm"], forms.Field]] = {
    "ref": _ref,
    "days": _days,
    "matter": _matter,
    "arrived": _arrived,
    "tracking": _tracking,
    "method": _method,
    "count": lambda form: _number(
        _("本次申请的件数或者页数"),
        _("按件的，填写拆分后的件数；按量的，填写全部页数。"),
        least=1,
        most=100_000,
        initial=1,
    ),
    "earlier": lambda form: _number(_("同一申请人当月此前的件数"), _earlier_help(form), least=0, most=100_000),
    "aid_pages": lambda form: _number(
        _("为提供协助制作的页数"), _("不计费（条例第四十三条），按量计收时填写。"), least=0, most=100_000
    ),
    "verdict": _verdict,
    "reasons": lambda form: long(
        _("对方的理由"), _("加密保存，只有办理、审核、批准的人员能看到。同意公开的可以不填。"), required=False
    ),
}
FACTS = ("ref", "days", "matter", "arrived", "tracking")
"""Those that are facts of the step itself."""


def _earlier_help(form: Any) -> str:
    if form.known_earlier is None:
        return str(_("这件申请没有登记证件号码，不能自动累计，请核对登记簿后填写。"))
    return str(_("系统按同一证件号码累计为 %(count)d 件，请核对。") % {"count": form.known_earlier})
