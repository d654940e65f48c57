"""Whether a reply was in time, by the way in which it was served: 国办公开办函〔2016〕235号."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gongkai.law.citation import POSTAL_LAW, REGULATION, SERVICE_2016, Citation
from gongkai.law.deadlines.deadline import Deadline, Note


class ServedBy(StrEnum):
    """How a letter reaches the applicant."""

    HAND = "hand"  # 直接送达，以签收之日为准
    MAIL = "mail"  # 邮寄送达，以交邮之日为准，只能通过邮政企业
    ONLINE = "online"  # 按申请人选择的互联网方式，以发出之日为准
    EMAIL = "email"  # 按申请人选择的电子邮件，以发出之日为准

    @property
    def electronic(self) -> bool:
        """Whether it goes over the internet: it is served on the day it is sent, and review must be open online too."""
        return self in (ServedBy.ONLINE, ServedBy.EMAIL)


BASIS = {
    ServedBy.HAND: (Citation(SERVICE_2016, "第四条"),),
    ServedBy.MAIL: (Citation(SERVICE_2016, "第四条"),),
    ServedBy.ONLINE: (Citation(REGULATION, "第四十条"),),
    ServedBy.EMAIL: (Citation(REGULATION, "第四十条"),),
}
_CHINA_POST = Note(
    "china_post",
    "邮寄送达应当通过邮政企业办理；其他快递企业不得寄递国家机关公文。",
    "A letter of an organ goes by China Post; other carriers may not carry official documents.",
    (Citation(SERVICE_2016, "第二条"), Citation(POSTAL_LAW, "第五十五条")),
)


@dataclass(frozen=True, slots=True)
class OnTime:
    """Whether a reply was in time: None where nobody can say before the calendar is published."""

    in_time: bool | None
    due: Deadline
    dispatched: date
    by: ServedBy
    basis: tuple[Citation, ...]
    notes: tuple[Note, ...] = ()


def on_time(due: Deadline, *, dispatched: date, by: ServedBy) -> OnTime:
    """Return whether a reply that was handed over, posted or sent on `dispatched` kept its deadline.

    235号 四: 直接送达…以…签收之日当日为期限计算时点; 邮寄送达…以交邮之日当日为期限计算时点.
    A reply that comes while the period does not run is in time.
    """
    in_time: bool | None = due.not_before is None or dispatched <= due.not_before
    if not in_time and due.provisional:
        in_time = None
    return OnTime(in_time, due, dispatched, by, (*due.basis, *BASIS[by]), (_CHINA_POST,) if by is ServedBy.MAIL else ())
