"""What people fill in: fields with their words, help and errors as sentences. What may be done is decided in `actions`."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise as Words

DATE = gettext_lazy("请填写日期，如 2026-11-23。")


def day(
    label: "Words", help_text: "Words" = "", *, required: bool = True, initial: date | None = None
) -> forms.DateField:
    """Return a field for a day."""
    return forms.DateField(
        label=label,
        help_text=help_text or gettext_lazy("如 2026-11-23。"),
        required=required,
        initial=initial,
        error_messages={"required": DATE, "invalid": DATE},
        widget=forms.DateInput(attrs={"type": "date", "class": "input-short"}, format="%Y-%m-%d"),
    )


def text(
    label: "Words", help_text: "Words" = "", *, required: bool = True, size: str = "medium", **known: Any
) -> forms.CharField:
    """Return a field for a line of text."""
    attrs = {"class": f"input-{size}"} | known.pop("attrs", {})
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        error_messages={
            "required": format_lazy(gettext_lazy("请填写{label}。"), label=label),
            "max_length": format_lazy(gettext_lazy("{label}过长，请缩短。"), label=label),
        },
        widget=known.pop("widget", forms.TextInput)(attrs=attrs),
        **known,
    )


def secret(label: "Words", help_text: "Words", autocomplete: str) -> forms.CharField:
    """Return a field for a password."""
    return text(
        label,
        help_text,
        strip=False,
        max_length=200,
        widget=forms.PasswordInput,
        attrs={"autocomplete": autocomplete},
    )


class Plain(forms.Form):
    """A form whose fields know their errors and helps by their ids, for those who listen to a page."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)

    def object_to(self, error: Exception) -> None:
        """Show an objection at the entry it is about, or at the top."""
        field = getattr(error, "field", "")
        self.add_error(field if field in self.fields else None, str(error))
