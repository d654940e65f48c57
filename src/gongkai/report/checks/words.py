"""The shape that the checks of words share: one finding a rule, quoting the first few places."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gongkai.report.checks.rule import Rule
from gongkai.report.model import Finding, Place, Severity

_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found in the words: what to print of it, what it is in both languages, and where."""

    quote: str
    place: Place | None
    zh: str = ""
    en: str = ""


def finding(
    rule: Rule, hits: Sequence[Hit], *, zh: str, en: str, hint: tuple[str, str], severity: Severity | None = None
) -> Iterator[Finding]:
    """Yield one finding over all hits, nothing where there is none; `zh` and `en` open the sentence."""
    if not hits:
        return
    more_zh = f"等{len(hits)}处" if len(hits) > _SHOWN else ""
    more_en = f" and {len(hits) - _SHOWN} more" if len(hits) > _SHOWN else ""
    shown = hits[:_SHOWN]
    yield rule.finding(
        zh=f"{zh}：{'、'.join(_quoted(hit.quote, hit.zh, '（', '）') for hit in shown)}{more_zh}。",
        en=f"{en}: {', '.join(_quoted(hit.quote, hit.en, ' (', ')') for hit in shown)}{more_en}.",
        hint_zh=hint[0],
        hint_en=hint[1],
        places=[hit.place for hit in hits],
        count=len(hits),
        severity=severity,
    )


def _quoted(quote: str, what: str, opening: str, closing: str) -> str:
    return f"“{quote}”{opening}{what}{closing}" if what else f"“{quote}”"
