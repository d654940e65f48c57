"""A field for several files that were looked at before they are kept."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from gongkai.web.vault import uploads
from gongkai.web.vault.uploads import BadUpload

MOST = 10


class Files(forms.ClearableFileInput):
    """An input for several files."""

    allow_multiple_selected = True


class Uploads(forms.FileField):
    """Files that were looked at: a list of `Checked`."""

    widget = Files

    def __init__(self, *, most: int = MOST, kinds: tuple[uploads.Kind, ...] = uploads.PUBLIC, **named: Any) -> None:
        super().__init__(**named)
        self.most, self.kinds = most, kinds

    def clean(self, given: Any, initial: Any = None) -> Any:
        """Return the files.

        :raises ValidationError: with the sentence of the file that is not taken.
        """
        chosen = [each for each in (given or []) if isinstance(each, UploadedFile)]
        if len(chosen) > self.most:
            raise forms.ValidationError(_("最多选择 %(count)d 个文件。请删去多余的。") % {"count": self.most})
        if self.required and not chosen:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return [checked(each, self.kinds) for each in chosen]


def checked(upload: "UploadedFile[bytes]", kinds: tuple[uploads.Kind, ...] = uploads.PUBLIC) -> uploads.Checked:
    """Return an upload that may be kept.

    :raises ValidationError: with the sentence that says why it is not.
    """
    try:
        return uploads.check(upload, kinds)
    except BadUpload as refused:
        raise forms.ValidationError(str(refused)) from refused
