"""How near the last day of a case is, in a word, a colour and a sentence: 正常, 临期, 超期."""

from typing import NamedTuple

from django.utils.translation import gettext as _

from gongkai.law.deadlines import Kind
from gongkai.law.procedure import Matter, Standing
from gongkai.web.organs.local_settings import SOON


class Clock(NamedTuple):
    """The badge's class, its word, and what is left in a sentence."""

    look: str
    word: str
    said: str


def clock(standing: Standing) -> Clock:
    """Return how near the last day of a case is."""
    state, left = standing.state, standing.left
    if state.ended:
        return Clock("done", _("已办结"), "")
    if state.received is None:
        return Clock("wait", _("待确认"), _("确认收到之后开始计算"))
    if state.matter is not Matter.DISCLOSURE:
        return Clock("wait", _("无期限"), _("不是政府信息公开申请"))
    if left is None:
        return Clock("wait", _("暂停"), _waiting(standing))
    if standing.overdue:
        return Clock("over", _("超期"), _("超过 %(days)d 个工作日") % {"days": -left} if left else _("期限已过"))
    if left <= 0:
        return Clock("soon", _("临期"), _("今天届满") if left == 0 else _("暂定日期已过"))
    look, word = ("soon", _("临期")) if left <= SOON else ("ok", _("正常"))
    return Clock(look, word, _("剩余 %(days)d 个工作日") % {"days": left})


def _waiting(standing: Standing) -> str:
    after = standing.due.after if standing.due else None
    if after == Kind.CLARIFICATION:
        return _("等待申请人补正，收到后重新计算")
    if after == Kind.FEE_PAYMENT:
        return _("等待申请人缴费")
    return _("征求意见所需时间不计算在内")
