"""How a call is refused: one shape for every reason, with a code for programs and a sentence in both languages for people."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from gongkai.law.refusal import Refusal
from gongkai.web.api.wording import Words, basis, code
from gongkai.web.organs.permissions import NotAllowed

NO_TOKEN = Words(
    "请在 Authorization 请求头中提供有效的令牌：没有令牌，或者令牌有误、已经过期、已被撤销。",
    "Give a valid token in the header Authorization: there is none, or it is wrong, has expired or was revoked.",
)
NOT_THERE = Words("没有找到，或者不在这一令牌的机关。", "There is no such thing, or none in the organ of this token.")
UNREADABLE = Words("请求的内容不是可以读取的 JSON。", "The body is no JSON that can be read.")
NOT_VALID = Words(
    "有的内容不符合要求，请按 fields 逐项更正。", "Some of what was sent is not valid; correct what `fields` names."
)
BAD_ADDRESS = Words("地址或者参数不能读取。", "The address or its parameters cannot be read.")
TOO_MANY = Words("请求过于频繁，请稍后再试。", "Too many calls; try again later.")
TOO_LARGE = Words("请求的内容过大，没有接收。", "What was sent is too large and was not taken.")
METHOD = Words("这一地址不支持这一方法。", "This address does not know this method.")
_FIELD = {
    "missing": "缺少这一项。",
    "extra_forbidden": "没有这一项。",
    "enum": "不是列出的取值之一。",
    "string_too_long": "过长。",
    "string_too_short": "过短，或者没有填写。",
    "string_pattern_mismatch": "格式不符合要求。",
}
_OTHER = "不符合这一项的要求。"


@dataclass(frozen=True, slots=True)
class Place:
    """A part of what was sent that is not valid: where it stands (`body.applicant.phone`), and what is wrong with it."""

    place: str
    zh: str
    en: str


@dataclass(eq=False)
class Fault(Exception):
    """A call that is refused."""

    status: int
    code: str
    said: Words
    basis: Sequence[str] = ()
    fields: Sequence[Place] = ()
    headers: Mapping[str, str] = field(default_factory=dict)


def invalid(fields: Iterable[Place]) -> Fault:
    """Return the refusal of what is not valid."""
    return Fault(422, "not_valid", NOT_VALID, fields=list(fields))


def not_there() -> Fault:
    """Return that there is no such thing; alike for what there is in another organ."""
    return Fault(404, "not_found", NOT_THERE)


def too_many(seconds: int) -> Fault:
    """Return that no more calls are taken for some seconds."""
    return Fault(429, "too_many", TOO_MANY, headers={"Retry-After": str(seconds)})


def bad_address() -> Fault:
    """Return the refusal of what no address can hold."""
    return Fault(400, "bad_address", BAD_ADDRESS)


def too_large() -> Fault:
    """Return the refusal of what is too large; none of it was read."""
    return Fault(413, "too_large", TOO_LARGE)


def answer(fault: Fault) -> HttpResponse:
    """Return a refusal as the caller gets it."""
    said: dict[str, Any] = {"code": fault.code, "zh": fault.said.zh, "en": fault.said.en, "basis": list(fault.basis)}
    said["fields"] = [{"place": each.place, "zh": each.zh, "en": each.en} for each in fault.fields]
    headers = {"Cache-Control": "no-store", **fault.headers}
    shown = {"ensure_ascii": False}
    return JsonResponse({"error": said}, status=fault.status, headers=headers, json_dumps_params=shown)


def of_error(error: Exception) -> Fault:
    """Return the refusal that an exception stands for."""
    if isinstance(error, Fault):
        return error
    if isinstance(error, Refusal):
        return Fault(409, code(type(error)), Words(error.zh, error.en), basis(error.basis))
    if isinstance(error, NotAllowed):
        return Fault(403, "not_allowed", Words(str(error), f"The account of this token may not do “{error.verb}”."))
    if isinstance(error, ValidationError):
        return invalid(map(_place, error.errors))
    if isinstance(error, AuthenticationError):
        return Fault(401, "no_token", NO_TOKEN, headers={"WWW-Authenticate": "Bearer"})
    if isinstance(error, SuspiciousOperation):
        return bad_address()
    if isinstance(error, HttpError):
        return Fault(error.status_code, "not_json", UNREADABLE)
    return not_there()


def answers(api: NinjaAPI) -> None:
    """Have an interface answer every refusal in this shape."""

    def refuse(request: HttpRequest, error: Exception | type[Exception]) -> HttpResponse:
        return answer(of_error(error if isinstance(error, Exception) else error()))

    for kind in (Fault, Refusal, NotAllowed, ValidationError, HttpError, Http404, SuspiciousOperation):
        api.add_exception_handler(kind, refuse)


def _place(error: Mapping[str, Any]) -> Place:
    at = [str(part) for part in error["loc"] if part != "given"]
    return Place(".".join(at), _FIELD.get(error["type"], _OTHER), str(error["msg"]))
