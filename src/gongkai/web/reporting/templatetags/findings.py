"""What a finding says in the language of the reader, how grave it is as a badge and a word, and what a step is called."""

from collections.abc import Mapping

from django import template
from django.utils.translation import get_language, gettext_lazy

from gongkai.law.procedure import STEPS, StepKind
from gongkai.web.bilingual import said
from gongkai.web.cases.models import Step

register = template.Library()

_LOOKS = {"error": "over", "warning": "soon", "note": "wait"}
_WORDS = {"error": gettext_lazy("错误"), "warning": gettext_lazy("警告"), "note": gettext_lazy("提示")}


@register.filter
def spoken(sentences: Mapping[str, str]) -> str:
    """Return a sentence of a finding in the language of the reader."""
    return sentences["en" if get_language() == "en" else "zh"]


@register.filter
def look(severity: str) -> str:
    """Return the look of the badge of a severity."""
    return _LOOKS[severity]


@register.filter
def word(severity: str) -> str:
    """Return the word for a severity."""
    return str(_WORDS[severity])


@register.filter
def step_name(step: Step) -> str:
    """Return what a step of a case is called."""
    return said(STEPS[StepKind(step.kind)])
