"""The texts and the letters of a case."""

from django.http import HttpResponse
from ninja import Router

from gongkai.web.api import faults, shapes, showing
from gongkai.web.api.doors import ApiRequest, call_of
from gongkai.web.api.faults import Fault
from gongkai.web.api.models import Scope
from gongkai.web.api.v1 import READING, answers, door
from gongkai.web.api.v1.finding import KeyOf, NumberOf, case_of
from gongkai.web.api.wording import Words
from gongkai.web.cases import actions_staff
from gongkai.web.cases.models import Attachment
from gongkai.web.vault.downloads import as_saved
from gongkai.web.vault.sealing import Unreadable

router = Router(tags=["文书 Letters"])
LOST = Words(
    "文书打不开：它已被清除，或者密钥不在。请联系系统管理员。", "This letter was erased, or its key is not there."
)
_BYTES = {
    200: {"description": "文书 The letter", "content": {"*/*": {"schema": {"type": "string", "format": "binary"}}}}
}


@router.get(
    "/cases/{number}/letters",
    **door(Scope.LETTERS),
    response=answers(list[shapes.LetterShape], *READING),
    url_name="letters",
    summary="正文和文书 Texts and letters",
)
def list_letters(request: ApiRequest, number: NumberOf) -> list[shapes.LetterShape]:
    """有正文或者文书的步骤。The steps that have a text for the applicant, or letters."""
    return showing.letters(case_of(request, number))


@router.get(
    "/cases/{number}/letters/{key}",
    **door(Scope.LETTERS, responses=_BYTES),
    response=answers(None, *READING, 409),
    url_name="letter",
    summary="下载文书 Download a letter",
)
def download_letter(request: ApiRequest, number: NumberOf, key: KeyOf) -> HttpResponse:
    """文书的内容。The bytes of a letter."""
    case = case_of(request, number)
    kept = case.attachments.select_related("file", "case__organ")
    found = kept.filter(use=Attachment.Use.LETTER, pk=key).first()
    if found is None:
        raise faults.not_there()
    try:
        content = actions_staff.fetch(attachment=found, by=call_of(request))
    except (FileNotFoundError, Unreadable):
        raise Fault(409, "unreadable", LOST) from None
    return as_saved(content, found.file.name, found.file.content_type)
