"""Where open cases are stuck, in a sentence: who is waited for since when, or whose turn it is."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.utils import timezone
from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _

from gongkai.documents.day_words import chinese_date
from gongkai.law.deadlines.events import Consulted
from gongkai.law.procedure import STAGES, Stage, State
from gongkai.web.bilingual import said
from gongkai.web.cases.models import Part, Purpose, Verdict, Version
from gongkai.web.cases.worklist import Row
from gongkai.web.cases.writing import queries as writing
from gongkai.web.organs import permissions
from gongkai.web.organs import queries as organs
from gongkai.web.organs.models import Organ

WHOM = {
    Consulted.THIRD_PARTY: gettext_noop("第三方"),
    Consulted.CO_MAKER: gettext_noop("共同制作的机关"),
    Consulted.ORGAN: gettext_noop("其他机关"),
}
NAMED = 2
"""How many of those who could say something of a version are named."""


def reasons(rows: Iterable[Row], organ: Organ, today: date) -> dict[int, str]:
    """Return for each of these cases of an organ where it stands and why it is still there."""
    rows = list(rows)
    versions, holders = _versions(rows), _holders(organ, today)
    return {row.case.pk: _reason(row, versions.get(row.case.pk), holders, today) for row in rows}


def _reason(row: Row, version: Version | None, holders: Mapping[str, list[str]], today: date) -> str:
    state = row.standing.state
    if state.stage in _SINCE or state.stage is Stage.CONSULTING:
        return _outside(state, today)
    if version is not None:
        return _written(version, holders, today)
    if row.lead is None:
        return _("未分办")
    return _("尚未拟稿，上一步在 %(day)s") % {"day": _short(state.last, today)}


_SINCE = {
    Stage.CLARIFYING: "clarification_asked",
    Stage.EXPLAINING: "reasons_asked",
    Stage.PAYING: "fee_sent",
}


def _outside(state: State, today: date) -> str:
    stage = said(STAGES[state.stage])
    if state.stage in _SINCE:
        since = getattr(state, _SINCE[state.stage])
        return _("%(stage)s，%(day)s 起") % {"stage": stage, "day": _short(since, today)}
    letters = [
        _("%(whom)s（%(day)s 发函）") % {"whom": _(WHOM[each.whom]), "day": _short(each.sent, today)}
        for each in state.letters
        if each.open
    ]
    return _("%(stage)s：%(letters)s") % {"stage": stage, "letters": _("、").join(letters)} if letters else stage


def _written(version: Version, holders: Mapping[str, list[str]], today: date) -> str:
    words = {"number": version.number, "person": version.written_by}
    back = next((each for each in version.reviews.all() if each.verdict == Verdict.RETURNED), None)
    if back is not None:
        words |= {"by": back.given_by, "day": _short(timezone.localdate(back.given_at), today)}
        return _("第 %(number)d 稿于 %(day)s 由%(by)s退回，待修改") % words
    if version.submitted_at is None:
        return _("第 %(number)d 稿由%(person)s撰写，尚未送审") % words
    still = writing.open_parts(version)
    if not still:
        return _("第 %(number)d 稿已经批准，待发出") % words
    turn = [part for part in still if part is not Part.APPROVAL] or still
    words |= {
        "day": _short(timezone.localdate(version.submitted_at), today),
        "parts": _("、").join(_turn(part, holders) for part in turn),
    }
    return _("第 %(number)d 稿于 %(day)s 送审，待%(parts)s") % words


def _turn(part: Part, holders: Mapping[str, list[str]]) -> str:
    able = [name for role in permissions.TABLE[writing.VERBS[part]].roles for name in holders.get(role, ())]
    names = _("、").join(able[:NAMED]) + (_("等") if len(able) > NAMED else "")
    return _("%(part)s（%(names)s）") % {"part": part.label, "names": names} if names else str(part.label)


def _versions(rows: Iterable[Row]) -> dict[int, Version]:
    """Return the last version of each case that is not issued; one of a reply before one of another purpose."""
    found = (
        Version.objects.filter(case__in=[row.case.pk for row in rows], step=None)
        .select_related("case__organ", "written_by")
        .prefetch_related("reviews__given_by")
        .order_by("case", "number")
    )
    latest: dict[int, Version] = {}
    for each in sorted(found, key=lambda version: version.purpose == Purpose.REPLY):
        latest[each.case_id] = each
    return latest


def _holders(organ: Organ, today: date) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    held = organ.posts.filter(organs.on(today), person__is_active=True, person__is_service=False)
    for role, name in held.order_by("pk").values_list("role", "person__name"):
        found.setdefault(role, []).append(name)
    return found


def _short(day: date | None, today: date) -> str:
    """Return a day as it fits a narrow column: without the year where that is this one."""
    if day is None:
        return "—"
    if get_language() == "en":
        return f"{day.day} {day:%b}" if day.year == today.year else f"{day.day} {day:%b} {day.year}"
    return f"{day.month}月{day.day}日" if day.year == today.year else chinese_date(day)
