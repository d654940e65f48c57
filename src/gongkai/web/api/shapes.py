"""What answers look like. Each entry says in Chinese and in English what it holds; so does the description of the interface."""

from datetime import date, datetime
from typing import Any

from ninja import Schema
from pydantic import Field

from gongkai.law.procedure import Matter, Stage, StepKind

Date = date
"""A day, where an entry itself is called `date`."""


class Bilingual(Schema):
    """中文和英文。In both languages."""

    zh: str = Field(description="中文。In Chinese.")
    en: str = Field(description="英文。In English.")


class FaultPlace(Schema):
    """不符合要求的一项。Something that is not valid."""

    place: str = Field(description="位置，如 body.applicant.phone。Where it stands.")
    zh: str = Field(description="中文说明。What is wrong, in Chinese.")
    en: str = Field(description="英文说明。What is wrong, in English.")


class FaultSaid(Schema):
    """为什么没有办理。Why it was refused."""

    code: str = Field(description="供程序判断的代码。A code for programs.")
    zh: str = Field(description="中文说明，包括怎样改正。What is so and what to do, in Chinese.")
    en: str = Field(description="英文说明。The same in English.")
    basis: list[str] = Field(description="依据的条款，没有的为空。The articles it rests on.")
    fields: list[FaultPlace] = Field(description="不符合要求的各项，仅 422。What is not valid, for 422 alone.")


class FaultAnswer(Schema):
    """没有办理。A refusal."""

    error: FaultSaid


class OrganLine(Schema):
    """机关。An organ."""

    code: str = Field(description="编码。Its code.")
    name: str = Field(description="名称。Its name.")
    kind: str = Field(description="类型代码。Its kind.")
    kind_name: Bilingual = Field(description="类型。Its kind in words.")


class OrganFull(OrganLine):
    """机关和联系方式。An organ and how it is reached."""

    disclosure_office: str = Field(description="政府信息公开工作机构。The office in charge.")
    address: str = Field(description="办公地址。Address.")
    postcode: str = Field(description="邮政编码。Postcode.")
    hours: str = Field(description="办公时间。Hours.")
    phone: str = Field(description="联系电话。Telephone.")
    fax: str = Field(description="传真。Fax.")
    email: str = Field(description="电子邮箱。E-mail.")
    contact_checked: date | None = Field(description="联系方式核对日期。When these were last checked.")
    review_body: str = Field(description="行政复议机关。The body that reviews its decisions.")
    court: str = Field(description="管辖法院。The court.")


class ReplyKindShape(Schema):
    """答复类型。A kind of reply or of closing."""

    code: str = Field(description="代码。Its code.")
    zh: str = Field(description="名称。Its name in Chinese.")
    en: str = Field(description="英文名称。Its name in English.")
    basis: list[str] = Field(description="依据。The articles it rests on.")
    remedy: str = Field(description="救济类别。How it is contested: review_first, choice, split, none.")
    rows: dict[str, str] = Field(
        description="在各版本年度报告表三中计入的行，不计入的为空。Its row of table 3, by format."
    )
    uncounted: Bilingual | None = Field(description="不计入年度报告的原因。Why it is not counted, where it is not.")
    withholdable: bool = Field(description="可否作为部分公开中不予公开的依据。Whether a withheld part can rest on it.")


class ApplicantKindShape(Schema):
    """申请人类别。A kind of applicant."""

    code: str = Field(description="代码，登记申请时填写。The code, given when a request is filed.")
    zh: str = Field(description="名称。Its name in Chinese.")
    en: str = Field(description="英文名称。Its name in English.")
    column: str = Field(description="在年度报告表三中计入的列。Its column of table 3.")


class CalendarShape(Schema):
    """工作日历的范围。How far the calendar of working days reaches."""

    first: date = Field(description="第一天。Its first day.")
    last: date = Field(description="最后一天，此后的期限为暂定。Its last day; later deadlines are provisional.")
    years: list[int] = Field(description="放假安排已知的年度。The years whose holidays are known.")


