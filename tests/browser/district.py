"""The district that the browser looks at: a government, a bureau, a slow one and a town, with a case at every stage."""

from datetime import timedelta
from typing import Any

from gongkai.law.deadlines import Channel, ServedBy
from gongkai.law.procedure import Step, StepKind
from gongkai.web.cases import actions
from gongkai.web.cases.actions import Filed
from gongkai.web.cases.opinions.actions import Said, address, answer, make_link
from gongkai.web.cases.writing.actions import review
from gongkai.web.organs.models import Organ, Person, Role
from gongkai.web.publications.actions import Piece, publish
from tests.web import factories

NAMES = {
    Role.ADMINISTRATOR: "周管理",
    Role.HANDLER: "何经办",
    Role.REVIEWER: "沈审核",
    Role.LEGAL_REVIEWER: "冯法制",
    Role.SECRECY_REVIEWER: "严保密",
    Role.APPROVER: "方批准",
    Role.SUPERVISOR: "陆督查",
    Role.AUDITOR: "宋审计",
}
TEXT = """为进一步加强农村公路养护，现将有关事项通知如下。
一、落实养护责任。各养护站按路段明确责任人，并在路口设立公示牌。
二、规范经费使用。养护经费专款专用，每季度末公开支出明细。
三、按季度公开养护情况，接受社会监督。"""
ANSWER = "本局2025年度道路养护经费支出明细表见附件，其中的内部审批流程已作区分处理。"
NOT_FOUND = """本机关于2026年11月16日收到您通过互联网提交的政府信息公开申请，申请获取“2025年度道路养护经费支出明细”。
经审查，依照《政府信息公开条例》第三十六条第四项，本机关检索后没有找到您申请的政府信息，该信息不存在。
检索情况：在公文系统和档案室纸质目录中，以“道路养护；经费支出”为关键词检索，没有符合条件的文件。
理由：本局2025年没有编制过该项明细表。"""
SHORT = NOT_FOUND.splitlines()[1]
OPINION = "请补充检索的情况和理由：指导案例101号要求说明检索的范围和方法。"
CONTRACT = "贵公司与云亭区交通运输局2025年签订的道路养护合同，其中的单价表。"
LETTER = f"本机关收到一份政府信息公开申请，其中涉及：\n{CONTRACT}\n请自收到本征求意见书之日起提出意见。"
UNCLEAR = "请补正：您要的是哪一年度、哪一条道路的养护经费。"

ABSENT = {"reply": "does_not_exist"}
SEARCHED = {"clarity": "clear", "nature": "request", "responsible": "this_organ", "holdings": "not_found"}
PARTLY = SEARCHED | {"holdings": "held", "decision": "part"}


def build() -> dict[str, Any]:
    """Make the district and return what a test needs to know of it: who can sign in, and how to follow each case."""
    government = _organ(
        "云亭区人民政府",
        "云亭区",
        "yt",
        kind="government",
        settings={"site_code": "0000000001", "icp": "示ICP备00000000号", "hotline": "12345"},
    )
    bureau = _organ("云亭区交通运输局", "区交通运输局", "ytjt", government, settings={"identity_pictures": "optional"})
    slow = _organ("云亭区水利局", "区水利局", "ytsl", government, settings={"receipts": "staff"})
    town = _organ("禾桥镇人民政府", "禾桥镇", "hqz", government, kind="township")
    staff = {
        role: factories.person((government, role), (bureau, role), username=role, name=name)
        for role, name in NAMES.items()
    }
    team = ((bureau, Role.LEGAL_REVIEWER), (bureau, Role.SECRECY_REVIEWER))
    reviewer = factories.person(*team, username="team", name="审查组")
    people = factories.Staff(staff[Role.HANDLER], reviewer, staff[Role.APPROVER])
    factories.person((slow, Role.HANDLER), username="slow_handler", name="水经办")
    written = factories.draft(bureau, text=f"{TEXT}\n联系电话：13800000000。", attachments=[factories.pdf("附件.pdf")])
    pieces = [piece for organ in (bureau, town) for piece in _published(organ)]
    return {
        "password": factories.PASSWORD,
        "cases": {
            name: {"number": each.case.number, "code": each.code} for name, each in _cases(bureau, slow, people).items()
        },
        "links": _links(bureau, staff[Role.HANDLER]),
        "draft": f"/office/publications/{written.pk}/",
        "piece": pieces[-1].get_absolute_url(),
    }


def _organ(name: str, short: str, code: str, above: Organ | None = None, **fields: Any) -> Organ:
    return factories.organ(
        above,
        name=name,
        short_name=short,
        code=code,
        disclosure_office=f"{name}办公室",
        address="云亭区政务路1号",
        postcode="000000",
        hours="工作日 9:00—12:00，14:00—17:30",
        phone="0000-80000000",
        email=f"{code}@example.cn",
        contact_checked=factories.TODAY,
        review_body="云亭区人民政府",
        court="云亭区人民法院",
        **fields,
    )


