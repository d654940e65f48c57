"""What events are called on the pages: the verbs of this app in words, those of cases by the names of the law's steps."""

from gongkai.law.procedure import STEPS
from gongkai.web.organs.permissions import TABLE

EVENTS: dict[str, str] = {
    "organs.created": "设立机关",
    "organs.changed": "修改机关资料",
    "organs.contact_checked": "核对联系方式",
    "organs.ended": "撤销机关",
    "organs.moved": "调整隶属关系",
    "organs.option_chosen": "选择本地选项",
    "organs.option_ended": "终止本地选项",
    "organs.set_up": "修改工作设置",
    "people.created": "新增人员",
    "people.changed": "修改人员资料",
    "people.post_given": "增加岗位",
    "people.post_ended": "终止岗位",
    "people.acting_set": "设置代理",
    "people.acting_ended": "终止代理",
    "people.switched_on": "启用账号",
    "people.switched_off": "停用账号",
    "people.password_reset": "重置密码",
    "people.password_changed": "修改密码",
    "people.second_factor_set": "设置身份验证器",
    "people.second_factor_dropped": "停用第二重验证",
    "people.second_factor_reset": "重置身份验证器",
    "people.recovery_codes_renewed": "重新生成恢复码",
    "people.recovery_code_used": "使用恢复码",
    "people.signed_in": "登录",
    "people.signed_out": "退出",
}
STEP_NAMES = {f"cases.{kind}": rule.zh for kind, rule in STEPS.items()}
THINGS = {"organ": "机关", "person": "人员", "case": "办件", "publication": "公开信息"}


def verb_name(verb: str) -> str:
    """Return what a verb of the log is called."""
    own = TABLE[verb].zh if verb in TABLE else verb
    return EVENTS.get(verb) or STEP_NAMES.get(verb) or own


def verb_names() -> list[tuple[str, str]]:
    """Return the verbs that the log can be looked through by, each with its name."""
    opened = "cases.open_identity"
    return [*EVENTS.items(), *STEP_NAMES.items(), (opened, TABLE[opened].zh)]
