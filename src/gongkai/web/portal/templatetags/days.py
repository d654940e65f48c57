"""Days in the words of the reader's language, and query codes in groups."""

from datetime import date

from django import template
from django.utils.translation import get_language

from gongkai.documents.day_words import chinese_date
from gongkai.documents.outline import WEEKDAYS

register = template.Library()


@register.filter
def day(value: date | None) -> str:
    """Return a date in words: 2026年12月21日."""
    if value is None:
        return ""
    return f"{value.day} {value:%B} {value.year}" if get_language() == "en" else chinese_date(value)


@register.filter
def weekday(value: date | None) -> str:
    """Return a date in words with its weekday: 2026年12月21日（星期一）."""
    if value is None:
        return ""
    return (
        f"{value:%A}, {day(value)}"
        if get_language() == "en"
        else f"{chinese_date(value)}（{WEEKDAYS[value.weekday()]}）"
    )


@register.filter
def grouped(code: str) -> str:
    """Return a query code in groups of four: AB23-CD45-EF67."""
    return "-".join(code[at : at + 4] for at in range(0, len(code), 4))
