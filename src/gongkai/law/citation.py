"""Citations: which document, which article. Everything with legal effect carries one."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Instrument:
    """A legal document: its full Chinese title, its number where it has one, and the short English name."""

    title: str
    number: str = ""
    english: str = ""

    def __str__(self) -> str:
        return f"{self.title}（{self.number}）" if self.number else self.title


@dataclass(frozen=True, slots=True)
class Citation:
    """A place in an instrument. `article` is written as the document prints it, such as 第五十条第一款."""

    instrument: Instrument
    article: str = ""

    def __str__(self) -> str:
        return f"{self.instrument}{self.article}"


REGULATION = Instrument(
    "《中华人民共和国政府信息公开条例》",
    "国务院令第711号",
    "Regulation on Open Government Information (2019)",
)
FORMAT_2019 = Instrument(
    "《中华人民共和国政府信息公开工作年度报告格式（试行）》",
    "国办公开办函〔2019〕60号",
    "Annual report format (trial), 2019",
)
FORMAT_2021 = Instrument(
    "《中华人民共和国政府信息公开工作年度报告格式》",
    "国办公开办函〔2021〕30号",
    "Annual report format, 2021",
)
FEE_MEASURES = Instrument(
    "《政府信息公开信息处理费管理办法》",
    "国办函〔2020〕109号",
    "Measures on the information processing fee (2020)",
)
RECONSIDERATION_LAW = Instrument(
    "《中华人民共和国行政复议法》",
    "2023年修订",
    "Administrative Reconsideration Law (2023)",
)
INTERPRETATION_2025 = Instrument(
    "《最高人民法院关于审理政府信息公开行政案件适用法律若干问题的解释》",
    "法释〔2025〕8号",
    "Supreme People's Court interpretation on open government information cases (2025)",
)
LEGISLATION_LAW = Instrument(
    "《中华人民共和国立法法》",
    "2023年修正",
    "Legislation Law (2023)",
)
PUNCTUATION = Instrument(
    "《标点符号用法》",
    "GB/T 15834—2011",
    "General rules for punctuation (GB/T 15834-2011)",
)
PERSONAL_INFORMATION_LAW = Instrument(
    "《中华人民共和国个人信息保护法》",
    "2021年",
    "Personal Information Protection Law (2021)",
)
LITIGATION_LAW = Instrument(
    "《中华人民共和国行政诉讼法》",
    "2017年修正",
    "Administrative Litigation Law (2017)",
)
LITIGATION_INTERPRETATION = Instrument(
    "《最高人民法院关于适用〈中华人民共和国行政诉讼法〉的解释》",
    "法释〔2018〕1号",
    "Supreme People's Court interpretation of the Administrative Litigation Law (2018)",
)
CIVIL_PROCEDURE_LAW = Instrument(
    "《中华人民共和国民事诉讼法》",
    "2021年修正",
    "Civil Procedure Law (2021)",
)
POSTAL_LAW = Instrument(
    "《中华人民共和国邮政法》",
    "2015年修正",
    "Postal Law (2015)",
)
RECEIPT_AND_SERVICE_2015 = Instrument(
    "《国务院办公厅政府信息与政务公开办公室关于政府信息公开期限有关问题的解释》",
    "国办公开办函〔2015〕207号",
    "Notice on how periods are counted and requests received (2015)",
)
SERVICE_2016 = Instrument(
    "《国务院办公厅政府信息与政务公开办公室关于政府信息公开处理决定送达问题的解释》",
    "国办公开办函〔2016〕235号",
    "Notice on the service of decisions on requests (2016)",
)
CHANNELS_2017 = Instrument(
    "《国务院办公厅政府信息与政务公开办公室关于政府信息公开申请接收渠道问题的解释》",
    "国办公开办函〔2017〕19号",
    "Notice on the channels that requests are received by (2017)",
)
WORKING_HOURS = Instrument(
    "《国务院关于职工工作时间的规定》",
    "国务院令第174号",
    "State Council provisions on working hours (1995)",
)
HOLIDAYS_2013 = Instrument(
    "《全国年节及纪念日放假办法》",
    "国务院令第644号",
    "Measures on public holidays (2013)",
)
HOLIDAYS_2024 = Instrument(
    "《全国年节及纪念日放假办法》",
    "国务院令第795号",
    "Measures on public holidays (2024)",
)
RECONSIDERATION_LAW_2017 = Instrument(
    "《中华人民共和国行政复议法》",
    "2017年修正",
    "Administrative Reconsideration Law (2017)",
)
STATE_SECRETS_LAW = Instrument(
    "《中华人民共和国保守国家秘密法》",
    "2024年修订",
    "Law on Guarding State Secrets (2024)",
)
GUIDING_CASE_101 = Instrument(
    "《罗元昌诉重庆市彭水苗族土家族自治县地方海事处政府信息公开案》",
    "最高人民法院指导案例101号",
    "Supreme People's Court guiding case 101 (search before “does not exist”)",
)
GRASS_ROOTS_OPENNESS = Instrument(
    "《国务院办公厅关于全面推进基层政务公开标准化规范化工作的指导意见》",
    "国办发〔2019〕54号",
    "Guiding opinions on standardised openness at the grass roots (2019)",
)
COLUMN_2019 = Instrument(
    "《国务院办公厅政府信息与政务公开办公室关于规范政府信息公开平台有关事项的通知》",
    "国办公开办函〔2019〕61号",
    "Notice on the statutory column of websites (2019)",
)
ENFORCEMENT_PUBLICITY = Instrument(
    "《国务院办公厅关于全面推行行政执法公示制度执法全过程记录制度重大执法决定法制审核制度的指导意见》",
    "国办发〔2018〕118号",
    "Guiding opinions on the publicity of law enforcement (2018)",
)
BUDGET_LAW = Instrument(
    "《中华人民共和国预算法》",
    "2018年修正",
    "Budget Law (2018)",
)
PRACTICE = Instrument(
    "办理惯例",
    "",
    "Common practice, fixed by no instrument",
)
