"""GK906: the text says that lists of vulnerable people are published: low-income families, sick, disabled, minors.

Health, disability and poverty are sensitive even without an identity number; the note reminds to look into those lists.
"""

import re
from collections.abc import Iterator

from gongkai.law.citation import PERSONAL_INFORMATION_LAW, REGULATION, Citation
from gongkai.report.checks.rule import Check, Context, Outcome, Rule
from gongkai.report.checks.words import Hit, finding
from gongkai.report.model import Report
from gongkai.report.narrative.prose import prose

RULE = Rule(
    id="GK906",
    alias="W-SENS",
    severity="note",
    group="words",
    title={
        "zh": "公开困难群众、病残人员、未成年人等名单前先作去标识化处理。",
        "en": "Lists of poor, sick, disabled or minor persons are published only without what identifies them.",
    },
    why={
        "zh": "救助、医疗、残疾、未成年人信息属于敏感个人信息，名单和附件是泄露最多的地方。",
        "en": "Relief, health, disability and minors are sensitive personal information; lists and attachments leak most.",
    },
    basis=(Citation(PERSONAL_INFORMATION_LAW, "第二十八条"), Citation(REGULATION, "第十五条")),
)
_PEOPLE = re.compile(
    r"低保(?:户|对象|人员|家庭|边缘)|特困(?:户|人员|供养人员|家庭|对象)|五保(?:户|对象|老人)|(?<!就业)(?:困难|贫困|低收入)(?:户|家庭|学生|儿童|人员|对象)|贫困人口"
    r"|残疾(?:人|军人|儿童|人员)|伤残军人|重残人员|孤儿|留守(?:儿童|老人|妇女)|困境儿童|受助对象|救助对象|优抚对象|(?:大病|重病|精神病|传染病|艾滋病)(?:患者|人员|户)"
)
_LISTED = re.compile(r"名单|花名册|名册|人数|金额|信息|发放表|明细|情况|对象")
_PUBLISHED = re.compile(r"公开|公示|公布|发布|更新|上墙|张贴")
_POLICY = re.compile(r"政策|标准|办事指南|办理流程|条件|制度|宣传|慰问|关爱|服务活动|无障碍|便利|帮扶活动|通道")
_CLAUSE = re.compile(r"[^；]+")


def judge(report: Report, _: Context) -> Iterator[Outcome]:
    """Yield one note with the sentences that tell of such lists."""
    text = prose(report)
    hits = []
    for sentence in text.sentences:
        for clause in _CLAUSE.finditer(sentence.text):
            words = clause.group()
            found = _PEOPLE.search(words)
            if found and _LISTED.search(words, found.end()) and _PUBLISHED.search(words) and not _POLICY.search(words):
                hits.append(Hit(_quote(words, found), text.place(sentence.start + clause.start() + found.start())))
    yield from finding(
        RULE,
        hits,
        zh="正文提到公开困难或病残人员等的信息",
        en="The text tells of published information on vulnerable people",
        hint=(
            "检查所公开的名单和附件，只保留必要内容，姓名、证号、账号、住址、病情等作去标识化处理，期满撤下。",
            "Look into the lists and attachments: keep what is needed, mask names, numbers, accounts, addresses and illnesses.",
        ),
    )


def _quote(words: str, found: re.Match[str]) -> str:
    return words[max(0, found.start() - 6) : found.end() + 10]


CHECK = Check(RULE, judge)
