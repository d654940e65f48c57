"""Where a version stands, in a word, a colour and a sentence: being written, with whom, returned, approved, issued."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext as _

from gongkai.web.cases import facts
from gongkai.web.cases.models import Case, Part, Version
from gongkai.web.cases.writing import queries
from gongkai.web.cases.writing.queries import VERBS, Known
from gongkai.web.organs import permissions


class Where(NamedTuple):
    """Where a version stands: the badge's class, its word, a sentence, and which of the stages it is."""

    look: str
    word: str
    said: str
    stage: str


class Holder(NamedTuple):
    """A part of a review that is still to be given, and who of the organ can give it; `names` is empty where nobody can."""

    part: Part
    names: str

    def __str__(self) -> str:
        names = self.names or _("本机关没有人担任，请系统管理员设置岗位")
        return _("%(part)s（%(names)s）") % {"part": self.part.label, "names": names}


WRITING, REVIEWED, RETURNED, APPROVED, ISSUED, REPLACED = (
    "writing",
    "reviewed",
    "returned",
    "approved",
    "issued",
    "replaced",
)


def where(version: Version, today: date, *, counts: bool = True, known: Known | None = None) -> Where:
    """Return where a version stands; `counts` says that it is the last one of its purpose.

    `known` is for whoever asks of many versions.
    """
    if version.step_id is not None:
        return _issued(version)
    if not counts:
        return Where("done", _("已由后一稿代替"), "", REPLACED)
    if version.submitted_at is None:
        return Where("wait", _("撰写中"), _("已保存，还没有送审。"), WRITING)
    if returned := queries.returned(version):
        said = _("%(name)s在%(part)s中退回。") % {"name": returned.given_by, "part": returned.get_part_display()}
        return Where("over", _("已退回"), said, RETURNED)
    if still := queries.open_parts(version):
        said = _("等待：") + _("、").join(map(str, holders(version, still, known or Known([version], today))))
        return Where("soon", _("审核中"), said, REVIEWED)
    return Where("ok", _("已批准"), _("可以发出。"), APPROVED)


def _issued(version: Version) -> Where:
    stands = facts.not_undone(version.case.steps.order_by("ordinal"))
    if any(step.pk == version.step_id for step in stands):
        return Where("done", _("已发出"), "", ISSUED)
    return Where("wait", _("发出已撤销"), _("发出的登记已经撤销。须另写一稿，重新送审。"), ISSUED)


def holders(version: Version, still: Iterable[Part], known: Known) -> list[Holder]:
    """Return for the open parts of a version who of its organ can give them."""
    found = []
    for part in still:
        roles = permissions.TABLE[VERBS[part]].roles
        people = dict.fromkeys(post.person for post in known.posts(version.case.organ) if post.role in roles)
        names = [each.name for each in people if queries.party(version, part, each, (part,), known) is None]
        found.append(Holder(part, _("、").join(names)))
    return found


def current(case: Case) -> list[Version]:
    """Return the versions of a case that count and are not issued, one for each purpose at most."""
    last = {
        version.purpose: version for version in case.versions.order_by("number").prefetch_related("reviews__given_by")
    }
    return [version for version in last.values() if version.step_id is None]
