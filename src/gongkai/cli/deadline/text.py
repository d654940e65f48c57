"""Deadlines for the eye: a line each, the strip of days of the main one, what to know, and the articles."""

from collections.abc import Iterable, Iterator
from datetime import date

from gongkai.cli.deadline import strip
from gongkai.cli.deadline.outcome import Outcome
from gongkai.cli.widths import fit, width, wrapped
from gongkai.law.deadlines import Consulted, Deadline, Kind, Note, ServedBy
from gongkai.law.deadlines.explanation import TITLES, sentence
from gongkai.law.deadlines.receipt import RULES

INDENT = "  "
WEEKDAYS = {
    "zh": tuple(f"星期{name}" for name in strip.WEEKDAYS["zh"]),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
WORDS = {
    "zh": {
        "received": "收到申请之日",
        "strip": "逐日计算：",
        "notes": "说明",
        "basis": "依据",
        "notices": "放假安排",
        "provisional": "暂定，不早于 {}",
        "missing": "标明“暂定”的日期是推算：{} 年的放假安排尚未公布，公布后可能变动。",
        "stop": "、",
        "replied": "答复（{}，{}）",
    },
    "en": {
        "received": "Received",
        "strip": "Day by day: ",
        "notes": "Notes",
        "basis": "Basis",
        "notices": "Notices on days off",
        "provisional": "provisional, not before {}",
        "missing": "Provisional dates are estimates: the days off of {} are not published and may move them.",
        "stop": ", ",
        "replied": "Replied ({}, {})",
    },
}
IN_TIME = {
    True: {"zh": "按期", "en": "in time"},
    False: {"zh": "逾期", "en": "late"},
    None: {"zh": "暂不能判断（放假安排尚未公布）", "en": "nobody can say yet: the days off are not published"},
}
AFTER = {
    "clarification": {"zh": "尚未起算，待收到补正的申请", "en": "not running: waits for the clarified request"},
    "consultation": {"zh": "中止，待征求意见的结果", "en": "stopped: waits for those consulted"},
    "fee_payment": {"zh": "尚未起算，待缴费", "en": "not running: waits for the payment"},
    "reconsideration": {
        "zh": "应当先申请行政复议；收到复议决定之日起 {days} 日内",
        "en": "reconsideration comes first; {days} days from the review decision",
    },
    "receipt": {"zh": "待对方收到征求意见书", "en": "waits for the letter to arrive"},
    "answer": {"zh": "没有法定期限，待其他机关答复", "en": "no limit by law: waits for the other organ"},
}
WHOM = {
    Consulted.THIRD_PARTY: {"zh": "第三方", "en": "third party"},
    Consulted.CO_MAKER: {"zh": "共同制作机关", "en": "co-maker"},
    Consulted.ORGAN: {"zh": "其他机关", "en": "other organ"},
}
WAYS = {
    ServedBy.HAND: {"zh": "直接送达", "en": "by hand"},
    ServedBy.MAIL: {"zh": "邮寄", "en": "by mail"},
    ServedBy.ONLINE: {"zh": "互联网", "en": "online"},
    ServedBy.EMAIL: {"zh": "电子邮件", "en": "by e-mail"},
}


def lines(outcome: Outcome, lang: str, *, explain: bool = False) -> Iterator[str]:
    """Yield the lines; with `explain` every day of every deadline has its own."""
    if outcome.facts.number:
        yield outcome.facts.number
    table = list(_table(outcome, lang))
    wide = max(width(title) for title, _ in table) + 2
    for title, said in table:
        yield from _hung(fit(title, wide), said)
    if explain:
        for deadline in outcome.every:
            yield from explained(deadline, lang)
    else:
        yield from _strip(outcome, lang)
    known = [note.zh if lang == "zh" else note.en for note in notes(outcome)]
    yield from _listed(WORDS[lang]["notes"], [*missing(outcome.every, lang), *known])
    yield from _listed(WORDS[lang]["basis"], basis(outcome))


def explained(deadline: Deadline, lang: str) -> Iterator[str]:
    """Yield every day of a deadline, one a line, with the number it counted as and why."""
    if not deadline.days:
        return
    yield ""
    yield TITLES[deadline.kind][lang]
    for day in deadline.days:
        number = "" if day.n is None else str(day.n)
        head = f"{INDENT}{dated(day.date, lang)} {fit(number, 4, right=True)}  "
        yield from _hung(head, sentence(day, lang))


def dated(day: date, lang: str) -> str:
    """Return a day with its day of the week."""
    return f"{day} {WEEKDAYS[lang][day.weekday()]:<{9 if lang == 'en' else 3}}"


def due(deadline: Deadline, lang: str) -> str:
    """Return the day of a deadline and whether it will hold, or what it waits for."""
    if deadline.date is None:
        return AFTER[str(deadline.after)][lang].format(**deadline.facts)
    said = dated(deadline.date, lang).rstrip()
    return f"{said} {WORDS[lang]['provisional'].format(deadline.not_before)}" if deadline.provisional else said


def missing(deadlines: Iterable[Deadline], lang: str) -> list[str]:
    """Return the sentence on the years whose days off are not published; none where all dates will hold."""
    years = sorted({str(year) for deadline in deadlines for year in deadline.missing})
    return [WORDS[lang]["missing"].format(WORDS[lang]["stop"].join(years))] if years else []


def notes(outcome: Outcome) -> list[Note]:
    """Return what there is to know, each once."""
    every = [note for deadline in outcome.every for note in deadline.notes]
    return list(dict.fromkeys([*every, *(outcome.on_time.notes if outcome.on_time else ())]))


def basis(outcome: Outcome) -> list[str]:
    """Return the articles that the deadlines rest on, each once."""
    every = [*(outcome.receipt.basis if outcome.receipt else ())]
    for deadline in outcome.every:
        every += deadline.basis
    every += outcome.on_time.basis if outcome.on_time else ()
    return list(dict.fromkeys(str(citation) for citation in every))


def _table(outcome: Outcome, lang: str) -> Iterator[tuple[str, str]]:
    words = WORDS[lang]
    if outcome.receipt:
        rule = RULES[outcome.receipt.channel]
        channel = f"（{rule.zh}）" if lang == "zh" else f" ({rule.en})"
        yield words["received"], f"{dated(outcome.receipt.day, lang).rstrip()}{channel}"
    for deadline in outcome.deadlines.values():
        if deadline.kind is not Kind.CONSULTATION:
            yield TITLES[deadline.kind][lang], due(deadline, lang)
    for letter, deadline in outcome.consultations:
        whom = WHOM[letter.whom][lang]
        title = TITLES[deadline.kind][lang]
        yield f"{title}（{whom}）" if lang == "zh" else f"{title} ({whom})", due(deadline, lang)
    if answer := outcome.on_time:
        yield words["replied"].format(answer.dispatched, WAYS[answer.by][lang]), IN_TIME[answer.in_time][lang]


def _strip(outcome: Outcome, lang: str) -> Iterator[str]:
    main = outcome.deadlines.get(Kind.REPLY) or outcome.deadlines.get(Kind.PUBLICATION)
    if not main or not main.days:
        return
    yield ""
    yield WORDS[lang]["strip"] + TITLES[main.kind][lang]
    yield from strip.lines(main, lang)
    if named := strip.notices(main.days):
        stop = WORDS[lang]["stop"]
        yield from _hung(WORDS[lang]["notices"] + ("：" if lang == "zh" else ": "), stop.join(named))


def _listed(title: str, texts: Iterable[str]) -> Iterator[str]:
    for number, text in enumerate(texts):
        if number == 0:
            yield ""
            yield title
        yield from _hung(INDENT, text)


def _hung(head: str, text: str) -> Iterator[str]:
    """Yield a text after its head, its further lines below its first."""
    space = width(head)
    for number, line in enumerate(wrapped(text, strip.ROOM - space)):
        yield (head if number == 0 else " " * space) + line
