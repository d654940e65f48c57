"""What events are called on the pages: the verbs of this app in words, those of cases by the names of the law's steps."""

from django.utils.translation import gettext_noop

from gongkai.law.procedure import STEPS
from gongkai.web.bilingual import said
from gongkai.web.organs.permissions import TABLE

EVENTS: dict[str, str] = {
    "organs.created": gettext_noop("设立机关"),
    "organs.changed": gettext_noop("修改机关资料"),
    "organs.contact_checked": gettext_noop("核对联系方式"),
    "organs.ended": gettext_noop("撤销机关"),
    "organs.moved": gettext_noop("调整隶属关系"),
    "organs.option_chosen": gettext_noop("选择本地选项"),
    "organs.option_ended": gettext_noop("终止本地选项"),
    "organs.set_up": gettext_noop("修改工作设置"),
    "people.created": gettext_noop("新增人员"),
    "people.changed": gettext_noop("修改人员资料"),
    "people.post_given": gettext_noop("增加岗位"),
    "people.post_ended": gettext_noop("终止岗位"),
    "people.acting_set": gettext_noop("设置代理"),
    "people.acting_ended": gettext_noop("终止代理"),
    "people.switched_on": gettext_noop("启用账号"),
    "people.switched_off": gettext_noop("停用账号"),
    "people.password_reset": gettext_noop("重置密码"),
    "people.password_changed": gettext_noop("修改密码"),
    "people.second_factor_set": gettext_noop("设置身份验证器"),
    "people.second_factor_dropped": gettext_noop("停用第二重验证"),
    "people.second_factor_reset": gettext_noop("重置身份验证器"),
    "people.recovery_codes_renewed": gettext_noop("重新生成恢复码"),
    "people.recovery_code_used": gettext_noop("使用恢复码"),
    "people.feed_renewed": gettext_noop("更换日历订阅地址"),
    "people.feed_stopped": gettext_noop("停用日历订阅地址"),
    "cases.retention_set": gettext_noop("确定办件的保管期限"),
    "people.signed_in": gettext_noop("登录"),
    "people.signed_out": gettext_noop("退出"),
    "calendar.taken_over": gettext_noop("导入日历包"),
    "cases.last_day_moved": gettext_noop("期限因日历改变"),
    "cases.table_handed_in": gettext_noop("上传导入的表格"),
    "cases.table_confirmed": gettext_noop("确认导入表格"),
    "cases.table_taken_over": gettext_noop("从表格导入办件"),
    "cases.table_dropped": gettext_noop("放弃导入的表格"),
    "cases.opening_entered": gettext_noop("登记上年结转数"),
    "api.token_made": gettext_noop("生成接口令牌"),
    "api.token_revoked": gettext_noop("撤销接口令牌"),
    "cases.notified": gettext_noop("通知申请人"),
    "cases.notice_failed": gettext_noop("给申请人的通知没有送到"),
    "cases.rated": gettext_noop("申请人评价"),
    "cases.letter_fetched": gettext_noop("申请人下载文书"),
    "cases.assigned": gettext_noop("分办、转办、请人协办"),
    "cases.claimed": gettext_noop("认领办件"),
    "cases.part_ended": gettext_noop("结束协办"),
    "cases.linked": gettext_noop("登记相关办件"),
    "cases.unlinked": gettext_noop("取消相关办件"),
    "cases.split": gettext_noop("拆分申请"),
    "cases.opinion_link_made": gettext_noop("生成征求意见的一次性链接"),
    "cases.opinion_link_closed": gettext_noop("关闭征求意见的一次性链接"),
    "cases.opinion_kept": gettext_noop("记入征求意见收到的意见"),
    "publications.drafted": gettext_noop("起草公开信息"),
    "publications.changed": gettext_noop("修改公开信息的草稿"),
    "publications.scheduled": gettext_noop("定时发布公开信息"),
    "publications.schedule_cancelled": gettext_noop("取消定时发布"),
    "publications.dropped": gettext_noop("放弃公开信息的草稿"),
    "publications.release": gettext_noop("发布公开信息"),
}
VALUES: dict[str, tuple[str, str]] = {
    "literal": ("自收到的次日起算", "from the day after the receipt"),
    "rolled": ("先顺延到下一工作日，再自其次日起算", "the receipt moves to the next working day first"),
    "sent": ("自发函的次日起扣除", "from the day after the letter was sent"),
    "received": ("自对方收到的次日起扣除", "from the day after the letter arrived"),
    "capped": ("扣除到第十五个工作日", "up to the fifteenth working day"),
    "whole": ("扣除到实际答复之日", "up to the day of the answer"),
    "restart": ("重新起算", "the period starts afresh"),
    "resume": ("接续计算", "the period goes on"),
    "roll": ("顺延到下一工作日", "it ends on the next working day"),
    "keep": ("不顺延", "it ends on that day"),
    "last_day": ("该月最后一日", "the last day of the month"),
    "next_day": ("次月第一日", "the first day of the next month"),
    "choice": ("可以选择复议或者诉讼", "either review or court"),
    "review_first": ("应当先申请复议", "review first"),
    "natural_person": ("计入自然人", "a natural person"),
    "commercial": ("计入商业企业", "a commercial enterprise"),
    "receipt": ("按收到申请之日", "by the day of the receipt"),
    "submission": ("按提交之日", "by the day of the submission"),
    "every": ("全部计入", "every request"),
    "by_item": ("只计按件计收的", "only those charged by item"),
    "none": ("不列第二十一条事项", "none"),
    "county": ("比照县级政府及其部门", "as a county"),
    "township": ("比照乡镇", "as a township"),
}
"""What the answers to the open questions of law are called (`law.options`); a number of days needs no words."""
STEP_NAMES = {f"cases.{kind}": rule for kind, rule in STEPS.items()}
THINGS = {
    "organ": gettext_noop("机关"),
    "person": gettext_noop("人员"),
    "case": gettext_noop("办件"),
    "calendar": gettext_noop("工作日历"),
    "intake": gettext_noop("导入的表格"),
    "opening_balance": gettext_noop("上年结转数"),
    "publication": gettext_noop("公开信息"),
    "token": gettext_noop("接口令牌"),
    "publication_draft": gettext_noop("公开信息的草稿"),
    "report": gettext_noop("年度报告"),
}


def value_name(value: str | int) -> str:
    """Return what an answer to an open question is called, with its code in the law's table."""
    return f"{said(VALUES[value])}（{value}）" if isinstance(value, str) else str(value)


def verb_name(verb: str) -> str:
    """Return what a verb of the log is called."""
    if step := STEP_NAMES.get(verb):
        return said(step)
    return said(EVENTS.get(verb) or (TABLE[verb].zh if verb in TABLE else verb))


def verb_names() -> list[tuple[str, str]]:
    """Return the verbs that the log can be looked through by, each with its name."""
    opened = "cases.open_identity"
    return [(verb, verb_name(verb)) for verb in (*EVENTS, *STEP_NAMES, opened)]
