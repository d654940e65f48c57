"""The remedy clause of a letter: where, by when and in which order the decision may be contested.

Reconsideration Law Art. 23 ¶2 obliges an organ to say that review comes first when it makes such a decision, so a clause
is never written with a body left out.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from gongkai.law.citation import (
    FEE_MEASURES,
    RECONSIDERATION_LAW,
    RECONSIDERATION_LAW_2017,
    REGULATION,
    Citation,
)
from gongkai.law.deadlines import periods
from gongkai.law.options import Conventions
from gongkai.law.refusal import ImpossibleDates, Refusal
from gongkai.law.remedies.classes import DEFAULTS, Regime, Remedy, remedy
from gongkai.law.remedies.grounds import Ground, Nature, ground
from gongkai.law.replies import RemedyClass

_COMPLAINT = Citation(REGULATION, "第五十一条")
_MUST_SAY = Citation(RECONSIDERATION_LAW, "第二十三条第二款")
_ONLINE = Citation(RECONSIDERATION_LAW, "第二十二条第二款")
_WITHHELD = "不予公开的部分", "the part that is withheld"
_SUPERVISORS = (
    "上一级行政机关或者政府信息公开工作主管部门",
    "the next higher organ or the supervisor of open government information",
)


class Incomplete(Refusal):
    """A clause cannot be written because a body, an address or a ground is missing."""


@dataclass(frozen=True, slots=True)
class Bodies:
    """Where an organ's decisions are contested, as its settings say.

    `review_url` is where an application for reconsideration is filed online. Without a `complaint_body` the clause keeps to
    the words of Art. 51.
    """

    review_body: str = ""
    court: str = ""
    review_address: str = ""
    court_address: str = ""
    review_url: str = ""
    complaint_body: str = ""


@dataclass(frozen=True, slots=True)
class Service:
    """How a letter reaches its reader: on which day, None where it is not known yet, and whether online."""

    day: date | None = None
    online: bool = False


@dataclass(frozen=True, slots=True)
class Clause:
    """The remedy clause in both languages, empty where nothing is decided, with its sources and the class it rests on."""

    zh: str
    en: str
    basis: tuple[Citation, ...]
    remedy: Remedy


@dataclass(frozen=True, slots=True)
class _Sentence:
    zh: str
    en: str
    basis: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class _Letter:
    """What every sentence of one clause is written from."""

    rests_on: Ground
    withheld: tuple[Ground, ...]
    remedy: Remedy
    bodies: Bodies
    service: Service
    decided: date


def clause(
    of: str,
    *,
    decided: date,
    bodies: Bodies,
    service: Service | None = None,
    conventions: Conventions = DEFAULTS,
    withheld: Iterable[str] = (),
) -> Clause:
    """Return the remedy clause of a letter for a kind of reply, a document such as P12, an article, or silence.

    `decided` is the day of the letter; for silence, the last day to reply.

    :raises Incomplete: where the organ has not entered a body, or a partial disclosure names no ground of its withheld part.
    :raises ImpossibleDates: where the letter was served before it was made.
    :raises NotCovered: for a day before the Regulation, or for a fee before the Measures on it, came into force.
    :raises UnknownGround: for a ground that does not exist.
    """
    grounds = tuple(ground(code) for code in withheld)
    found = remedy(ground(of), decided=decided, conventions=conventions, withheld=(one.code for one in grounds))
    letter = _Letter(ground(of), grounds, found, bodies, service or Service(), decided)
    if found.of is RemedyClass.NONE:
        sentences = [_fee(decided)] if FEE_MEASURES in (source.instrument for source in found.basis) else []
    else:
        _check(letter)
        sentences = [*_contest(letter), *_online(letter), _complaint(letter)]
    return Clause(
        "".join(sentence.zh for sentence in sentences),
        " ".join(sentence.en for sentence in sentences),
        tuple(dict.fromkeys(source for sentence in sentences for source in sentence.basis)),
        found,
    )


def _check(letter: _Letter) -> None:
    needed = [("review_body", "行政复议机关", "review body"), ("court", "人民法院", "court")]
    if _must_be_online(letter):
        needed.append(("review_url", "网上申请行政复议的地址", "address for applying online"))
    missing = [one for one in needed if not getattr(letter.bodies, one[0]).strip()]
    if missing:
        raise Incomplete(
            f"救济途径不完整，缺少：{'、'.join(zh for _, zh, _ in missing)}。请在本机关的设置中填写后再出具文书。",
            f"The remedy clause is incomplete. Missing: {', '.join(en for _, _, en in missing)}. Enter it in the organ's "
            "settings first.",
            _ONLINE if missing[-1][0] == "review_url" else _MUST_SAY,
        )
    if letter.remedy.of is RemedyClass.SPLIT and not letter.withheld:
        raise Incomplete(
            "部分公开的文书没有写明不予公开部分的依据，无法确定救济途径。请先选定依据。",
            "The letter does not say on which ground a part is withheld, so its remedies cannot be told. Choose one.",
            Citation(REGULATION, "第三十七条"),
        )
    served = letter.service.day
    if served is not None and served < letter.decided:
        raise ImpossibleDates(
            f"送达之日（{served}）早于文书作出之日（{letter.decided}）；请核对两个日期。",
            f"A letter of {letter.decided} cannot be served on {served}; check both days.",
        )


def _contest(letter: _Letter) -> list[_Sentence]:
    subject = letter.rests_on.noun, "this letter"
    if letter.rests_on.nature is Nature.SILENCE:
        subject = "本机关逾期不答复", "the organ's silence"
    elif letter.rests_on.nature is Nature.WITHHELD:
        subject = _WITHHELD
    if letter.remedy.of is RemedyClass.CHOICE:
        return [_choice(letter, *subject)]
    if letter.remedy.of is RemedyClass.REVIEW_FIRST:
        return [_review_first(letter, *subject)]
    foreign = any(one.nature is not Nature.REFUSED for one in letter.withheld)
    return [
        _choice(
            letter,
            f"予以公开的部分{'、不属于政府信息的部分' if foreign else ''}",
            f"the part that is disclosed{' or that is not government information' if foreign else ''}",
        ),
        _review_first(letter, *_WITHHELD),
    ]


def _choice(letter: _Letter, zh: str, en: str) -> _Sentence:
    start_zh, start_en = _start(letter)
    review, suit = _review_source(letter), _suit_source(letter)
    days, months = periods.RECONSIDERATION.number, periods.LITIGATION.number
    return _Sentence(
        f"对{zh}不服的，可以依据{_named(review)}，{start_zh}{days}日内向{_review_body(letter)}申请行政复议；"
        f"也可以依据{_named(suit)}，{start_zh}{months}个月内向{_court(letter)}提起行政诉讼。",
        f"Whoever disagrees with {en} may apply to {_review_body(letter)} for reconsideration within {days} days {start_en}, "
        f"or bring a suit in {_court(letter)} within {months} months {start_en}.",
        (review, suit),
    )


def _review_first(letter: _Letter, zh: str, en: str) -> _Sentence:
    start_zh, start_en = _start(letter)
    rule, review = letter.remedy.basis[0], _review_source(letter)
    days, after = periods.RECONSIDERATION.number, periods.LITIGATION_AFTER_REVIEW_FIRST
    refused = [one for one in (letter.withheld or (letter.rests_on,)) if one.nature is Nature.REFUSED]
    grounds = tuple(dict.fromkeys(one.basis[0] for one in refused))
    because = f"（依据{'、'.join(map(_named, grounds))}）" if grounds else ""
    return _Sentence(
        f"对{zh}{because}不服的，依照{_named(rule)}，应当先{start_zh}{days}日内向{_review_body(letter)}申请行政复议；"
        f"对行政复议决定不服的，可以自收到行政复议决定书之日起{after.number}日内向{_court(letter)}提起行政诉讼；"
        "行政复议机关决定不予受理、驳回申请或者逾期不作答复的，可以自收到决定书之日或者行政复议期限届满之日起"
        f"{after.number}日内提起。未经行政复议，不能直接提起行政诉讼。",
        f"Whoever disagrees with {en} must first apply to {_review_body(letter)} for reconsideration within {days} days "
        f"{start_en}. A suit in {_court(letter)} may follow within {after.number} days of receiving the review decision, or, "
        "where the review body does not accept, dismisses or does not decide, within as many days of its decision or of the "
        "end of its period. Without reconsideration no suit can be brought.",
        (rule, review, *after.basis, *grounds),
    )


def _online(letter: _Letter) -> list[_Sentence]:
    if not _must_be_online(letter):
        return []
    url = letter.bodies.review_url
    return [
        _Sentence(
            f"{letter.rests_on.noun}通过互联网渠道送达，行政复议申请书也可以通过互联网提交：{url}（{_named(_ONLINE)}）。",
            f"As this letter is served online, the application for reconsideration may be filed online too: {url}.",
            (_ONLINE,),
        )
    ]


def _complaint(letter: _Letter) -> _Sentence:
    zh, en = (letter.bodies.complaint_body,) * 2 if letter.bodies.complaint_body else _SUPERVISORS
    return _Sentence(
        f"认为本机关在政府信息公开工作中侵犯其合法权益的，还可以依据{_named(_COMPLAINT)}，向{zh}投诉、举报。",
        f"A complaint or report may also be made to {en} under Art. 51 of the Regulation.",
        (_COMPLAINT,),
    )


def _fee(decided: date) -> _Sentence:
    (fee,) = periods.FEE_PAYMENT.on(decided).basis
    return _Sentence(
        f"依照{_named(fee)}，对收取信息处理费的决定不能单独申请行政复议或者提起行政诉讼；缴费期限届满后，对本机关不再处理"
        f"申请的决定不服的，可以依据{_named(_COMPLAINT)}投诉、举报，申请行政复议或者提起行政诉讼。",
        "The fee cannot be taken to reconsideration or to court by itself. Once the period for payment is over, the decision "
        "to close the request may be, and a complaint may be made (Art. 51).",
        (fee, _COMPLAINT),
    )


def _must_be_online(letter: _Letter) -> bool:
    return letter.service.online and letter.remedy.regime is not Regime.FREE


def _review_source(letter: _Letter) -> Citation:
    if letter.remedy.regime is Regime.FREE:
        return Citation(RECONSIDERATION_LAW_2017, "第九条第一款")
    return periods.RECONSIDERATION.basis[0]


def _suit_source(letter: _Letter) -> Citation:
    silence = letter.rests_on.nature is Nature.SILENCE
    return (periods.LITIGATION_SILENCE if silence else periods.LITIGATION).basis[0]


def _start(letter: _Letter) -> tuple[str, str]:
    noun = letter.rests_on.noun
    if letter.rests_on.nature is Nature.SILENCE:
        day = letter.decided
        return f"自{_written(day)}（答复期限届满之日）起", f"of {day}, the day on which the period to reply ended"
    if letter.service.day is None:
        return f"自收到{noun}之日起", "of receiving it"
    return f"自{_written(letter.service.day)}（{noun}送达之日）起", f"of {letter.service.day}, the day of service"


def _written(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _review_body(letter: _Letter) -> str:
    return _place(letter.bodies.review_body, letter.bodies.review_address)


def _court(letter: _Letter) -> str:
    return _place(letter.bodies.court, letter.bodies.court_address)


def _place(name: str, address: str) -> str:
    return f"{name}（地址：{address}）" if address else name


def _named(source: Citation) -> str:
    return f"{source.instrument.title}{source.article}"