def _published(organ: Organ) -> list[Any]:
    releasing = factories.call(factories.person((organ, Role.APPROVER)))
    formed = factories.TODAY - timedelta(days=9)
    titles = ("农村公路养护经费使用办法", "2025年度道路养护计划", "关于公布养护责任人名单的通知")
    return [
        publish(
            organ=organ,
            piece=Piece(f"{organ.short_name}{title}", TEXT, formed, f"云政发〔2026〕{number}号"),
            by=releasing,
            attachments=[factories.pdf("附件.pdf")],
        )
        for number, title in enumerate(titles, 1)
    ]


def _cases(bureau: Organ, slow: Organ, people: factories.Staff) -> dict[str, Filed]:
    kinds = StepKind
    return {
        "in_hand": _filed(4, bureau),
        "soon": _filed(24, bureau),
        "over": _filed(47, bureau),
        "unconfirmed": _filed(1, slow, confirmed=False),
        **{
            name: _step(_filed(5, bureau), 2, kinds.CLARIFICATION_ASKED, UNCLEAR, "补正告知书.pdf", letter=True)
            for name in ("clarifying", "to_clarify_by_keyboard", "to_clarify")
        },
        "consulting": _step(_filed(10, bureau), 6, kinds.THIRD_PARTY_CONSULTED, ref="1", letter=True),
        "extended": _decided(_filed(27, bureau), 5, kinds.EXTENDED, people=people, facts={"days": 20}),
        "replied": _decided(
            _filed(20, bureau),
            3,
            people=people,
            text=ANSWER,
            facts={"reply": "partly_disclosed", "withheld": ["internal_workflow"]},
            answers=PARTLY,
            uploads=[factories.pdf("政府信息公开申请答复书.pdf")],
        ),
        "handed_over": _decided(
            _filed(14, bureau), 1, people=people, by=ServedBy.HAND, text=NOT_FOUND, facts=ABSENT, answers=SEARCHED
        ),
        **{name: _filed(6, bureau) for name in ("to_handle", "to_handle_by_keyboard", "to_handle_plainly")},
        **_versions(bureau, people),
        "withdrawn": _step(_filed(9, bureau), 7, kinds.WITHDRAWN),
    }


def _links(bureau: Organ, handler: Person) -> dict[str, str]:
    """Ask a third party about a request several times, and return where each opinion is given, by what became of it."""
    filed = _filed(10, bureau)
    found = {}
    for name in ("open", "to_answer", "used"):
        _step(filed, 6, StepKind.THIRD_PARTY_CONSULTED, LETTER, ref=name, letter=True)
        asked = filed.case.steps.order_by("-ordinal")[0]
        by = factories.call(handler, token=name)
        made = make_link(case=filed.case, asked=asked, shown=CONTRACT, by=by)
        found[name] = address(made.secret)
        found[f"{name}_letter"] = f"/office/cases/{filed.case.number}/opinions/{asked.ordinal}/"
        if name == "used":
            said = Said("partly", "合同单价不宜公开，其余部分可以公开。")
            answer(link=made.link, said=said, uploads=[factories.pdf("说明.pdf")], by=factories.call(token="used"))
    return found


def _filed(days: int, where: Organ, *, confirmed: bool = True) -> Filed:
    moment = factories.NOW - timedelta(days=days)
    came = actions.Arrival(Channel.ONLINE, moment.date(), confirmed=confirmed)
    return factories.filed(where, by=factories.call(now=moment), arrival=came)


def _versions(bureau: Organ, people: factories.Staff) -> dict[str, Filed]:
    """Make a case for each place where what is written can stand."""
    said: dict[str, Any] = {"facts": ABSENT, "answers": SEARCHED}
    handler, reviewer = factories.call(people.handler), factories.call(people.reviewer)
    cases = {name: _filed(7, bureau) for name in ("writing", "reviewing", "returned", "compared", "approved")}
    factories.version(cases["writing"].case, by=handler, text=SHORT, **said)
    factories.submitted(cases["reviewing"].case, by=handler, text=NOT_FOUND, **said)
    for name in ("returned", "compared"):
        sent = factories.submitted(cases[name].case, by=handler, text=SHORT, **said)
        review(version=sent, parts=["legal"], verdict="returned", opinion=OPINION, by=reviewer)
    factories.submitted(cases["compared"].case, by=handler, text=NOT_FOUND, **said)
    factories.approved(cases["approved"].case, people=people, text=NOT_FOUND, **said)
    return cases


def _decided(filed: Filed, ago: int, kind: StepKind = StepKind.REPLIED, **said: Any) -> Filed:
    """Decide on something some days ago, through all hands."""
    factories.decided(filed.case, kind, now=factories.NOW - timedelta(days=ago), **said)
    return filed


def _step(
    filed: Filed, ago: int, kind: StepKind, note: str = "", file: str = "", *, letter: bool = False, **said: Any
) -> Filed:
    """Take a step some days ago; `letter` says that it went out as one and arrived on the same day."""
    moment = factories.NOW - timedelta(days=ago)
    if letter:
        said["arrived"] = moment.date()
    taken = Step(kind, moment.date(), **said)
    row = actions.take(case=filed.case, step=taken, verb="", by=factories.call(now=moment), note=note)
    if file:
        actions.attach(row, use="letter", upload=factories.pdf(file), now=moment)
    return filed
