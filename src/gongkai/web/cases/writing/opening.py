"""The text that is offered for a letter, composed from what the case knows; what only a person can say is left open: 【…】."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from gongkai.documents.day_words import chinese_date
from gongkai.law import procedure, replies
from gongkai.law.citation import FORMAT_2019, FORMAT_2021, PRACTICE, Citation
from gongkai.law.deadlines import Channel, Consulted
from gongkai.law.procedure import Matter, State, StepKind, Terms
from gongkai.law.replies import Content, ReplyKind
from gongkai.web.cases import wording
from gongkai.web.cases.citing import cited
from gongkai.web.cases.identity import PERSON
from gongkai.web.cases.models import Case
from gongkai.web.cases.wording import Given

RESULTS: Mapping[str, str] = {
    "R1": "{you}申请的政府信息已经主动公开。",
    "R2": "现向{you}提供所申请的政府信息。",
    "R3": "{you}申请的政府信息中有不予公开的内容，能够区分处理，现提供其中可以公开的部分。",
    "R4": "{you}申请的政府信息属于{what}，本机关决定不予公开。",
    "R5": "本机关检索后没有找到{you}申请的政府信息，该信息不存在。",
    "R6": "{you}申请的政府信息不属于本机关负责公开的范围。",
    "R7": "对{you}这次申请的内容，本机关此前已经作出答复，不再重复处理。",
    "R8": "获取{you}申请的信息另有专门规定，请依照该规定办理。",
    "R9": "本机关没有{you}所申请内容的现成信息，提供该内容须对现有信息加工、分析，本机关不予提供。",
    "R10": "{you}补正以后的申请内容仍然不明确，本机关无法提供。",
    "R11": "{you}提出的内容属于{what}，不作为政府信息公开申请处理。",
    "R12": "{you}要求提供的是公开出版物，请按下列途径获取。",
    "R13": "本机关决定对这一申请不予处理。",
    "R15": "本机关终止处理这一申请。",
    "P14": "对{you}提出的更正要求，本机关答复如下。",
}
"""The result in a sentence, by the document that says it."""
OWN: Mapping[str, str] = {
    "enquiry_answered": "对{you}的咨询，本机关答复如下：\n【答复的内容】",
    "not_government_information": "{you}申请的内容不属于政府信息。",
    "third_party_rights": "公开{you}申请的政府信息会损害第三方的合法权益，本机关决定不予公开。",
}
"""The result of kinds that their document's sentence does not fit."""
CAME: Mapping[Channel, str] = {
    Channel.ONLINE: "通过互联网提交",
    Channel.COUNTER: "当面提交",
    Channel.ORAL: "口头提出",
    Channel.REGISTERED_MAIL: "邮寄",
    Channel.ORDINARY_MAIL: "邮寄",
    Channel.FAX: "传真",
}
"""How a request came, before the word for it."""
ASKED: Mapping[Matter, str] = {
    Matter.DISCLOSURE: "政府信息公开申请，申请获取“{subject}”。",
    Matter.RECTIFICATION: "更正本人信息的申请，内容为“{subject}”。",
    Matter.ENQUIRY: "咨询，内容为“{subject}”。",
}
"""What was received, by the matter that a case is registered as."""
ON_FILE: Mapping[str, Mapping[str, str]] = {
    "search_scope": {"search_record": "检索情况：{said}"},
    "right_organ": {
        "right_organ_contact": "负责公开的机关：{said}",
        "right_organ_unknown": "{said}",
        "rectification_organ": "有权更正的机关：{said}",
    },
}
"""What a letter must say that somebody has put on file in words already, by the code of the evidence: it is written once."""
_NOT_CITED = (FORMAT_2019, FORMAT_2021, PRACTICE)


@dataclass(frozen=True, slots=True)
class Said:
    """What a text is composed from: the case, how it stands, by what it is counted, the day, the words on file.

    `on_file` are the words of evidence that a letter says too, by its code.
    """

    case: Case
    state: State
    by: Terms
    today: date
    on_file: Mapping[str, str] = field(default_factory=dict)

    @property
    def you(self) -> str:
        """How the applicant is addressed."""
        return "您" if replies.column(self.case.applicant_kind) == PERSON else "你单位"


