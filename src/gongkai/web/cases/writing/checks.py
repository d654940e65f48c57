"""What is looked at before a version is agreed to: what the law asks for, the day, numbers of persons, gaps, the remedies."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext as _

from gongkai.law import replies
from gongkai.law.deadlines import ServedBy
from gongkai.law.procedure import Standing
from gongkai.law.refusal import Refusal
from gongkai.web.bilingual import said
from gongkai.web.cases import wording
from gongkai.web.cases.clock_words import clock
from gongkai.web.cases.models import Purpose, Version
from gongkai.web.cases.writing import actions, evidence, opening
from gongkai.web.cases.writing.letter import Letter
from gongkai.web.publications import scan

DELIVERY = "delivery"
"""What a reply says that gives the information: how, where and when."""
MOST = 20
"""How many numbers that look personal are listed."""


class Check(NamedTuple):
    """What was looked at: the badge's class and its word, what it is, and what was found."""

    look: str
    word: str
    name: str
    said: str


def checks(version: Version, shown: Letter, standing: Standing, today: date) -> list[Check]:
    """Return what was looked at in a version that counts."""
    return [
        _step(version, today),
        *_evidence(version, today),
        _due(standing),
        _persons(version),
        *_blanks(version),
        *_remedies(shown),
        *_files(version),
        _contents(version),
    ]


def _good(name: str, words: str) -> Check:
    return Check("ok", _("符合"), name, words)


def _bad(name: str, words: str) -> Check:
    return Check("over", _("不符"), name, words)


def _look(name: str, words: str) -> Check:
    return Check("soon", _("请核对"), name, words)


def _step(version: Version, today: date) -> Check:
    try:
        actions.step(version, today, today=today, by=ServedBy.ONLINE)
    except Refusal as refused:
        return _bad(_("程序"), said(refused))
    return _good(_("程序"), _("按办理经过，现在可以作出。"))


def _evidence(version: Version, today: date) -> Iterator[Check]:
    code = version.facts.get("reply", "")
    if version.purpose != Purpose.REPLY or not code:
        return
    withheld = version.facts.get("withheld", ())
    try:
        missing = replies.missing(
            code, evidence.on_file(version.case, today, version) | evidence.COMING, withheld=withheld
        )
    except Refusal as refused:
        yield _bad(_("要件"), said(refused))
        return
    if missing:
        yield _bad(_("要件"), _("缺少：%(needs)s。") % {"needs": _("；").join(said(one) for one in missing)})
    else:
        yield _good(_("要件"), _("依据齐全。"))


def _due(standing: Standing) -> Check:
    found = clock(standing)
    day = str(standing.due.date) if standing.due and standing.due.date else _("没有运行中的期限")
    return Check(found.look, found.word, _("期限"), f"{day}　{found.said}")


def _persons(version: Version) -> Check:
    found = scan.numbers(version.text)
    if not found:
        return _good(_("个人信息"), _("正文中没有证件、手机、银行卡号码。姓名、住址和附件请人工核对。"))
    some = _("；").join(
        _("%(kind)s %(masked)s（第 %(line)d 行）") % {"kind": each.kind.label, "masked": each.masked, "line": each.line}
        for each in found[:MOST]
    )
    return _look(_("个人信息"), some)


def _blanks(version: Version) -> Iterator[Check]:
    if found := wording.unfilled(version.text):
        yield _bad(_("空缺"), _("正文中还有没有填写的内容：%(some)s。") % {"some": _("、").join(found)})


def _remedies(shown: Letter) -> Iterator[Check]:
    if shown.lacks:
        yield _bad(_("救济途径"), shown.lacks)
    elif shown.warns:
        yield _look(_("救济途径"), shown.warns)
    elif shown.clause:
        yield _good(_("救济途径"), _("已写明，随答复类型和日期确定。"))


def _files(version: Version) -> Iterator[Check]:
    code = version.facts.get("reply", "")
    if not code or version.files.exists() or DELIVERY not in {content.code for content in replies.kind(code).contents}:
        return
    yield _look(
        _("附件"),
        _("没有随文书提供的文件。所提供的信息另行寄送、当面交付的，核对正文是否写明；应当随文书提供的，退回补附。"),
    )


def _contents(version: Version) -> Check:
    if version.purpose != Purpose.REPLY or not version.facts.get("reply"):
        return _look(_("内容"), _("请核对原因、日期和文字。"))
    kind = replies.kind(version.facts["reply"])
    return _look(
        _("应当写明"), _("；").join(said(content) for content in opening.own_contents(kind)) or said(kind.risk)
    )