class CalendarDayShape(Schema):
    """放假或者调休上班的一天。A day off, or worked instead."""

    day: date = Field(description="日期。The day.")
    kind: str = Field(description="holiday 放假，make_up 调休上班。What it is.")
    holiday: str = Field(description="节日。The holiday.")
    notice: str = Field(description="依据的通知。The notice that rules it.")


class CalendarYear(Schema):
    """一年的放假安排。The days off of a year."""

    year: int = Field(description="年度。The year.")
    days: list[CalendarDayShape] = Field(description="放假和调休上班的日子。Days off and days worked instead.")


class CaseLine(Schema):
    """办件列表的一行。A case in a list."""

    number: str = Field(description="办件编号。Its number.")
    subject: str = Field(description="信息名称。What is asked for.")
    matter: Matter = Field(description="事项。disclosure 公开申请，rectification 更正，enquiry 咨询。What it is about.")
    stage: Stage = Field(description="阶段代码。Where it stands.")
    stage_name: Bilingual = Field(description="阶段。Where it stands, in words.")
    received: date | None = Field(description="收到申请之日，未确认的为空。The day it counts as received.")
    due: date | None = Field(description="答复期限届满之日，暂停或者没有期限的为空。The last day to reply.")
    due_provisional: bool = Field(description="届满之日是否暂定。Whether that day is provisional.")
    result: str = Field(description="答复类型代码，未办结的为空。The kind of reply, empty while open.")
    closed: date | None = Field(description="办结日期。The day it ended.")


class CasePage(Schema):
    """一页办件。A page of cases."""

    cases: list[CaseLine]
    next: str | None = Field(description="下一页的 cursor，没有的为空。The cursor of the next page, null on the last.")


class NoteShape(Schema):
    """需要知道的一点。Something to know."""

    code: str
    zh: str
    en: str
    basis: list[str]


class Due(Schema):
    """答复期限。The period to reply."""

    date: Date | None = Field(description="届满之日，暂停的为空。The last day, null while the clock stands still.")
    provisional: bool = Field(description="是否暂定：放假安排尚未公布。Whether holidays are still to be published.")
    not_before: Date | None = Field(description="暂定的，最早的届满之日。The earliest that it can become.")
    waiting_for: str | None = Field(description="暂停的，在等什么。What the clock waits for.")
    basis: list[str] = Field(description="依据。The articles it rests on.")
    notes: list[NoteShape] = Field(description="需要知道的事项。What to know about it.")


class Counts(Schema):
    """在年度报告表三中计入哪里。Where it counts in table 3 of the annual report."""

    year: int = Field(description="年度。The year of the report.")
    format: str = Field(description="格式版本。The format of that year.")
    column: str | None = Field(description="列。The column of the applicant.")
    rows: list[str] = Field(description="行，不含合计。The rows, without the totals.")
    uncounted: Bilingual | None = Field(description="不计入的原因。Why it is not counted, where it is not.")


class CaseShape(CaseLine):
    """一个办件现在的情况。Where a case stands."""

    organ: str = Field(description="机关编码。The code of its organ.")
    description: str = Field(description="内容描述。What is asked for, in full.")
    form: str = Field(description="提供形式。electronic, paper.")
    delivery: str = Field(description="获取方式。online, email, mail, pickup.")
    applicant_kind: str = Field(description="申请人类别代码。The kind of applicant.")
    channel: str | None = Field(description="渠道代码。How it arrived.")
    filed_at: datetime = Field(description="登记时间。When it was put on file.")
    deadline: Due | None = Field(description="答复期限，没有期限的为空。The period, null where there is none.")
    days_used: int | None = Field(description="已用工作日。Working days used.")
    days_left: int | None = Field(description="剩余工作日，负数为超期。Working days left, negative when overdue.")
    overdue: bool = Field(description="是否超期。Whether the last day has passed without a reply.")
    steps: int = Field(description="已登记的步骤数。How many steps were taken.")
    counts: Counts | None = Field(description="在年度报告中计入哪里。Where it counts.")
    may_follow: list[StepKind] = Field(description="这一阶段可以登记的步骤。The steps that its stage allows.")