def reply(said: Said, kind: ReplyKind, withheld: Iterable[str] = ()) -> str:
    """Return a text for a reply of a kind."""
    grounds = [replies.kind(code) for code in withheld]
    return "\n".join([*_beginning(said), _result(said, kind), *_withheld(grounds), *_open(said, kind, grounds)])


def notice(said: Said, kind: StepKind, *, days: int | None = None, until: date | None = None) -> str:
    """Return a text for the notice of an extension or of a delay."""
    standing = procedure.standing(said.state, said.today, said.by)
    given = Given(said.today, days=days, until=until)
    return wording.text(kind, said.case, standing, given, said.by)


def _beginning(said: Said) -> Iterator[str]:
    state = said.state
    received = chinese_date(state.received) if state.received else "【收到申请之日】"
    channel = f"{CAME[state.channel]}的" if state.channel and state.channel in CAME else ""
    asked = ASKED[state.matter].format(subject=said.case.subject)
    yield f"本机关于{received}收到{said.you}{channel}{asked}"
    course = "".join(_course(said))
    if course:
        yield course


def _course(said: Said) -> Iterator[str]:
    state = said.state
    if state.clarification_asked and state.clarified:
        yield (
            f"本机关于{chinese_date(state.clarification_asked)}告知补正，"
            f"于{chinese_date(state.clarified)}收到{said.you}的补正内容。"
        )
    elif state.clarification_asked:
        yield f"本机关于{chinese_date(state.clarification_asked)}告知补正。"
    third = [letter for letter in state.letters if letter.whom is Consulted.THIRD_PARTY]
    if third:
        yield f"因申请内容涉及第三方，本机关于{chinese_date(third[0].sent)}书面征求第三方意见。"
    if state.extended:
        yield f"本机关已经告知{said.you}，答复期限延长 {state.extended} 个工作日。"
    if state.fee_paid:
        yield f"{said.you}于{chinese_date(state.fee_paid)}缴纳信息处理费。"


def _result(said: Said, kind: ReplyKind) -> str:
    articles = cited(_citable(kind.ground))
    examined = "" if said.state.matter is Matter.ENQUIRY else "经审查，" + (f"依照{articles}，" if articles else "")
    code = kind.document.code if kind.document else "R15"
    words = OWN.get(kind.code) or RESULTS.get(code, "本机关答复如下。")
    what = kind.zh.rpartition("：")[2].partition("（")[0]
    return f"{examined}{words.format(you=said.you, what=what)}"


def _citable(basis: Iterable[Citation]) -> list[Citation]:
    return [each for each in basis if each.instrument not in _NOT_CITED]


def _withheld(grounds: Iterable[ReplyKind]) -> Iterator[str]:
    for ground in grounds:
        articles = cited(_citable(ground.ground[:1]))
        yield f"其中，【遮盖的内容】属于{ground.zh.rpartition('：')[2]}（{articles}），不予公开。理由：【事实与依据的联系】。"


def own_contents(kind: ReplyKind) -> list[Content]:
    """Return what a letter of this kind must say beyond what stands in every letter."""
    return [content for content in kind.contents if content.code not in _always()]


def _open(said: Said, kind: ReplyKind, grounds: Collection[ReplyKind]) -> Iterator[str]:
    for content in own_contents(kind):
        if grounds and content.code in ("withheld_part", "reason"):
            continue
        yield _on_file(said, content) or f"【{content.zh}】"


def _on_file(said: Said, content: Content) -> str:
    known = ON_FILE.get(content.code, {})
    return next((words.format(said=said.on_file[code]) for code, words in known.items() if code in said.on_file), "")


@cache
def _always() -> frozenset[str]:
    """Return what stands in every letter, or in the clause that the page adds: it is not asked for once more."""
    told = [{each.code for each in kind.contents} for kind in replies.kinds() if kind.document]
    return frozenset(set.intersection(*told) | {"remedy_clause"})
