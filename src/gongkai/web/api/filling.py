"""What is sent, given to the forms that staff fill in, so that a system and a person are asked the same and told the same.

A fault of a form is said at the place of what was sent, in both languages.
"""

import base64
import binascii
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from django.core.files.uploadedfile import SimpleUploadedFile
from django.forms import BaseForm
from django.utils.datastructures import MultiValueDict

from gongkai.law import replies
from gongkai.law.procedure import Standing, Terms
from gongkai.web.api import faults
from gongkai.web.api.faults import Place
from gongkai.web.api.given import SentFile, SentRequest, SentStep
from gongkai.web.api.wording import Words, both
from gongkai.web.cases.forms.registration import Registration
from gongkai.web.cases.forms.request import WAYS
from gongkai.web.cases.forms.step import StepForm
from gongkai.web.cases.models import Case
from gongkai.web.organs.models import Organ
from gongkai.web.vault import uploads
from gongkai.web.vault.uploads import BadUpload, Checked

Filled = TypeVar("Filled", bound=BaseForm)

REQUEST_PLACES = {
    "way": "body.delivery",
    "kind": "body.applicant.kind",
    "sub_kind": "body.applicant.kind",
    **{
        name: f"body.applicant.{name}"
        for name in ("name", "id_kind", "id_number", "contact", "phone", "email", "address")
    },
    **dict.fromkeys(("evidence", "proofs", "materials"), "body.files"),
}
"""Where in a request stands what a field of the form holds, where it is called otherwise there."""

_FORM_FIELDS = {"identity": "proofs", "evidence": "evidence", "material": "materials"}
NOT_ASKED = Words("这一步骤没有这一项。", "This step does not say this.")
NOT_BASE64 = Words("文件内容不是 base64。", "The content of this file is not base64.")


def registration(given: SentRequest, organ: Organ, today: Any) -> Registration:
    """Return the form of a request, filled in and without a fault.

    :raises Fault: with the places of what is not valid.
    """
    answers = _request(given, organ)

    def filled() -> Registration:
        files: MultiValueDict[str, SimpleUploadedFile] = MultiValueDict()
        for at, each in enumerate(given.files):
            files.appendlist(_FORM_FIELDS[each.use], _upload(each, f"body.files.{at}.content"))
        return Registration(answers, files, organs=[organ], today=today)

    return _valid(filled, REQUEST_PLACES)


def step_form(given: SentStep, case: Case, standing: Standing, by: Terms, token: str) -> StepForm:
    """Return the form of a step, filled in and without a fault.

    :raises Fault: with the places of what is not valid.
    """
    said = given.dict(exclude={"kind", "letters", "evidence", "dates_meant"}, exclude_none=True)
    answers = {name: str(value) for name, value in said.items()} | {"token": token}
    if given.dates_meant:
        answers["dates_meant"] = "on"
    known: dict[str, Any] = {"case": case, "kind": given.kind, "standing": standing, "by": by}
    blank = StepForm(**known)
    if blank.known_earlier is not None:
        answers.setdefault("earlier", str(blank.known_earlier))
    if surplus := given.model_fields_set - {"kind", "dates_meant"} - set(blank.fields):
        raise faults.invalid(Place(f"body.{name}", *NOT_ASKED) for name in sorted(surplus))

    def filled() -> StepForm:
        files: MultiValueDict[str, SimpleUploadedFile] = MultiValueDict()
        for name in ("letters", "evidence"):
            for at, each in enumerate(getattr(given, name)):
                files.appendlist(name, _upload(each, f"body.{name}.{at}.content"))
        return StepForm(answers, files, **known)

    return _valid(filled, {})


def checked(given: Iterable[SentFile]) -> list[Checked]:
    """Return files that may be kept.

    :raises Fault: with the places of those that may not.
    """
    kept, wrong = [], []
    for at, each in enumerate(given):
        place = f"body.files.{at}.content"

        def look(each: SentFile = each, place: str = place) -> Checked | str:
            try:
                return uploads.check(_upload(each, place), uploads.OFFICE)
            except BadUpload as refused:
                return str(refused)

        zh, en = both(look)
        if isinstance(zh, Checked):
            kept.append(zh)
        else:
            wrong.append(Place(place, zh, str(en)))
    if wrong:
        raise faults.invalid(wrong)
    return kept


def _valid(fill: Callable[[], Filled], places: Mapping[str, str]) -> Filled:
    def errors() -> dict[str, list[str]]:
        return {name: [str(each) for each in said] for name, said in fill().errors.items()}

    form = fill()
    if form.is_valid():
        return form
    zh, en = both(errors)
    raise faults.invalid(
        Place(places.get(name, "body" if name == "__all__" else f"body.{name}"), "".join(said), " ".join(en[name]))
        for name, said in zh.items()
    )


def _request(given: SentRequest, organ: Organ) -> dict[str, str]:
    asks = given.applicant.dict(exclude={"kind"}, exclude_none=True)
    answers = {name: str(value) for name, value in asks.items()}
    answers |= {
        "organ": organ.code,
        "channel": given.channel,
        "arrived": str(given.arrived),
        "confirmed": str(given.confirmed or ""),
        "subject": given.subject,
        "description": given.description,
        "way": next(way for way, _ in WAYS if way.endswith(f":{given.delivery}")),
        "remark": given.remark,
        "token": "—",
    }
    if given.assistance:
        answers["assistance"] = "on"
    kind = given.applicant.kind
    if kind in {column.code for column in replies.columns()}:
        return answers | {"kind": kind}
    known = {one.code: one.column for one in replies.applicants()}
    return answers | {"kind": known.get(kind, kind), "sub_kind": kind if kind in known else ""}


def _upload(given: SentFile, place: str) -> SimpleUploadedFile:
    try:
        data = base64.b64decode(given.content, validate=True)
    except (binascii.Error, ValueError):
        raise faults.invalid([Place(place, NOT_BASE64.zh, NOT_BASE64.en)]) from None
    # What a file is called is made harmless when it is looked at; here it only must be a name.
    name = given.name.replace("\\", "/").rpartition("/")[2]
    return SimpleUploadedFile("附件" if name in ("", ".", "..") else name, data)
