"""What is sent: a request, a step, a version, each with its files in base64. Nothing that is not named here is taken."""

import re
from datetime import date
from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import BeforeValidator, ConfigDict, Field

from gongkai.law.deadlines import Channel, periods
from gongkai.law.procedure import Matter, StepKind
from gongkai.web.cases.identity import IdKind
from gongkai.web.cases.models import Delivery, Opinion

MOST_FILES = 10


def _iso(value: Any) -> Any:
    """Return a day as it is written in ISO 8601, and refuse every number and time that could be read as one."""
    if isinstance(value, date):
        return value
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
        raise ValueError("a day is written as 2026-11-23")
    return value


Day = Annotated[date, BeforeValidator(_iso)]


class Given(Schema):
    """Something that is sent."""

    model_config = ConfigDict(extra="forbid")


class SentFile(Given):
    """一个文件。A file."""

    name: str = Field(min_length=1, max_length=200, description="文件名。Its name.")
    content: str = Field(
        description="base64。PDF、JPG、PNG，经办的文书还可以是 DOCX、XLSX，每个不超过 10 MB。In base64.",
        json_schema_extra={"contentEncoding": "base64"},
    )


class SentPaper(SentFile):
    """随申请提交的一个文件。A file that comes with a request."""

    use: Literal["identity", "evidence", "material"] = Field(
        default="material", description="identity 身份证明，evidence 收到凭证，material 申请材料。What it is for."
    )


class SentApplicant(Given):
    """申请人。Who asks (第二十九条)。"""

    kind: str = Field(
        min_length=1,
        max_length=40,
        description="申请人类别代码，见 /applicant-kinds。The kind, of /applicant-kinds.",
        examples=["natural_person"],
    )
    name: str = Field(min_length=1, max_length=100, description="姓名或者单位名称。The name.")
    id_kind: IdKind | None = Field(
        default=None,
        description="证件种类；不填的，个人为居民身份证，单位为统一社会信用代码。The kind of proof of identity.",
    )
    id_number: str = Field(default="", max_length=60, description="证件号码。The number of that proof.")
    contact: str = Field(default="", max_length=60, description="联系人。Whom to speak to.")
    phone: str = Field(default="", max_length=40, description="联系电话。Telephone.")
    email: str = Field(default="", max_length=254, description="电子邮箱，以电子邮件获取的必填。E-mail.")
    address: str = Field(default="", max_length=200, description="邮寄地址，邮寄的必填。Postal address.")


class SentRequest(Given):
    """一份申请。A request."""

    channel: Channel = Field(description="怎样收到的。How it arrived.")
    arrived: Day = Field(description="到达日期。The day it arrived.")
    confirmed: Day | None = Field(
        default=None,
        description="与申请人确认之日；互联网渠道、传真、平常信函填写，尚未确认的不填。"
        "The day of confirmation, where the channel needs one and it is known.",
    )
    subject: str = Field(min_length=1, max_length=200, description="信息名称。What is asked for.")
    description: str = Field(min_length=1, max_length=4000, description="内容描述。The same in full.")
    delivery: Delivery = Field(description="获取方式。How it is to be provided; mail and pickup are on paper.")
    applicant: SentApplicant
    assistance: bool = Field(default=False, description="需要协助（第四十三条）。Whether help is needed (Art. 43).")
    remark: str = Field(default="", max_length=1000, description="收到凭证的说明，仅机关可见。For the office alone.")
    files: list[SentPaper] = Field(default_factory=list, max_length=MOST_FILES, description="文件。Files.")


class SentStep(Given):
    """一个步骤。A step."""

    kind: StepKind = Field(description="步骤代码。答复、终止、延长、延迟须经审核批准，用 /versions。What happened.")
    on: Day = Field(description="日期。The day.")
    ref: str = Field(default="", max_length=40, description="征求意见书的编号，或者并入的办件编号。A reference.")
    days: int | None = Field(default=None, ge=1, le=60, description="补正期限的工作日数。Working days.")
    arrived: Day | None = Field(default=None, description="文书到达对方的日期。The day it reached its reader.")
    tracking: str = Field(default="", max_length=40, description="邮件号码。The number of the postal item.")
    matter: Matter | None = Field(default=None, description="改列为。Into what it is reclassified.")
    verdict: Opinion.Verdict | None = Field(default=None, description="被征求意见方的意见。What they said.")
    reasons: str = Field(default="", max_length=4000, description="其理由，加密保存。Their reasons, kept encrypted.")
    method: Literal["items", "pages"] | None = Field(default=None, description="收费的计收方式。How a fee is charged.")
    count: int | None = Field(default=None, ge=1, le=100_000, description="件数或者页数。Items or pages.")
    earlier: int | None = Field(
        default=None, ge=0, le=100_000, description="当月此前的件数，不填的由系统累计。Items earlier in the month."
    )
    aid_pages: int | None = Field(
        default=None, ge=0, le=100_000, description="为提供协助制作的页数，不计费。Pages made as help, free."
    )
    note: str = Field(default="", max_length=4000, description="告知申请人的内容。What the applicant is told.")
    dates_meant: bool = Field(
        default=False,
        description="正文中与系统计算不同的日期是有意写的。Days in the text that differ from those computed are meant.",
    )
    remark: str = Field(default="", max_length=4000, description="本机关的记录。For the office alone.")
    letters: list[SentFile] = Field(default_factory=list, max_length=MOST_FILES, description="文书。Letters.")
    evidence: list[SentFile] = Field(default_factory=list, max_length=MOST_FILES, description="凭证。Evidence.")


class SentVersion(Given):
    """送审稿：由工作人员审核、批准、发出。A draft; people review, approve and issue it."""

    kind: Literal["replied", "terminated", "extended", "delayed"] = Field(
        description="replied 答复，terminated 终止，extended 延长，delayed 延迟。What it becomes."
    )
    text: str = Field(default="", max_length=20_000, description="正文。The text.")
    reply: str = Field(default="", max_length=40, description="答复类型代码，见 /reply-kinds。The kind of reply.")
    withheld: list[str] = Field(
        default_factory=list,
        max_length=10,
        description="部分公开的，不予公开部分的依据（答复类型代码）。The grounds of the withheld part.",
    )
    days: int | None = Field(
        default=None, ge=1, le=periods.EXTENSION.number, description="延长的工作日数。By how many working days."
    )
    until: Day | None = Field(default=None, description="延迟答复的日期。The day of the delayed reply.")
    answers: dict[str, str] = Field(
        default_factory=dict, max_length=7, description="对七步指引的回答，按代码。The answers to the guide."
    )
    after: int = Field(
        default=0, ge=0, le=10_000, description="此前最新一稿的编号，没有的为 0。The last version before."
    )
    submit: bool = Field(default=False, description="是否同时送审。Whether it is submitted for review at once.")
    files: list[SentFile] = Field(default_factory=list, max_length=MOST_FILES, description="文书。Letters.")


class SentCode(Given):
    """办件编号和查询码。The number of a case and its query code."""

    number: str = Field(min_length=1, max_length=40, description="办件编号。The number.")
    code: str = Field(min_length=1, max_length=40, description="查询码，大小写、空格和横线不限。The query code.")
