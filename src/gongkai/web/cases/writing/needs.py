"""What a kind of reply needs, as the page of writing shows it: met and by what, coming, or missing and how to get it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from gongkai.law.procedure import Rule, StepKind
from gongkai.law.replies import Requirement
from gongkai.web.cases.citing import cited
from gongkai.web.cases.writing.evidence import OnFile, Required
from gongkai.web.cases.writing.forms import EvidenceForm

K = StepKind
STEPS_FOR: Mapping[str, StepKind] = {
    "third_party_consent": K.THIRD_PARTY_ANSWERED,
    "third_party_objection": K.THIRD_PARTY_ANSWERED,
    "third_party_silence": K.THIRD_PARTY_SILENT,
    "reasons_not_given": K.REASONS_LAPSED,
}
"""The step that evidence follows from, where it is not called as the step is."""
TEXT, FILES = "access_arranged", "information_on_file"
"""What the text and the files of the version itself are evidence of."""


@dataclass(frozen=True, slots=True)
class Need:
    """Something that a reply needs. `coming` says what will meet it, where nothing is left to be done for it here."""

    requirement: Requirement
    by: tuple[OnFile, ...]
    coming: str
    forms: tuple[EvidenceForm, ...]
    steps: tuple[Rule, ...]

    @property
    def missing(self) -> bool:
        """Whether something is still to be done for it."""
        return not self.by and not self.coming

    @property
    def basis(self) -> str:
        """The articles that ask for it."""
        return cited(self.requirement.basis)


def needs(
    required: Iterable[Required], *, forms: Mapping[str, EvidenceForm], possible: Iterable[Rule], text: str, files: bool
) -> list[Need]:
    """Return what is needed; `text` and `files` are those on the page, saved or not."""
    rules = {rule.kind: rule for rule in possible}
    return [_need(each, forms, rules, text, files) for each in required]


def _need(
    each: Required, forms: Mapping[str, EvidenceForm], rules: Mapping[StepKind, Rule], text: str, files: bool
) -> Need:
    if each.met:
        return Need(each.requirement, each.by, "", (), ())
    own = [item.code for item in each.requirement.met_by]
    here = tuple(forms[item.code] for item in each.may_put if item.code in forms)
    coming = ""
    if each.comes:
        coming = _("送审后由审核形成")
    elif any(form.whole for form in here):
        coming = _("已填写，送审或者保存时放入案卷")
    elif (TEXT in own and text.strip()) or (FILES in own and files):
        coming = _("正文写明或者附上文件即可，保存后计入")
    kinds = dict.fromkeys(STEPS_FOR.get(code, code) for code in own)
    steps = tuple(rules[StepKind(kind)] for kind in kinds if kind in list(rules))
    return Need(each.requirement, (), coming, here, steps)
