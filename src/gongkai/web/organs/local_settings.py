"""What an organ can set for its own work beside the conventions of law: each with its values, its default, its words.

They are kept in `Organ.settings`. Those of the whole site are read from the top organ alone.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

SOON = 5
"""From how many working days left on a last day is near, for whoever looks at one."""


class BadSetting(ValueError):
    """A value that a setting does not take, and what it takes, as a sentence."""


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting. `values` are its choices with their words; a text that fits `pattern` where there are none."""

    zh: str
    help: str
    default: str
    values: Mapping[str, str] | None = None
    pattern: str = ".{0,100}"
    expected: str = gettext_noop("不超过100个字")
    whole_site: bool = False

    def check(self, value: str) -> str:
        """Return a value that the setting takes, without blanks around it.

        :raises BadSetting: for any other.
        """
        value = value.strip()
        if self.values is not None and value not in self.values:
            raise BadSetting(_("“%(zh)s”请从列出的选项中选择。") % {"zh": _(self.zh)})
        if self.values is None and not re.fullmatch(self.pattern, value):
            raise BadSetting(_("“%(zh)s”应为%(expected)s。") % {"zh": _(self.zh), "expected": _(self.expected)})
        return value


_TIME = r"([01]\d|2[0-3]):[0-5]\d"

SETTINGS: Mapping[str, Setting] = {
    "receipts": Setting(
        gettext_noop("网上申请的收到确认"),
        gettext_noop("由工作人员确认的，自确认之日起计算答复期限，申请人的页面会说明这一点。"),
        "system",
        {"system": gettext_noop("提交时由系统即时确认"), "staff": gettext_noop("由工作人员确认")},
    ),
    "identity_pictures": Setting(
        gettext_noop("身份证明图片"),
        gettext_noop("申请人在网上提交申请时是否上传身份证明的图片。图片加密保存。"),
        "optional",
        {"none": gettext_noop("不收取"), "optional": gettext_noop("可以上传"), "required": gettext_noop("应当上传")},
    ),
    "reviews": Setting(
        gettext_noop("批准前的审核"),
        gettext_noop("答复送审以后，批准以前须经过哪些审核。批准总是需要的，由没有参与办理的人作出。"),
        "legal_secrecy",
        {
            "legal_secrecy": gettext_noop("法制审核和保密审查"),
            "all": gettext_noop("审核、法制审核和保密审查"),
            "none": gettext_noop("仅批准"),
        },
    ),
    "retention": Setting(
        gettext_noop("办件的保管期限"),
        gettext_noop("期满后可以清除申请人的信息，统计数字不变。可以在单个办件上另定。"),
        "30",
        {"10": gettext_noop("10年"), "30": gettext_noop("30年"), "permanent": gettext_noop("永久")},
    ),
    "quiet_from": Setting(
        gettext_noop("免打扰开始"),
        gettext_noop("此后不发送短信，如 21:00；邮件随时发送。"),
        "21:00",
        None,
        _TIME,
        gettext_noop("时间，如 21:00"),
    ),
    "quiet_to": Setting(
        gettext_noop("免打扰结束"),
        gettext_noop("此后恢复发送短信，如 08:00。"),
        "08:00",
        None,
        _TIME,
        gettext_noop("时间，如 08:00"),
    ),
    "quiet_days_off": Setting(
        gettext_noop("休息日免打扰"),
        gettext_noop("周休息日和放假期间是否发送短信。调休上班的日子照常发送。"),
        "wait",
        {"wait": gettext_noop("不发送，等到下一个工作日"), "send": gettext_noop("照常发送")},
    ),
    "review_address": Setting(gettext_noop("行政复议机关地址"), gettext_noop("写入答复的救济途径。"), ""),
    "review_url": Setting(
        gettext_noop("网上申请行政复议的网址"),
        gettext_noop("网上送达的答复应当同时告知网上申请行政复议的途径。"),
        "",
        None,
        r"(https?://\S{1,190})?",
        gettext_noop("以 http:// 或者 https:// 开头的网址"),
    ),
    "court_address": Setting(gettext_noop("管辖法院地址"), gettext_noop("写入答复的救济途径。"), ""),
    "complaint_body": Setting(
        gettext_noop("受理投诉举报的机关"), gettext_noop("上一级行政机关或者政府信息公开工作主管部门，写入答复。"), ""
    ),
    "second_factor": Setting(
        gettext_noop("第二重验证"),
        gettext_noop(
            "系统管理员、批准人和审计员登录时，除密码外是否还须输入身份验证器的动态码。其他人员可以自愿启用。"
        ),
        "optional",
        {"optional": gettext_noop("自愿启用"), "required": gettext_noop("上述岗位应当启用")},
        whole_site=True,
    ),
    "site_code": Setting(gettext_noop("网站标识码"), gettext_noop("显示在页脚。"), "", whole_site=True),
    "icp": Setting(gettext_noop("ICP备案号"), gettext_noop("显示在页脚。"), "", whole_site=True),
    "police": Setting(gettext_noop("公安备案号"), gettext_noop("显示在页脚。"), "", whole_site=True),
    "hotline": Setting(gettext_noop("服务热线"), gettext_noop("显示在页脚。"), "", whole_site=True),
}