class CaseFiled(Schema):
    """登记的申请。A request just filed."""

    number: str = Field(description="办件编号。Its number.")
    query_code: str | None = Field(
        description="查询码，请转交申请人；只在第一次答复中给出。The query code for the applicant, in the first answer alone."
    )
    case: CaseShape


class StepShape(Schema):
    """一个步骤。A step."""

    ordinal: int = Field(description="序号。Its place.")
    kind: StepKind = Field(description="步骤代码。What happened.")
    name: Bilingual = Field(description="步骤。What happened, in words.")
    on: date = Field(description="日期。The day.")
    facts: dict[str, Any] = Field(description="步骤写明的其他事项，字段同登记步骤。What else it says.")
    basis: list[str] = Field(description="依据。The articles it rests on.")
    registered_at: datetime = Field(description="登记时间。When it was registered.")
    by_interface: bool = Field(description="是否由接口登记。Whether a system registered it.")
    undone: bool = Field(description="是否已被撤销。Whether a later step has undone it.")


class DayShape(Schema):
    """期间的一天。A day of the period."""

    date: Date = Field(description="日期。The day.")
    counted: bool = Field(description="是否计入。Whether it counts.")
    number: int | None = Field(description="第几个工作日。As which number.")
    why: str = Field(description="原因代码。Why.")
    zh: str = Field(description="原因。Why, in Chinese.")
    en: str = Field(description="原因。Why, in English.")
    provisional: bool = Field(description="是否推算。Whether it is an estimate.")


class DeadlineShape(Schema):
    """答复期限逐日说明。The period to reply, day by day."""

    number: str
    stage: Stage
    deadline: Due | None
    days_used: int | None
    days_left: int | None
    overdue: bool
    days: list[DayShape] = Field(description="自收到之日起每一天。Every day from the receipt on.")


class LetterFile(Schema):
    """一份文书。A letter."""

    id: int = Field(description="下载时使用。For the download.")
    name: str = Field(description="文件名。Its name.")
    content_type: str = Field(description="类型。Its type.")
    size: int = Field(description="字节数。How many bytes.")
    sha256: str = Field(description="SHA-256。Its digest.")


class LetterShape(Schema):
    """一个步骤的正文和文书。The text and the letters of a step."""

    ordinal: int = Field(description="步骤的序号。The place of the step.")
    kind: StepKind = Field(description="步骤代码。The step.")
    name: Bilingual = Field(description="步骤。The step in words.")
    on: date = Field(description="日期。The day.")
    text: str = Field(description="告知申请人的内容。What the applicant is told.")
    undone: bool = Field(description="是否已被撤销。Whether a later step has undone it.")
    files: list[LetterFile]


class ApplicantShape(Schema):
    """申请人的身份信息；已清除的均为空。Who asks; null where it was erased or not given."""

    name: str | None = None
    id_kind: str | None = None
    id_number: str | None = None
    contact: str | None = None
    phone: str | None = None
    email: str | None = None
    address: str | None = None


class VersionShape(Schema):
    """送审稿。A version for review."""

    purpose: str = Field(description="用途。reply, extension, delay.")
    number: int = Field(description="第几稿。Which version.")
    kind: StepKind = Field(description="批准发出后成为的步骤。The step that it becomes.")
    facts: dict[str, Any] = Field(description="步骤写明的事项。What the step will say.")
    state: str = Field(
        description="draft 草稿，in_review 审核中，returned 已退回，approved 已批准，issued 已发出，overtaken 已有新稿。"
        "Where it stands."
    )
    written_at: datetime = Field(description="写成时间。When it was written.")
    submitted_at: datetime | None = Field(description="送审时间。When it was submitted.")


class Remedies(Schema):
    """对答复不服或者逾期不答复的救济途径。How a reply, or silence, is contested."""

    clause: Bilingual = Field(description="救济告知；机关没有填写所需事项的为空。The clause, empty where unknown.")
    review_body: str = Field(description="行政复议机关。The review body.")
    review_until: date | None = Field(description="申请行政复议的最后一日。The last day to apply for review.")
    court: str = Field(description="管辖法院。The court.")
    suit_until: date | None = Field(description="提起行政诉讼的最后一日。The last day to sue.")
    review_first: bool = Field(description="应否先申请复议。Whether the review comes first.")


class PublicStep(Schema):
    """申请人可以看到的一个步骤。A step that concerns the applicant."""

    kind: StepKind
    name: Bilingual
    on: date


class PublicStatus(Schema):
    """申请人凭编号和查询码看到的进度。What number and query code show."""

    number: str
    organ: OrganLine
    stage: Stage
    stage_name: Bilingual
    received: date | None
    deadline: Due | None
    days_left: int | None
    overdue: bool
    result: str
    result_name: Bilingual | None
    closed: date | None
    steps: list[PublicStep]
    remedies: Remedies | None


class Uncounted(Schema):
    """不计入年度报告的办件。Cases that count nowhere."""

    why: Bilingual = Field(description="原因。Why.")
    count: int = Field(description="件数。How many.")


class ReasonShape(Schema):
    """一次变化的原因。Why a figure changed, given for one value."""

    was: int = Field(description="上报数。What was reported.")
    now: int = Field(description="说明原因时的数。What it was when the reason was given.")
    reason: str = Field(description="原因。The reason.")
    given_at: datetime = Field(description="说明的时间。When it was given.")


class CellDifference(Schema):
    """与上报数不同的一个数。A figure that is no longer what was reported."""

    cell: str = Field(description="单元格的键。The cell.")
    reported: int = Field(description="上报数。What was reported.")
    now: int = Field(description="现在的数。What it is now.")
    total: bool = Field(description="是否合计，随分项改变，不另说明。Whether it is a total and follows from others.")
    explained: bool = Field(description="现在的数是否已经说明，合计也算。Whether that is explained; a total is.")
    reasons: list[ReasonShape] = Field(description="先后说明的原因。The reasons given, in their order.")


class ReportedTable(Schema):
    """已经确定的上报数，不再改变。Table 3 as it was settled and reported; it never changes."""

    settled_at: datetime = Field(description="确定的时间。When it was settled.")
    digest: str = Field(description="日志所记的 SM3 摘要。The SM3 digest that stands in the log.")
    cells: dict[str, int] = Field(description="上报的各单元格，键同上。The cells as reported, named alike.")
    differences: list[CellDifference] = Field(
        description="与现在的数不同的各单元格，没有的为空。The cells that differ from those of now; empty where none does."
    )


class AnnualTable(Schema):
    """年度报告表三：现有办件的计数和已经确定的上报数，两者分列。Table 3: as the cases stand now, and as reported, apart."""

    organ: str = Field(description="机关编码。The code of the organ.")
    year: int = Field(description="年度。The year.")
    format: str = Field(description="格式版本，两者相同。The format, of both.")
    counted_on: date = Field(description="现在的数计数的日期。The day on which the figures of now were counted.")
    cells: dict[str, int] = Field(
        description="现在的数，不是上报数：各单元格，键为 requests.行.列，与年度报告数据格式相同。"
        "The figures of now, not those reported; cells named as in the data of a report."
    )
    uncounted: list[Uncounted] = Field(description="现在不计入的办件。What counts nowhere now, and why.")
    reported: ReportedTable | None = Field(description="上报数，尚未确定的为空。As reported; null until it is settled.")


class Figure(Schema):
    """一个数。A figure."""

    key: str = Field(description="代码。Its key.")
    name: Bilingual = Field(description="名称。What it is.")
    period: int = Field(description="本期。In the month.")
    year: int = Field(description="本年累计。From the beginning of the year.")


class MonthTable(Schema):
    """月度统计：期初在办＋新收＝办结＋期末在办。A month: opening and new are closed and closing."""

    organ: str = Field(description="机关编码。The code of the organ.")
    year: int = Field(description="年度。The year.")
    month: int = Field(description="月份。The month.")
    until: date = Field(description="统计到哪一天。Up to which day it is counted.")
    balanced: bool = Field(description="是否平衡。Whether it balances.")
    figures: list[Figure] = Field(description="各数。Its figures.")
